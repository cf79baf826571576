/**
 * One account's part of a pass: whether it may be asked now, its calendar list, then its visible calendars, a few at
 * a time. Each calendar fails alone [S33]. A failure of the whole account stops the rest of it at once and makes it
 * back off [S35, S39]. Other accounts are not affected.
 */
import type { Problem } from '../../shared/problems.ts';
import { syncCalendarList } from './calendarListPass.ts';
import { syncCalendar } from './calendarPass.ts';
import {
  STRIKES,
  accountGate,
  backoffDelay,
  isResting,
  retryAtOf,
  scopeOf,
  shouldConfirmByList,
} from './policy.ts';
import type { Gate, PassFailure } from './policy.ts';
import type { PassContext } from './passContext.ts';
import { untilAborted } from './untilAborted.ts';
import type { AccountBackoff, CalendarKey, Source, SyncAccount, SyncCalendar } from './ports.ts';
import { toIso, toProblem } from './toProblem.ts';

const CALENDARS_AT_ONCE = 3;

export interface AccountEnd {
  readonly problems: readonly Problem[];
  /** A calendar was brought up to date, or the list if no calendar is shown. */
  readonly advanced: boolean;
  readonly asked: boolean;
}

/** Runs one account's part of the pass. Never throws: a bug here becomes this account's problem `internal`. */
export const syncAccount = async (pass: PassContext, account: SyncAccount): Promise<AccountEnd> => {
  const gate = accountGate(account, pass.clock.now(), pass.reason);
  // A file that has just been saved may be readable again.
  if (!gate.open && pass.sourceFor(account.id)?.takeNews?.() !== true) {
    const problems = waitingProblems(account, gate, pass.lastProblems.get(account.id) ?? []);
    return { problems, advanced: false, asked: false };
  }
  try {
    const source = pass.sourceFor(account.id);
    if (isResting(source?.restsUntilMs?.() ?? null, pass.clock.now(), pass.reason)) {
      return { problems: pass.lastProblems.get(account.id) ?? [], advanced: false, asked: false };
    }
    if (source !== null) return await new AccountPass(pass, account, source).run();
    const problem = { kind: 'signInRequired', accountId: account.id, reason: 'never' } as const;
    return { ...unstarted, problems: [problem] };
  } catch (error) {
    pass.onBug(error);
    return { ...unstarted, problems: [{ kind: 'internal' }] };
  }
};

const unstarted = { advanced: false, asked: true } as const;

/**
 * Returns the problems of an account that is not asked. Under Retry-After they always say when it may be asked again
 * [S35, F11]; under our own backoff they are those of the previous pass, or after a restart what is stored of them.
 */
const waitingProblems = (
  { id, cause }: SyncAccount,
  gate: Gate & { readonly open: false },
  before: readonly Problem[],
): readonly Problem[] => {
  if (gate.by === 'google') {
    const others = before.filter(({ kind }) => kind !== 'rateLimited' && kind !== 'googleUnavailable');
    return [{ kind: 'rateLimited', retryAt: toIso(gate.untilMs) }, ...others];
  }
  if (before.length > 0) return before;
  const failure = earlierFailure(cause);
  const site = { accountId: id, calendarId: null, retryAtMs: gate.untilMs };
  return [toProblem(failure, site) ?? { kind: 'googleUnavailable', detail: earlier }];
};

const earlier = 'waiting after earlier failures';

/** Rebuilds a failure of which only the kind was stored. */
const earlierFailure = (cause: SyncAccount['cause']): PassFailure => {
  if (cause === 'offline') return { kind: cause };
  if (cause === 'proxyFailed') return { kind: cause, cause: 'unreachable' };
  if (cause === 'rateLimited') return { kind: cause, retryAfterMs: null };
  if (cause === 'feedFailed') return { kind: cause, cause: 'unavailable' };
  if (cause === 'unexpectedReply' || cause === 'accessNotConfigured') return { kind: cause, detail: earlier };
  return { kind: 'unavailable', detail: earlier, retryAfterMs: null };
};

interface Noted {
  readonly failure: PassFailure;
  /** Null: the calendar list. */
  readonly calendar: Pick<SyncCalendar, 'key' | 'calendarId'> | null;
}

class AccountPass {
  readonly #pass: PassContext;
  readonly #account: SyncAccount;
  readonly #source: Source;
  readonly #stop = new AbortController();
  /** Aborted when the pass ends or this account is stopped. */
  readonly #signal: AbortSignal;
  readonly #failures: Noted[] = [];
  readonly #held: Problem[] = [];
  #stoppedBy: PassFailure | null = null;
  #strikes = 0;
  #lastStrike: PassFailure | null = null;
  #isListed = false;
  #calendarsShown = 0;
  #calendarsDone = 0;

  constructor(pass: PassContext, account: SyncAccount, source: Source) {
    this.#pass = pass;
    this.#account = account;
    this.#source = source;
    this.#signal = AbortSignal.any([pass.signal, this.#stop.signal]);
  }

  async run(): Promise<AccountEnd> {
    const sent = this.#pass.outbox?.flush(this.#account.id) ?? null;
    // A pass that is cancelled does not wait; what is on the wire goes on.
    if (sent !== null) await untilAborted(sent, this.#signal);
    if (!this.#signal.aborted) await this.#syncList();
    if (!this.#signal.aborted) await this.#syncCalendars();
    const retryAtMs = this.#updateBackoff();
    const problems = this.#failures.flatMap(({ failure, calendar }) => {
      const calendarId = calendar?.calendarId ?? null;
      const problem = toProblem(failure, { accountId: this.#account.id, calendarId, retryAtMs });
      if (problem !== null && calendar !== null && !this.#pass.signal.aborted) {
        this.#pass.store.noteProblem(calendar.key, problem, this.#pass.clock.now());
      }
      return problem ?? [];
    });
    return {
      problems: [...problems, ...this.#held],
      // The list alone brings no meetings up to date.
      advanced: this.#calendarsDone > 0 || (this.#isListed && this.#calendarsShown === 0),
      asked: true,
    };
  }

  async #syncList(): Promise<void> {
    const { store } = this.#pass;
    const before = this.#visibleCalendars();
    if (before === null) return;
    const listed = await syncCalendarList(this.#pass, this.#account, this.#source, this.#signal);
    if (!listed.ok) return this.#note({ failure: listed.problem, calendar: null });
    this.#isListed = true;
    if (listed.value === 0) return;
    const after = store.visibleCalendars(this.#account.id);
    const keys = [...before, ...(after.ok ? after.value : [])].map((calendar) => calendar.key);
    this.#pass.onChanged([...new Set<CalendarKey>(keys)]);
  }

  async #syncCalendars(): Promise<void> {
    const calendars = this.#visibleCalendars();
    if (calendars === null) return;
    this.#calendarsShown = calendars.length;
    this.#pass.progress.calendarsTotal += calendars.length;
    this.#pass.onProgress();
    const audits = new Set(this.#pass.chooseAudits(calendars));
    const waitingOnes = calendars.values();
    const worker = async (): Promise<void> => {
      // The iterator is shared: each worker takes the next calendar.
      for (const calendar of waitingOnes) {
        if (this.#signal.aborted) return;
        // oxlint-disable-next-line no-await-in-loop
        await this.#syncOne(calendar, audits.has(calendar));
        this.#pass.progress.calendarsDone += 1;
        this.#pass.onProgress();
      }
    };
    await Promise.all(Array.from({ length: CALENDARS_AT_ONCE }, worker));
  }

  async #syncOne(calendar: SyncCalendar, audit: boolean): Promise<void> {
    const { calendarId } = calendar;
    const work = { pass: this.#pass, source: this.#source, calendar, audit, signal: this.#signal };
    const begun = this.#pass.outbox?.listing() ?? 0;
    try {
      const synced = await syncCalendar(work);
      if (!synced.ok) return this.#note({ failure: synced.problem, calendar });
      this.#pass.outbox?.listed(this.#account.id, calendarId, begun);
      this.#strikes = 0;
      this.#calendarsDone += 1;
      this.#pass.counts.calendars += 1;
      const { held } = synced.value;
      if (held !== null) {
        const { id: accountId } = this.#account;
        const { rows: count, upcoming } = held;
        this.#held.push({ kind: 'sweepHeld', accountId, calendarId, count, upcoming });
      }
    } catch (error) {
      this.#pass.onBug(error);
      this.#note({ failure: { kind: 'internal' }, calendar });
    }
  }

  #visibleCalendars(): readonly SyncCalendar[] | null {
    const calendars = this.#pass.store.visibleCalendars(this.#account.id);
    if (calendars.ok) return calendars.value;
    this.#note({ failure: { kind: 'storageFailed', cause: calendars.problem.cause }, calendar: null });
    return null;
  }

  /** Records a failure and stops what it affects. */
  #note(noted: Noted): void {
    const { failure, calendar } = noted;
    if (failure.kind === 'aborted') return;
    this.#failures.push(noted);
    const scope = scopeOf(failure);
    if (scope === 'strike') {
      this.#strikes += 1;
      this.#lastStrike = failure;
    }
    if (scope === 'pass') this.#pass.abort();
    if (scope === 'account' || this.#strikes >= STRIKES) {
      this.#stoppedBy ??= failure;
      this.#stop.abort();
    }
    const refused = failure.kind === 'notFound' || failure.kind === 'forbidden';
    if (refused && calendar !== null && shouldConfirmByList(this.#account, this.#pass.clock.now())) {
      this.#pass.store.dropCalendarListToken(this.#account.id);
    }
  }

  /** Makes the account back off, or clears an earlier backoff. Returns when it is tried again. */
  #updateBackoff(): number {
    const { clock, signal } = this.#pass;
    const nowMs = clock.now();
    if (signal.aborted) return nowMs;
    // One or two strikes stop no account. But if nothing succeeded at all, they were not the fault of one calendar.
    if (this.#calendarsDone === 0) this.#stoppedBy ??= this.#lastStrike;
    const { retryAtMs, backoffUntilMs, failures } = this.#account;
    if (this.#stoppedBy !== null) {
      const { kind } = this.#stoppedBy;
      // Waiting does not help a sign-in, and after a restart a wait alone could not say what it is for [S39].
      const delayMs = kind === 'signInRequired' ? null : backoffDelay(failures + 1, clock.random(), kind);
      const backoff = {
        failures: failures + 1,
        retryAtMs: retryAtOf(this.#stoppedBy, nowMs),
        backoffUntilMs: delayMs === null ? null : nowMs + delayMs,
        cause: kind,
      };
      this.#setBackoff(backoff);
      return Math.max(backoff.retryAtMs ?? 0, backoff.backoffUntilMs ?? nowMs);
    }
    if (failures > 0 || retryAtMs !== null || backoffUntilMs !== null) {
      this.#setBackoff({ retryAtMs: null, backoffUntilMs: null, failures: 0, cause: null });
    }
    return nowMs;
  }

  /**
   * If the store cannot write it (no space, a lock), it is kept in memory. Otherwise there would be a retry storm
   * [F2, F11].
   */
  #setBackoff(backoff: AccountBackoff): void {
    const { store, unsaved } = this.#pass;
    if (store.setAccountBackoff(this.#account.id, backoff).ok) unsaved.delete(this.#account.id);
    else unsaved.set(this.#account.id, backoff);
  }
}
