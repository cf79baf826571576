/**
 * Every decision of the sync, as pure functions: which listing to request, when to distrust one, how long to wait,
 * what a failure affects. No clock, no randomness, no I/O: `nowMs` and `random` are passed in, so each rule can be
 * read and tested as a table.
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

/**
 * To be raised when the requests' parameters or the stored fields of an event change. All listings are then full
 * [S2].
 */
const SYNC_VERSION = 5;

/** The parameters a calendar's sync token was made with. */
export const eventsFingerprint = (reachBack: ReachBack): Fingerprint =>
  `events ${SYNC_VERSION} masters ${reachBack}`;

/** The parameters an account's calendar list token was made with. */
export const calendarListFingerprint: Fingerprint = `calendars ${SYNC_VERSION}`;

/** Returns where a full listing begins; null for everything [S13]. */
export const timeMinOf = (reachBack: ReachBack, nowMs: number): number | null => {
  if (reachBack === 'everything') return null;
  return nowMs - (reachBack === 'year' ? 365 : 30) * DAY_MS;
};

/**
 * Returns the mode of a calendar's next listing. An incremental one needs a token made with the same parameters [S2].
 * A held sweep needs another full listing, since only that can confirm it: after an hour, or at once if the person
 * wants it carried out [S12].
 */
export const eventsMode = (calendar: SyncCalendar, fingerprint: Fingerprint, nowMs: number): Mode => {
  if (calendar.syncToken === null || calendar.fingerprint !== fingerprint) return 'full';
  if (calendar.heldSweep === null) return 'incremental';
  return calendar.sweepAllowed || isHeldLongEnough(calendar, nowMs) ? 'full' : 'incremental';
};

/** The calendar list is listed in full every day, because its token does not report everything [S32]. */
export const calendarListMode = (account: SyncAccount, nowMs: number): Mode => {
  const { listSyncToken, listFingerprint, listFullAtMs } = account;
  if (listSyncToken === null || listFingerprint !== calendarListFingerprint || listFullAtMs === null) {
    return 'full';
  }
  const ageMs = nowMs - listFullAtMs;
  // A full listing in the future: the clock was wrong then or is wrong now [F16].
  return ageMs < 0 || ageMs >= DAY_MS ? 'full' : 'incremental';
};

/**
 * Returns whether the next pass should list the calendars in full after a calendar's 403 or 404, to find out whether
 * it was removed [S33]. `account` is its state before this pass: if that required a full list, it has just been
 * fetched.
 */
export const shouldConfirmByList = (account: SyncAccount, nowMs: number): boolean =>
  calendarListMode(account, nowMs) === 'incremental' && nowMs - (account.listFullAtMs ?? nowMs) >= HOUR_MS;

const WEEK_MS = 7 * DAY_MS;

/** Returns when a calendar that was just listed in full is audited next: in a week, plus or minus a quarter. */
export const nextAuditAt = (nowMs: number, random: number): number =>
  nowMs + jitteredInterval(WEEK_MS, random);

/** How many calendars per account one background pass audits. The others wait for the next passes. */
export const AUDITS_PER_PASS = 3;

/** Returns whether a calendar is due for an audit. Without a token there is nothing to compare. */
export const isAuditDue = (calendar: SyncCalendar, fingerprint: Fingerprint, nowMs: number): boolean => {
  const { auditDueAtMs } = calendar;
  if (eventsMode(calendar, fingerprint, nowMs) === 'full') return false;
  // Further away than it is ever set: the clock was wrong then or is wrong now [F16].
  return auditDueAtMs === null || auditDueAtMs <= nowMs || auditDueAtMs > nowMs + 2 * WEEK_MS;
};

/**
 * Returns the drift that an audit found [S11]: what the listing wrote and what the sweep wants to remove, except what
 * changed at the server between the token's last use and the listing. `changedMeanwhile` has the ids that an
 * incremental listing with the old token contains. A series' instances count as changed with it.
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
/** An attempt that does not reach Google costs Google nothing, and the connection may return without notice. */
const LONGEST_OFFLINE_BACKOFF_MS = 5 * MINUTE_MS;
/** Full jitter can result in almost no delay. This minimum keeps failing passes apart. */
const SHORTEST_BACKOFF_MS = 5 * SECOND_MS;
/** A longer Retry-After is tried again after a day. */
const LONGEST_RETRY_AFTER_MS = DAY_MS;

/** Truncated exponential backoff with full jitter [S35, F11]. `failures` in a row, at least 1; `random` in [0, 1). */
export const backoffDelay = (failures: number, random: number, kind: PassFailure['kind']): number => {
  const longest =
    kind === 'offline' || kind === 'proxyFailed' ? LONGEST_OFFLINE_BACKOFF_MS : LONGEST_BACKOFF_MS;
  const ceiling = Math.min(longest, FIRST_BACKOFF_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 30));
  return Math.max(SHORTEST_BACKOFF_MS, Math.round(random * ceiling));
};

/** Returns when Google allows the next attempt, from its Retry-After; null without one [S35]. */
export const retryAtOf = (failure: PassFailure, nowMs: number): number | null => {
  if (failure.kind !== 'rateLimited' && failure.kind !== 'unavailable') return null;
  const { retryAfterMs } = failure;
  if (retryAfterMs === null || Number.isNaN(retryAfterMs) || retryAfterMs <= 0) return null;
  return nowMs + Math.min(Math.ceil(retryAfterMs), LONGEST_RETRY_AFTER_MS);
};

/**
 * Returns a time to wait for. One further away than it is ever set comes from a clock that jumped, and is ignored
 * [F16].
 */
const pending = (untilMs: number | null, nowMs: number, longestMs: number): number | null =>
  untilMs !== null && untilMs > nowMs && untilMs <= nowMs + longestMs ? untilMs : null;

/** Returns whether a person is waiting for the pass. */
const isForPerson = (reason: SyncReason): boolean =>
  reason === 'person' || reason === 'signIn' || reason === 'sweepResolved';

export type Gate =
  | { readonly open: true }
  | { readonly open: false; readonly by: 'google' | 'backoff'; readonly untilMs: number };

/**
 * Returns whether an account may be asked now. Google's Retry-After applies to everyone [S35]. Our own backoff is
 * skipped for the person and for a new sign-in. It is also skipped when the network changes, if the network was the
 * reason: being offline, or behind a page that replies in Google's place [F14].
 */
export const accountGate = (account: SyncAccount, nowMs: number, reason: SyncReason): Gate => {
  const retryAtMs = pending(account.retryAtMs, nowMs, LONGEST_RETRY_AFTER_MS);
  if (retryAtMs !== null) return { open: false, by: 'google', untilMs: retryAtMs };
  const backoffMs = pending(account.backoffUntilMs, nowMs, LONGEST_BACKOFF_MS);
  if (backoffMs === null || isForPerson(reason)) return { open: true };
  const { cause } = account;
  // The proxy and its login are determined again at each start, and only a feed itself says what is wrong with it.
  if (reason === 'launch' && (cause === 'proxyFailed' || cause === 'feedFailed')) return { open: true };
  const wasUnreachable =
    cause === 'offline' || cause === 'proxyFailed' || cause === 'unexpectedReply' || cause === 'feedFailed';
  if ((reason === 'networkBack' || reason === 'resume') && wasUnreachable) return { open: true };
  return { open: false, by: 'backoff', untilMs: backoffMs };
};

/** The longest pause that a source can ask for. */
const LONGEST_REST_MS = DAY_MS;

/** Returns whether a source that asked for a pause is skipped: in a background pass, but not if someone is waiting. */
export const isResting = (untilMs: number | null, nowMs: number, reason: SyncReason): boolean => {
  const isBackground =
    reason === 'timer' ||
    reason === 'resume' ||
    reason === 'networkBack' ||
    reason === 'fileChanged' ||
    reason === 'changeSent';
  return isBackground && pending(untilMs, nowMs, LONGEST_REST_MS) !== null;
};

/** Polling intervals vary by up to a quarter, so that clients do not poll at the same moment [S37]. */
export const jitteredInterval = (intervalMs: number, random: number): number =>
  Math.round(intervalMs * (0.75 + random * 0.5));

/**
 * Returns the milliseconds until the next background pass, which is when the first account is due. An account that
 * waits for Google or backs off is due when that ends, earlier or later than the interval; the others after the
 * interval.
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
 * Returns what a failure affects: the calendar it occurred in [S33], the whole account (its other calendars are not
 * requested in this pass), or the whole pass. A `strike` belongs to the calendar until several come in a row. Then it
 * belongs to the account, so that a dead server is not asked 200 times [F11, F15].
 */
export const scopeOf = (failure: PassFailure): 'calendar' | 'strike' | 'account' | 'pass' => {
  switch (failure.kind) {
    case 'signInRequired':
    case 'rateLimited':
    case 'offline':
    case 'proxyFailed':
    case 'accessNotConfigured':
    case 'feedFailed':
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

/** How many strikes in a row make a failure the account's. */
export const STRIKES = 3;

/** Returns whether a master that could not be fetched by id should never be requested again [S17]. */
export const isMasterUnavailable = (failure: PassFailure): boolean =>
  failure.kind === 'notFound' ||
  failure.kind === 'forbidden' ||
  failure.kind === 'badRequest' ||
  failure.kind === 'fullSyncRequired';

/**
 * Returns whether a request gets a pass of its own after the running one, which may have missed its subject. That
 * includes the person's: what was at Google when they pressed may have changed after that calendar was listed.
 */
export const needsOwnPass = (reason: SyncReason): boolean =>
  isForPerson(reason) ||
  reason === 'calendarShown' ||
  reason === 'settingChanged' ||
  reason === 'fileChanged' ||
  reason === 'changeSent' ||
  reason === 'audit';

const reasonsByRank: readonly SyncReason[] = ['signIn', 'sweepResolved', 'person'];

/**
 * Returns the reason of a pass requested for two. One that skips our own backoff outranks the others, and any other
 * reason that of a file, for which feeds that rest are not asked.
 */
export const strongerReason = (one: SyncReason, other: SyncReason): SyncReason =>
  reasonsByRank.find((reason) => reason === one || reason === other) ?? (one === 'fileChanged' ? other : one);

/** Returns how a pass ended. `advanced`: something was brought up to date. */
export const outcomeOf = (pass: {
  readonly cancelled: boolean;
  readonly problems: number;
  readonly advanced: boolean;
}): PassOutcome['outcome'] => {
  if (pass.cancelled) return 'cancelled';
  if (pass.problems === 0) return 'succeeded';
  return pass.advanced ? 'partial' : 'failed';
};
