/**
 * Google Calendar's API and sign-in over real HTTP on 127.0.0.1, with the same model as the built-in sample calendar.
 * `startFakeGoogle` resolves once it listens; `stop` closes every connection.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createModel } from '../../../main/googleModel/serverModel.ts';
import type { Behaviour, CalendarModel } from '../../../main/googleModel/serverModel.ts';
import { errorBody } from '../../../main/googleModel/refusals.ts';
import type { Refusal } from '../../../main/googleModel/refusals.ts';
import type { Result } from '../../../shared/result.ts';
import { createFaults, errorBodyNamed } from './faults.ts';
import type { Fault, Faults, LoggedRequest } from './faults.ts';
import { createOauth } from './oauth.ts';
import type { FakeOauth } from './oauth.ts';
import { eventIdIn, logged, verbOf, withoutDetour, writeNeed, writingVerbs } from './requests.ts';
import type { Verb } from './requests.ts';

export interface FakeGoogle {
  /** `http://127.0.0.1:<port>`; the API is at /calendar/v3, sign-in at /auth, /token and /revoke. */
  readonly origin: string;
  readonly model: CalendarModel;
  readonly oauth: FakeOauth;
  /** Every request since the start, in order of arrival. */
  readonly requests: LoggedRequest[];
  readonly faults: Faults;
  /** The same server without sockets: thousands of requests a second, each answered in a fixed order. */
  readonly fetch: typeof globalThis.fetch;
  /** The quota: units used per minute, how many are allowed, and whether the account may write at all [W21]. */
  readonly quota: Quota;
  /** How many requests with the fault `hang` have a client that still waits. */
  hanging(): number;
  stop(): Promise<void>;
}

export interface FakeGoogleOptions {
  readonly clock?: { now(): number };
  readonly seed?: number;
  readonly behaviour?: Partial<Behaviour>;
  /** A model made elsewhere, for example one shared by two servers. */
  readonly model?: CalendarModel;
}

export interface Quota {
  /** Units used in the running minute: a patch costs 3, everything else 1 [W12]. */
  used: number;
  unitsPerMinute: number;
  /** More invitations to other organizations than this make the account read-only. */
  externalInvitations: number;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as HTML, anything else as JSON. */
  readonly body: unknown;
}

const longestForm = 1024 * 1024;
export async function startFakeGoogle(options: FakeGoogleOptions = {}): Promise<FakeGoogle> {
  const now = options.clock ? () => options.clock!.now() : Date.now;
  const { seed = 1 } = options;
  const model =
    options.model ?? createModel({ now, seed, epoch: `${seed}`, behaviour: options.behaviour ?? {} });
  const oauth = createOauth(now);
  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  const quota: Quota = {
    used: 0,
    unitsPerMinute: Number.POSITIVE_INFINITY,
    externalInvitations: Number.POSITIVE_INFINITY,
  };
  let quotaMinute = 0;
  let detours = 0;
  let hanging = 0;

  const server = createServer((incoming, response) => {
    receive(incoming, response).catch((bug: unknown) => {
      response.destroy();
      // A client that disconnected while sending is not a bug.
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
    const request = logged(method, url, headers, posted, now());
    const { answer, fault } = take(request);
    if (fault?.kind === 'hang') {
      hanging++;
      response.once('close', () => hanging--);
      return;
    }
    if (fault?.kind === 'reset') return void incoming.socket.destroy();
    if (fault?.kind === 'slow') await new Promise((resume) => setTimeout(resume, fault.delayMs).unref());
    if (fault?.kind === 'held') await fault.until;
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
    const request = logged(asked.method, pathname + search, Object.fromEntries(asked.headers), posted, now());
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
    if (fault?.kind === 'held') await fault.until;
    request.status = answer.status;
    const text = textOf(answer, fault);
    const cut = fault?.kind === 'cut' ? text.slice(0, Math.min(fault.afterBytes, text.length - 1)) : null;
    return new Response(answer.status === 204 ? null : cut === null ? text : brokenOff(cut), {
      status: answer.status,
      headers: {
        ...(answer.status !== 204 && { 'content-type': contentType(answer) }),
        ...answer.headers,
      },
    });
  }

  function rightAnswer(request: LoggedRequest): Answer {
    const { endpoint, query, calendarId } = request;
    if (endpoint === null) return { status: 404, body: notFoundBody };
    if (endpoint === 'token') {
      return request.method === 'POST' ? oauth.token(request.form) : { status: 405, body: '' };
    }
    if (endpoint === 'revoke') return oauth.revoke(request.form['token'] ?? query['token'] ?? '');
    if (endpoint === 'auth') {
      const { status, body, location } = oauth.authorize(query);
      return { status, body, headers: location ? { location } : {} };
    }
    const verb = verbOf(request);
    if (verb === null) return { status: 405, body: 'Method not allowed' };
    const isWrite = writingVerbs.has(verb);
    const role = calendarId === null ? null : model.roleIn(calendarId);
    const admission = oauth.check(
      request.auth,
      endpoint === 'calendarList' ? 'calendarList' : isWrite ? writeNeed(role) : 'events',
    );
    if (admission === 'invalid')
      return {
        status: 401,
        body: errorBodyNamed('401_authError'),
        headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
      };
    if (admission === 'scopeMissing') return { status: 403, body: scopeMissingBody };
    const spent = spend(verb);
    if (spent !== null) return spent;
    const plain = withoutDetour(query);
    const other = oauth.accountOf(request.auth);
    if (other !== null)
      return endpoint === 'calendarList' ? calendarOf(other) : { status: 404, body: notFoundBody };
    if (verb === 'calendarList') return asAnswer(model.listCalendars(plain));
    if (verb === 'list') return asAnswer(model.listEvents(calendarId!, plain));
    const eventId = eventIdIn(request.path);
    const { ifMatch } = request;
    const call = { query, ifMatch, ...(request.json !== null && { body: request.json }) };
    if (verb === 'get') return asAnswer(model.getEvent(calendarId!, eventId));
    if (verb === 'insert') return asAnswer(model.writes.insert(calendarId!, call));
    return asAnswer(model.writes[verb](calendarId!, eventId, call));
  }

  /** Counts the request's units; returns Google's refusal if there are too many [W21]. */
  function spend(verb: Verb): Answer | null {
    const minute = Math.floor(now() / 60_000);
    if (minute !== quotaMinute) quota.used = 0;
    quotaMinute = minute;
    quota.used += verb === 'patch' ? 3 : 1;
    if (quota.used > quota.unitsPerMinute)
      return { status: 403, body: errorBodyNamed('403_rateLimitExceeded') };
    const invitations = model.mails.filter(({ kind, to, calendarId }) => {
      const domain = (address: string): string => address.slice(address.lastIndexOf('@'));
      return kind === 'invitation' && domain(to) !== domain(calendarId);
    });
    return writingVerbs.has(verb) && invitations.length >= quota.externalInvitations
      ? { status: 403, body: errorBodyNamed('403_quotaExceeded') }
      : null;
  }

  function faultAnswer(fault: Fault, request: LoggedRequest): Answer {
    if ('applied' in fault && fault.applied) rightAnswer(request);
    switch (fault.kind) {
      case 'meanwhile':
        fault.edit();
        return rightAnswer(request);
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
      case 'held':
        return rightAnswer(request);
      default:
        return edited(fault, request, rightAnswer(request));
    }
  }

  /** Applies faults of a listing's content; a refusal stays unchanged. */
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

  /** Returns the nextSyncToken that the listing really ends with. */
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
    quota,
    fetch: fetchInProcess,
    hanging: () => hanging,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const notFoundBody = errorBodyNamed('404_notFound');

/** The calendar list of another person who signed in. */
const calendarOf = (email: string): Answer => ({
  status: 200,
  body: {
    kind: 'calendar#calendarList',
    items: [
      { id: email, summary: email, timeZone: 'UTC', accessRole: 'owner', primary: true, selected: true },
    ],
    nextSyncToken: 'other',
  },
});

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

/** Null is a reply without content. */
const asAnswer = (result: Result<unknown, Refusal>): Answer => {
  if (!result.ok) return { status: result.problem.status, body: errorBody(result.problem) };
  return result.value === null ? { status: 204, body: '' } : { status: 200, body: result.value };
};

const contentType = ({ body }: Answer): string =>
  typeof body === 'string' ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8';

function textOf({ body }: Answer, fault: Fault | null): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fault?.kind === 'garbage' ? text.slice(0, Math.max(1, text.length >> 1)) : text;
}

/** A body that ends in the middle, as if the connection were broken. */
const brokenOff = (text: string): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      if (text !== '') controller.enqueue(new TextEncoder().encode(text));
      // After the existing part has been read.
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
  const text = answer.status === 204 ? '' : textOf(answer, fault);
  const zipped = /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''));
  const bytes = zipped ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  response.writeHead(answer.status, {
    ...(answer.status !== 204 && { 'content-type': contentType(answer) }),
    'cache-control': 'private, max-age=0, must-revalidate, no-transform',
    ...(zipped ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
    ...(answer.status !== 204 && { 'content-length': bytes.length }),
    ...answer.headers,
  });
  if (fault?.kind !== 'cut') return void response.end(bytes);
  response.write(bytes.subarray(0, Math.min(fault.afterBytes, bytes.length - 1)), () =>
    incoming.socket.destroy(),
  );
}
