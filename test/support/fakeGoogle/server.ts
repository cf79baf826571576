/**
 * Google Calendar's API and sign-in over real HTTP on 127.0.0.1, on the same model as the built-in sample
 * calendar. `startFakeGoogle` answers once it listens; `stop` closes every connection.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createModel } from '../../../main/googleModel/model.ts';
import type { Behaviour, CalendarModel } from '../../../main/googleModel/model.ts';
import { errorBody } from '../../../main/googleModel/refusals.ts';
import type { Refusal } from '../../../main/googleModel/refusals.ts';
import { readToken } from '../../../main/googleModel/listTokens.ts';
import type { Result } from '../../../shared/result.ts';
import { createFaults, errorBodyNamed } from './faults.ts';
import type { Endpoint, Fault, Faults, LoggedRequest } from './faults.ts';
import { createOauth } from './oauth.ts';
import type { FakeOauth } from './oauth.ts';

export interface FakeGoogle {
  /** `http://127.0.0.1:<port>`; the API lies under /calendar/v3, sign-in at /auth, /token and /revoke. */
  readonly origin: string;
  readonly model: CalendarModel;
  readonly oauth: FakeOauth;
  /** Every request since the start, in order of arrival. */
  readonly requests: LoggedRequest[];
  readonly faults: Faults;
  /** The same server without sockets: thousands of requests a second, each answered in a fixed order. */
  readonly fetch: typeof globalThis.fetch;
  /** Requests that met the fault `hang` and whose client still waits. */
  hanging(): number;
  stop(): Promise<void>;
}

export interface FakeGoogleOptions {
  readonly clock?: { now(): number };
  readonly seed?: number;
  readonly behaviour?: Partial<Behaviour>;
  /** A model made elsewhere, such as one shared by two servers. */
  readonly model?: CalendarModel;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes out as HTML, anything else as JSON. */
  readonly body: unknown;
}

const longestForm = 64 * 1024;
/** Marks a page token as leading to the page of the token inside it. */
const detour = /^via(\d+)\.(.*)$/s;

export async function startFakeGoogle(options: FakeGoogleOptions = {}): Promise<FakeGoogle> {
  const now = options.clock ? () => options.clock!.now() : Date.now;
  const { seed = 1 } = options;
  const model =
    options.model ?? createModel({ now, seed, epoch: `${seed}`, behaviour: options.behaviour ?? {} });
  const oauth = createOauth(now);
  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  let detours = 0;
  let hanging = 0;

  const server = createServer((incoming, response) => {
    receive(incoming, response).catch((bug: unknown) => {
      response.destroy();
      // A client that went away while it was sending is no bug.
      if ((bug as { code?: string }).code !== 'ECONNRESET') throw bug;
    });
  });

  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    let posted = '';
    for await (const chunk of incoming) {
      posted += chunk;
      if (posted.length > longestForm) break;
    }
    const { method = 'GET', url = '/', headers } = incoming;
    const request = logged(method, url, headers.authorization ?? null, posted, now());
    const { answer, fault } = take(request);
    if (fault?.kind === 'hang') {
      hanging++;
      response.once('close', () => hanging--);
      return;
    }
    if (fault?.kind === 'reset') return void incoming.socket.destroy();
    if (fault?.kind === 'slow') await new Promise((resume) => setTimeout(resume, fault.delayMs).unref());
    request.status = answer.status;
    send(incoming, response, answer, fault);
  }

  function take(request: LoggedRequest): { readonly answer: Answer; readonly fault: Fault | null } {
    requests.push(request);
    const fault = faults.take(request);
    return { fault, answer: fault ? faultAnswer(fault, request) : rightAnswer(request) };
  }

  async function fetchInProcess(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const asked = new Request(input, init);
    const { signal } = asked;
    signal.throwIfAborted();
    const { pathname, search } = new URL(asked.url);
    const posted = asked.method === 'GET' ? '' : await asked.text();
    const auth = asked.headers.get('authorization');
    const request = logged(asked.method, pathname + search, auth, posted, now());
    const { answer, fault } = take(request);
    if (fault?.kind === 'hang') {
      hanging++;
      return new Promise((_, reject) => {
        const end = (): void => {
          hanging--;
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', end, { once: true });
      });
    }
    if (fault?.kind === 'reset') {
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
      });
    }
    if (fault?.kind === 'slow') await new Promise((resume) => setTimeout(resume, fault.delayMs).unref());
    request.status = answer.status;
    const text = textOf(answer, fault);
    const cut = fault?.kind === 'cut' ? text.slice(0, Math.min(fault.afterBytes, text.length - 1)) : null;
    return new Response(cut === null ? text : brokenOff(cut), {
      status: answer.status,
      headers: { 'content-type': contentType(answer), ...answer.headers },
    });
  }

  function rightAnswer(request: LoggedRequest): Answer {
    const { endpoint, query, calendarId } = request;
    if (endpoint === null) return { status: 404, body: errorBodyNamed('404_notFound') };
    if (endpoint === 'token') {
      return request.method === 'POST' ? oauth.token(request.form) : { status: 405, body: '' };
    }
    if (endpoint === 'revoke') return oauth.revoke(request.form['token'] ?? query['token'] ?? '');
    if (endpoint === 'auth') {
      const { status, body, location } = oauth.authorize(query);
      return { status, body, headers: location ? { location } : {} };
    }
    if (request.method !== 'GET') return { status: 405, body: 'Method not allowed' };
    const admission = oauth.check(request.auth, endpoint === 'calendarList' ? 'calendarList' : 'events');
    if (admission === 'invalid')
      return {
        status: 401,
        body: errorBodyNamed('401_authError'),
        headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
      };
    if (admission === 'scopeMissing') return { status: 403, body: scopeMissingBody };
    const plain = withoutDetour(query);
    if (endpoint === 'calendarList') return asAnswer(model.listCalendars(plain));
    if (endpoint === 'events') return asAnswer(model.listEvents(calendarId!, plain));
    return asAnswer(model.getEvent(calendarId!, decodeURIComponent(request.path.split('/').at(-1)!)));
  }

  function faultAnswer(fault: Fault, request: LoggedRequest): Answer {
    switch (fault.kind) {
      case 'status': {
        const headers: Record<string, string> = { ...fault.headers };
        if (fault.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
        const body =
          typeof fault.body === 'string' && /^(\d{3}|token)_\w+$/.test(fault.body)
            ? errorBodyNamed(fault.body)
            : (fault.body ?? { error: { code: fault.status, message: 'Error' } });
        return { status: fault.status, headers, body };
      }
      case 'html':
        return {
          status: fault.status ?? 200,
          body: '<!doctype html><title>Welcome</title><form><button>Accept and connect</button></form>',
        };
      case 'hang':
      case 'reset':
        return { status: 0, body: '' };
      case 'garbage':
      case 'cut':
      case 'slow':
        return rightAnswer(request);
      default:
        return edited(fault, request, rightAnswer(request));
    }
  }

  /** Faults of a listing's content; a refusal stays what it is. */
  function edited(fault: Fault, request: LoggedRequest, answer: Answer): Answer {
    if (answer.status !== 200) return answer;
    const body = answer.body as Record<string, unknown> & { readonly items: readonly unknown[] };
    const { nextPageToken: _page, nextSyncToken: _sync, ...rest } = body;
    const asked = request.query['pageToken'];
    if (fault.kind === 'edit') return { status: 200, body: fault.edit(structuredClone(body)) };
    if (fault.kind === 'noSyncToken') {
      const onward = body['nextPageToken'] === undefined ? {} : { nextPageToken: body['nextPageToken'] };
      return { status: 200, body: { ...rest, ...onward } };
    }
    if (fault.kind === 'emptyPage') {
      const inner = withoutDetour(request.query)['pageToken'] ?? '';
      return { status: 200, body: { ...rest, items: [], nextPageToken: `via${++detours}.${inner}` } };
    }
    if (fault.kind === 'repeatPageToken')
      return { status: 200, body: { ...rest, nextPageToken: asked ?? `via${++detours}.` } };
    if (fault.kind === 'almostEmpty')
      return {
        status: 200,
        body: { ...rest, items: body.items.slice(0, fault.keep), nextSyncToken: lastToken(request) },
      };
    return answer;
  }

  /** The nextSyncToken that the listing really ends with. */
  function lastToken(request: LoggedRequest): string | undefined {
    let query = withoutDetour(request.query);
    for (;;) {
      const page =
        request.endpoint === 'events'
          ? model.listEvents(request.calendarId!, query)
          : model.listCalendars(query);
      if (!page.ok) return undefined;
      if (page.value.nextPageToken === undefined) return page.value.nextSyncToken;
      query = { ...query, pageToken: page.value.nextPageToken };
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    model,
    oauth,
    requests,
    faults,
    fetch: fetchInProcess,
    hanging: () => hanging,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const scopeMissingBody = {
  error: {
    code: 403,
    message: 'Request had insufficient authentication scopes.',
    errors: [{ message: 'Insufficient Permission', domain: 'global', reason: 'insufficientPermissions' }],
    status: 'PERMISSION_DENIED',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
      },
    ],
  },
};

const asAnswer = (result: Result<unknown, Refusal>): Answer =>
  result.ok
    ? { status: 200, body: result.value }
    : { status: result.problem.status, body: errorBody(result.problem) };

function withoutDetour(query: Readonly<Record<string, string>>): Record<string, string> {
  const { pageToken, ...rest } = query;
  const inner = detour.exec(pageToken ?? '')?.[2] ?? pageToken;
  return inner ? { ...rest, pageToken: inner } : rest;
}

function logged(
  method: string,
  target: string,
  auth: string | null,
  posted: string,
  atMs: number,
): LoggedRequest {
  const url = new URL(target, 'http://127.0.0.1');
  const query: Record<string, string> = {};
  // A parameter given twice (eventTypes) counts as a list.
  for (const [name, value] of url.searchParams)
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  const [, calendarId, events] =
    /^\/calendar\/v3\/calendars\/([^/]+)\/(events(?:\/[^/]+)?)$/.exec(url.pathname) ?? [];
  let endpoint: Endpoint | null = null;
  if (events !== undefined) endpoint = events === 'events' ? 'events' : 'event';
  else if (url.pathname === '/calendar/v3/users/me/calendarList') endpoint = 'calendarList';
  else if (['/auth', '/token', '/revoke'].includes(url.pathname))
    endpoint = url.pathname.slice(1) as Endpoint;
  const pageToken = withoutDetour(query)['pageToken'];
  return {
    endpoint,
    method,
    path: url.pathname,
    query,
    form: Object.fromEntries(new URLSearchParams(posted)),
    auth,
    calendarId: calendarId === undefined ? null : decodeURIComponent(calendarId),
    page: pageToken === undefined ? 1 : (readToken(pageToken, 'page')?.page ?? 0) + 1,
    atMs,
    status: 0,
  };
}

const contentType = ({ body }: Answer): string =>
  typeof body === 'string' ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8';

function textOf({ body }: Answer, fault: Fault | null): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fault?.kind === 'garbage' ? text.slice(0, Math.max(1, text.length >> 1)) : text;
}

/** A body that ends in the middle, as when the connection breaks. */
const brokenOff = (text: string): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      if (text !== '') controller.enqueue(new TextEncoder().encode(text));
      // After what there is was read.
      setImmediate(() =>
        controller.error(Object.assign(new TypeError('terminated'), { code: 'UND_ERR_SOCKET' })),
      );
    },
  });

function send(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: Fault | null,
): void {
  const text = textOf(answer, fault);
  const zipped = /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''));
  const bytes = zipped ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  response.writeHead(answer.status, {
    'content-type': contentType(answer),
    'cache-control': 'private, max-age=0, must-revalidate, no-transform',
    ...(zipped ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
    'content-length': bytes.length,
    ...answer.headers,
  });
  if (fault?.kind !== 'cut') return void response.end(bytes);
  response.write(bytes.subarray(0, Math.min(fault.afterBytes, bytes.length - 1)), () =>
    incoming.socket.destroy(),
  );
}
