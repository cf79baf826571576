import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download } from '../../main/feed/download.ts';
import type { DownloadTools } from '../../main/feed/download.ts';
import { eventLines, feedOf, startFeedServer } from '../support/feedServer.ts';
import type { FeedServer } from '../support/feedServer.ts';
import { value } from '../support/value.ts';

let server: FeedServer;
beforeEach(async () => {
  server = await startFeedServer();
});
afterEach(() => server.stop());

const body = feedOf([eventLines('one', Date.UTC(2026, 10, 25, 9))].flat());
const tools: DownloadTools = {
  fetch,
  fetchFromInternet: () => Promise.reject(new Error('not on the internet')),
  addressesOf: () => Promise.resolve([]),
  isOnline: () => true,
  isDevelopment: true,
};
const ask = (
  path: string,
  more: Partial<DownloadTools> = {},
  validators = { etag: null as string | null, lastModified: null as string | null },
) => download(`${server.origin}${path}`, validators, { ...tools, ...more }, new AbortController().signal);
const failure = async (...request: Parameters<typeof ask>) => {
  const answer = await ask(...request);
  return answer.ok ? null : answer.problem;
};
const failed = (cause: string) => ({ kind: 'feedFailed', cause });

test('returns the feed, and the validators for the next request', async () => {
  server.answers.set('/a', {
    body,
    etag: '"7"',
    headers: {
      'last-modified': 'Tue, 24 Nov 2026 09:00:00 GMT',
      'content-type': 'text/calendar; charset="ISO-8859-1"',
    },
  });
  const answer = value(await ask('/a'));
  if (answer.kind !== 'changed') throw new Error('unchanged');
  expect(Buffer.concat(answer.chunks).toString()).toBe(body);
  expect(answer).toMatchObject({
    charset: 'ISO-8859-1',
    validators: { etag: '"7"', lastModified: 'Tue, 24 Nov 2026 09:00:00 GMT' },
    movedTo: null,
  });
  expect(value(await ask('/a', {}, answer.validators))).toEqual({ kind: 'unchanged', movedTo: null });
  expect(server.requests.at(-1)?.headers).toMatchObject({
    'if-none-match': '"7"',
    'if-modified-since': 'Tue, 24 Nov 2026 09:00:00 GMT',
  });
});

test.each([
  ['a long one', 'a'.repeat(513)],
  ['one with other characters than ASCII', 'caf\u00e9'],
])('a validator is kept only if it can be sent again: not %s', async (_name, etag) => {
  const replies = () => Promise.resolve(new Response(body, { headers: { etag } }));
  expect(value(await ask('/a', { fetch: replies }))).toMatchObject({ validators: { etag: null } });
});

describe('a refusal', () => {
  test.each([
    [401, 'refused'],
    [403, 'refused'],
    [404, 'notFound'],
    [410, 'gone'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i is %s', async (status, cause) => {
    server.answers.set('/a', { status, body: 'no' });
    expect(await failure('/a')).toEqual(failed(cause));
  });

  test('407 comes from the proxy', async () => {
    server.answers.set('/a', { status: 407 });
    // Node's own fetch treats this reply as a fault of its connection.
    const answering = () => Promise.resolve(new Response(null, { status: 407 }));
    expect(await failure('/a', { fetch: answering })).toEqual({
      kind: 'proxyFailed',
      cause: 'loginRequired',
    });
  });

  test('a missing server is reported as such only if the computer is online', async () => {
    const down = () => Promise.reject(Object.assign(new TypeError('down'), { code: 'ENOTFOUND' }));
    expect(await failure('/a', { fetch: down })).toEqual(failed('unreachable'));
    expect(await failure('/a', { fetch: down, isOnline: () => false })).toEqual({ kind: 'offline' });
  });

  test('a certificate that cannot be verified', async () => {
    const untrusted = () => Promise.reject(new Error('net::ERR_CERT_AUTHORITY_INVALID'));
    expect(await failure('/a', { fetch: untrusted })).toEqual(failed('certificate'));
  });
});

describe('property 15: limits', () => {
  test('a body that never ends is cut off, and its connection closed', { timeout: 15_000 }, async () => {
    server.answers.set('/a', { body: 'BEGIN:VCALENDAR\r\n', stalls: true });
    const signals: (AbortSignal | null | undefined)[] = [];
    const watched: DownloadTools['fetch'] = (input, init) => {
      signals.push(init?.signal);
      return fetch(input, init);
    };
    expect(await failure('/a', { deadlineMs: 50, fetch: watched })).toEqual(failed('timeout'));
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test('no more than 20 MB are read, counted after decompression', async () => {
    const large = Buffer.alloc(21 << 20, 'X');
    server.answers.set('/plain', { body: large });
    expect(await failure('/plain')).toEqual(failed('tooLarge'));
    const small = gzipSync(large);
    expect(small.length).toBeLessThan(100_000);
    server.answers.set('/packed', { body: small, headers: { 'content-encoding': 'gzip' } });
    expect(await failure('/packed')).toEqual(failed('tooLarge'));
  });

  test('an aborted request is not a failure', async () => {
    server.answers.set('/a', { body: '', stalls: true });
    const stop = new AbortController();
    const asked = download(`${server.origin}/a`, null, tools, stop.signal);
    stop.abort();
    expect(await asked).toEqual({ ok: false, problem: { kind: 'aborted' } });
  });
});

test.each([
  ['a redirect', { status: 302, headers: { location: '/b' } }],
  ['an error', { status: 500 }],
])('the body of %s is not received: its connection is free at once', async (_name, init) => {
  const cancelled: string[] = [];
  const replies = (input: Parameters<typeof fetch>[0]): Promise<Response> => {
    const path = new URL(String(input)).pathname;
    if (path === '/b') return Promise.resolve(new Response(body));
    const endless = new ReadableStream({ cancel: () => void cancelled.push(path) });
    return Promise.resolve(new Response(endless, init));
  };
  await ask('/a', { fetch: replies });
  await expect.poll(() => cancelled).toEqual(['/a']);
});

describe('property 15: redirects', () => {
  const leadTo = (from: string, location: string, status = 302): void => {
    server.answers.set(from, { status, headers: { location } });
  };

  test('five are followed, a sixth is not', async () => {
    for (let n = 0; n < 7; n += 1) leadTo(`/${n}`, `/${n + 1}`);
    server.answers.set('/7', { body });
    expect(await failure('/2')).toBeNull();
    expect(await failure('/1')).toEqual(failed('redirect'));
  });

  test('the calendar has moved only if all of them are permanent', async () => {
    server.answers.set('/new', { body });
    leadTo('/forGood', '/between', 301);
    leadTo('/between', '/new', 308);
    leadTo('/mixed', '/forToday', 301);
    leadTo('/forToday', '/new', 302);
    leadTo('/firstForToday', '/between', 302);
    expect(value(await ask('/forGood'))).toMatchObject({ movedTo: `${server.origin}/new` });
    expect(value(await ask('/mixed'))).toMatchObject({ movedTo: null });
    expect(value(await ask('/firstForToday'))).toMatchObject({ movedTo: null });
  });

  test.each([
    'ftp://example.com/a',
    'http://example.com/a',
    'https://ada:secret@example.com/',
    'http://[',
    '',
  ])('none to %s', async (location) => {
    leadTo('/a', location);
    expect(await failure('/a')).toEqual(failed('redirect'));
  });

  /** A server on the internet that redirects to `location`; every other request would get a reply. */
  const fromOutside = async (location: string, resolved: Record<string, string[]> = {}) => {
    const asked: string[] = [];
    const answer = await download(
      'https://example.com/a.ics',
      null,
      {
        ...tools,
        isDevelopment: false,
        addressesOf: (host) => Promise.resolve(resolved[host] ?? ['203.0.113.7']),
        fetch: () => Promise.reject(new Error('not in the own network')),
        fetchFromInternet: (input) => {
          asked.push(String(input));
          return Promise.resolve(
            asked.length === 1
              ? new Response(null, { status: 302, headers: { location } })
              : new Response(body, { status: 200 }),
          );
        },
      },
      new AbortController().signal,
    );
    return { answer, asked };
  };

  test.each([
    ['https://127.0.0.1/', {}],
    ['https://localhost/', {}],
    ['https://192.168.1.1/', {}],
    ['https://[::1]/', {}],
    ['https://router.local/', {}],
    ['https://inside.example.com/', { 'inside.example.com': ['203.0.113.9', '10.0.0.7'] }],
  ])('none from the internet to %s', async (location, resolved) => {
    const { answer, asked } = await fromOutside(location, resolved);
    expect(answer).toEqual({ ok: false, problem: failed('redirect') });
    expect(asked).toEqual(['https://example.com/a.ics']);
  });

  test('a server on the internet that turns out to be in the own network is not believed', async () => {
    const refused = () => Promise.reject(new Error('net::ERR_BLOCKED_BY_CLIENT'));
    const name = { addressesOf: () => Promise.resolve(['203.0.113.7']), fetchFromInternet: refused };
    const { signal } = new AbortController();
    const answer = await download('https://example.com/a.ics', null, { ...tools, ...name }, signal);
    expect(answer).toEqual({ ok: false, problem: failed('redirect') });
    // Where the address is in the own network, it is allowed to be.
    server.answers.set('/a', { body });
    expect(await failure('/a', { fetchFromInternet: refused })).toBeNull();
  });

  test('one from the internet to the internet is followed', async () => {
    const { answer } = await fromOutside('https://other.example.com/b.ics');
    expect(answer.ok).toBe(true);
  });
});
