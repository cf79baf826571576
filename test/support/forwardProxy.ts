/** A proxy for plain requests on loopback, as Chromium uses one, with an optional login. Rejects tunnels. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForwardProxy {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** The paths that were forwarded. */
  readonly passed: readonly string[];
  /** How often a request came without the login. */
  readonly refused: () => number;
  /** The logins that came with requests and were wrong. */
  readonly wrong: readonly string[];
  /** From now on, this login is required. */
  readonly require: (login: string) => void;
  readonly stop: () => Promise<void>;
}

const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`;
const loginIn = (header: string): string => Buffer.from(header.replace('Basic ', ''), 'base64').toString();

/** @param login `name:password`; null if none is required */
export const startForwardProxy = async (login: string | null): Promise<ForwardProxy> => {
  const passed: string[] = [];
  const wrong: string[] = [];
  let refused = 0;
  let required = login;
  const server = createServer((incoming, outgoing) => {
    const { 'proxy-authorization': given, ...headers } = incoming.headers;
    if (required !== null && given !== basic(required)) {
      refused += 1;
      if (given !== undefined) wrong.push(loginIn(given));
      outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="Fictional office"' });
      outgoing.end('<html>Who are you?</html>');
      return;
    }
    const url = new URL(incoming.url ?? '');
    passed.push(url.pathname);
    const onward = request(url, { method: incoming.method ?? 'GET', headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  // Nothing behind a tunnel is needed, only how one is rejected.
  server.on('connect', (_incoming, socket) => {
    refused += 1;
    socket.end(
      'HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm="Fictional office"\r\nContent-Length: 0\r\n\r\n',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    refused: () => refused,
    wrong,
    require: (next) => {
      required = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
