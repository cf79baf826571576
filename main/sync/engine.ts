/**
 * The sync engine: one pass at a time over all accounts, whoever requests it.
 *
 *   launch, timer, person, sign-in … ──request──▶ pass running? ─yes─▶ background: join it
 *                                                      │         else: one more after it
 *                                                      no ─▶ run one ─▶ record ─▶ status, onPassEnd
 *
 * Owns: single flight, the status, cancelling. Never throws and never rejects: expected failures are problems in the
 * outcome, a bug is the problem `internal`, and the next request works either way. Never uses HTTP, SQL, Electron or
 * the system's clock directly; they are passed in as ports.
 */
import type { AuditReport, PassOutcome, SyncReason, SyncStatus } from '../../shared/syncReport.ts';
import type { AccountId, IsoInstant } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { createAuditChoice } from './audits.ts';
import type { Audits, AuditScope } from './audits.ts';
import { collectChanges } from './changedKeys.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { emptyOutcome, runPass, withUnsaved } from './pass.ts';
import type { PassEnd } from './pass.ts';
import type { Mutable } from './passContext.ts';
import { jitteredInterval, needsOwnPass, nextDelay, strongerReason } from './policy.ts';
import type { ReachBack } from './policy.ts';
import type { AccountBackoff, CalendarKey, Clock, Source, SyncOutbox, SyncStore } from './ports.ts';
import { toIso } from './toProblem.ts';

export interface EngineWorld {
  readonly clock: Clock;
  readonly store: SyncStore;
  /** Null if the account cannot be reached until it signs in. */
  readonly sourceFor: (accountId: AccountId) => Source | null;
  /** Null: nothing is written to the accounts. */
  readonly outbox: SyncOutbox | null;
  readonly settings: () => { readonly reachBack: ReachBack };
  readonly onStatus: (status: SyncStatus) => void;
  /** Called with the calendars whose agenda may have changed: several at once, a few times a second at most. */
  readonly onChanged: (keys: readonly CalendarKey[]) => void;
  /** Called with a bug in this program, for the log. */
  readonly onBug?: (error: unknown) => void;
  /** Waits for a turn of the event loop; `setImmediate` by default. */
  readonly pause?: () => Promise<void>;
}

export interface Engine {
  /**
   * Starts a pass and resolves with its outcome. During a pass, background reasons join it. A request whose subject
   * that pass may have missed (the person's "Sync now", a calendar shown, a sign-in, a setting) gets one more pass
   * after it, shared by all such requests. A timer's pass becomes an `audit` if calendars are due for theirs.
   */
  request(reason: SyncReason): Promise<PassOutcome>;
  /** Runs a pass that compares these calendars' rows with full listings. */
  audit(scope: AuditScope): Promise<AuditReport>;
  /** Returns the problems of the last pass in an account. */
  problemsOf(accountId: AccountId): readonly Problem[];
  status(): SyncStatus;
  /** Cancels the running pass and the one after it. Resolves when the running one has ended. */
  cancel(): Promise<void>;
  /**
   * Cancels the running pass and does the work while none runs, for adding or removing an account. All requests that
   * wait or come meanwhile share one pass after it.
   */
  betweenPasses<T>(work: () => T): Promise<T>;
  /** Cancels for good; resolves within 2 s [F19]. The store is not used afterwards. */
  stop(): Promise<void>;
  /**
   * Returns the milliseconds until the next background pass is due, with jitter [S37] and with regard to backoffs
   * [F11].
   */
  nextDelayMs(intervalMs: number): number;
  /** Shows in the status when the next background pass is planned. */
  announceNext(atMs: number | null): void;
  /** Calls the listener after each pass. Returns the function that removes it. */
  onPassEnd(listener: (outcome: PassOutcome) => void): () => void;
}

/** One more pass after the running one. */
interface FollowUp {
  reason: SyncReason;
  readonly audits: AuditScope[];
  readonly ended: Promise<PassEnd>;
  readonly resolve: (end: PassEnd | Promise<PassEnd>) => void;
}

interface Run {
  readonly reason: SyncReason;
  readonly audits: Audits;
  readonly controller: AbortController;
  readonly progress: Mutable<NonNullable<SyncStatus['progress']>>;
  ended: Promise<PassEnd>;
}

const STOP_LIMIT_MS = 1_500;

const turnOfTheLoop = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export const createEngine = (world: EngineWorld): Engine => {
  const { clock, store } = world;
  const lastProblems = new Map<AccountId, readonly Problem[]>();
  const unsaved = new Map<AccountId, AccountBackoff>();
  const paces = new Map<AccountId, Pace>();
  const listeners = new Set<(outcome: PassOutcome) => void>();
  const auditChoice = createAuditChoice(store, clock, () => world.settings().reachBack);
  let running: Run | null = null;
  let followUp: FollowUp | null = null;
  /** How many callers are working between passes. Meanwhile no pass starts. */
  let activeWork = 0;
  let stopping = false;
  /** The pass did not end in time, and the store is about to be closed. */
  let closed = false;
  let problems: readonly Problem[] = [];
  let lastAttemptAt: IsoInstant | null = null;
  let nextAttemptAt: IsoInstant | null = null;
  let lastSuccessAt: IsoInstant | null = null;

  /** Calls a listener. A bug in it must not end a pass. */
  const attempt = <T>(call: () => T): T | null => {
    try {
      return call();
    } catch (error) {
      try {
        world.onBug?.(error);
      } catch {
        // The log itself failed, so the bug cannot be reported anywhere.
      }
      return null;
    }
  };

  const readLastSuccess = (): void => {
    const read = attempt(() => store.lastSuccessAtMs());
    if (read?.ok && read.value !== null) lastSuccessAt = toIso(read.value);
  };
  readLastSuccess();

  const status = (): SyncStatus => ({
    phase: running === null ? 'idle' : 'syncing',
    progress: running === null ? null : { ...running.progress },
    lastSuccessAt,
    lastAttemptAt,
    nextAttemptAt,
    problems,
  });
  const emit = (): void => {
    if (!closed) attempt(() => world.onStatus(status()));
  };

  const changed = collectChanges(clock, (keys) => {
    if (!closed) attempt(() => world.onChanged(keys));
  });

  const cancelledEnd = (reason: SyncReason): PassEnd => ({
    outcome: emptyOutcome('cancelled', reason, toIso(clock.now()), []),
    asked: false,
    audits: [],
  });

  const paceOf = (accountId: AccountId): Pace => {
    const pace = paces.get(accountId) ?? createPace(clock);
    paces.set(accountId, pace);
    return pace;
  };

  const execute = async (run: Run): Promise<PassEnd> => {
    const startedAt = toIso(clock.now());
    let end: PassEnd;
    try {
      end = await runPass({
        clock,
        store,
        sourceFor: world.sourceFor,
        outbox: world.outbox,
        reason: run.reason,
        reachBack: world.settings().reachBack,
        lastProblems,
        unsaved,
        paceOf,
        chooseAudits: auditChoice.choose(run.audits),
        cancel: run.controller.signal,
        progress: run.progress,
        pause: world.pause ?? turnOfTheLoop,
        onProgress: emit,
        onChanged: changed.add,
        onBug: (error) => attempt(() => world.onBug?.(error)),
      });
    } catch (error) {
      attempt(() => world.onBug?.(error));
      const outcome = emptyOutcome('failed', run.reason, startedAt, [{ kind: 'internal' }]);
      const ended = { ...outcome, finishedAt: toIso(clock.now()) };
      end = { outcome: ended, asked: true, audits: [] };
    }
    conclude(end);
    return end;
  };

  const conclude = ({ outcome, asked }: PassEnd): void => {
    running = null;
    if (outcome.outcome !== 'cancelled') problems = outcome.problems;
    // A pass that made no request (no account yet, or all of them waiting) is not recorded.
    if (asked && !closed) {
      attempt(() => store.recordPass(outcome));
      if (outcome.outcome === 'succeeded') lastSuccessAt = outcome.finishedAt;
    }
    changed.flush();
    // If another pass follows, it emits the status itself.
    if (!startFollowUp()) emit();
    for (const listener of listeners) attempt(() => listener(outcome));
  };

  /** Returns false if there is no follow-up pass, or it may not start now. */
  const startFollowUp = (): boolean => {
    if (followUp === null || running !== null || activeWork > 0) return false;
    const { reason, audits, resolve } = followUp;
    followUp = null;
    resolve(stopping ? cancelledEnd(reason) : start(reason, audits).ended);
    return !stopping;
  };

  const start = (asked: SyncReason, audits: readonly AuditScope[] = []): Run => {
    const isAuditDue = asked === 'timer' && attempt(() => auditChoice.isSomeDue()) === true;
    const reason = isAuditDue ? 'audit' : asked;
    const run: Run = {
      reason,
      audits: isAuditDue ? 'due' : audits,
      controller: new AbortController(),
      progress: { calendarsDone: 0, calendarsTotal: 0, events: 0 },
      ended: Promise.resolve(cancelledEnd(reason)),
    };
    running = run;
    lastAttemptAt = toIso(clock.now());
    nextAttemptAt = null;
    emit();
    run.ended = Promise.resolve().then(() => execute(run));
    return run;
  };

  /** Returns the end of the one pass that all these requests share. */
  const afterThis = (reason: SyncReason, audits: readonly AuditScope[] = []): Promise<PassEnd> => {
    if (followUp === null) {
      const { promise: ended, resolve } = Promise.withResolvers<PassEnd>();
      followUp = { reason, audits: [], ended, resolve };
    } else {
      followUp.reason = strongerReason(followUp.reason, reason);
    }
    followUp.audits.push(...audits);
    return followUp.ended;
  };

  /** Returns the end of the pass that does what is requested. */
  const endOfPass = (reason: SyncReason, audits: readonly AuditScope[] = []): Promise<PassEnd> => {
    if (running === null) return activeWork > 0 ? afterThis(reason, audits) : start(reason, audits).ended;
    return needsOwnPass(reason) ? afterThis(reason, audits) : running.ended;
  };

  const request = async (reason: SyncReason): Promise<PassOutcome> => {
    if (stopping) return cancelledEnd(reason).outcome;
    return (await endOfPass(reason)).outcome;
  };

  const audit = async (scope: AuditScope): Promise<AuditReport> => {
    if (stopping) return { outcome: cancelledEnd('audit').outcome, audits: [] };
    const end = await endOfPass('audit', [scope]);
    return { outcome: end.outcome, audits: end.audits };
  };

  const cancel = async (): Promise<void> => {
    const run = running;
    const waiting = followUp;
    followUp = null;
    waiting?.resolve(cancelledEnd(waiting.reason));
    if (run === null) return;
    run.controller.abort();
    await run.ended;
  };

  const betweenPasses = async <T>(work: () => T): Promise<T> => {
    activeWork += 1;
    try {
      running?.controller.abort();
      await running?.ended;
      return work();
    } finally {
      activeWork -= 1;
      startFollowUp();
    }
  };

  const stopForGood = async (): Promise<void> => {
    stopping = true;
    const { promise: limit, resolve } = Promise.withResolvers<void>();
    const cancelLimit = clock.after(STOP_LIMIT_MS, resolve);
    await Promise.race([cancel(), limit]);
    cancelLimit();
    closed = true;
    changed.stop();
  };
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= stopForGood());

  const nextDelayMs = (intervalMs: number): number => {
    const accounts = closed ? null : attempt(() => store.accounts());
    const random = clock.random();
    if (!accounts?.ok) return jitteredInterval(intervalMs, random);
    return nextDelay(withUnsaved(accounts.value, unsaved), clock.now(), intervalMs, random);
  };

  return {
    request,
    audit,
    problemsOf: (accountId) => lastProblems.get(accountId) ?? [],
    status,
    cancel,
    betweenPasses,
    stop,
    nextDelayMs,
    announceNext: (atMs) => {
      const next = atMs === null ? null : toIso(atMs);
      if (next === nextAttemptAt) return;
      nextAttemptAt = next;
      emit();
    },
    onPassEnd: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
