/**
 * The way to the outbox, whose code and file are loaded only when there is something to write or a file from earlier:
 * until a person turns writing on, it costs nothing.
 */
import { existsSync } from 'node:fs';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OutboxTools } from '../outbox/tools.ts';
import type { SyncOutbox } from '../sync/ports.ts';

export interface OutboxDoor {
  /** Null: not loaded, so there is nothing in it. */
  current(): Outbox | null;
  /** Loads and opens it, and creates its file if there is none. */
  open(): Promise<Result<Outbox, Problem>>;
  /** Opens it if a file is there from earlier. */
  openIfPresent(): Promise<void>;
  /** What is wrong with the file. */
  problems(): readonly Problem[];
  /** What the engine calls. */
  readonly sync: SyncOutbox;
  /** How long the end of the app may take because of it, in milliseconds. */
  closingMs(): number;
  close(): Promise<void>;
}

/** Quitting sends what is still held [O20]. */
const LONGEST_CLOSING_MS = 3000;

export const createOutboxDoor = (tools: OutboxTools | null): OutboxDoor => {
  let outbox: Outbox | null = null;
  let failure: Problem | null = null;
  let isClosed = false;

  const open = async (): Promise<Result<Outbox, Problem>> => {
    if (outbox !== null) return ok(outbox);
    if (tools === null || isClosed) return fail({ kind: 'outboxFailed', cause: 'other' });
    const { openOutbox } = await import('../outbox/outbox.ts');
    // Another caller may have opened it meanwhile.
    if (outbox !== null) return ok(outbox);
    const opened = openOutbox(tools);
    failure = opened.ok ? opened.value.problem() : { kind: 'outboxFailed', cause: opened.problem };
    if (!opened.ok) return fail({ kind: 'outboxFailed', cause: opened.problem });
    outbox = opened.value;
    return ok(outbox);
  };

  return {
    current: () => outbox,
    open,
    openIfPresent: async () => {
      if (tools !== null && existsSync(tools.path)) await open();
    },
    problems: () => (failure === null ? [] : [failure]),
    sync: {
      flush: (accountId: AccountId) =>
        outbox === null || outbox.waiting(accountId) === 0 ? null : outbox.flush(accountId),
      listing: () => outbox?.listing() ?? 0,
      listed: (accountId, calendarId, begun) => {
        void outbox?.listed(accountId, calendarId, begun).catch((error: unknown) => tools?.onBug(error));
      },
    },
    closingMs: () => (outbox === null || outbox.list().length === 0 ? 0 : LONGEST_CLOSING_MS),
    close: async () => {
      isClosed = true;
      await outbox?.close(LONGEST_CLOSING_MS);
      outbox = null;
    },
  };
};
