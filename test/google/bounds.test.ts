/** How much of our resources a server can use: replies and the loopback address are limited in bytes and time [F15]. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createGoogleSource } from '../../main/google/client.ts';
import { longestFormReply, longestReply, postForm } from '../../main/google/http.ts';
import { withBodyLimit } from '../../main/http/request.ts';
import { startLoopback } from '../../main/google/loopback.ts';
import { ok } from '../../shared/result.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server whose reply begins well and never ends; tells how much of it was sent, and when it was cut off. */
const startEndless = async (headers: Record<string, string> = {}) => {
  const chunk = Buffer.alloc(1 << 20, ' ');
  let sent = 0;
  let cut = (): void => {};
  const isCut = new Promise<void>((resolve) => {
    cut = resolve;
  });
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.on('close', cut);
    const write = (): void => {
      while (!response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return;
      }
    };
    response.on('drain', write);
    response.write('{"items": [], "x": "');
    write();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    isCut,
  };
};
/** What the system's buffers between the two can contain. */
const inBuffers = 16 << 20;
const tooLarge = { ok: false, problem: { kind: 'unexpectedReply', detail: 'tooLarge' } };

describe('a reply that never ends', () => {
  test('is cut off at the limit of a calendar’s page, and is a failure', async () => {
    const server = await startEndless();
    const tokens = { accessToken: async () => ok('a'), refreshAfter401: async () => ok('b') };
    const source = createGoogleSource({ accountTokens: tokens, apiRoot: server.origin });
    const { signal } = new AbortController();
    expect(await source.listCalendars({ syncToken: null, pageToken: null }, signal)).toEqual(tooLarge);
    await server.isCut;
    expect(server.sent()).toBeLessThanOrEqual(longestReply + inBuffers);
  });

  test('is cut off at a smaller limit at the token endpoint', async () => {
    const server = await startEndless();
    const limits = { deadlineMs: 30_000, signal: null };
    expect(await postForm(server.origin, { token: 'a' }, fetch, limits)).toEqual(tooLarge);
    await server.isCut;
    expect(longestFormReply).toBeLessThan(longestReply / 10);
    expect(server.sent()).toBeLessThanOrEqual(longestFormReply + inBuffers);
  });

  test('is not trusted if it claims to be short', async () => {
    const server = createServer((_, response) => {
      // Two bytes, according to the header.
      response.socket?.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      response.socket?.write(' '.repeat(1 << 20));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(
      () => server.close(),
      () => server.closeAllConnections(),
    );
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const reply = await postForm(origin, {}, fetch, { deadlineMs: 30_000, signal: null });
    expect(reply).toMatchObject({ ok: true, value: { body: '{}' } });
  });
});

test.each([302, 307, 308])('secrets do not follow a redirect (%i)', async (status) => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(status, { location: '/elsewhere' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reply = await postForm(`${origin}/token`, { token: 'a' }, fetch, {
    deadlineMs: 30_000,
    signal: null,
  });
  expect(reply).toMatchObject({ ok: true, value: { status } });
  expect(asked).toEqual(['/token']);
});

describe('[property 10] idle connections', () => {
  const idle = async (port: string, say = ''): Promise<Socket> => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    closers.push(() => socket.destroy());
    await once(socket, 'connect');
    socket.write(say);
    return socket;
  };

  test.each([
    ['that say nothing', ''],
    ['that begin a request', 'GET /?state='],
    ['that begin its headers', 'GET / HTTP/1.1\r\nx: '],
  ])('however many %s, do not block the redirect', async (_name, say) => {
    const loopback = await startLoopback('right');
    closers.push(() => loopback.stop());
    const { port } = new URL(loopback.redirectUri);
    for (let n = 0; n < 200; n += 1) await idle(port, say);
    const reply = await fetch(`${loopback.redirectUri}?state=right&code=4/0`);
    expect(reply.status).toBe(200);
    expect(await loopback.answer).toEqual({ kind: 'code', code: '4/0' });
  });

  test('are closed, the oldest first', async () => {
    const loopback = await startLoopback('right');
    closers.push(() => loopback.stop());
    const { port } = new URL(loopback.redirectUri);
    const first = await idle(port);
    const closed = once(first, 'close');
    for (let n = 0; n < 64; n += 1) await idle(port);
    await closed;
  });

  test('are closed when the sign-in is over, even one in the middle of its request', async () => {
    const loopback = await startLoopback('right');
    const { port } = new URL(loopback.redirectUri);
    const closed = [await idle(port), await idle(port, 'GET / HTTP/1.1\r\nx: ')].map((socket) =>
      once(socket, 'close'),
    );
    loopback.stop();
    await Promise.all(closed);
  });
});

test('a text is complete, wherever its pieces are cut', async () => {
  const text = `\uFEFF{"a": "${'ä€😀'.repeat(50)}"}`;
  const bytes = new TextEncoder().encode(text);
  for (const size of [1, 2, 3, 5, 64, bytes.length]) {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let from = 0; from < bytes.length; from += size)
          controller.enqueue(bytes.slice(from, from + size));
        controller.close();
      },
    });
    const fetch = () => Promise.resolve(new Response(body, { status: 200 }));
    // oxlint-disable-next-line no-await-in-loop
    const reply = await withBodyLimit(fetch, 1000)('https://example.com');
    // oxlint-disable-next-line no-await-in-loop
    expect(await reply.text()).toBe(text.slice(1));
  }
});
