/**
 * Requests through Chromium, which knows the system's proxies and certificates. Google's, those that write to Google
 * and those for calendars by address each have their own in-memory session, because the window's session may load nothing but the bundle.
 */
import { Readable } from 'node:stream';
import { net, session } from 'electron';
import type { ClientRequest, IncomingMessage, Session } from 'electron';
import { isOwnNetwork } from './ownNetwork.ts';
import { ProxyRefused } from './proxyLogin.ts';
import type { ProxyRefusal } from './proxyLogin.ts';
import type { ProxyLogins } from './proxyLogins.ts';

/** `internetFeeds`: what is not in the person's own network. */
type Purpose = 'google' | 'writing' | 'feeds' | 'internetFeeds';

const ready = new WeakSet<Session>();

/**
 * Resolves once a session knows which proxy to use. A new one learns of the command line's `--proxy-server` a moment
 * late, and would connect directly until then; reloading its proxy settings waits for that.
 */
export const untilProxyKnown = async (requests: Session): Promise<void> => {
  if (ready.has(requests)) return;
  await requests.forceReloadProxyConfig();
  ready.add(requests);
};

/**
 * A session in memory, of which nothing is kept. Opened when it is first needed: most people write nothing, and add no
 * calendars by address.
 */
const sessionFor = async (purpose: Purpose): Promise<Session> => {
  const requests = session.fromPartition(purpose, { cache: false });
  if (purpose === 'internetFeeds' && !ready.has(requests)) refuseOwnNetwork(requests);
  await untilProxyKnown(requests);
  return requests;
};

/**
 * Cancels each reply, a redirect too, that came from this machine or its network: a name that was looked up before can
 * lead elsewhere when Chromium looks it up for the request. Not behind a proxy, which is often in the network itself.
 */
const refuseOwnNetwork = (requests: Session): void => {
  requests.webRequest.onHeadersReceived((details, answer) => {
    // Electron's types leave it out here.
    const { ip = '' } = details as { readonly ip?: string };
    if (!isOwnNetwork(ip)) return answer({});
    void requests.resolveProxy(details.url).then(
      (proxy) => answer({ cancel: proxy === 'DIRECT' }),
      () => answer({ cancel: true }),
    );
  });
};

/**
 * Implements as much of `fetch` as Google's client and feeds need: a redirect is a response and never followed, a body is
 * text. Electron's own `fetch` cannot log in to a proxy. A proxy without the right login is a `ProxyRefused`. Must be
 * called once the app is ready.
 */
export const systemFetch =
  (purpose: Purpose, proxyLogins: ProxyLogins): typeof globalThis.fetch =>
  async (input, init = {}) => {
    const { signal, body } = init;
    const requests = await sessionFor(purpose);
    signal?.throwIfAborted();
    const url = input instanceof Request ? input.url : String(input);
    return new Promise((resolve, reject) => {
      const request = openRequest(requests, url, init);
      let refusal: ProxyRefusal | null = null;
      answerProxyLogin(request, proxyLogins, (last) => {
        refusal = last;
      });
      const giveUp = (): void => {
        request.abort();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      request.on('error', reject);
      // What is not followed at once is cancelled; the answer is all that is wanted.
      request.on('redirect', (status, _method, location) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(new Response(null, { status, headers: { location } }));
      });
      request.once('response', (message) => {
        message.once('end', () => signal?.removeEventListener('abort', giveUp));
        if (refusal === null || message.statusCode !== 407) return resolve(toResponse(message));
        signal?.removeEventListener('abort', giveUp);
        reject(new ProxyRefused(refusal));
        request.abort();
      });
      request.end(typeof body === 'string' ? body : undefined);
    });
  };

/** Closes the connections that are kept open for this purpose, and cuts off what is on them. */
export const closeConnections = async (purpose: Purpose): Promise<void> =>
  (await sessionFor(purpose)).closeAllConnections();

/** False where this computer certainly has no network. */
export const isOnline = (): boolean => net.isOnline();

/** The IP addresses of a host; none where that is not known here, as behind a proxy, which looks it up itself. */
export const systemAddresses = async (host: string): Promise<readonly string[]> => {
  try {
    const requests = await sessionFor('feeds');
    if ((await requests.resolveProxy(`https://${host}/`)) !== 'DIRECT') return [];
    return (await requests.resolveHost(host)).endpoints.map(({ address }) => address);
  } catch {
    return [];
  }
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
  return request;
};

/**
 * Replies to a proxy that asks for a login, and to a server that does so with none. Without a reply the request would
 * wait forever. `onRefused` is called when there is no login left to try; the result is then the proxy's 407.
 */
export const answerProxyLogin = (
  request: ClientRequest,
  proxyLogins: ProxyLogins,
  onRefused: (refusal: ProxyRefusal) => void = () => undefined,
): void => {
  const loginFor = proxyLogins.forRequest();
  request.on('login', ({ isProxy, host, port }, reply) => {
    if (!isProxy) return reply();
    loginFor({ host, port }).then(
      (answer) => {
        if (answer.kind === 'login') return reply(answer.login.username, answer.login.password);
        onRefused(answer.refusal);
        reply();
      },
      (error: unknown) => {
        reply();
        throw error;
      },
    );
  });
};

/**
 * Statuses whose responses have no body, and 407, whose body cannot be read if it was the reply to opening a tunnel.
 */
const statusesWithoutBody: ReadonlySet<number> = new Set([204, 205, 304, 407]);

const toResponse = (message: IncomingMessage): Response => {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headers)) {
    for (const value of [values].flat()) headers.append(name, value);
  }
  const { statusCode: status } = message;
  // Electron types its message as an emitter, but it is a stream.
  const body = Readable.toWeb(message as unknown as Readable) as ReadableStream<Uint8Array>;
  return new Response(statusesWithoutBody.has(status) ? null : body, { status, headers });
};
