import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CalendarId, EventId } from '../../shared/model.ts';
import type { EventsPage, EventsRequest, Source } from '../../main/sync/ports.ts';
import type { AccountTokens } from '../../main/google/client.ts';
import { ProxyRefused } from '../../main/platform/proxyLogin.ts';
import { createGoogleSource } from '../../main/google/client.ts';
import { fail, ok } from '../../shared/result.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { seedEvents, startFakeGoogle } from '../support/fakeGoogle/index.ts';

const calendarId = 'harbour#crew@example.com' as CalendarId;
const never = new AbortController().signal;
const january = Date.UTC(2026, 0, 1);

let google: FakeGoogle;
let source: Source;

const anyToken: AccountTokens = {
  accessToken: async () => ok('any-token'),
  refreshAfter401: async () => fail({ kind: 'signInRequired', reason: 'revoked' }),
};

const sourceOf = (accountTokens: AccountTokens, deadlineMs = 10_000): Source =>
  createGoogleSource({ accountTokens, apiRoot: google.origin, deadlineMs });

beforeEach(async () => {
  google = await startFakeGoogle({ behaviour: { pageLimit: 2 } });
  google.oauth.settings.acceptAnyToken = true;
  google.model.addCalendar({ id: calendarId, summary: 'Harbour crew', timeZone: 'Europe/Lisbon' });
  for (let day = 1; day <= 5; day += 1) {
    google.model.insert(calendarId, {
      id: `watch${day}`,
      summary: `Watch ${day}`,
      start: { dateTime: `2026-03-0${day}T09:00:00Z` },
      end: { dateTime: `2026-03-0${day}T10:00:00Z` },
    });
  }
  source = sourceOf(anyToken);
});
afterEach(() => google.stop());

const events = (request: Partial<EventsRequest> = {}, signal = never): ReturnType<Source['listEvents']> =>
  source.listEvents(
    { calendarId, range: { kind: 'full', timeMinMs: january }, pageToken: null, ...request },
    signal,
  );

const page = async (request: Partial<EventsRequest> = {}): Promise<EventsPage> => {
  const result = await events(request);
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.problem)}`);
  return result.value;
};

/** All pages of one listing. */
const listing = async (range: EventsRequest['range'], of = calendarId): Promise<EventsPage[]> => {
  const pages = [await page({ range, calendarId: of })];
  for (let last = pages[0]!; last.nextPageToken !== null; last = pages.at(-1)!) {
    // oxlint-disable-next-line no-await-in-loop
    pages.push(await page({ range, calendarId: of, pageToken: last.nextPageToken }));
  }
  return pages;
};

describe('the exact parameters', () => {
  test('[S5, S13, S19] a full listing: masters, at most 1000, timeMin; repeated on every page', async () => {
    const pages = await listing({ kind: 'full', timeMinMs: january });
    expect(pages.map((one) => one.changes.length)).toEqual([2, 2, 1]);
    const full = { singleEvents: 'false', maxResults: '1000', timeMin: '2026-01-01T00:00:00.000Z' };
    const { requests } = google;
    expect(requests.map(({ query }) => query)).toEqual([
      full,
      { ...full, pageToken: pages[0]?.nextPageToken },
      { ...full, pageToken: pages[1]?.nextPageToken },
    ]);
  });

  test('[S13] without a lower bound there is no timeMin', async () => {
    await page({ range: { kind: 'full', timeMinMs: null } });
    expect(google.requests[0]?.query).toEqual({ singleEvents: 'false', maxResults: '1000' });
  });

  test('[S1, S2, S3] an incremental listing: the same, with the token, no timeMin, no showDeleted', async () => {
    const [syncToken] = (await listing({ kind: 'full', timeMinMs: january }))
      .map((one) => one.nextSyncToken)
      .filter((token) => token !== null);
    google.model.delete(calendarId, 'watch2');
    google.requests.length = 0;
    const range = { kind: 'incremental', syncToken: syncToken ?? '' } as const;
    expect((await page({ range })).changes).toEqual([{ type: 'deleted', id: 'watch2', instanceOf: null }]);
    expect(google.requests.map(({ query }) => query)).toEqual([
      { singleEvents: 'false', maxResults: '1000', syncToken },
    ]);
  });

  test('[S32] the calendar list: hidden ones too, with and without a token', async () => {
    const first = await source.listCalendars({ syncToken: null, pageToken: null }, never);
    const syncToken = first.ok ? first.value.nextSyncToken : null;
    google.model.removeCalendar(calendarId);
    const second = await source.listCalendars({ syncToken, pageToken: null }, never);
    expect(second).toMatchObject({ ok: true, value: { items: [{ type: 'deleted', id: calendarId }] } });
    expect(google.requests.map(({ query }) => query)).toEqual([
      { showHidden: 'true', maxResults: '250' },
      { showHidden: 'true', maxResults: '250', syncToken },
    ]);
  });

  test('the origin is replaced and the path kept; ids are encoded once; gzip is requested', async () => {
    const seen: { url: string | undefined; headers: NodeJS.Dict<string | string[]> }[] = [];
    const server = createServer(({ url, headers }, response) => {
      seen.push({ url, headers });
      response.end('{"kind":"calendar#events","items":[]}');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const other = createGoogleSource({ accountTokens: anyToken, apiRoot });
    await other.listEvents({ calendarId, range: { kind: 'full', timeMinMs: null }, pageToken: null }, never);
    await other.getEvent({ calendarId, eventId: 'a/b' as EventId }, never);
    server.closeAllConnections();
    server.close();
    expect(seen.map(({ url }) => url)).toEqual([
      '/calendar/v3/calendars/harbour%23crew%40example.com/events?singleEvents=false&maxResults=1000',
      '/calendar/v3/calendars/harbour%23crew%40example.com/events/a%2Fb',
    ]);
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer any-token',
      'accept-encoding': 'gzip',
      'user-agent': expect.stringContaining('gzip'),
    });
  });

  test('[property 14] without a replacement it is Google by https, whatever the environment says', async () => {
    vi.stubEnv('GOOGLE_CLOUD_UNIVERSE_DOMAIN', 'example.com');
    const asked: string[] = [];
    const real = createGoogleSource({
      accountTokens: anyToken,
      fetch: async (input) => {
        asked.push(String(input));
        return Response.json({ kind: 'calendar#calendarList', items: [] });
      },
    });
    await real.listCalendars({ syncToken: null, pageToken: null }, never);
    vi.unstubAllEnvs();
    expect(asked).toEqual([
      'https://www.googleapis.com/calendar/v3/users/me/calendarList?showHidden=true&maxResults=250',
    ]);
  });

  test('an origin that is neither https nor on this machine is rejected', () => {
    for (const apiRoot of [
      'http://calendar.example.com',
      'ftp://127.0.0.1',
      'http://127.0.0.1.example.com',
    ]) {
      expect(() => createGoogleSource({ accountTokens: anyToken, apiRoot })).toThrow('https');
    }
  });
});

describe('pages', () => {
  test('[S4] an empty page with a nextPageToken is a page like any other', async () => {
    google.faults.add({ kind: 'emptyPage' });
    const pages = await listing({ kind: 'full', timeMinMs: january });
    expect(pages[0]).toMatchObject({ changes: [], nextSyncToken: null });
    expect(pages.flatMap((one) => one.changes)).toHaveLength(5);
  });

  test('[S4] there is no sync token while there is a next page, whatever the reply says', async () => {
    google.faults.add({ kind: 'edit', edit: (body) => ({ ...body, nextSyncToken: 'too early' }) });
    expect((await page()).nextSyncToken).toBeNull();
  });

  test('[S6] a last page without nextSyncToken is returned as such', async () => {
    google.faults.add({ kind: 'edit', edit: (body) => ({ ...body, nextPageToken: undefined }) });
    expect(await page()).toMatchObject({ nextPageToken: null, nextSyncToken: null });
  });

  test('[F23] an event that cannot be read is counted, the others are returned', async () => {
    const broken: unknown[] = [{ id: 'x', start: {} }, 'text', null];
    google.faults.add({ kind: 'edit', edit: (body) => ({ ...body, items: broken.concat(body.items) }) });
    const { changes, quarantined, unreadable } = await page();
    expect(changes).toHaveLength(2);
    expect(quarantined).toBe(3);
    // By their ids, so that the sweep keeps their stored rows.
    expect(unreadable).toEqual(['x']);
  });

  test('[S25, S29] the listing’s zone and default reminders are used', async () => {
    const local = { dateTime: '2026-07-01T10:00:00' };
    google.faults.add({
      kind: 'edit',
      edit: (body) => ({
        ...body,
        timeZone: 'Asia/Tokyo',
        defaultReminders: [{ method: 'popup', minutes: 7 }],
        items: [{ id: 'x', start: local, end: local }],
      }),
    });
    expect(await page()).toMatchObject({
      changes: [{ event: { start: { ms: Date.UTC(2026, 6, 1, 1), zone: 'Asia/Tokyo' } } }],
      defaultReminders: [{ method: 'popup', minutes: 7 }],
    });
  });
});

test('[F23] a large calendar of ordinary events is returned completely and without a flaw', async () => {
  await google.stop();
  google = await startFakeGoogle();
  google.oauth.settings.acceptAnyToken = true;
  source = sourceOf(anyToken);
  const seeded = seedEvents(google.model, { events: 3000 });
  const pages = await listing({ kind: 'full', timeMinMs: null }, seeded.calendarId as CalendarId);
  const changes = pages.flatMap((one) => one.changes);
  const kinds = changes.map((one) => (one.type === 'event' ? one.event.kind : one.type));
  const count = (...of: string[]): number => kinds.filter((kind) => of.includes(kind)).length;
  expect([count('single'), count('master'), count('exception', 'cancelledInstance')]).toEqual([
    seeded.singles,
    seeded.masters,
    seeded.exceptions,
  ]);
  expect(changes.filter((one) => one.type === 'event' && one.event.flaw !== null)).toEqual([]);
  expect(pages.map((one) => one.quarantined)).toEqual([0, 0, 0]);
});

describe('one event [S17]', () => {
  test('is read with the zone of its calendar’s last listing', async () => {
    await source.listCalendars({ syncToken: null, pageToken: null }, never);
    const found = await source.getEvent({ calendarId, eventId: 'watch1' as EventId }, never);
    expect(found).toMatchObject({
      ok: true,
      value: { type: 'event', event: { id: 'watch1', start: { zone: 'Europe/Lisbon' } } },
    });
  });

  test('that is missing is notFound, and so is one that cannot be read [F23]', async () => {
    const missing = await source.getEvent({ calendarId, eventId: 'nowhere' as EventId }, never);
    expect(missing).toEqual(fail({ kind: 'notFound' }));
    google.faults.add({ kind: 'edit', edit: (body) => ({ ...body, start: null }) }, { on: 'event' });
    const unreadable = await source.getEvent({ calendarId, eventId: 'watch1' as EventId }, never);
    expect(unreadable).toEqual(fail({ kind: 'notFound' }));
  });
});

describe('what is not Google’s JSON is an error, never an empty calendar [S36, F14]', () => {
  test('a captive portal', async () => {
    google.faults.add({ kind: 'html' });
    expect(await events()).toEqual(fail({ kind: 'unexpectedReply', detail: 'notJson' }));
  });

  test('JSON cut off, with a matching length', async () => {
    google.faults.add({ kind: 'garbage' });
    expect(await events()).toEqual(fail({ kind: 'unexpectedReply', detail: 'notJson' }));
  });

  test.each([
    {},
    [],
    null,
    'text',
    { items: {} },
    { kind: 'calendar#calendarList', items: [] },
    { nextSyncToken: 'x' },
    { error: { code: 500 } },
  ])('%j', async (body) => {
    google.faults.add({ kind: 'edit', edit: () => body }, { times: 2 });
    const result = await events();
    expect(result).toMatchObject({ ok: false, problem: { kind: 'unexpectedReply' } });
  });

  test('a redirect is not followed', async () => {
    google.faults.add({ kind: 'status', status: 302, headers: { location: `${google.origin}/elsewhere` } });
    expect(await events()).toEqual(fail({ kind: 'unexpectedReply', detail: 'http302' }));
    expect(google.requests).toHaveLength(1);
  });
});

describe('failures', () => {
  test('[S7, S8] a rejected token requires a full sync', async () => {
    for (const [status, body] of [
      [410, '410_fullSyncRequired'],
      [400, '400_invalid_sync_token'],
    ] as const) {
      google.faults.add({ kind: 'status', status, body });
      const range = { kind: 'incremental', syncToken: 'old' } as const;
      // oxlint-disable-next-line no-await-in-loop
      expect(await events({ range })).toEqual(fail({ kind: 'fullSyncRequired' }));
    }
  });

  test('[S8] the same 400 without a token is permanent', async () => {
    google.faults.add({ kind: 'status', status: 400, body: '400_invalid_sync_token' });
    expect(await events()).toEqual(fail({ kind: 'badRequest', detail: 'invalid' }));
  });

  test.each([
    [429, 'rateLimitExceeded'],
    [403, '403_userRateLimitExceeded'],
  ])('[S35, F11] %i: Retry-After is returned, requested once, not repeated here', async (status, body) => {
    google.faults.add({ kind: 'status', status, body, retryAfter: 17 });
    expect(await events()).toEqual(fail({ kind: 'rateLimited', retryAfterMs: 17_000 }));
    expect(google.requests).toHaveLength(1);
  });

  test('[S36] 5xx is not repeated here either', async () => {
    google.faults.add({ kind: 'status', status: 503 });
    expect(await events()).toEqual(fail({ kind: 'unavailable', detail: 'http503', retryAfterMs: null }));
    expect(google.requests).toHaveLength(1);
  });

  test('[S33] a calendar without access fails alone', async () => {
    google.model.loseAccess(calendarId, 'forbidden');
    expect(await events()).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
    google.model.loseAccess(calendarId, 'notFound');
    expect(await events()).toEqual(fail({ kind: 'notFound' }));
  });

  test('[S36, F8] a reset, and a connection closed in the middle of the body', async () => {
    google.faults.add({ kind: 'reset' });
    expect(await events()).toMatchObject({ ok: false, problem: { kind: 'unavailable' } });
    google.faults.add({ kind: 'cut', afterBytes: 40 });
    expect(await events()).toMatchObject({ ok: false, problem: { kind: 'unavailable' } });
  });

  test('[F14] nobody listening: offline', async () => {
    await google.stop();
    expect(await events()).toEqual(fail({ kind: 'offline' }));
  });

  test('[F15] a request that hangs ends at its deadline', async () => {
    source = sourceOf(anyToken, 80);
    google.faults.add({ kind: 'hang' });
    expect(await events()).toEqual(fail({ kind: 'unavailable', detail: 'timeout', retryAfterMs: null }));
  });

  test('[F15] so does one whose body stalls half-way, and its connection is closed', async () => {
    let hungUp = (): void => {};
    const closed = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const server = createServer((_, response) => {
      response.once('close', hungUp);
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"items":[');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    source = createGoogleSource({ accountTokens: anyToken, apiRoot, deadlineMs: 80 });
    expect(await events()).toEqual(fail({ kind: 'unavailable', detail: 'timeout', retryAfterMs: null }));
    await closed;
    server.close();
  });

  test('[F15, F19] a fetch that ignores its signal blocks neither the deadline nor an abort', async () => {
    const deaf = (): Promise<Response> => new Promise(() => {});
    const options = { accountTokens: anyToken, apiRoot: google.origin, fetch: deaf };
    source = createGoogleSource({ ...options, deadlineMs: 50 });
    expect(await events()).toMatchObject({ problem: { kind: 'unavailable', detail: 'timeout' } });
    source = createGoogleSource(options);
    const controller = new AbortController();
    const waiting = events({}, controller.signal);
    setImmediate(() => controller.abort());
    expect(await waiting).toEqual(fail({ kind: 'aborted' }));
  });

  test('[F19] an abort ends a running request, and one that waits for its token', async () => {
    const controller = new AbortController();
    google.faults.add({ kind: 'hang' });
    const waiting = events({}, controller.signal);
    await expect.poll(() => google.requests).toHaveLength(1);
    controller.abort();
    expect(await waiting).toEqual(fail({ kind: 'aborted' }));
    expect(await events({}, controller.signal)).toEqual(fail({ kind: 'aborted' }));

    const second = new AbortController();
    source = sourceOf({ ...anyToken, accessToken: () => new Promise(() => {}) });
    const stuck = events({}, second.signal);
    second.abort();
    expect(await stuck).toEqual(fail({ kind: 'aborted' }));
    expect(await events({}, second.signal)).toEqual(fail({ kind: 'aborted' }));

    const third = new AbortController();
    google.faults.add({ kind: 'status', status: 401 });
    const refresh = vi.fn<AccountTokens['refreshAfter401']>(() => new Promise(() => {}));
    source = sourceOf({ ...anyToken, refreshAfter401: refresh });
    const refused = events({}, third.signal);
    await expect.poll(() => refresh.mock.calls).not.toEqual([]);
    third.abort();
    expect(await refused).toEqual(fail({ kind: 'aborted' }));
  });

  test.each([
    // Read in pieces, but not a list of events at the end.
    ['read', { kind: 'other', items: Array.from({ length: 6000 }, (_, n) => `${n} ${'x'.repeat(200)}`) }],
    ['mapped', { items: [{ id: 'one', start: { date: '2026-03-01' }, end: { date: '2026-03-02' } }] }],
  ])('[F19] an abort ends a page that is being %s', async (_, body) => {
    const controller = new AbortController();
    const text = JSON.stringify(body);
    const fetch = async (): Promise<Response> => new Response(text);
    source = createGoogleSource({ accountTokens: anyToken, apiRoot: google.origin, fetch });
    const parse = JSON.parse.bind(JSON);
    const spy = vi.spyOn(JSON, 'parse').mockImplementation((...given) => {
      controller.abort();
      return parse(...given) as unknown;
    });
    const outcome = await events({}, controller.signal);
    spy.mockRestore();
    expect(outcome).toEqual(fail({ kind: 'aborted' }));
  });

  test('an id that is not a path segment is a failure, not an exception', async () => {
    expect(await events({ calendarId: '..' as CalendarId })).toMatchObject({ ok: false });
    expect(google.requests).toHaveLength(0);
  });
});

describe('401 [S34]', () => {
  test('one refresh, one repetition with the new token', async () => {
    google.oauth.settings.acceptAnyToken = false;
    const { accessToken } = google.oauth.issue();
    const refreshAfter401 = vi.fn(async () => ok(accessToken));
    source = sourceOf({ accessToken: async () => ok('stale'), refreshAfter401 });
    expect((await page()).changes).toHaveLength(2);
    expect(refreshAfter401.mock.calls).toEqual([['stale']]);
    expect(google.requests.map(({ auth, status }) => [auth, status])).toEqual([
      ['Bearer stale', 401],
      [`Bearer ${accessToken}`, 200],
    ]);
  });

  test('a second 401 requires a new sign-in, not a third attempt', async () => {
    google.oauth.settings.acceptAnyToken = false;
    source = sourceOf({ accessToken: async () => ok('stale'), refreshAfter401: async () => ok('stale too') });
    expect(await events()).toEqual(fail({ kind: 'signInRequired', reason: 'revoked' }));
    expect(google.requests).toHaveLength(2);
  });

  test('a refresh that fails because of the network says so', async () => {
    google.oauth.settings.acceptAnyToken = false;
    source = sourceOf({ ...anyToken, refreshAfter401: async () => fail({ kind: 'offline' }) });
    expect(await events()).toEqual(fail({ kind: 'offline' }));
  });
});

test('[property 11] no token, title or address in a failure or on the console', async () => {
  const printed = ['log', 'info', 'warn', 'error', 'debug'].map((method) =>
    vi.spyOn(console, method as 'log').mockImplementation(() => {}),
  );
  const canary = 'Project Heron with ada@example.com';
  const words = { error: { errors: [{ reason: canary, message: canary }], message: canary, status: canary } };
  const secret = 'ya29.canary-token';
  source = sourceOf({ ...anyToken, accessToken: async () => ok(secret) });
  const failures: unknown[] = [];
  for (const status of [200, 302, 400, 403, 404, 410, 429, 500, 503]) {
    google.faults.add({ kind: 'status', status, body: words });
    // oxlint-disable-next-line no-await-in-loop
    failures.push(await events());
  }
  for (const kind of ['reset', 'garbage', 'html'] as const) {
    google.faults.add({ kind });
    // oxlint-disable-next-line no-await-in-loop
    failures.push(await events());
  }
  expect(failures.every((one) => (one as { ok: boolean }).ok === false)).toBe(true);
  expect(JSON.stringify(failures)).not.toMatch(/Heron|ada@|canary|harbour/);
  for (const spy of printed) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

test('a proxy that requires a login is named, although the library wraps what fetch throws', async () => {
  const refusal = { host: 'proxy.example.com:8080', cause: 'loginRefused' } as const;
  const fetch = () => Promise.reject(new ProxyRefused(refusal));
  source = createGoogleSource({ accountTokens: anyToken, apiRoot: google.origin, fetch });
  const request = { syncToken: null, pageToken: null };
  expect(await source.listCalendars(request, new AbortController().signal)).toEqual({
    ok: false,
    problem: { kind: 'proxyFailed', ...refusal },
  });
});

test.each(['127.0.0.1:9', 'http://127.0.0.1:9', 'nonsense'])(
  'the environment’s proxy %s changes nothing: only the given fetch is used',
  async (address) => {
    vi.stubEnv('HTTPS_PROXY', address);
    try {
      expect((await page()).changes).not.toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  },
);
