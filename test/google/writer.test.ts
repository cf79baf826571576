/**
 * The writer against the fake Google over real HTTP: what goes on the wire, and what every failure means. The outbox
 * decides what to do about them.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTokenKeeper } from '../../main/google/tokens.ts';
import { createWriter } from '../../main/google/writer.ts';
import type { WriterOptions } from '../../main/google/writer.ts';
import { ProxyRefused } from '../../main/platform/proxyLogin.ts';
import type { RawEvent, WriteFailure, WriteReply, WriteRequest } from '../../main/sync/ports.ts';
import type { CalendarId, EventId } from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import { keptConnections, startFakeGoogle } from '../support/fakeGoogle/index.ts';
import type { Fault, FakeGoogle } from '../support/fakeGoogle/index.ts';
import { value } from '../support/value.ts';

const home = 'ada@example.com' as CalendarId;
const id = 'meeting1' as EventId;
const guest = 'guest@example.com';
const never = new AbortController().signal;
const times = {
  start: { dateTime: '2026-11-25T10:00:00+01:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-11-25T11:00:00+01:00', timeZone: 'Europe/Berlin' },
};
const nowMs = Date.UTC(2026, 10, 24, 9);

let google: FakeGoogle;
beforeEach(async () => {
  google = await startFakeGoogle({ clock: { now: () => nowMs } });
  google.model.addCalendar({ id: home, primary: true, timeZone: 'Europe/Berlin' });
});
afterEach(() => google.stop());

/** A writer over connections as Electron keeps them. */
const writerWith = (
  options: Partial<WriterOptions> & {
    readonly scopes?: readonly string[];
    readonly writeScope?: string;
  } = {},
) => {
  const { scopes = ['calendar.events', 'calendar.calendarlist.readonly'], ...more } = options;
  const connections = keptConnections();
  const issued = google.oauth.issue(scopes);
  const keeper = createTokenKeeper({
    client: { id: 'app' },
    endpoints: { tokenUrl: `${google.origin}/token`, revokeUrl: `${google.origin}/revoke` },
    stored: { ...issued, expiresAtMs: nowMs + 3_600_000, scopes: [] },
    save: () => Promise.resolve(),
    now: () => nowMs,
  });
  const writer = createWriter({
    accountTokens: keeper,
    isPermitted: () =>
      keeper.current().scopes.some((scope) => scope.endsWith(options.writeScope ?? 'calendar.events')),
    apiRoot: google.origin,
    fetch: connections.fetch,
    closeConnections: connections.closeAll,
    now: () => nowMs,
    ...more,
  });
  const send = (request: WriteRequest, signal = never) => writer.send(request, signal);
  return { send, connections, keeper };
};

const insert = (body: RawEvent = {}): WriteRequest => ({
  verb: 'insert',
  calendarId: home,
  body: { id, summary: 'Planning', ...times, attendees: [{ email: guest }], ...body },
  notify: 'all',
});
const get: WriteRequest = { verb: 'get', calendarId: home, eventId: id };
const patch = (etag: string, body: RawEvent = { summary: 'New' }): WriteRequest => ({
  verb: 'patch',
  calendarId: home,
  eventId: id,
  etag,
  body,
  notify: 'all',
});
const remove = (etag: string): WriteRequest => ({
  verb: 'delete',
  calendarId: home,
  eventId: id,
  etag,
  notify: 'all',
});

const etagNow = () => google.model.find(home, id)?.etag ?? '';
const failureOf = (reply: Result<WriteReply, WriteFailure>): WriteFailure | null =>
  reply.ok ? null : reply.problem;
const mails = () => google.model.mails.map(({ kind }) => kind);
const written = () =>
  google.requests.filter(({ method, endpoint }) => method !== 'GET' && endpoint !== 'token');

describe('what goes on the wire [property 20]', () => {
  test('each verb, its parameters, its condition and its body [W12, W14, W15, W26]', async () => {
    const { send } = writerWith();
    const inserted = value(await send(insert()));
    expect(inserted).toMatchObject({ event: { id, summary: 'Planning' }, atMs: nowMs });
    const patched = value(await send(patch(inserted.etag ?? '')));
    expect(patched.event?.['summary']).toBe('New');
    expect(value(await send(get)).etag).toBe(patched.etag);
    google.model.addCalendar({ id: 'club@example.com', accessRole: 'owner' });
    const club = 'club@example.com' as CalendarId;
    value(await send({ verb: 'move', calendarId: home, eventId: id, destination: club, notify: 'none' }));
    const { etag } = value(await send({ verb: 'get', calendarId: club, eventId: id }));
    const removal = {
      verb: 'delete',
      calendarId: club,
      eventId: id,
      etag: etag ?? '',
      notify: 'none',
    } as const;
    expect(value(await send(removal))).toEqual({ event: null, etag: null, atMs: nowMs });
    const events = `/calendar/v3/calendars/${encodeURIComponent(home)}/events`;
    expect(
      google.requests.map(({ method, path, query, ifMatch }) => [
        method,
        path.replace(events, ''),
        query,
        ifMatch,
      ]),
    ).toEqual([
      ['POST', '', { sendUpdates: 'all' }, null],
      ['PATCH', `/${id}`, { sendUpdates: 'all' }, inserted.etag],
      ['GET', `/${id}`, {}, null],
      ['POST', `/${id}/move`, { destination: club, sendUpdates: 'none' }, null],
      ['GET', `/calendar/v3/calendars/club%40example.com/events/${id}`, {}, null],
      ['DELETE', `/calendar/v3/calendars/club%40example.com/events/${id}`, { sendUpdates: 'none' }, etag],
    ]);
    expect(google.requests[1]?.json).toEqual({ summary: 'New' });
  });

  test('one date of a series is found by its start, also a cancelled one; none is gone [W28]', async () => {
    const { send } = writerWith();
    value(await send(insert({ recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] })));
    const on = (originalStart: string) =>
      send({ verb: 'instances', calendarId: home, eventId: id, originalStart });
    expect(value(await on('2026-11-26T10:00:00+01:00')).event).toMatchObject({
      id: `${id}_20261126T090000Z`,
      recurringEventId: id,
    });
    google.model.cancelInstance(home, id, Date.UTC(2026, 10, 26, 9));
    expect(value(await on('2026-11-26T09:00:00Z')).event).toMatchObject({ status: 'cancelled' });
    expect(failureOf(await on('2026-11-26T09:30:00Z'))).toEqual({ kind: 'gone' });
  });

  test('a call is asked for with conferenceDataVersion [W33]', async () => {
    const { send } = writerWith();
    const conferenceData = { createRequest: { requestId: 'r1' } };
    expect(value(await send(insert({ conferenceData }))).event).toHaveProperty('hangoutLink');
    expect(google.requests[0]?.query).toEqual({ sendUpdates: 'all', conferenceDataVersion: '1' });
  });

  test.each([
    ['a sequence', patch('"1"', { sequence: 1 }), 'fieldNotWritable'],
    ['an organizer', insert({ organizer: { email: guest } }), 'fieldNotWritable'],
    ['an event type', patch('"1"', { eventType: 'default' }), 'fieldNotWritable'],
    ['an etag in the body', patch('"1"', { etag: '"1"' }), 'fieldNotWritable'],
    ['an event without an id of ours', insert({ id: undefined }), 'badId'],
    ['an id that Google takes for invalid', insert({ id: 'xyz' }), 'badId'],
    ['a condition that always holds', patch('*'), 'badEtag'],
    ['no condition', remove(''), 'badEtag'],
    ['more than anybody types', patch('"1"', { description: 'x'.repeat(600_000) }), 'tooLarge'],
  ])('%s is never sent [W9, W14, W15, W20]', async (_, request, reason) => {
    expect(failureOf(await writerWith().send(request))).toEqual({ kind: 'refused', reason });
    expect(google.requests).toEqual([]);
  });

  test('one request at a time, in the order of the calls [W19]', async () => {
    const { send } = writerWith();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    google.faults.add({ kind: 'held', until: released });
    const first = send(insert());
    const second = send(get);
    await expect.poll(() => google.requests.length).toBe(1);
    release();
    value(await first);
    expect(value(await second).event).toMatchObject({ id });
  });

  test('a redirect is not followed, and says nothing about the write', async () => {
    const { send } = writerWith();
    const location = `${google.origin}/calendar/v3/calendars/elsewhere/events`;
    google.faults.add({ kind: 'status', status: 307, headers: { location }, body: '' });
    expect(failureOf(await send(insert()))).toMatchObject({ kind: 'unknown', detail: 'http307' });
    expect(google.requests).toHaveLength(1);
  });
});

describe('an answer that is lost', () => {
  const lost: readonly (readonly [string, Fault])[] = [
    ['the connection closes', { kind: 'reset', applied: true }],
    ['the reply breaks off', { kind: 'cut', afterBytes: 20 }],
    ['Google reports 503', { kind: 'status', status: 503, applied: true }],
    ['408 and closed', { kind: 'status', status: 408, applied: true, headers: { connection: 'close' } }],
  ];

  test.each(lost)(
    'X1: insert, %s: unknown; it is there once, with one mail, and its id is taken [W18]',
    async (_, fault) => {
      const { send } = writerWith();
      // Leaves a connection that is kept.
      await send(get);
      google.faults.add(fault);
      expect(failureOf(await send(insert()))).toMatchObject({ kind: 'unknown' });
      expect(value(await send(get)).event).toMatchObject({ summary: 'Planning' });
      expect(failureOf(await send(insert()))).toEqual({ kind: 'taken' });
      expect(mails()).toEqual(['invitation']);
    },
  );

  test.each(lost)('X2: patch, %s: unknown; the same condition is stale by then [W18]', async (_, fault) => {
    const { send } = writerWith();
    const { etag } = value(await send(insert()));
    google.faults.add(fault);
    expect(failureOf(await send(patch(etag ?? '')))).toMatchObject({ kind: 'unknown' });
    expect(value(await send(get)).event).toMatchObject({ summary: 'New' });
    expect(failureOf(await send(patch(etag ?? '')))).toEqual({ kind: 'stale' });
    expect(mails()).toEqual(['invitation', 'update']);
  });

  test.each(lost.filter(([, { kind }]) => kind !== 'cut'))(
    'X3: delete, %s: unknown; it is gone by then [W17, W18]',
    async (_, fault) => {
      const { send } = writerWith();
      const { etag } = value(await send(insert()));
      google.faults.add(fault);
      expect(failureOf(await send(remove(etag ?? '')))).toMatchObject({ kind: 'unknown' });
      expect(value(await send(get)).event).toMatchObject({ status: 'cancelled' });
      expect(failureOf(await send(remove(etag ?? '')))).toEqual({ kind: 'gone' });
      expect(mails()).toEqual(['invitation', 'cancellation']);
    },
  );

  test.each(lost)('X4: move, %s: unknown; both calendars tell [W18, W32]', async (_, fault) => {
    const { send } = writerWith();
    google.model.addCalendar({ id: 'club@example.com', accessRole: 'owner' });
    const club = 'club@example.com' as CalendarId;
    value(await send(insert()));
    google.faults.add(fault);
    const move = { verb: 'move', calendarId: home, eventId: id, destination: club, notify: 'all' } as const;
    expect(failureOf(await send(move))).toMatchObject({ kind: 'unknown' });
    expect(value(await send(get)).event).toMatchObject({ status: 'cancelled' });
    expect(value(await send({ verb: 'get', calendarId: club, eventId: id })).event).toMatchObject({
      status: 'confirmed',
    });
  });

  test('X6: a kept connection that dies, or 408 and closed: sent once, because connections are closed first [W19]', async () => {
    const { send, connections } = writerWith();
    value(await send(insert()));
    value(await send(get));
    google.faults.add({ kind: 'reset', applied: true });
    expect(failureOf(await send(patch(etagNow())))).toMatchObject({ kind: 'unknown' });
    value(await send(get));
    google.faults.add({ kind: 'status', status: 408, applied: true });
    expect(failureOf(await send(patch(etagNow(), { summary: 'Newer' })))).toMatchObject({ kind: 'unknown' });
    expect(connections.doubled()).toBe(0);
    expect(written()).toHaveLength(3);
    expect(mails()).toEqual(['invitation', 'update', 'update']);
  });

  test('X6: where they stay open, the second reading has no second effect and no second mail [W19]', async () => {
    const { send, connections } = writerWith({ closeConnections: () => Promise.resolve() });
    value(await send(insert()));
    google.faults.add({ kind: 'reset', applied: true });
    expect(failureOf(await send(patch(etagNow())))).toEqual({ kind: 'stale' });
    google.faults.add({ kind: 'reset', applied: true });
    expect(failureOf(await send(remove(etagNow())))).toEqual({ kind: 'gone' });
    expect(connections.doubled()).toBe(2);
    expect(mails()).toEqual(['invitation', 'update', 'cancellation']);
  });
});

describe('a request that never arrived', () => {
  test('X5: lost before it was applied: unknown, and the event is as it was [W18]', async () => {
    const { send } = writerWith();
    google.faults.add({ kind: 'reset' });
    expect(failureOf(await send(insert()))).toMatchObject({ kind: 'unknown' });
    expect(failureOf(await send(get))).toEqual({ kind: 'gone' });
    expect(mails()).toEqual([]);
  });

  test('X5: a refused connection: not sent [W18]', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const { send } = writerWith({ apiRoot: `http://127.0.0.1:${port}` });
    expect(failureOf(await send(insert()))).toEqual({ kind: 'notSent', failure: { kind: 'offline' } });
  });

  test.each([
    ['ERR_NAME_NOT_RESOLVED', { kind: 'notSent', failure: { kind: 'offline' } }],
    ['ERR_INTERNET_DISCONNECTED', { kind: 'notSent', failure: { kind: 'offline' } }],
    [
      'ERR_TUNNEL_CONNECTION_FAILED',
      { kind: 'notSent', failure: { kind: 'proxyFailed', cause: 'unreachable' } },
    ],
    [
      'ERR_CERT_AUTHORITY_INVALID',
      { kind: 'notSent', failure: { kind: 'unexpectedReply', detail: 'certificate' } },
    ],
    // These may come at any time.
    ['ERR_NETWORK_CHANGED', { kind: 'unknown', detail: 'offline', retryAfterMs: null }],
    ['ERR_ADDRESS_UNREACHABLE', { kind: 'unknown', detail: 'offline', retryAfterMs: null }],
    ['ERR_SSL_PROTOCOL_ERROR', { kind: 'unknown', detail: 'certificate', retryAfterMs: null }],
    ['ERR_CONNECTION_RESET', { kind: 'unknown', detail: 'ERR_CONNECTION_RESET', retryAfterMs: null }],
  ])('X5: %s [W18]', async (code, failure) => {
    const { send } = writerWith({ fetch: () => Promise.reject(new Error(`net::${code}`)) });
    expect(failureOf(await send(insert()))).toEqual(failure);
  });

  test('X5: a proxy that wants a login: not sent', async () => {
    const refused = new ProxyRefused({ host: 'proxy:3128', cause: 'loginRequired' });
    const { send } = writerWith({ fetch: () => Promise.reject(refused) });
    expect(failureOf(await send(insert()))).toEqual({
      kind: 'notSent',
      failure: { kind: 'proxyFailed', host: 'proxy:3128', cause: 'loginRequired' },
    });
  });

  test('X5: aborted before it began: not sent; on the wire: unknown [W18]', async () => {
    const { send } = writerWith();
    expect(failureOf(await send(insert(), AbortSignal.abort()))).toEqual({
      kind: 'notSent',
      failure: { kind: 'aborted' },
    });
    expect(google.requests).toEqual([]);
    const abort = new AbortController();
    google.faults.add({ kind: 'hang' });
    const sent = send(insert(), abort.signal);
    await expect.poll(() => google.hanging()).toBe(1);
    abort.abort();
    expect(failureOf(await sent)).toMatchObject({ kind: 'unknown', detail: 'aborted' });
  });

  test('X5: no answer within the limit: unknown [W18]', async () => {
    const { send } = writerWith({ deadlineMs: 40 });
    google.faults.add({ kind: 'hang' });
    expect(failureOf(await send(insert()))).toMatchObject({ kind: 'unknown', detail: 'timeout' });
  });
});

describe('what Google refuses', () => {
  test('X8: an id in use, whatever it is now [W14]', async () => {
    const { send } = writerWith();
    value(await send(insert()));
    expect(failureOf(await send(insert()))).toEqual({ kind: 'taken' });
    value(await send(remove(etagNow())));
    expect(failureOf(await send(insert()))).toEqual({ kind: 'taken' });
  });

  test('X9: 404 and 410, for the event and for its calendar [W17]', async () => {
    const { send } = writerWith();
    expect(failureOf(await send(patch('"1"')))).toEqual({ kind: 'gone' });
    const { etag } = value(await send(insert()));
    google.model.delete(home, id);
    for (const changeOfDeleted of [404, 410] as const) {
      google.model.behaviour.changeOfDeleted = changeOfDeleted;
      expect(failureOf(await send(patch(etag ?? '')))).toEqual({ kind: 'gone' });
    }
    expect(failureOf(await send(remove(etag ?? '')))).toEqual({ kind: 'gone' });
    expect(failureOf(await send({ ...get, calendarId: 'nobody@example.com' as CalendarId }))).toEqual({
      kind: 'gone',
    });
  });

  test.each([
    'forbidden',
    'forbiddenForNonOrganizer',
    'requiredAccessLevel',
    'cannotChangeOrganizer',
    'cannotChangeOrganizerOfInstance',
    'forbiddenForNonCreator',
    'forbiddenForServiceAccounts',
    'participantIsNeitherOrganizerNorAttendee',
    'somethingNobodyKnows',
  ])('X10: 403 %s: refused with its code [W10]', async (reason) => {
    const { send } = writerWith();
    const body = {
      error: { code: 403, message: 'A title', errors: [{ domain: 'calendar', reason, message: 'A title' }] },
    };
    google.faults.add({ kind: 'status', status: 403, body });
    expect(failureOf(await send(insert()))).toEqual({ kind: 'refused', reason });
  });

  test.each([
    'invalid',
    'required',
    'timeRangeEmpty',
    'eventTypeRestriction',
    'malformedWorkingLocationEvent',
  ])('X10: 400 %s: refused with its code [W9, W10]', async (reason) => {
    const { send } = writerWith();
    google.faults.add({ kind: 'status', status: 400, body: { error: { code: 400, errors: [{ reason }] } } });
    expect(failureOf(await send(insert()))).toEqual({ kind: 'refused', reason });
  });

  test.each([
    ['a page with 200', { kind: 'html' }],
    ['a page with 403', { kind: 'html', status: 403 }],
    ['a page with 404', { kind: 'html', status: 404 }],
    ['another event', { kind: 'edit', edit: (body) => ({ ...body, id: 'another1' }) }],
    ['no event', { kind: 'edit', edit: () => ['a list'] }],
    ['JSON that ends early', { kind: 'garbage' }],
  ] as readonly (readonly [string, Fault])[])(
    'X10: %s instead of the answer: unknown [W18]',
    async (_, fault) => {
      const { send } = writerWith();
      google.faults.add(fault);
      expect(failureOf(await send(insert()))).toMatchObject({ kind: 'unknown' });
      google.faults.add(fault);
      expect(failureOf(await send(get))).toMatchObject({ kind: 'notSent' });
    },
  );

  test('X10: a reply without content: done, with nothing to compare [W17]', async () => {
    const { send } = writerWith();
    google.faults.add({ kind: 'status', status: 204, applied: true });
    expect(value(await send(insert()))).toEqual({ event: null, etag: null, atMs: nowMs });
  });

  test('X12: too many requests, and how long Google wants to rest [W21]', async () => {
    const { send } = writerWith();
    google.faults.add({ kind: 'status', status: 429, body: '429_rateLimitExceeded', retryAfter: 30 });
    expect(failureOf(await send(insert()))).toEqual({ kind: 'rateLimited', retryAfterMs: 30_000 });
    google.faults.add({ kind: 'status', status: 403, body: '403_userRateLimitExceeded' });
    expect(failureOf(await send(insert()))).toEqual({ kind: 'rateLimited', retryAfterMs: null });
    google.faults.add({ kind: 'status', status: 403, body: '403_quotaExceeded' });
    expect(failureOf(await send(insert()))).toEqual({ kind: 'quota', retryAfterMs: null });
    google.faults.add({ kind: 'status', status: 503, retryAfter: 7 });
    expect(failureOf(await send(insert()))).toEqual({
      kind: 'unknown',
      detail: 'http503',
      retryAfterMs: 7000,
    });
    expect(google.requests).toHaveLength(4);
  });
});

describe('the sign-in [S34]', () => {
  test('X11: a token that is rejected midway is refreshed once, and the write goes out once', async () => {
    const { send } = writerWith();
    google.oauth.expireAccessTokens();
    value(await send(insert()));
    expect(google.requests.map(({ endpoint, status }) => [endpoint, status])).toEqual([
      ['events', 401],
      ['token', 200],
      ['events', 200],
    ]);
    expect(mails()).toEqual(['invitation']);
  });

  test('X11: a consent that was taken back: a new sign-in is needed', async () => {
    const { send } = writerWith();
    google.oauth.withdraw();
    expect(failureOf(await send(insert()))).toEqual({ kind: 'signInRequired', reason: 'revoked' });
  });

  test('X11: the permission to write was taken back: no more writing [W5]', async () => {
    const { send } = writerWith();
    google.oauth.withdrawScopes(['calendar.events']);
    expect(failureOf(await send(insert()))).toEqual({ kind: 'scopeMissing' });
  });

  test('X11: a permission for own calendars is refused elsewhere, and stays [W1, W5]', async () => {
    google.model.addCalendar({ id: 'club@example.com', accessRole: 'writer' });
    const scopes = ['calendar.events.owned', 'calendar.events.readonly'];
    const { send } = writerWith({ scopes, writeScope: 'calendar.events.owned' });
    const elsewhere = { ...insert(), calendarId: 'club@example.com' as CalendarId } as WriteRequest;
    expect(failureOf(await send(elsewhere))).toEqual({ kind: 'refused', reason: 'insufficientPermissions' });
    value(await send(insert()));
  });

  test('X24: a call that the calendar does not allow is refused, and nothing is made [W33]', async () => {
    google.model.behaviour.conference = 'refused';
    const { send } = writerWith();
    const conferenceData = { createRequest: { requestId: 'r1' } };
    expect(failureOf(await send(insert({ conferenceData })))).toEqual({ kind: 'refused', reason: 'invalid' });
    expect(failureOf(await send(get))).toEqual({ kind: 'gone' });
  });
});
