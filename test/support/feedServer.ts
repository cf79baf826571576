/** A server of calendars on loopback: its replies by path, and the requests it got. */
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface FeedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Replies with a 304 if the request contains it. */
  readonly etag?: string;
  /** Sends the body and never ends. */
  readonly stalls?: boolean;
}

export interface FeedServer {
  readonly origin: string;
  readonly answers: Map<string, FeedAnswer>;
  readonly requests: {
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly status: number;
  }[];
  readonly stop: () => Promise<void>;
}

const selfSigned = (): string => readFileSync(join(import.meta.dirname, 'selfSigned.pem'), 'utf8');

/** The switch with which Chromium accepts the certificate of a server with TLS. */
export const trustSwitch = (): string => {
  const key = createPublicKey(selfSigned()).export({ type: 'spki', format: 'der' });
  return `--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`;
};

export const startFeedServer = async ({ tls = false } = {}): Promise<FeedServer> => {
  const answers = new Map<string, FeedAnswer>();
  const requests: FeedServer['requests'] = [];
  const reply: RequestListener = (request, response) => {
    const path = request.url ?? '/';
    const { status = 200, headers = {}, body = '', etag, stalls } = answers.get(path) ?? { status: 404 };
    const isKnown = etag !== undefined && request.headers['if-none-match'] === etag;
    const sent = isKnown ? 304 : status;
    requests.push({ path, headers: request.headers, status: sent });
    response.writeHead(sent, {
      'content-type': 'text/calendar; charset=utf-8',
      ...(etag !== undefined && { etag }),
      ...headers,
    });
    if (stalls === true) response.write(body);
    else response.end(isKnown ? undefined : body);
  };
  const server = tls
    ? createTlsServer({ key: selfSigned(), cert: selfSigned() }, reply)
    : createServer(reply);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** A whole feed with the lines of these components. */
export const feedOf = (lines: readonly string[], head: readonly string[] = []): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', ...head, ...lines, 'END:VCALENDAR', ''].join(
    '\r\n',
  );

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** An event's lines: half an hour from `startMs` on. */
export const eventLines = (uid: string, startMs: number, more: readonly string[] = []): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20261124T090000Z',
  `DTSTART:${stamp(startMs)}`,
  `DTEND:${stamp(startMs + 30 * 60_000)}`,
  ...(more.some((line) => line.startsWith('SUMMARY')) ? [] : [`SUMMARY:Fictional ${uid}`]),
  ...more,
  'END:VEVENT',
];
