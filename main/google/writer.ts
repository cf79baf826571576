/**
 * Writes to Google Calendar over HTTP as a `Writer`: a closed list of six requests, each under a condition or with an
 * id of our own, so that none can take effect twice [W14, W15]. Loaded only for an account with writing turned on.
 *
 * Never throws, never logs, follows no redirect, repeats nothing but one request after one refresh of the sign-in
 * [S34]. Connections are closed before every write: Chromium repeats a request by itself when a kept one dies [W19].
 * For the same reason one request is on the wire at a time.
 */
import { errorCode, requestDeadlineMs, underDeadline, untilAborted, withBodyLimit } from '../http/request.ts';
import type { Fetch } from '../http/request.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { RawEvent, WriteFailure, Writer, WriteReply, WriteRequest } from '../sync/ports.ts';
import { parseJson } from './classify.ts';
import { classifyReadReply, classifyWriteReply, isBeforeTheFirstByte, ofUnsent } from './classifyWrite.ts';
import type { AccountTokens } from './client.ts';
import { requireSafe } from './endpoints.ts';
import type { HttpReply } from './http.ts';
import { httpCallOf } from './writeCalls.ts';
import type { HttpCall } from './writeCalls.ts';

export interface WriterOptions {
  readonly accountTokens: AccountTokens;
  /** Whether the sign-in permits writing, by what Google said last [W5]. */
  readonly isPermitted: () => boolean;
  /** An origin to use instead of Google's. https, or http on loopback. */
  readonly apiRoot?: string;
  /** Uses a session of its own, since closing connections would cut off other requests. */
  readonly fetch: Fetch;
  /** Closes the connections that `fetch` keeps open. */
  readonly closeConnections: () => Promise<void>;
  readonly deadlineMs?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Bytes of a reply: one event, also one with hundreds of guests. */
const longestReply = 4 << 20;

type Sent = Result<HttpReply, WriteFailure>;

export const createWriter = (options: WriterOptions): Writer => {
  const { accountTokens, closeConnections, deadlineMs = requestDeadlineMs, now = Date.now } = options;
  const root = new URL(requireSafe(options.apiRoot ?? 'https://www.googleapis.com')).origin;
  const doFetch = withBodyLimit(options.fetch, longestReply);
  let last: Promise<unknown> = Promise.resolve();

  /** Sends one request once. */
  const sendOnce = async (call: HttpCall, token: string, signal: AbortSignal): Promise<Sent> => {
    let hasBegun = false;
    let code: string | null = null;
    const reply = await underDeadline({ deadlineMs, signal }, async (bounded) => {
      if (call.changes) await closeConnections();
      bounded.throwIfAborted();
      hasBegun = true;
      try {
        const response = await doFetch(root + call.path, {
          method: call.method,
          headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...call.headers },
          body: call.body,
          redirect: 'manual',
          signal: bounded,
        });
        const body = await response.text();
        return { status: response.status, body, retryAfter: response.headers.get('retry-after') };
      } catch (error) {
        code = errorCode(error);
        throw error;
      }
    });
    if (reply.ok) return reply;
    const { problem } = reply;
    // Through a proxy nothing is sent before it has opened a tunnel.
    const isUnsent = !hasBegun || problem.kind === 'proxyFailed' || isBeforeTheFirstByte(code);
    if (!call.changes || isUnsent) return fail(ofUnsent(problem));
    return fail({
      kind: 'unknown',
      detail: 'detail' in problem ? problem.detail : problem.kind,
      retryAfterMs: null,
    });
  };

  /** Sends a request with a valid token; once more after a 401, which Google sends before it does anything. */
  const send = async (
    request: WriteRequest,
    signal: AbortSignal,
  ): Promise<Result<WriteReply, WriteFailure>> => {
    const call = httpCallOf(request);
    if (!call.ok) return fail({ kind: 'refused', reason: call.problem });
    const first = await untilAborted(accountTokens.accessToken(), signal);
    if (!first.ok) return fail(ofUnsent(first.problem));
    let token = first.value;
    let reply = await sendOnce(call.value, token, signal);
    if (reply.ok && reply.value.status === 401) {
      const fresh = await untilAborted(accountTokens.refreshAfter401(token), signal);
      if (!fresh.ok) return fail(ofUnsent(fresh.problem));
      token = fresh.value;
      reply = await sendOnce(call.value, token, signal);
    }
    if (!reply.ok) return reply;
    const read = readReply(request, reply.value, now());
    if (read.ok || read.problem.kind !== 'scopeMissing') return read;
    // Withdrawn for the whole account, or only not enough for this calendar [W5]. A fresh token tells.
    await untilAborted(accountTokens.refreshAfter401(token), signal);
    return options.isPermitted() ? fail({ kind: 'refused', reason: 'insufficientPermissions' }) : read;
  };

  return {
    send: (request, signal) => {
      const turn = last.then(() =>
        signal.aborted ? fail(ofUnsent({ kind: 'aborted' })) : send(request, signal),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
  };
};

/** Returns what a reply says; a success that is not Google's answer to this request is no success. */
const readReply = (
  request: WriteRequest,
  { status, body, retryAfter }: HttpReply,
  atMs: number,
): Result<WriteReply, WriteFailure> => {
  const isRead = request.verb === 'get' || request.verb === 'instances';
  const odd = (detail: string): Result<never, WriteFailure> =>
    isRead
      ? fail(ofUnsent({ kind: 'unexpectedReply', detail }))
      : fail({ kind: 'unknown', detail, retryAfterMs: null });
  if (status === 204 || (status === 200 && body === '' && request.verb === 'delete'))
    return isRead ? odd('noContent') : ok({ event: null, etag: null, atMs });
  if (status !== 200) {
    const reply = { status, body, retryAfter, nowMs: atMs };
    return fail(isRead ? classifyReadReply(reply) : classifyWriteReply(request.verb, reply));
  }
  const json = parseJson(body);
  if (!isObject(json)) return odd('notJson');
  const event = request.verb === 'instances' ? instanceIn(json, request.originalStart) : json;
  if (event === null) return fail({ kind: 'gone' });
  const isAnswer = event !== undefined && typeof event['id'] === 'string' && isAbout(request, event['id']);
  if (!isAnswer) return odd('notTheEvent');
  return ok({ event, etag: typeof event['etag'] === 'string' ? event['etag'] : null, atMs });
};

const isObject = (value: unknown): value is RawEvent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A moved event may have another id, and one date of a series is found by its start. */
const isAbout = (request: WriteRequest, id: string): boolean => {
  switch (request.verb) {
    case 'insert':
      return request.body['id'] === id;
    case 'move':
    case 'instances':
      return true;
    default:
      return String(request.eventId) === id;
  }
};

/** Returns the date with this start by the rule; null if the series has none, undefined if this is no list. */
const instanceIn = (list: RawEvent, originalStart: string): RawEvent | null | undefined => {
  const { items } = list;
  if (!Array.isArray(items)) return undefined;
  const wantedMs = Date.parse(originalStart);
  return (
    (items as readonly unknown[]).filter(isObject).find(({ originalStartTime: time }) => {
      const { date, dateTime } = isObject(time) ? time : {};
      return Date.parse(String(dateTime ?? date)) === wantedMs;
    }) ?? null
  );
};
