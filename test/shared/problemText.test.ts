import { describe, expect, test } from 'vitest';
import { de } from '../../shared/messages/de.ts';
import { en } from '../../shared/messages/en.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import type { Problem, ProblemKind } from '../../shared/problems.ts';
import { createFormat } from '../../shared/text/createFormat.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/Berlin' });
const calendarId = 'team@example.com' as CalendarId;
const accountId = 'google:ada@example.com' as AccountId;

const everyKind: { readonly [Kind in ProblemKind]: Extract<Problem, { kind: Kind }> } = {
  offline: { kind: 'offline' },
  proxyFailed: { kind: 'proxyFailed', cause: 'loginRequired' },
  signInRequired: { kind: 'signInRequired', accountId, reason: 'revoked' },
  rateLimited: { kind: 'rateLimited', retryAt: '2026-11-24T09:42:00.000Z' },
  calendarForbidden: { kind: 'calendarForbidden', calendarId, detail: 'forbidden' },
  calendarGone: { kind: 'calendarGone', calendarId },
  accessNotConfigured: { kind: 'accessNotConfigured', detail: 'accessNotConfigured' },
  googleUnavailable: { kind: 'googleUnavailable', detail: '503' },
  unexpectedReply: { kind: 'unexpectedReply', detail: 'text/html' },
  feedFailed: { kind: 'feedFailed', accountId, cause: 'notFound' },
  sweepHeld: { kind: 'sweepHeld', accountId, calendarId, count: 312, upcoming: 0 },
  exportFailed: { kind: 'exportFailed', cause: 'readOnly', written: 2 },
  storageFailed: { kind: 'storageFailed', cause: 'full' },
  signInFailed: { kind: 'signInFailed', cause: 'denied' },
  clientIdMissing: { kind: 'clientIdMissing' },
  clientFileInvalid: { kind: 'clientFileInvalid', fault: 'webClient' },
  noKeyring: { kind: 'noKeyring' },
  revocationOwed: { kind: 'revocationOwed', account: 'ada@example.com', by: 'app' },
  writingOff: { kind: 'writingOff' },
  writeScopeMissing: { kind: 'writeScopeMissing', accountId },
  eventNotEditable: { kind: 'eventNotEditable', why: 'organizer' },
  previewExpired: { kind: 'previewExpired' },
  writeConflict: { kind: 'writeConflict', fields: ['title', 'time'] },
  writeOutdated: { kind: 'writeOutdated', why: 'begun' },
  writeRefused: { kind: 'writeRefused', code: 'requiredAccessLevel' },
  inviteLimit: { kind: 'inviteLimit', retryAt: '2026-11-24T09:42:00.000Z' },
  outboxFailed: { kind: 'outboxFailed', cause: 'full' },
  hookRefused: { kind: 'hookRefused', fault: 'missing' },
  hookFailed: { kind: 'hookFailed', program: 'notify.sh' },
  writesWaiting: { kind: 'writesWaiting', accountId, count: 2 },
  notFound: { kind: 'notFound' },
  invalidRequest: { kind: 'invalidRequest', detail: 'from is after to' },
  cancelled: { kind: 'cancelled' },
  noMailProgram: { kind: 'noMailProgram' },
  internal: { kind: 'internal' },
};

describe.each([
  ['English', en],
  ['German', de],
])('in %s', (_language, messages) => {
  test.each(Object.values(everyKind))('$kind has a sentence', (problem) => {
    const { sentence, action } = problemText(messages, problem, format);
    expect(sentence).toMatch(/^\p{Lu}.*[.]$/u);
    expect(sentence).not.toMatch(/undefined|null|\[object/);
    expect(action?.label).not.toBe('');
  });

  test('internals of a reply are not shown to people', () => {
    for (const kind of [
      'calendarForbidden',
      'googleUnavailable',
      'unexpectedReply',
      'invalidRequest',
    ] as const)
      expect(problemText(messages, everyKind[kind], format).sentence).not.toContain(everyKind[kind].detail);
  });
});

test('property 13: a proxy is named in full, and its name cannot reorder the sentence', () => {
  const host = `${'a'.repeat(240)}.example.com:8080`;
  const told = problemText(en, { kind: 'proxyFailed', cause: 'loginRequired', host }, format);
  expect(told.sentence).toContain(` ${host} requires`);
  expect(told.action?.do).toBe('logInToProxy');
  const hostile = { kind: 'proxyFailed', cause: 'loginRefused', host: '\u202emoc.elpmaxe\u0000' } as const;
  expect(problemText(en, hostile, format).sentence).toContain('server moc.elpmaxe didn’t');
});

test('a rate limit says until when, and offers no way to ask earlier [S35]', () => {
  const { sentence, action } = problemText(en, everyKind.rateLimited, format);
  expect(sentence).toContain('Google asked the app to wait until 10:42');
  expect(action).toBeUndefined();
});

test('a calendar is called by its name if that is known', () => {
  expect(problemText(en, everyKind.calendarForbidden, format, () => 'Team').sentence).toContain('“Team”');
  expect(problemText(en, everyKind.calendarGone, format).sentence).toBe(
    'One of your calendars no longer exists in Google Calendar.',
  );
});

test('a held sweep counts in words and numbers [S12]', () => {
  expect(problemText(en, everyKind.sweepHeld, format).sentence).toContain('312 events');
  expect(problemText(en, { ...everyKind.sweepHeld, count: 1 }, format).sentence).toContain('1 event.');
  const held = { ...everyKind.sweepHeld, upcoming: 41 };
  expect(problemText(en, held, format, () => 'Work').sentence).toBe(
    'The new list for “Work” is missing 41 upcoming events. Nothing has been removed.',
  );
  expect(problemText(de, { ...held, upcoming: 1 }, format, () => 'Arbeit').sentence).toBe(
    'In der neuen Liste für „Arbeit“ fehlt 1 bevorstehender Termin. Es wurde nichts entfernt.',
  );
});

test('a calendar with the same name as another account’s is named with its account', () => {
  const asked: unknown[] = [];
  const nameOf = (...args: unknown[]) => {
    asked.push(args);
    return { name: 'Team', account: 'ada@example.com' };
  };
  const held = { ...everyKind.sweepHeld, upcoming: 41 };
  expect(problemText(en, held, format, nameOf).sentence).toContain('“Team” of ada@example.com');
  expect(problemText(de, held, format, nameOf).sentence).toContain('„Team“ von ada@example.com');
  expect(asked).toEqual([
    [calendarId, accountId],
    [calendarId, accountId],
  ]);
});

test('a wait until another day names the day [S35]', () => {
  const problem = { kind: 'rateLimited', retryAt: '2026-11-25T01:30:00.000Z' } as const;
  const context = { nowMs: Date.parse('2026-11-24T22:00:00Z') };
  const { sentence } = problemText(en, problem, format, undefined, context);
  expect(sentence).toContain('wait until tomorrow 02:30');
});
