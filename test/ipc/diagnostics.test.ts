import { expect, test } from 'vitest';
import { diagnosticsText } from '../../main/ipc/diagnostics.ts';
import type { AccountInspection, PassRecord } from '../../shared/syncReport.ts';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';

/** In every field that could contain personal data. */
const canary = 'canary';
const id = `${canary}@example.com`;
const accountId = `google:${id}` as AccountId;
const calendarId = id as CalendarId;
const at = '2026-11-24T09:00:00.000Z';

const problems: readonly Problem[] = [
  { kind: 'offline' },
  { kind: 'signInRequired', accountId, reason: 'revoked' },
  { kind: 'rateLimited', retryAt: at },
  { kind: 'calendarForbidden', calendarId, detail: canary },
  { kind: 'calendarGone', calendarId },
  { kind: 'accessNotConfigured', detail: canary },
  { kind: 'googleUnavailable', detail: canary },
  { kind: 'unexpectedReply', detail: canary },
  { kind: 'sweepHeld', accountId, calendarId, count: 40, upcoming: 31 },
  { kind: 'storageFailed', cause: 'full' },
  { kind: 'invalidRequest', detail: canary },
];

const account: AccountInspection = {
  account: { id: accountId, kind: 'google', label: id, connectedAt: at },
  problems,
  retryAt: at,
  calendars: problems.map((problem, index) => ({
    calendarId,
    name: canary,
    visible: index % 2 === 0,
    lastSuccessAt: at,
    tokenSince: null,
    eventsStored: 1_234,
    flawed: 2,
    quarantined: 3,
    heldSweep: { count: 40, upcoming: 31, since: at },
    keptRows: 7,
    lastProblem: { problem, at },
    lastAudit: { at, missing: 1, extra: 0, different: 2 },
  })),
};

const pass: PassRecord = {
  outcome: 'partial',
  reason: 'audit',
  mode: 'full',
  startedAt: at,
  finishedAt: at,
  durationMs: 321,
  counts: { calendars: 11, pages: 12, upserted: 13, removed: 14, swept: 15, quarantined: 16 },
  problems,
};

const text = (passes: readonly PassRecord[] = [pass]): string =>
  diagnosticsText({
    info: {
      version: '0.1.0',
      packaged: true,
      locale: 'de-AT',
      platform: 'linux',
      hasTray: true,
      hasGoogleClient: true,
      keyring: 'none',
    },
    versions: { node: '20.18.3', electron: '33.4.0', chrome: '130.0.6723.191' },
    settings: {
      syncIntervalMinutes: 5,
      reachBack: 'month',
      theme: 'system',
      tokenStorage: 'ask',
      closeToTrayExplained: true,
    } as never,
    accounts: [account, { ...account, calendars: [] }],
    passes,
  });

test('[property 11] diagnostics contain nothing personal: no title, name, address, id or detail', () => {
  expect(text().toLowerCase()).not.toContain(canary);
  expect(text()).not.toContain('@');
});

test('diagnostics contain figures, times and kinds of problems, with neutral names', () => {
  const lines = text();
  expect(lines).toContain('Electron 33.4.0, Chromium 130.0.6723.191, Node 20.18.3');
  expect(lines).toContain('account 1 / calendar 11: shown, 1234 rows');
  expect(lines).toContain('account 2 (google)');
  expect(lines).toContain('held sweep of 40 rows, 31 upcoming, since 2026-11-24T09:00:00.000Z');
  expect(lines).toContain('missing 1, extra 0, different 2');
  expect(lines).toContain('partial (audit, full) 321 ms: 11 calendars, 12 pages, 13 written');
  expect(lines).toContain('rateLimited (until 2026-11-24T09:00:00.000Z)');
  expect(lines).toContain('signInRequired (revoked)');
});

test('diagnostics contain at most twenty passes', () => {
  const many = text(Array.from({ length: 200 }, () => pass));
  expect(many.match(/321 ms/g)).toHaveLength(20);
});
