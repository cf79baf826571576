import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCursor, writeCursor, type SortKey } from '../../main/agenda/cursor.ts';
import { answerCall, maxRequestLength, parseRequest } from '../../main/ipc/dispatch.ts';
import type { Handlers } from '../../main/ipc/dispatch.ts';
import { channels } from '../../shared/contract.ts';
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import { fail, ok } from '../../shared/result.ts';

const range = { from: '2026-11-24T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z' };
const meeting = { calendarId: 'team@example.com', eventId: 'e1' };

const uuid = '00000000-0000-4000-8000-000000000001';
const answerDraft = { kind: 'respond', ref: meeting, scope: 'one', response: 'accepted', comment: null };
const newMeeting = {
  kind: 'create',
  accountId: 'google:ada@example.com',
  calendarId: 'ada@example.com',
  title: 'Lunch',
  when: { allDay: false, start: '2026-11-24T12:30', end: '2026-11-24T13:30', zone: 'Europe/Berlin' },
  repeat: 'RRULE:FREQ=WEEKLY;BYDAY=TU',
  guests: ['mia@example.com'],
  place: '',
  description: '',
  addMeet: false,
  reminders: null,
};

/** Handlers that return their own request. */
const echo = (overrides: Partial<Record<keyof Handlers, unknown>> = {}): Handlers =>
  Object.fromEntries(
    channels.map((channel) => [channel, overrides[channel] ?? ((request: unknown) => ok(request))]),
  ) as unknown as Handlers;

const never = (): void => {
  throw new Error('no bug was expected');
};

describe('property 6: requests are parsed before a handler gets them', () => {
  test.each([
    ['agenda.list', range],
    ['agenda.list', { ...range, limit: 100, cursor: 'c', timeZone: 'Europe/Vienna', calendarIds: ['a'] }],
    ['agenda.list', { ...range, cursor: null }],
    ['agenda.list', { from: '2026-11-24T00:00:00+01:00', to: '2026-11-25T00:00:00+01:00' }],
    ['agenda.get', { ...meeting, occurrenceStart: '2026-11-24' }],
    ['agenda.get', { ...meeting, occurrenceStart: '2026-11-24T09:00:00.000Z', accountId: 'sample' }],
    ['agenda.changes', undefined],
    ['agenda.changes', { since: '2026-11-24T09:00:00.000Z', limit: 100 }],
    ['agenda.load', { from: '2026-11-23', timeZone: 'Europe/Vienna' }],
    ['sync.audit', undefined],
    ['sync.audit', { calendarId: 'team@example.com' }],
    ['sync.resolveSweep', { accountId: 'sample', calendarId: 'team@example.com', choice: 'keep' }],
    ['sync.request', undefined],
    ['sync.request', { mode: 'background' }],
    ['accounts.disconnect', { accountId: 'google:ada@example.com' }],
    ['calendars.setVisible', { calendarId: 'c', visible: false }],
    ['settings.set', { theme: 'dark' }],
    ['settings.set', {}],
    ['settings.set', { theme: undefined }],
    ['settings.set', { globalShortcuts: { showWindow: 'Ctrl+Alt+J', joinNext: null } }],
    ['settings.set', { reminderHours: { from: '08:00', to: '18:00', days: [1, 5] }, reminderMinutes: [0] }],
    ['meeting.openLink', { ...meeting, link: { kind: 'description', index: 3 } }],
    ['meeting.join', meeting],
    ['app.info', undefined],
    ['system.state', undefined],
    ['system.loginToProxy', { host: 'proxy.example.com:8080', username: 'ada', password: '', keep: true }],
    ['edits.preview', { draft: answerDraft }],
    ['edits.preview', { draft: newMeeting }],
    [
      'edits.preview',
      { draft: { ...newMeeting, when: { allDay: true, from: '2026-11-24', to: '2026-11-25' } } },
    ],
    ['edits.submit', { opId: uuid, token: uuid, notify: 'all' }],
    ['edits.saveDraft', { draftId: uuid, text: null }],
    ['outbox.resolve', { opId: uuid, keep: 'mine' }],
    ['writing.enable', { accountId: 'google:ada@example.com', reach: 'own' }],
    ['accounts.disconnect', { accountId: 'google:ada@example.com', waiting: 'discard' }],
  ] as const)('%s accepts %j', (channel, request) => {
    expect(parseRequest(channel, request === undefined ? [] : [request])).toEqual({
      ok: true,
      value: request,
    });
  });

  test.each([
    ['agenda.list', undefined],
    ['agenda.list', { ...range, limit: 0 }],
    ['agenda.list', { ...range, limit: 101 }],
    ['agenda.list', { ...range, limit: 1.5 }],
    ['agenda.list', { ...range, from: 'yesterday' }],
    ['agenda.list', { from: range.to, to: range.from }],
    ['agenda.list', { ...range, timeZone: 'Mars/Olympus' }],
    ['agenda.list', { ...range, calendarIds: Array.from({ length: 501 }, () => 'c') }],
    ['agenda.list', { ...range, extra: 1 }],
    ['agenda.get', { ...meeting, eventId: '' }],
    ['agenda.search', { query: 'x'.repeat(10_001) }],
    ['agenda.search', { query: 'x', limit: 101 }],
    ['agenda.get', { ...meeting, occurrenceStart: 'DROP TABLE events' }],
    ['agenda.get', { ...meeting, eventId: 'x'.repeat(2000) }],
    ['agenda.get', { ...meeting, occurrenceStart: `2026-11-24T09:00:00.${'0'.repeat(40)}Z` }],
    ['agenda.changes', { since: 'yesterday' }],
    ['agenda.changes', { limit: 101 }],
    ['agenda.load', {}],
    ['agenda.load', { from: '2026-11-31' }],
    ['agenda.load', { from: '9999-12-31' }],
    ['agenda.load', { from: '2026-11-23', timeZone: 'Atlantis' }],
    ['sync.audit', { calendarId: '' }],
    ['sync.resolveSweep', { calendarId: 'team@example.com' }],
    ['sync.resolveSweep', { calendarId: 'team@example.com', choice: 'both' }],
    ['sync.copyDiagnostics', {}],
    ['sync.request', { mode: 'now' }],
    ['sync.status', {}],
    ['settings.set', { syncIntervalMinutes: 0 }],
    ['settings.set', { tokenStorage: 'cloud' }],
    ['settings.set', { globalShortcuts: { showWindow: null, joinNext: null, url: 'x' } }],
    ['settings.set', { reminderHours: { from: '8:00', to: '18:00', days: [1] } }],
    ['settings.set', { reminderMinutes: [] }],
    ['settings.set', { __proto__: null, unknown: true }],
    ['meeting.openLink', { ...meeting, link: { kind: 'url', url: 'https://example.com' } }],
    ['meeting.openLink', { ...meeting, link: { kind: 'joinOption', index: -1 } }],
    ['meeting.openLink', { ...meeting, link: { kind: 'joinOption', index: 1000 } }],
    ['reminders.answer', { id: 'x'.repeat(65), answer: 'dismiss' }],
    ['reminders.answer', { id: '1', answer: 'later' }],
    ['meeting.openLink', { ...meeting, link: { kind: 'webPage', url: 'https://example.com' } }],
    ['meeting.join', { ...meeting, url: 'https://example.com' }],
    ['meeting.openLink', { ...meeting, link: { kind: 'webPage' }, url: 'https://example.com' }],
    ['calendars.setVisible', { calendarId: 'c', visible: 'yes' }],
    ['system.loginToProxy', { host: '', username: 'ada', password: 'x' }],
    ['system.loginToProxy', { host: 'proxy.example.com:80', username: '', password: 'x' }],
    ['system.loginToProxy', { host: 'x'.repeat(265), username: 'ada', password: 'x' }],
    ['system.loginToProxy', { host: 'proxy.example.com:80', username: 'x'.repeat(257), password: 'x' }],
    ['system.loginToProxy', { host: 'proxy.example.com:80', username: 'ada', password: 'x'.repeat(1025) }],
    ['system.loginToProxy', { host: 'proxy.example.com:80', username: 'ada' }],
    // A write names an event and what was typed: no id, etag or URL of Google's [O21].
    ['edits.preview', { draft: { ...newMeeting, id: 'chosen' } }],
    ['edits.preview', { draft: { ...answerDraft, etag: '"1"' } }],
    ['edits.preview', { draft: { ...answerDraft, response: 'needsAction' } }],
    ['edits.preview', { draft: { ...newMeeting, kind: 'remove' } }],
    ['edits.preview', { draft: { ...newMeeting, repeat: 'DTSTART:20261124' } }],
    ['edits.preview', { draft: { ...newMeeting, title: 'x'.repeat(1025) } }],
    [
      'edits.preview',
      { draft: { ...newMeeting, guests: Array.from({ length: 51 }, () => 'mia@example.com') } },
    ],
    ['edits.submit', { opId: 'one', token: uuid, notify: 'all' }],
    ['edits.submit', { opId: uuid, token: uuid, notify: 'externalOnly' }],
    ['edits.submit', { opId: uuid, token: uuid, notify: 'all', draft: newMeeting }],
    ['edits.saveDraft', { draftId: uuid, text: 'x'.repeat(32_769) }],
    ['writing.enable', { accountId: 'google:ada@example.com', reach: 'all' }],
  ] as const)('%s rejects %j', async (channel, request) => {
    const reply = await answerCall(echo(), channel, [request], never);
    expect(reply).toMatchObject({ ok: false, problem: { kind: 'invalidRequest' } });
  });

  test('a rejection names the field and never repeats the value', () => {
    const reply = parseRequest('agenda.get', [{ calendarId: 'c', eventId: 7, secret: 'canary-value' }]);
    expect(JSON.stringify(reply)).toContain('eventId');
    expect(JSON.stringify(reply)).not.toContain('canary-value');
  });

  test.each([
    [{ ...range, limit: 101 }, /^limit: .*100/],
    [{ ...range, from: 'yesterday' }, /^from: .*datetime/],
    [{ from: range.to, to: range.from }, /^from is after to$/],
    [{ ...range, canary: 1 }, /^unknown field$/],
    [undefined, /object/],
  ])('a rejection of %j says what was expected', (request, words) => {
    const reply = parseRequest('agenda.list', [request]);
    expect(reply.ok ? '' : Reflect.get(reply.problem, 'detail')).toMatch(words);
  });

  test('more than one argument, one that is too large, and what is not JSON are rejected', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(parseRequest('agenda.list', [range, range])).toMatchObject({ ok: false });
    for (const argument of [
      { ...range, cursor: 'x'.repeat(maxRequestLength) },
      // Each id and their number are allowed; all of it together is not.
      { ...range, calendarIds: Array.from({ length: 400 }, () => 'x'.repeat(1000)) },
      circular,
      10n,
      () => 1,
      Symbol('s'),
    ]) {
      const problem = { kind: 'invalidRequest', detail: 'too large' };
      expect(parseRequest('agenda.list', [argument])).toEqual({ ok: false, problem });
    }
  });

  /**
   * Of all lengths up to the longest, with everything that JSON can contain: letters, quotes, control characters,
   * halves of pairs.
   */
  const anId = (longest: number) =>
    fc
      .tuple(
        fc.oneof(fc.integer({ min: 1, max: longest }), fc.constant(longest)),
        fc.array(fc.constantFrom('a', '_', '"', '\\', '\0', '\n', 'é', '漢', '\ud800', '\udfff'), {
          minLength: 1,
        }),
      )
      .map(([length, some]) => some.join('').repeat(length).slice(0, length));
  const aMeeting = fc.record({
    accountId: anId(LONGEST_ACCOUNT_ID),
    calendarId: anId(LONGEST_CALENDAR_ID),
    eventId: anId(LONGEST_OCCURRENCE_ID),
  });

  test('every cursor that is returned is accepted, and decoded unchanged, whatever the ids', () => {
    fc.assert(
      fc.property(aMeeting, fc.integer(), fc.constantFrom(0, 1), (ids, startMs, order) => {
        const key = { ...ids, startMs, order } as SortKey;
        const cursor = writeCursor(key);
        expect(parseRequest('agenda.list', [{ ...range, cursor }])).toMatchObject({
          ok: true,
          value: { cursor },
        });
        expect(readCursor(cursor)).toEqual(key);
      }),
    );
  });

  test('every meeting that can be stored can be opened, joined and copied', () => {
    fc.assert(
      fc.property(aMeeting, (ids) => {
        for (const channel of [
          'agenda.get',
          'meeting.join',
          'meeting.copyLink',
          'meeting.copyDetails',
        ] as const)
          expect(parseRequest(channel, [ids])).toEqual({ ok: true, value: ids });
        const { accountId, calendarId } = ids;
        for (const [channel, request] of [
          ['accounts.disconnect', { accountId }],
          ['calendars.setVisible', { accountId, calendarId, visible: true }],
          ['sync.audit', { accountId, calendarId }],
          ['sync.resolveSweep', { accountId, calendarId, choice: 'keep' }],
        ] as const)
          expect(parseRequest(channel, [request])).toEqual({ ok: true, value: request });
      }),
    );
  });

  test('a foreign cursor is accepted too: the list begins anew', () => {
    for (const cursor of ['', 'no cursor', 'x'.repeat(30_000)])
      expect(parseRequest('agenda.list', [{ ...range, cursor }])).toMatchObject({ ok: true });
  });

  test('no request of any form makes the wrapper throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...channels), fc.anything(), async (channel, request) => {
        const reply = await answerCall(echo(), channel, [request], never);
        expect(typeof reply.ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('property 6: replies are values', () => {
  test('a handler’s result is returned unchanged', async () => {
    const handlers = echo({ 'meeting.join': () => fail({ kind: 'notFound' }) });
    expect(await answerCall(handlers, 'meeting.join', [meeting] as never, never)).toEqual({
      ok: false,
      problem: { kind: 'notFound' },
    });
  });

  test('a throw becomes `internal` without message or stack, and is logged', async () => {
    const bugs: unknown[] = [];
    const handlers = echo({
      'agenda.get': () => {
        throw new Error('canary: Standup with Ada');
      },
      'app.info': () => Promise.reject(new Error('later')),
    });
    for (const [channel, args] of [
      ['agenda.get', [meeting]],
      ['app.info', []],
    ] as const) {
      const reply = await answerCall(handlers, channel, args, (name) => bugs.push(name));
      expect(reply).toEqual({ ok: false, problem: { kind: 'internal' } });
    }
    expect(bugs).toEqual(['agenda.get', 'app.info']);
  });
});
