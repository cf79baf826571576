/**
 * Requests to Google through Chromium, which knows the system's proxies and certificates. In a session of
 * their own, in memory: the window's session may load nothing but the bundle.
 */
import { Readable } from 'node:stream';
import { net, session } from 'electron';
import type { ClientRequest, IncomingMessage, Session } from 'electron';
import { proxyLoginFor } from './proxyLogin.ts';

/**
 * As much of `fetch` as Google's client needs: redirects are never followed, a body is text. Electron's own `fetch` has no
 * answer for a proxy that wants a login. Call once the app is ready.
 */
export const systemFetch = (): typeof globalThis.fetch => {
  const requests = session.fromPartition('google', { cache: false });
  return async (input, init = {}) => {
    const { signal, body } = init;
    signal?.throwIfAborted();
    const url = input instanceof Request ? input.url : String(input);
    return new Promise((resolve, reject) => {
      const request = openRequest(requests, url, init);
      const giveUp = (): void => {
        request.abort();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      request.on('error', reject);
      request.once('response', (message) => {
        message.once('end', () => signal?.removeEventListener('abort', giveUp));
        resolve(toResponse(message));
      });
      request.end(typeof body === 'string' ? body : undefined);
    });
  };
};

const openRequest = (requests: Session, url: string, init: RequestInit): ClientRequest => {
  const request = net.request({
    session: requests,
    url,
    method: init.method ?? 'GET',
    redirect: 'manual',
    useSessionCookies: false,
  });
  for (const [name, value] of new Headers(init.headers)) request.setHeader(name, value);
  let hasLogin = false;
  request.on('login', ({ isProxy, host, port }, answer) => {
    const login = isProxy && !hasLogin ? proxyLoginFor({ host, port }, process.env) : null;
    // Asked again, the proxy has refused it: the answer is its 407 then.
    hasLogin = true;
    if (login === null) answer();
    else answer(login.username, login.password);
  });
  return request;
};

/** Statuses whose answers have no body, and 407, whose body cannot be read where it stands for a tunnel. */
const bodyless: ReadonlySet<number> = new Set([204, 205, 304, 407]);

const toResponse = (message: IncomingMessage): Response => {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headers)) {
    for (const value of [values].flat()) headers.append(name, value);
  }
  const { statusCode: status } = message;
  // Electron types its message as an emitter; it is a stream.
  const body = Readable.toWeb(message as unknown as Readable) as ReadableStream<Uint8Array>;
  return new Response(bodyless.has(status) ? null : body, { status, headers });
};
