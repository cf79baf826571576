/**
 * The small web server that receives Google's redirect after a sign-in (security property 10): 127.0.0.1 only, a
 * random port, one exact address, GET only, one response, then it stops. Its pages are static, load nothing and
 * repeat nothing of the request.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the browser returned: a code to exchange, or the reason why there is none. */
export type RedirectAnswer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refused'; readonly error: string };

export interface Loopback {
  /** Where Google redirects the browser. */
  readonly redirectUri: string;
  /** Resolves with the first redirect that has the right state; others are rejected. */
  readonly answer: Promise<RedirectAnswer>;
  stop(): void;
}

const page = (heading: string, text: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">` +
  `<title>Jarvis Calendar</title></head><body><h1>${heading}</h1><p>${text}</p></body></html>`;

const answeredPage = page(
  'Google has answered',
  'You can close this tab and go back to Jarvis Calendar, which finishes the sign-in.',
);
const refusedPage = page(
  'Nothing has changed',
  'You can close this tab. Jarvis Calendar can do what it could before, and no more; you can try again from there.',
);
const rejectedPage = page('Nothing here', 'This address only receives Google’s answer to a sign-in.');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

/** Compares without revealing, by the time it takes, how much of a guess is right. */
const isSameSecret = (left: string, right: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
};

const mostConnections = 16;

/**
 * Limits the open connections by closing the oldest, not by rejecting the newest: programs that connect and send
 * nothing must not keep out the browser, which sends everything at once.
 */
const closeOldestConnections = (server: Server): void => {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const [oldest] = open;
    if (oldest === undefined || open.size <= mostConnections) return;
    open.delete(oldest);
    oldest.destroy();
  });
};

/** Listens on a random port of 127.0.0.1. Rejects only if there is no free port. */
export const startLoopback = async (state: string): Promise<Loopback> => {
  let settle: (answer: RedirectAnswer) => void;
  const answer = new Promise<RedirectAnswer>((resolve) => {
    settle = resolve;
  });
  let origin = '';
  let answered = false;

  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    const send = (status: number, body: string): void => {
      response.writeHead(status, headers).end(body);
    };
    // A page elsewhere whose name resolves to 127.0.0.1 still sends its own Host.
    if (`http://${request.headers.host}` !== origin) return send(400, rejectedPage);
    const target = request.url ?? '';
    if (target !== '/' && !target.startsWith('/?')) return send(404, rejectedPage);
    if (request.method !== 'GET') return send(405, rejectedPage);
    if (answered) return send(410, rejectedPage);

    const query = new URLSearchParams(target.slice(2));
    const only = (name: string): string | null => {
      const [value = null, ...more] = query.getAll(name);
      return more.length === 0 ? value : null;
    };
    // Anyone on this machine can connect. A wrong state neither signs in nor ends the real sign-in.
    if (!isSameSecret(only('state') ?? '', state)) return send(400, rejectedPage);
    const code = only('code');
    const error = only('error');
    if ((code === null) === (error === null)) return send(400, rejectedPage);

    answered = true;
    // Resolved once the page has been sent, so that stopping cannot cut it off.
    response.once('close', () =>
      settle(code === null ? { kind: 'refused', error: error ?? '' } : { kind: 'code', code }),
    );
    send(200, code === null ? refusedPage : answeredPage);
  };

  const server = createServer(respond);
  closeOldestConnections(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    redirectUri: `${origin}/`,
    answer,
    stop() {
      server.close();
      // Pages already written get a moment to arrive; idle connections are closed.
      setTimeout(() => server.closeAllConnections(), 500).unref();
    },
  };
};
