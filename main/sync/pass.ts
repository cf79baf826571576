/** One pass over all accounts, in parallel, and its outcome. Knows nothing about other passes. */
import type { CalendarAudit, PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import type { AccountId, IsoInstant } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { syncAccount } from './accountPass.ts';
import type { AccountEnd } from './accountPass.ts';
import type { Mutable, PassContext } from './passContext.ts';
import { outcomeOf } from './policy.ts';
import { FIRST_SLICE } from './slices.ts';
import type { AccountBackoff, SyncAccount } from './ports.ts';
import { distinct, toIso } from './toProblem.ts';
import { untilAborted } from './untilAborted.ts';

export interface PassEnd {
  readonly outcome: PassOutcome;
  /** Whether any account was asked. */
  readonly asked: boolean;
  readonly audits: readonly CalendarAudit[];
}

export type PassWorld = Omit<
  PassContext,
  'signal' | 'abort' | 'turn' | 'counts' | 'modes' | 'slice' | 'progress' | 'audits'
> & {
  readonly progress: PassContext['progress'];
  /** Aborted when the pass is to be cancelled. */
  readonly cancel: AbortSignal;
  /** Waits for a turn of the event loop. */
  readonly pause: () => Promise<void>;
};

/** Runs the pass to its end. */
export const runPass = async (world: PassWorld): Promise<PassEnd> => {
  const { clock, store, reason, lastProblems, cancel } = world;
  const startedAt = toIso(clock.now());
  const stop = new AbortController();
  const counts = emptyCounts();
  const pass: PassContext = {
    ...world,
    counts,
    modes: new Set(),
    audits: [],
    slice: { size: FIRST_SLICE },
    signal: AbortSignal.any([cancel, stop.signal]),
    abort: () => stop.abort(),
    turn: takingTurns(async () => {
      const room = store.room();
      if (room !== null) await untilAborted(room, pass.signal);
      await world.pause();
    }),
  };
  const accounts = store.accounts();
  if (!accounts.ok) {
    const problem = { kind: 'storageFailed', cause: accounts.problem.cause } as const;
    const finishedAt = toIso(clock.now());
    const outcome = { outcome: 'failed', mode: 'none', problems: [problem] } as const;
    const failed = { ...outcome, reason, counts, startedAt, finishedAt };
    return { outcome: failed, asked: true, audits: [] };
  }
  const removed = removePendingDeletions(pass);
  const ends = await Promise.all(
    withUnsaved(accounts.value, pass.unsaved).map(
      async (account): Promise<readonly [AccountId, AccountEnd]> => {
        return [account.id, await syncAccount(pass, account)];
      },
    ),
  );
  await removed;
  // Calendars that this pass's calendar lists removed.
  await removePendingDeletions(pass);
  if (!cancel.aborted) lastProblems.clear();
  for (const [accountId, { problems }] of ends) if (!cancel.aborted) lastProblems.set(accountId, problems);
  const problems = distinct(ends.flatMap(([, end]) => end.problems));
  const outcome: PassOutcome = {
    outcome: outcomeOf({
      cancelled: cancel.aborted,
      problems: problems.length,
      advanced: ends.some(([, end]) => end.advanced) || counts.upserted + counts.removed + counts.swept > 0,
    }),
    reason,
    mode: pass.modes.has('full') ? 'full' : pass.modes.has('incremental') ? 'incremental' : 'none',
    startedAt,
    finishedAt: toIso(clock.now()),
    counts,
    problems,
  };
  return {
    outcome,
    asked: ends.some(([, end]) => end.asked),
    audits: pass.audits,
  };
};

/** Returns the accounts with the backoffs that the store could not write. */
export const withUnsaved = (
  accounts: readonly SyncAccount[],
  unsaved: ReadonlyMap<AccountId, AccountBackoff>,
): readonly SyncAccount[] => accounts.map((account) => ({ ...account, ...unsaved.get(account.id) }));

/** Removes what the file still contains of removed calendars and accounts, in slices [F20]. */
const removePendingDeletions = async (pass: PassContext): Promise<void> => {
  while (!pass.signal.aborted) {
    const slice = pass.store.removePendingDeletions();
    // Nobody waits for it and nothing of it is visible, so after a failure the next pass continues.
    if (!slice.ok || slice.value.done) return;
    // oxlint-disable-next-line no-await-in-loop
    await pass.turn();
  }
};

/** The outcome of a pass that did nothing. */
export const emptyOutcome = (
  outcome: PassOutcome['outcome'],
  reason: SyncReason,
  at: IsoInstant,
  problems: readonly Problem[],
): PassOutcome => ({
  outcome,
  reason,
  mode: 'none',
  startedAt: at,
  finishedAt: at,
  counts: emptyCounts(),
  problems,
});

const emptyCounts = (): Mutable<PassOutcome['counts']> => ({
  calendars: 0,
  pages: 0,
  upserted: 0,
  removed: 0,
  swept: 0,
  quarantined: 0,
});

/**
 * Returns a function that gives each caller its own turn of the event loop. Callers that waited at the same time
 * would otherwise all continue in the same turn, and their writes would add up [F20].
 */
const takingTurns = (pause: () => Promise<void>): (() => Promise<void>) => {
  let last = Promise.resolve();
  return () => {
    last = last.then(pause);
    return last;
  };
};
