/**
 * Every decision of the sync, as pure functions of what is known: which listing to ask for, when to
 * distrust one, how long to wait, whom a failure concerns. No clock, no randomness, no I/O: `nowMs` and
 * `random` come in as values, so each rule can be read and tested as a table.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/durations.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Drift, PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import type { EventId } from '../../shared/model.ts';
import type { StorageCause } from '../../shared/problems.ts';
import type { Fingerprint, RowName, SourceFailure, SyncAccount, SyncCalendar, WrittenRow } from './ports.ts';
import { isHeldLongEnough } from './sweepGuard.ts';

export type ReachBack = Settings['reachBack'];

/** What can stop a listing: the source's failures, and our own. */
export type PassFailure =
  | SourceFailure
  | { readonly kind: 'storageFailed'; readonly cause: StorageCause }
  /** A bug in this program. */
  | { readonly kind: 'internal' };

export type Mode = 'full' | 'incremental';

/** Raise it when the requests' parameters or what is kept of an event change: all lists become full [S2]. */
const SYNC_VERSION = 4;

/** What a calendar's sync token was made with. */
export const eventsFingerprint = (reachBack: ReachBack): Fingerprint =>
  `events ${SYNC_VERSION} masters ${reachBack}`;

/** What an account's calendar list token was made with. */
export const calendarListFingerprint: Fingerprint = `calendars ${SYNC_VERSION}`;

/** Where a full listing begins; null for everything [S13]. */
export const timeMinOf = (reachBack: ReachBack, nowMs: number): number | null => {
  if (reachBack === 'everything') return null;
  return nowMs - (reachBack === 'year' ? 365 : 30) * DAY_MS;
};

/**
 * A calendar lists its changes only with a token made with the same parameters [S2]. A held sweep asks for
 * a full listing again, since only that can confirm it: after an hour, or at once when the person wants it
 * done [S12].
 */
export const eventsMode = (calendar: SyncCalendar, fingerprint: Fingerprint, nowMs: number): Mode => {
  if (calendar.syncToken === null || calendar.fingerprint !== fingerprint) return 'full';
  if (calendar.heldSweep === null) return 'incremental';
  return calendar.sweepAllowed || isHeldLongEnough(calendar, nowMs) ? 'full' : 'incremental';
};

/** The calendar list is listed in full daily, because its token does not tell everything [S32]. */
export const calendarListMode = (account: SyncAccount, nowMs: number): Mode => {
  const { listSyncToken, listFingerprint, listFullAtMs } = account;
  if (listSyncToken === null || listFingerprint !== calendarListFingerprint || listFullAtMs === null) {
    return 'full';
  }
  const ageMs = nowMs - listFullAtMs;
  // A full listing from the future: the clock was wrong then or is now [F16].
  return ageMs < 0 || ageMs >= DAY_MS ? 'full' : 'incremental';
};

/**
 * After a calendar's 403 or 404: should the next pass ask the full list whether it is gone [S33]? `account`
 * as it was before this pass: where that called for a full list, it has just been asked.
 */
export const shouldConfirmByList = (account: SyncAccount, nowMs: number): boolean =>
  calendarListMode(account, nowMs) === 'incremental' && nowMs - (account.listFullAtMs ?? nowMs) >= HOUR_MS;

const WEEK_MS = 7 * DAY_MS;

/** When a calendar that was just listed in full is audited next: in a week, give or take a quarter. */
export const nextAuditAt = (nowMs: number, random: number): number =>
  nowMs + jitteredInterval(WEEK_MS, random);

/** Calendars audited in one background pass, of each account: the others wait for the next passes. */
export const AUDITS_PER_PASS = 3;

/** Whether a calendar is due for an audit. Only one with a token has anything to compare. */
export const isAuditDue = (calendar: SyncCalendar, fingerprint: Fingerprint, nowMs: number): boolean => {
  const { auditDueAtMs } = calendar;
  if (eventsMode(calendar, fingerprint, nowMs) === 'full') return false;
  // Further away than ever set: the clock was wrong then or is now [F16].
  return auditDueAtMs === null || auditDueAtMs <= nowMs || auditDueAtMs > nowMs + 2 * WEEK_MS;
};

/**
 * The drift that an audit found [S11]: what the listing wrote and what the sweep wants to remove, less what
 * changed at the server between the token's last use and the listing (`changedMeanwhile`: ids that an
 * incremental listing with the old token names). A series' instances change with it.
 */
export const driftOf = (
  written: readonly WrittenRow[],
  extra: readonly RowName[],
  changedMeanwhile: ReadonlySet<EventId>,
): Drift => {
  const drifted = ({ id, masterId }: RowName): boolean =>
    !changedMeanwhile.has(id) && (masterId === null || !changedMeanwhile.has(masterId));
  const found = written.filter(drifted);
  return {
    missing: found.filter(({ isNew }) => isNew).length,
    extra: extra.filter(drifted).length,
    different: found.filter(({ isNew }) => !isNew).length,
  };
};

const FIRST_BACKOFF_MS = 30 * SECOND_MS;
const LONGEST_BACKOFF_MS = 30 * MINUTE_MS;
/** An attempt that does not reach Google costs it nothing, and the way there may be back unannounced. */
const LONGEST_OFFLINE_BACKOFF_MS = 5 * MINUTE_MS;
/** Full jitter can draw almost nothing; this keeps failing passes apart. */
const SHORTEST_BACKOFF_MS = 5 * SECOND_MS;
/** A Retry-After beyond a day is tried again after a day. */
const LONGEST_RETRY_AFTER_MS = DAY_MS;

/** Truncated exponential with full jitter [S35, F11]. `failures` in a row, at least 1; `random` in [0, 1). */
export const backoffDelay = (failures: number, random: number, kind: PassFailure['kind']): number => {
  const longest =
    kind === 'offline' || kind === 'proxyFailed' ? LONGEST_OFFLINE_BACKOFF_MS : LONGEST_BACKOFF_MS;
  const ceiling = Math.min(longest, FIRST_BACKOFF_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 30));
  return Math.max(SHORTEST_BACKOFF_MS, Math.round(random * ceiling));
};

/** When Google lets us try again, from its Retry-After; null when it did not say [S35]. */
export const retryAtOf = (failure: PassFailure, nowMs: number): number | null => {
  if (failure.kind !== 'rateLimited' && failure.kind !== 'unavailable') return null;
  const { retryAfterMs } = failure;
  if (retryAfterMs === null || Number.isNaN(retryAfterMs) || retryAfterMs <= 0) return null;
  return nowMs + Math.min(Math.ceil(retryAfterMs), LONGEST_RETRY_AFTER_MS);
};

/** A time to wait for; one further away than we ever set it comes from a clock that jumped [F16]. */
const pending = (untilMs: number | null, nowMs: number, longestMs: number): number | null =>
  untilMs !== null && untilMs > nowMs && untilMs <= nowMs + longestMs ? untilMs : null;

/** Someone is waiting for it. */
const isPersons = (reason: SyncReason): boolean =>
  reason === 'person' || reason === 'signIn' || reason === 'sweepResolved';

export type Gate =
  | { readonly open: true }
  | { readonly open: false; readonly by: 'google' | 'backoff'; readonly untilMs: number };

/**
 * Whether an account may be asked now. Google's Retry-After holds for everyone [S35]; our own backoff
 * gives way to the person, to a new sign-in, and, when the network was the reason, to the network: being offline,
 * or behind a page that answers in Google's place [F14].
 */
export const accountGate = (account: SyncAccount, nowMs: number, reason: SyncReason): Gate => {
  const retryAtMs = pending(account.retryAtMs, nowMs, LONGEST_RETRY_AFTER_MS);
  if (retryAtMs !== null) return { open: false, by: 'google', untilMs: retryAtMs };
  const backoffMs = pending(account.backoffUntilMs, nowMs, LONGEST_BACKOFF_MS);
  if (backoffMs === null || isPersons(reason)) return { open: true };
  const { cause } = account;
  // Which proxy there is, and its login, is known anew at each start.
  if (reason === 'launch' && cause === 'proxyFailed') return { open: true };
  const wasUnreachable = cause === 'offline' || cause === 'proxyFailed' || cause === 'unexpectedReply';
  if ((reason === 'networkBack' || reason === 'resume') && wasUnreachable) return { open: true };
  return { open: false, by: 'backoff', untilMs: backoffMs };
};

/** Polling intervals differ by up to a quarter, so that clients do not march in step [S37]. */
export const jitteredInterval = (intervalMs: number, random: number): number =>
  Math.round(intervalMs * (0.75 + random * 0.5));

/**
 * Milliseconds until the next background pass: when the first account is due. One that waits for Google
 * or backs off is due when that ends, sooner or later than the interval; the others after the interval.
 */
export const nextDelay = (
  accounts: readonly SyncAccount[],
  nowMs: number,
  intervalMs: number,
  random: number,
): number => {
  const regular = jitteredInterval(intervalMs, random);
  const delays = accounts.map((account) => {
    const waits = [
      pending(account.retryAtMs, nowMs, LONGEST_RETRY_AFTER_MS),
      pending(account.backoffUntilMs, nowMs, LONGEST_BACKOFF_MS),
    ].filter((untilMs) => untilMs !== null);
    return waits.length === 0 ? regular : Math.max(...waits) - nowMs;
  });
  return Math.max(SHORTEST_BACKOFF_MS, delays.length === 0 ? regular : Math.min(...delays));
};

/**
 * Whom a failure concerns: the calendar it happened to [S33], the whole account (its other calendars are
 * not asked any more in this pass), or the whole pass. A `strike` is the calendar's own until a few come
 * in a row: then it is the account's, so that a dead server is not asked 200 times [F11, F15].
 */
export const scopeOf = (failure: PassFailure): 'calendar' | 'strike' | 'account' | 'pass' => {
  switch (failure.kind) {
    case 'signInRequired':
    case 'rateLimited':
    case 'offline':
    case 'proxyFailed':
    case 'accessNotConfigured':
      return 'account';
    case 'unavailable':
      return failure.retryAfterMs === null ? 'strike' : 'account';
    case 'unexpectedReply':
      return 'strike';
    case 'storageFailed':
      return 'pass';
    case 'fullSyncRequired':
    case 'forbidden':
    case 'notFound':
    case 'badRequest':
    case 'aborted':
    case 'internal':
      return 'calendar';
  }
};

/** Strikes in a row that make a failure the account's. */
export const STRIKES = 3;

/** Whether a master that could not be had by id should never be asked for again [S17]. */
export const isMasterUnavailable = (failure: PassFailure): boolean =>
  failure.kind === 'notFound' ||
  failure.kind === 'forbidden' ||
  failure.kind === 'badRequest' ||
  failure.kind === 'fullSyncRequired';

/**
 * A request for something that the pass under way may have missed gets a pass of its own after it. So does the
 * person's: what was at Google when they pressed may have changed after that calendar was listed.
 */
export const needsOwnPass = (reason: SyncReason): boolean =>
  isPersons(reason) || reason === 'calendarShown' || reason === 'settingChanged' || reason === 'audit';

const reasonsByRank: readonly SyncReason[] = ['signIn', 'sweepResolved', 'person'];

/** The reason of a pass that two ask for: one that our own backoff gives way to outranks the others. */
export const strongerReason = (one: SyncReason, other: SyncReason): SyncReason =>
  reasonsByRank.find((reason) => reason === one || reason === other) ?? one;

/** How a pass ended. `advanced`: something was brought up to date. */
export const outcomeOf = (pass: {
  readonly cancelled: boolean;
  readonly problems: number;
  readonly advanced: boolean;
}): PassOutcome['outcome'] => {
  if (pass.cancelled) return 'cancelled';
  if (pass.problems === 0) return 'succeeded';
  return pass.advanced ? 'partial' : 'failed';
};
