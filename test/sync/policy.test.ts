import { describe, expect, test } from 'vitest';
import {
  accountGate,
  backoffDelay,
  calendarListFingerprint,
  calendarListMode,
  driftOf,
  eventsFingerprint,
  eventsMode,
  isAuditDue,
  jitteredInterval,
  nextAuditAt,
  nextDelay,
  outcomeOf,
  retryAtOf,
  scopeOf,
  shouldConfirmByList,
  timeMinOf,
} from '../../main/sync/policy.ts';
import type { PassFailure } from '../../main/sync/policy.ts';
import { decideSweep } from '../../main/sync/sweepGuard.ts';
import type { SyncAccount, SyncCalendar } from '../../main/sync/ports.ts';
import type { SyncReason } from '../../shared/syncReport.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const account = (more: Partial<SyncAccount> = {}): SyncAccount => ({
  id: 'sample' as AccountId,
  listSyncToken: 'list-1',
  listFingerprint: calendarListFingerprint,
  listFullAtMs: NOW - HOUR,
  retryAtMs: null,
  backoffUntilMs: null,
  failures: 0,
  cause: null,
  ...more,
});

const calendar = (more: Partial<SyncCalendar> = {}): SyncCalendar => ({
  key: 1,
  accountId: 'sample' as AccountId,
  calendarId: 'team@example.com' as CalendarId,
  syncToken: 'token-1',
  fingerprint: eventsFingerprint('month'),
  lastSuccessAtMs: NOW - HOUR,
  heldSweep: null,
  heldSinceMs: null,
  keptRows: null,
  sweepAllowed: false,
  auditDueAtMs: NOW + DAY,
  ...more,
});

const held = (ageMs: number, heldSweep = 40) => ({ heldSweep, heldSinceMs: NOW - ageMs });

describe('the mode of the next listing', () => {
  test.each([
    ['a token made with the same parameters', {}, 'incremental'],
    ['no token', { syncToken: null }, 'full'],
    ['a token made with another reach back [S13]', { fingerprint: eventsFingerprint('year') }, 'full'],
    ['a token of unknown make', { fingerprint: null }, 'full'],
    ['a sweep held for an hour, which only a full listing can confirm [S12]', held(HOUR), 'full'],
    ['a sweep held for minutes: no confirmation yet [S12]', held(59 * MINUTE), 'incremental'],
    ['a held sweep that the person wants done [S12]', { ...held(MINUTE), sweepAllowed: true }, 'full'],
    ['a sweep held in the future [F16]', held(-HOUR), 'full'],
    ['rows the person kept', { keptRows: 40 }, 'incremental'],
  ] as const)('[S2] events with %s', (_name, more, mode) => {
    expect(eventsMode(calendar(more), eventsFingerprint('month'), NOW)).toBe(mode);
  });

  test.each([
    ['a token and a full list an hour ago', {}, 'incremental'],
    ['no token', { listSyncToken: null }, 'full'],
    ['another fingerprint', { listFingerprint: 'calendars 0' }, 'full'],
    ['no full list ever', { listFullAtMs: null }, 'full'],
    ['a full list a day ago', { listFullAtMs: NOW - DAY }, 'full'],
    ['a full list from the future [F16]', { listFullAtMs: NOW + HOUR }, 'full'],
  ])('[S32] the calendar list with %s', (_name, more, mode) => {
    expect(calendarListMode(account(more), NOW)).toBe(mode);
  });

  test('[S13] a full listing reaches back 30 days, a year, or to the beginning', () => {
    expect(timeMinOf('month', NOW)).toBe(NOW - 30 * DAY);
    expect(timeMinOf('year', NOW)).toBe(NOW - 365 * DAY);
    expect(timeMinOf('everything', NOW)).toBeNull();
  });
});

describe('[S33] whether a refused calendar is looked for in the full list', () => {
  test.each([
    ['listed in full two hours ago', { listFullAtMs: NOW - 2 * HOUR }, true],
    [
      'listed in full minutes ago: a calendar that stays refused must not list it in every pass',
      { listFullAtMs: NOW - 59 * MINUTE },
      false,
    ],
    ['to be listed in full by this pass anyway', { listFullAtMs: NOW - DAY }, false],
    ['never listed', { listSyncToken: null, listFullAtMs: null }, false],
  ] as const)('%s', (_name, more, isConfirmed) => {
    expect(shouldConfirmByList(account(more), NOW)).toBe(isConfirmed);
  });
});

describe('[S12, F9] the sweep guard', () => {
  test.each([
    ['nothing to sweep', 100, 0, 0, {}, 'sweep'],
    ['few of many', 100, 20, 25, {}, 'sweep'],
    ['half of them, exactly', 100, 50, 50, {}, 'sweep'],
    ['more than half', 100, 51, 60, {}, 'hold'],
    ['all, but there were hardly any', 9, 9, 9, {}, 'sweep'],
    ['all of ten', 10, 10, 10, {}, 'hold'],
    ['history only', 100, 0, 5_000, {}, 'sweep'],
    ['the same again an hour later: confirmed', 100, 100, 120, held(HOUR, 120), 'sweep'],
    ['the same again minutes later: no confirmation', 100, 100, 120, held(59 * MINUTE, 120), 'hold'],
    ['about the same again: confirmed', 100, 98, 117, held(HOUR, 120), 'sweep'],
    ['much more than was held', 100, 100, 120, held(HOUR, 60), 'hold'],
    ['much less than was held', 100, 60, 60, held(HOUR, 120), 'hold'],
    ['the person says so: at once', 100, 100, 120, { ...held(0, 120), sweepAllowed: true }, 'sweep'],
    ['said of much fewer', 100, 100, 120, { ...held(HOUR, 60), sweepAllowed: true }, 'hold'],
    ['rows the person kept', 100, 100, 120, { keptRows: 120 }, 'keep'],
    ['fewer than the person kept, and no more suspect', 100, 8, 9, { keptRows: 120 }, 'keep'],
    ['more than the person kept: asked anew', 100, 100, 140, { keptRows: 120 }, 'hold'],
    [
      'more than the person kept, and not suspect: asked all the same',
      100,
      8,
      300,
      { keptRows: 120 },
      'hold',
    ],
    [
      'more than kept, held for hours: still the person’s',
      100,
      100,
      140,
      { keptRows: 120, ...held(5 * HOUR, 140) },
      'hold',
    ],
    [
      'more than kept, and now wanted gone',
      100,
      100,
      140,
      { keptRows: 120, ...held(0, 140), sweepAllowed: true },
      'sweep',
    ],
  ] as const)('%s', (_name, upcoming, upcomingSwept, swept, more, action) => {
    expect(decideSweep({ upcoming, upcomingSwept, swept }, calendar(more), NOW).action).toBe(action);
  });

  test.each([
    ['one upcoming event', 1, 1, 1, {}, 'hold'],
    ['a few', 9, 9, 12, {}, 'hold'],
    ['history only', 0, 0, 40, {}, 'sweep'],
    ['an upcoming one that stays: the listing could not contain it', 2, 1, 1, {}, 'hold'],
    ['the same again an hour later: confirmed', 1, 1, 1, held(HOUR, 1), 'sweep'],
    ['the same again minutes later', 1, 1, 1, held(59 * MINUTE, 1), 'hold'],
    ['the person says so: at once', 1, 1, 1, { ...held(0, 1), sweepAllowed: true }, 'sweep'],
    ['rows the person kept', 3, 3, 3, { keptRows: 3 }, 'keep'],
  ] as const)(
    '[S12] a feed without a single event: %s',
    (_name, upcoming, upcomingSwept, swept, more, action) => {
      expect(decideSweep({ upcoming, upcomingSwept, swept }, calendar(more), NOW, true).action).toBe(action);
    },
  );

  test('[S12] one that only the person can end needs a full listing once an hour, not in every pass', () => {
    const counts = { upcoming: 100, upcomingSwept: 100, swept: 140 };
    const waiting = calendar({ keptRows: 120, ...held(5 * HOUR, 140) });
    expect(decideSweep(counts, waiting, NOW)).toEqual({ action: 'hold', sinceMs: NOW });
  });

  test('an unchanged number is held since it was first seen, another one since now', () => {
    const counts = { upcoming: 100, upcomingSwept: 100, swept: 120 };
    const sinceOf = (heldSweep: number) => decideSweep(counts, calendar(held(MINUTE, heldSweep)), NOW);
    expect(sinceOf(118)).toEqual({ action: 'hold', sinceMs: NOW - MINUTE });
    expect(sinceOf(60)).toEqual({ action: 'hold', sinceMs: NOW });
  });
});

describe('audits', () => {
  test.each([
    ['due', { auditDueAtMs: NOW }, true],
    ['due tomorrow', { auditDueAtMs: NOW + DAY }, false],
    ['never listed in full by this version', { auditDueAtMs: null }, true],
    ['due in a month: a clock was wrong [F16]', { auditDueAtMs: NOW + 30 * DAY }, true],
    ['due, but to be listed in full anyway', { auditDueAtMs: NOW, syncToken: null }, false],
  ])('a calendar %s', (_name, more, due) => {
    expect(isAuditDue(calendar(more), eventsFingerprint('month'), NOW)).toBe(due);
  });

  test('[S37] come in a week, plus or minus a quarter', () => {
    expect(nextAuditAt(NOW, 0)).toBe(NOW + 5.25 * DAY);
    expect(nextAuditAt(NOW, 0.999_999)).toBeCloseTo(NOW + 8.75 * DAY, -5);
  });

  test('do not count what changed at the server meanwhile as drift, including instances', () => {
    const row = (id: string, masterId: string | null, isNew: boolean) => ({
      id: id as EventId,
      masterId: masterId as EventId | null,
      isNew,
    });
    const written = [
      row('a', null, true),
      row('b', null, false),
      row('m_1', 'm', true),
      row('x', 'y', false),
    ];
    const extra = [row('c', null, false), row('d', null, false), row('n_1', 'n', false)];
    expect(driftOf(written, extra, new Set())).toEqual({ missing: 2, different: 2, extra: 3 });
    const meanwhile = new Set(['b', 'm', 'd', 'n'] as EventId[]);
    expect(driftOf(written, extra, meanwhile)).toEqual({ missing: 1, different: 1, extra: 1 });
  });
});

describe('waiting', () => {
  test('[S37] the interval varies by a quarter either way', () => {
    expect(jitteredInterval(4 * MINUTE, 0)).toBe(3 * MINUTE);
    expect(jitteredInterval(4 * MINUTE, 0.5)).toBe(4 * MINUTE);
    expect(jitteredInterval(4 * MINUTE, 0.999_999)).toBeLessThanOrEqual(5 * MINUTE);
  });

  test('[S35, F11] the backoff’s maximum doubles, the delay is drawn from all below it, and it is capped', () => {
    const ceiling = (failures: number) =>
      Math.round(backoffDelay(failures, 0.999_999_9, 'unavailable') / SECOND);
    expect([1, 2, 3, 4, 5, 6, 7, 8, 1_000].map(ceiling)).toEqual([
      30, 60, 120, 240, 480, 960, 1_800, 1_800, 1_800,
    ]);
    expect(backoffDelay(5, 0.5, 'unavailable')).toBe(240 * SECOND);
    expect(backoffDelay(5, 0, 'unavailable')).toBe(5 * SECOND);
    expect(backoffDelay(50, 0.999_999_9, 'offline')).toBe(5 * MINUTE);
    expect(backoffDelay(50, 0.999_999_9, 'proxyFailed')).toBe(5 * MINUTE);
  });

  test.each<[string, PassFailure, number | null]>([
    ['as asked', { kind: 'rateLimited', retryAfterMs: 90_000 }, NOW + 90_000],
    ['a 503 with Retry-After', { kind: 'unavailable', detail: '503', retryAfterMs: 5_000 }, NOW + 5_000],
    ['nothing asked', { kind: 'rateLimited', retryAfterMs: null }, null],
    ['more than a day', { kind: 'rateLimited', retryAfterMs: 1e15 }, NOW + DAY],
    ['nonsense', { kind: 'rateLimited', retryAfterMs: Number.NaN }, null],
    ['the past', { kind: 'rateLimited', retryAfterMs: -5 }, null],
  ])('[S35] Retry-After: %s', (_name, failure, retryAtMs) => {
    expect(retryAtOf(failure, NOW)).toBe(retryAtMs);
  });

  const google = { retryAtMs: NOW + MINUTE, backoffUntilMs: null };
  const ours = { retryAtMs: null, backoffUntilMs: NOW + MINUTE };
  test.each<[string, Partial<SyncAccount>, SyncReason, PassFailure['kind'] | null, boolean]>([
    ['nothing to wait for', {}, 'timer', null, true],
    ['Retry-After and the timer', google, 'timer', 'rateLimited', false],
    ['Retry-After and the person', google, 'person', 'rateLimited', false],
    ['Retry-After and a sign-in', google, 'signIn', 'rateLimited', false],
    ['our backoff and the timer', ours, 'timer', 'unavailable', false],
    ['our backoff and a launch [F11]', ours, 'launch', null, false],
    ['our backoff and the person', ours, 'person', 'unavailable', true],
    ['our backoff and a sign-in', ours, 'signIn', 'signInRequired', true],
    ['our backoff, a 503, and the network back', ours, 'networkBack', 'unavailable', false],
    ['our backoff, offline, and the network back', ours, 'networkBack', 'offline', true],
    [
      'our backoff, a portal’s page, and the network back [F14]',
      ours,
      'networkBack',
      'unexpectedReply',
      true,
    ],
    ['Retry-After, offline since, and the network back', google, 'networkBack', 'offline', false],
    ['our backoff, a proxy, and the network back', ours, 'networkBack', 'proxyFailed', true],
    ['our backoff, a proxy, and a launch', ours, 'launch', 'proxyFailed', true],
    ['our backoff, a proxy, and the timer', ours, 'timer', 'proxyFailed', false],
    ['our backoff, offline, and a resume', ours, 'resume', 'offline', true],
    ['our backoff, offline, and the timer', ours, 'timer', 'offline', false],
    ['a backoff that is over', { backoffUntilMs: NOW }, 'timer', 'unavailable', true],
    [
      'a Retry-After from a clock that was days ahead [F16]',
      { retryAtMs: NOW + 9 * DAY },
      'timer',
      null,
      true,
    ],
    [
      'a backoff from a clock that was hours ahead [F16]',
      { backoffUntilMs: NOW + 3 * HOUR },
      'timer',
      null,
      true,
    ],
  ])('[S35, F11] may an account be asked: %s', (_name, more, reason, cause, open) => {
    expect(accountGate(account({ ...more, cause }), NOW, reason).open).toBe(open);
  });

  test('the next pass comes when the first account is due', () => {
    const delay = (...accounts: SyncAccount[]) => nextDelay(accounts, NOW, 4 * MINUTE, 0.5);
    expect(delay()).toBe(4 * MINUTE);
    expect(delay(account())).toBe(4 * MINUTE);
    expect(delay(account({ backoffUntilMs: NOW + MINUTE }))).toBe(MINUTE);
    expect(delay(account({ backoffUntilMs: NOW + 20 * MINUTE }))).toBe(20 * MINUTE);
    expect(delay(account({ backoffUntilMs: NOW + 20 * MINUTE }), account())).toBe(4 * MINUTE);
    // Retry-After applies along with a shorter backoff of our own.
    expect(delay(account({ backoffUntilMs: NOW + MINUTE, retryAtMs: NOW + HOUR }))).toBe(HOUR);
    expect(delay(account({ backoffUntilMs: NOW + 1 }))).toBe(5 * SECOND);
  });
});

test.each<[PassFailure['kind'], PassFailure, ReturnType<typeof scopeOf>]>([
  ['notFound', { kind: 'notFound' }, 'calendar'],
  ['forbidden', { kind: 'forbidden', detail: '' }, 'calendar'],
  ['badRequest', { kind: 'badRequest', detail: '' }, 'calendar'],
  ['fullSyncRequired', { kind: 'fullSyncRequired' }, 'calendar'],
  ['unexpectedReply', { kind: 'unexpectedReply', detail: '' }, 'strike'],
  ['unavailable', { kind: 'unavailable', detail: '', retryAfterMs: null }, 'strike'],
  [
    'unavailable, with Retry-After' as 'unavailable',
    { kind: 'unavailable', detail: '', retryAfterMs: 1 },
    'account',
  ],
  ['rateLimited', { kind: 'rateLimited', retryAfterMs: null }, 'account'],
  ['signInRequired', { kind: 'signInRequired', reason: 'revoked' }, 'account'],
  ['offline', { kind: 'offline' }, 'account'],
  ['proxyFailed', { kind: 'proxyFailed', cause: 'unreachable' }, 'account'],
  ['accessNotConfigured', { kind: 'accessNotConfigured', detail: '' }, 'account'],
  ['storageFailed', { kind: 'storageFailed', cause: 'full' }, 'pass'],
])('[S33, S35, S39] what a failure affects: %s', (_name, failure, scope) => {
  expect(scopeOf(failure)).toBe(scope);
});

test('how a pass ended', () => {
  expect(outcomeOf({ cancelled: true, problems: 3, advanced: true })).toBe('cancelled');
  expect(outcomeOf({ cancelled: false, problems: 0, advanced: false })).toBe('succeeded');
  expect(outcomeOf({ cancelled: false, problems: 1, advanced: true })).toBe('partial');
  expect(outcomeOf({ cancelled: false, problems: 1, advanced: false })).toBe('failed');
});
