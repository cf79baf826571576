/** The window's calls about changes on their way: each opens the outbox when it is first needed. */
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Request } from '../../shared/contract.ts';
import type { OutboxItem, Preview, SavedDraft } from '../../shared/writing.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Clock } from '../sync/ports.ts';
import type { OutboxDoor } from './outboxDoor.ts';

export interface WritingCalls {
  /** Opens the outbox if writing is on: only then is known what may be done with an event. */
  prepare(): Promise<void>;
  preview(request: Request<'edits.preview'>): Promise<Result<Preview, Problem>>;
  submit(request: Request<'edits.submit'>): Promise<Result<OutboxItem, Problem>>;
  saveDraft(request: Request<'edits.saveDraft'>): Promise<Result<null, Problem>>;
  drafts(): Result<readonly SavedDraft[], Problem>;
  list(): readonly OutboxItem[];
  undo(opId: string): Result<null, Problem>;
  retry(opId: string): Result<null, Problem>;
  resolve(request: Request<'outbox.resolve'>): Promise<Result<null, Problem>>;
  discard(opId: string): Result<null, Problem>;
  textOf(opId: string): Result<string, Problem>;
  /**
   * Called before an account is disconnected: `writesWaiting` if changes have not been sent and nothing was decided
   * about them, or sending them did not work [O22].
   */
  settle(accountId: AccountId, waiting: 'send' | 'discard' | undefined): Promise<Result<null, Problem>>;
}

export interface WritingPorts {
  readonly door: OutboxDoor;
  readonly clock: Clock;
  readonly isWritingOn: () => boolean;
}

/** How long a disconnecting account's changes are waited for. */
const SETTLE_MS = 10_000;

export const createWritingCalls = ({ door, clock, isWritingOn }: WritingPorts): WritingCalls => {
  /** Opens the outbox, but only for a person who has turned writing on. */
  const opened = async <T>(call: (outbox: Outbox) => Result<T, Problem>): Promise<Result<T, Problem>> => {
    if (door.current() === null && !isWritingOn()) return fail({ kind: 'writingOff' });
    const outbox = await door.open();
    return outbox.ok ? call(outbox.value) : outbox;
  };
  const notFound = fail({ kind: 'notFound' } as const);
  const known = <T>(call: (outbox: Outbox) => Result<T, Problem>): Result<T, Problem> => {
    const outbox = door.current();
    return outbox === null ? notFound : call(outbox);
  };

  return {
    prepare: async () => {
      if (door.current() === null && isWritingOn()) await door.open();
    },
    preview: ({ draft }) => opened((outbox) => outbox.preview(draft)),
    submit: (request) => opened((outbox) => outbox.submit(request)),
    saveDraft: ({ draftId, text }) => opened((outbox) => outbox.saveDraft(draftId, text)),
    drafts: () => door.current()?.drafts() ?? ok([]),
    list: () => door.current()?.list() ?? [],
    undo: (opId) => known((outbox) => outbox.undo(opId)),
    retry: (opId) => known((outbox) => outbox.retry(opId)),
    resolve: async ({ opId, keep }) => door.current()?.resolve(opId, keep) ?? notFound,
    discard: (opId) => known((outbox) => outbox.discard(opId)),
    textOf: (opId) => known((outbox) => outbox.textOf(opId)),
    settle: async (accountId, waiting) => {
      const outbox = door.current();
      if (outbox === null || outbox.waiting(accountId) === 0) return ok(null);
      if (waiting === 'discard') {
        outbox.discardAll(accountId);
        return ok(null);
      }
      if (waiting === 'send') {
        outbox.release(accountId);
        const { promise: limit, resolve } = Promise.withResolvers<void>();
        const cancel = clock.after(SETTLE_MS, resolve);
        await Promise.race([outbox.flush(accountId), limit]);
        cancel();
      }
      const count = outbox.waiting(accountId);
      return count === 0 ? ok(null) : fail({ kind: 'writesWaiting', accountId, count });
    },
  };
};
