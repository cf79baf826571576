/** The fake Google from a client's point of view: plain fetch over real sockets. */
import { createHash, randomBytes } from 'node:crypto';
import { request as rawRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createModel } from '../../main/googleModel/serverModel.ts';
import {
  errorBodyNamed,
  expectedOccurrences,
  keptConnections,
  seedEvents,
  startFakeGoogle,
} from './fakeGoogle/index.ts';
import type { FakeGoogle } from './fakeGoogle/index.ts';

const work = 'work@example.com';
const nowMs = Date.UTC(2026, 10, 24, 9);
const hour = 3_600_000;
const scopes =
  'https://www.googleapis.com/auth/calendar.events.readonly https://www.googleapis.com/auth/calendar.calendarlist.readonly';

let clockMs = nowMs;
let google: FakeGoogle;
let accessToken: string;

beforeEach(async () => {
  clockMs = nowMs;
  google = await startFakeGoogle({ clock: { now: () => clockMs } });
  google.model.addCalendar({ id: work, primary: true, timeZone: 'Europe/Berlin' });
  ({ accessToken } = google.oauth.issue());
});
afterEach(() => google.stop());

const at = (ms: number) => ({
  start: { dateTime: new Date(ms).toISOString() },
  end: { dateTime: new Date(ms + hour).toISOString() },
});

interface Page {
  readonly items: readonly { readonly id: string; readonly status: string }[];
  readonly nextPageToken?: string;
  readonly nextSyncToken?: string;
}

const eventsPath = `/calendar/v3/calendars/${encodeURIComponent(work)}/events`;

const get = (path: string, query: Record<string, string> = {}, token = accessToken): Promise<Response> =>
  fetch(`${google.origin}${path}?${new URLSearchParams(query)}`, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
  });

const page = async (query: Record<string, string> = {}): Promise<Page> =>
  (await get(eventsPath, query)).json() as Promise<Page>;

async function everyPage(query: Record<string, string> = {}, most = 100) {
  const pages: Page[] = [];
  let pageToken: string | undefined;
  do {
    const one: Page = await page(pageToken ? { ...query, pageToken } : query);
    pages.push(one);
    pageToken = one.nextPageToken;
  } while (pageToken !== undefined && pages.length < most);
  return { pages, ids: pages.flatMap((one) => one.items.map((item) => item.id)) };
}

describe('writing', () => {
  const send = (
    method: string,
    path: string,
    { body, ifMatch, token }: { body?: object; ifMatch?: string; token?: string } = {},
    doFetch: typeof fetch = fetch,
  ): Promise<Response> =>
    doFetch(`${google.origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token ?? writer}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(ifMatch && { 'if-match': ifMatch }),
      },
      body: body ? JSON.stringify(body) : null,
    });
  const body = { id: 'fresh1', summary: 'One', ...at(nowMs) };
  const one = `${eventsPath}/fresh1`;
  let writer: string;
  beforeEach(() => {
    writer = google.oauth.issue(['calendar.events', 'calendar.calendarlist.readonly']).accessToken;
  });

  test('inserts, changes under a condition, and deletes without content [W15, W17]', async () => {
    const inserted = await send('POST', eventsPath, { body });
    expect(inserted.status).toBe(200);
    const { etag } = (await inserted.json()) as { etag: string };
    expect((await send('PATCH', one, { body: { summary: 'Two' }, ifMatch: etag })).status).toBe(200);
    const stale = await send('PATCH', one, { body: { summary: 'Three' }, ifMatch: etag });
    expect(stale.status).toBe(412);
    expect(google.model.find(work, 'fresh1')?.summary).toBe('Two');
    const removed = await send('DELETE', one);
    expect([removed.status, await removed.text()]).toEqual([204, '']);
    expect((await send('DELETE', one)).status).toBe(410);
    expect((await send('POST', eventsPath, { body })).status).toBe(409);
  });

  test.each([
    ['PUT', `${eventsPath}/fresh1`],
    ['DELETE', eventsPath],
    ['POST', `${eventsPath}/fresh1`],
    ['POST', `${eventsPath}/fresh1/instances`],
    ['PATCH', '/calendar/v3/users/me/calendarList'],
  ])('%s %s is not on the list', async (method, path) => {
    expect((await send(method, path, { body: {} })).status).toBe(405);
  });

  test('needs a permission to write; the narrow one only for own calendars [W1]', async () => {
    google.model.addCalendar({ id: 'club@example.com', accessRole: 'writer' });
    const club = '/calendar/v3/calendars/club%40example.com/events';
    const statuses = async (token: string) => [
      (await send('POST', eventsPath, { body: at(nowMs), token })).status,
      (await send('POST', club, { body: at(nowMs), token })).status,
    ];
    expect(await statuses(accessToken)).toEqual([403, 403]);
    expect(await statuses(google.oauth.issue(['calendar.events.owned']).accessToken)).toEqual([200, 403]);
    expect(await statuses(writer)).toEqual([200, 200]);
    google.oauth.withdrawScopes(['calendar.events']);
    expect(await statuses(writer)).toEqual([403, 403]);
  });

  test('counts units, three for a patch, and stops an account that invites too many [W12, W21]', async () => {
    await send('POST', eventsPath, { body });
    await send('PATCH', one, { body: { summary: 'Two' } });
    expect(google.quota.used).toBe(4);
    google.quota.unitsPerMinute = 4;
    expect((await send('GET', one)).status).toBe(403);
    clockMs += 60_000;
    expect((await send('GET', one)).status).toBe(200);
    google.quota.externalInvitations = 1;
    const attendees = [{ email: 'guest@example.org' }];
    const invite = () => send('POST', `${eventsPath}?sendUpdates=all`, { body: { ...at(nowMs), attendees } });
    expect((await invite()).status).toBe(200);
    expect(await (await invite()).json()).toEqual(errorBodyNamed('403_quotaExceeded'));
  });

  test('a connection can be lost before and after a request takes effect', async () => {
    google.faults.add({ kind: 'reset' });
    await expect(send('POST', eventsPath, { body })).rejects.toThrow();
    expect(google.model.find(work, 'fresh1')).toBeNull();
    google.faults.add({ kind: 'reset', applied: true });
    await expect(send('POST', eventsPath, { body })).rejects.toThrow();
    expect(google.model.find(work, 'fresh1')?.summary).toBe('One');
    google.faults.add({ kind: 'status', status: 503, applied: true });
    expect((await send('PATCH', one, { body: { summary: 'Two' } })).status).toBe(503);
    expect(google.model.find(work, 'fresh1')?.summary).toBe('Two');
  });

  test('another person can come first', async () => {
    const { etag } = (await (await send('POST', eventsPath, { body })).json()) as { etag: string };
    google.faults.add({
      kind: 'meanwhile',
      edit: () => google.model.patch(work, 'fresh1', { location: 'x' }),
    });
    expect((await send('PATCH', one, { body: { summary: 'Two' }, ifMatch: etag })).status).toBe(412);
  });

  test('a kept connection that dies makes Chromium send twice; closed ones do not [W19]', async () => {
    const { fetch: kept, closeAll, doubled } = keptConnections();
    await send('GET', eventsPath, {}, kept);
    google.faults.add({ kind: 'reset', applied: true });
    expect((await send('POST', eventsPath, { body }, kept)).status).toBe(409);
    google.faults.add({ kind: 'status', status: 408, applied: true });
    expect((await send('DELETE', one, {}, kept)).status).toBe(410);
    expect(doubled()).toBe(2);
    await closeAll();
    google.faults.add({ kind: 'reset', applied: true });
    await expect(send('POST', eventsPath, { body: { ...body, id: 'fresh2' } }, kept)).rejects.toThrow();
    expect(doubled()).toBe(2);
  });
});

describe('calendar API', () => {
  test('lists calendars and events, page by page, then by token', async () => {
    for (let i = 0; i < 7; i++) google.model.insert(work, at(nowMs + i * hour));
    const list = (await (await get('/calendar/v3/users/me/calendarList')).json()) as Page;
    expect(list.items.map((item) => item.id)).toEqual([work]);
    const { pages, ids } = await everyPage({ maxResults: '3' });
    expect(pages.map((one) => one.items.length)).toEqual([3, 3, 1]);
    expect(new Set(ids).size).toBe(7);
    google.model.delete(work, ids[0]!);
    const delta = await page({ syncToken: pages.at(-1)?.nextSyncToken ?? '' });
    expect(delta.items).toMatchObject([{ id: ids[0], status: 'cancelled' }]);
  });

  test('returns one event; `primary` means the first calendar; unknown ones and paths are 404', async () => {
    const { id } = google.model.insert(work, { ...at(nowMs), summary: 'One' });
    expect(await (await get(`/calendar/v3/calendars/primary/events/${id}`)).json()).toMatchObject({
      summary: 'One',
    });
    for (const path of [
      `${eventsPath}/never`,
      '/calendar/v3/calendars/nobody/events',
      '/calendar/v3/colors',
    ]) {
      const reply = await get(path);
      expect([reply.status, await reply.json()]).toEqual([404, errorBodyNamed('404_notFound')]);
    }
  });

  test('[S7, S8] refusals have Google’s bodies', async () => {
    const { nextSyncToken = '' } = await page();
    google.model.expireTokens();
    const expired = await get(eventsPath, { syncToken: nextSyncToken });
    expect([expired.status, await expired.json()]).toEqual([410, errorBodyNamed('410_fullSyncRequired')]);
    const invalid = await get(eventsPath, { syncToken: 'rubbish' });
    expect([invalid.status, await invalid.json()]).toEqual([400, errorBodyNamed('400_invalid_sync_token')]);
    const restricted = await get(eventsPath, {
      syncToken: (await page()).nextSyncToken ?? '',
      timeMin: '2026-01-01T00:00:00Z',
    });
    expect(await restricted.json()).toEqual(errorBodyNamed('400_sync_token_with_filter'));
    const empty = await get(eventsPath, { timeMin: '2026-01-02T00:00:00Z', timeMax: '2026-01-01T00:00:00Z' });
    expect(await empty.json()).toEqual(errorBodyNamed('400_timeRangeEmpty'));
  });

  test('replies in gzip if requested, otherwise plainly', async () => {
    seedEvents(google.model, { events: 50, calendarId: work });
    const read = (encoding: string): Promise<{ readonly body: Buffer; readonly encoding: unknown }> =>
      new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${accessToken}`, 'accept-encoding': encoding };
        rawRequest(`${google.origin}${eventsPath}`, { headers }, (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () =>
            resolve({ body: Buffer.concat(chunks), encoding: reply.headers['content-encoding'] }),
          );
        })
          .on('error', reject)
          .end();
      });
    const zipped = await read('gzip');
    const plain = await read('identity');
    expect([zipped.encoding, plain.encoding]).toEqual(['gzip', undefined]);
    expect(gunzipSync(zipped.body).toString()).toBe(plain.body.toString());
    expect(zipped.body.length).toBeLessThan(plain.body.length / 4);
  });

  test('logs method, path, query, authorization and status', async () => {
    await page({ maxResults: '3' });
    expect(google.requests).toMatchObject([
      {
        endpoint: 'events',
        method: 'GET',
        path: eventsPath,
        query: { maxResults: '3' },
        auth: `Bearer ${accessToken}`,
        calendarId: work,
        page: 1,
        atMs: nowMs,
        status: 200,
      },
    ]);
  });

  test('[S34] no token, a wrong one and an expired one get 401 with Google’s body', async () => {
    expect((await fetch(`${google.origin}${eventsPath}`)).status).toBe(401);
    expect((await get(eventsPath, {}, 'wrong')).status).toBe(401);
    clockMs += 2 * hour;
    const reply = await get(eventsPath);
    expect([reply.status, await reply.json()]).toEqual([401, errorBodyNamed('401_authError')]);
  });

  test('[S38, S40] each endpoint requires its scope', async () => {
    const { accessToken: narrow } = google.oauth.issue(['calendar.calendarlist.readonly']);
    expect((await get('/calendar/v3/users/me/calendarList', {}, narrow)).status).toBe(200);
    const reply = await get(eventsPath, {}, narrow);
    expect(reply.status).toBe(403);
    expect(await reply.text()).toContain('ACCESS_TOKEN_SCOPE_INSUFFICIENT');
  });
});

describe('faults', () => {
  beforeEach(() => {
    for (let i = 0; i < 6; i++) google.model.insert(work, at(nowMs + i * hour));
  });

  test('[S35] a status with Google’s body and Retry-After, for the next request only', async () => {
    google.faults.add({ kind: 'status', status: 403, body: '403_rateLimitExceeded', retryAfter: 7 });
    const reply = await get(eventsPath);
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([403, '7']);
    expect(await reply.json()).toEqual(errorBodyNamed('403_rateLimitExceeded'));
    expect((await get(eventsPath)).status).toBe(200);
    expect(google.faults.pending()).toBe(0);
  });

  test('can be limited by endpoint, calendar, page and number of requests, after some passed', async () => {
    google.faults.add(
      { kind: 'status', status: 500 },
      { on: 'events', calendarId: work, page: 2, skip: 1, times: 2 },
    );
    const statuses: number[] = [];
    const { nextPageToken = '' } = await page({ maxResults: '2' });
    for (let n = 0; n < 4; n++)
      statuses.push((await get(eventsPath, { maxResults: '2', pageToken: nextPageToken })).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    const stop = google.faults.add({ kind: 'status', status: 500 }, { times: Infinity });
    expect((await get('/calendar/v3/users/me/calendarList')).status).toBe(500);
    stop();
    expect((await get('/calendar/v3/users/me/calendarList')).status).toBe(200);
  });

  test('[F8] a body cut in the middle, and a connection reset', async () => {
    google.faults.add({ kind: 'cut', afterBytes: 40 });
    const reply = await get(eventsPath);
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
    google.faults.add({ kind: 'reset' });
    await expect(get(eventsPath)).rejects.toThrow();
    expect((await get(eventsPath)).status).toBe(200);
  });

  test('[F15] a request that hangs never gets a reply; stop ends it', async () => {
    google.faults.add({ kind: 'hang' });
    const hanging = get(eventsPath).then(
      () => 'answered',
      () => 'ended',
    );
    expect((await get(eventsPath)).status).toBe(200);
    await google.stop();
    expect(await hanging).toBe('ended');
  });

  test('[S36] HTML with 200, JSON cut off, a slow reply', async () => {
    google.faults.add({ kind: 'html' });
    const portal = await get(eventsPath);
    expect([portal.status, portal.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    google.faults.add({ kind: 'garbage' });
    await expect((await get(eventsPath)).json()).rejects.toThrow();
    google.faults.add({ kind: 'slow', delayMs: 30 });
    const began = performance.now();
    expect((await get(eventsPath)).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(25);
  });

  test('[S4] empty pages lose nothing, on the first page and in the middle', async () => {
    google.faults.add({ kind: 'emptyPage' }, { times: 2 });
    google.faults.add({ kind: 'emptyPage' }, { page: 2 });
    const { pages, ids } = await everyPage({ maxResults: '3' });
    expect(pages.map((one) => one.items.length)).toEqual([0, 0, 3, 0, 3]);
    expect(new Set(pages.map((one) => one.nextPageToken)).size).toBe(5);
    expect(new Set(ids).size).toBe(6);
  });

  test('[S6] repeated page tokens, on the first page and later; a last page without nextSyncToken', async () => {
    google.faults.add({ kind: 'repeatPageToken' }, { times: Infinity });
    const looped = await everyPage({ maxResults: '3' }, 4);
    expect(new Set(looped.pages.map((one) => one.nextPageToken)).size).toBe(1);
    google.faults.clear();
    google.faults.add({ kind: 'repeatPageToken' }, { page: 2, times: Infinity });
    const later = await everyPage({ maxResults: '2' }, 5);
    expect(new Set(later.pages.map((one) => one.nextPageToken)).size).toBe(1);
    google.faults.clear();
    google.faults.add({ kind: 'noSyncToken' });
    expect(await page()).not.toHaveProperty('nextSyncToken');
  });

  test('[S12, F9] an almost empty listing ends with a token that works', async () => {
    google.faults.add({ kind: 'almostEmpty', keep: 1 });
    const thin = await page({ maxResults: '2' });
    expect(thin.items).toHaveLength(1);
    expect(thin.nextPageToken).toBeUndefined();
    expect((await page({ syncToken: thin.nextSyncToken ?? '' })).items).toEqual([]);
  });

  test('any other change to the correct reply', async () => {
    google.faults.add({ kind: 'edit', edit: (body) => ({ ...body, items: 'none' }) });
    expect(await page()).toMatchObject({ items: 'none' });
  });
});

describe('sign-in', () => {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = 'http://127.0.0.1:49152/callback';
  const consentQuery = {
    client_id: 'app',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scopes,
    state: 'a-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    access_type: 'offline',
    prompt: 'consent',
  };

  async function consent(changes: Record<string, string> = {}): Promise<URLSearchParams> {
    const reply = await get('/auth', { ...consentQuery, ...changes });
    expect(reply.status).toBe(302);
    return new URL(reply.headers.get('location') ?? '').searchParams;
  }
  async function post(path: string, form: Record<string, string>) {
    const reply = await fetch(`${google.origin}${path}`, { method: 'POST', body: new URLSearchParams(form) });
    return { status: reply.status, body: (await reply.json()) as Record<string, string> };
  }
  const exchange = (code: string, changes: Record<string, string> = {}) =>
    post('/token', {
      grant_type: 'authorization_code',
      code,
      client_id: 'app',
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    });
  const refresh = (token: string) =>
    post('/token', { grant_type: 'refresh_token', refresh_token: token, client_id: 'app' });

  test('[S38] consent, exchange with PKCE, use, refresh without a new refresh token', async () => {
    const answer = await consent();
    expect(answer.get('state')).toBe('a-state');
    const { status, body } = await exchange(answer.get('code') ?? '');
    expect([status, body['token_type'], body['scope']]).toEqual([200, 'Bearer', scopes]);
    expect((await get(eventsPath, {}, body['access_token'])).status).toBe(200);
    google.oauth.expireAccessTokens();
    expect((await get(eventsPath, {}, body['access_token'])).status).toBe(401);
    const refreshed = await refresh(body['refresh_token'] ?? '');
    expect(refreshed.body).not.toHaveProperty('refresh_token');
    expect((await get(eventsPath, {}, refreshed.body['access_token'])).status).toBe(200);
  });

  test('a code works once, with its verifier, client and redirect address', async () => {
    for (const changes of [
      { code_verifier: 'another' },
      { client_id: 'another' },
      { redirect_uri: 'http://127.0.0.1:1/' },
    ] as Record<string, string>[]) {
      const { status } = await exchange((await consent()).get('code') ?? '', changes);
      expect(status).toBeGreaterThanOrEqual(400);
    }
    const code = (await consent()).get('code') ?? '';
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).body).toMatchObject({ error: 'invalid_grant' });
  });

  test('requires S256, a code and a loopback address', async () => {
    for (const changes of [
      { code_challenge_method: 'plain' },
      { response_type: 'token' },
      { redirect_uri: 'https://example.com/' },
    ] as Record<string, string>[])
      expect((await get('/auth', { ...consentQuery, ...changes })).status).toBe(400);
  });

  test('consent can be denied, partial, left open; state can be forged', async () => {
    const { settings } = google.oauth;
    settings.consent = 'denied';
    expect((await consent()).get('error')).toBe('access_denied');
    settings.consent = 'ignored';
    expect((await get('/auth', consentQuery)).status).toBe(200);
    settings.consent = 'partial';
    const code = (await consent()).get('code') ?? '';
    expect((await exchange(code)).body['scope']).toMatch(/calendarlist\.readonly$/);
    settings.consent = 'granted';
    settings.forgeState = true;
    expect((await consent()).get('state')).toBe('forged');
  });

  test('the consent page has a box for each permission [W4]; another person may sign in', async () => {
    const { settings } = google.oauth;
    settings.consent = 'page';
    const text = await (await get('/auth', { ...consentQuery, login_hint: '<ada>' })).text();
    expect(text.match(/<input type="checkbox" name="granted" value="[^"]+" checked>/g)).toHaveLength(2);
    expect(text).not.toContain('<ada>');
    const [, listScope = ''] = scopes.split(' ');
    const code = (await consent({ decision: 'allow', granted: listScope })).get('code') ?? '';
    expect((await exchange(code)).body['scope']).toBe(listScope);
    expect((await consent({ decision: 'deny' })).get('error')).toBe('access_denied');
    Object.assign(settings, { consent: 'granted', account: 'other@example.com' });
    const { body } = await exchange((await consent()).get('code') ?? '');
    const list = await get('/calendar/v3/users/me/calendarList', {}, body['access_token']);
    expect(await list.json()).toMatchObject({ items: [{ id: 'other@example.com', primary: true }] });
    expect((await get(eventsPath, {}, body['access_token'])).status).toBe(404);
  });

  test('refresh tokens rotate, or are never sent', async () => {
    const { settings } = google.oauth;
    settings.refreshTokens = 'rotating';
    const first = (await exchange((await consent()).get('code') ?? '')).body['refresh_token'] ?? '';
    const second = (await refresh(first)).body['refresh_token'] ?? '';
    expect(second).not.toBe(first);
    expect((await refresh(first)).body).toEqual(errorBodyNamed('token_invalid_grant'));
    expect((await refresh(second)).status).toBe(200);
    settings.refreshTokens = 'never';
    expect((await exchange((await consent()).get('code') ?? '')).body).not.toHaveProperty('refresh_token');
    settings.refreshTokens = 'once';
    const online = (await consent({ access_type: 'online' })).get('code') ?? '';
    expect((await exchange(online)).body).not.toHaveProperty('refresh_token');
  });

  test('[S39] withdrawn access: 401, and invalid_grant on refresh', async () => {
    const { body } = await exchange((await consent()).get('code') ?? '');
    google.oauth.withdraw();
    expect((await get(eventsPath, {}, body['access_token'])).status).toBe(401);
    const refused = await refresh(body['refresh_token'] ?? '');
    expect(refused).toEqual({ status: 400, body: errorBodyNamed('token_invalid_grant') });
  });

  test('[S40] revoking ends the whole grant, once', async () => {
    const { body } = await exchange((await consent()).get('code') ?? '');
    const token = body['refresh_token'] ?? '';
    expect((await post('/revoke', { token })).status).toBe(200);
    expect(google.oauth.revoked).toEqual([token]);
    expect((await get(eventsPath, {}, body['access_token'])).status).toBe(401);
    expect((await post('/revoke', { token })).body).toMatchObject({ error: 'invalid_token' });
  });

  test('faults apply to sign-in only if named', async () => {
    google.faults.add({ kind: 'status', status: 503 });
    const { refreshToken } = google.oauth.issue();
    expect((await refresh(refreshToken)).status).toBe(200);
    google.faults.add({ kind: 'status', status: 503 }, { on: 'token' });
    expect((await refresh(refreshToken)).status).toBe(503);
  });
});

describe('generator and oracle', () => {
  test('the same seed makes the same calendar, of the requested size', () => {
    const make = (seed: number) => {
      const model = createModel({ now: () => nowMs });
      const counts = seedEvents(model, { events: 3000, seed });
      return { counts, truth: model.truth(counts.calendarId) };
    };
    const { counts, truth } = make(1);
    expect(counts.singles + counts.masters + counts.exceptions).toBe(3000);
    expect([truth.singles.length, truth.masters.length]).toEqual([counts.singles, counts.masters]);
    expect(truth.exceptions.length + truth.cancelled.length).toBe(counts.exceptions);
    expect(counts.exceptions).toBeGreaterThan(2 * counts.masters);
    expect(make(1).truth).toEqual(truth);
    expect(make(2).truth).not.toEqual(truth);
  });

  test('occurrences: slots, moved and cancelled instances, all-day dates in the viewer’s zone', () => {
    const { model } = google;
    const series = model.insert(work, {
      ...at(nowMs),
      summary: 'Daily',
      recurrence: ['RRULE:FREQ=DAILY;COUNT=5'],
    });
    model.cancelInstance(work, series.id, nowMs + 24 * hour);
    model.moveInstance(work, series.id, nowMs + 48 * hour, 500 * hour);
    model.insert(work, { summary: 'Trip', start: { date: '2026-11-25' }, end: { date: '2026-11-27' } });
    const titles = (from: number, to: number, zone = 'Europe/Berlin') =>
      expectedOccurrences(model, work, from, to, zone).map((one) => [one.title, one.startMs]);
    expect(titles(nowMs, nowMs + 120 * hour)).toEqual([
      ['Daily', nowMs],
      ['Trip', Date.UTC(2026, 10, 24, 23)],
      ['Daily', nowMs + 72 * hour],
      ['Daily', nowMs + 96 * hour],
    ]);
    expect(titles(nowMs + 540 * hour, nowMs + 560 * hour)).toEqual([['Daily', nowMs + 548 * hour]]);
    expect(titles(Date.UTC(2026, 10, 26, 23), Date.UTC(2026, 10, 27), 'Europe/Berlin')).toEqual([]);
    expect(titles(Date.UTC(2026, 10, 26, 23), Date.UTC(2026, 10, 27), 'Europe/Lisbon')).toHaveLength(1);
  });

  test('[S21] exceptions beyond a series’ end are no longer shown', () => {
    const { model } = google;
    const series = model.insert(work, { ...at(nowMs), recurrence: ['RRULE:FREQ=DAILY'] });
    model.moveInstance(work, series.id, nowMs + 72 * hour, hour);
    model.splitSeries(work, series.id, nowMs + 48 * hour);
    const starts = expectedOccurrences(model, work, nowMs, nowMs + 96 * hour).map(
      (one) => one.startMs - nowMs,
    );
    expect(starts).toEqual([0, 24 * hour, 48 * hour, 72 * hour]);
    // The moved instance fills the fourth slot; a series ended before it by COUNT hides it as well.
    model.patch(work, series.id, { recurrence: ['RRULE:FREQ=DAILY;COUNT=4'] });
    expect(expectedOccurrences(model, work, nowMs, nowMs + 96 * hour)).toHaveLength(6);
    model.patch(work, series.id, { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    expect(expectedOccurrences(model, work, nowMs, nowMs + 96 * hour)).toHaveLength(5);
  });

  test('an occurrence belongs to a window that it overlaps; one without length to the one it begins in', () => {
    const { model } = google;
    model.insert(work, { ...at(nowMs), end: { dateTime: new Date(nowMs).toISOString() } });
    const count = (from: number, to: number) => expectedOccurrences(model, work, from, to).length;
    expect([count(nowMs, nowMs + 1), count(nowMs - 1, nowMs), count(nowMs + 1, nowMs + 2)]).toEqual([
      1, 0, 0,
    ]);
  });
});
