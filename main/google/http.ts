/**
 * One HTTP request, bounded in time and bytes [F15]: what came back, or why nothing did. The deadline covers the
 * body as well, so a connection that stalls half way ends like one that never answers.
 */
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { classifyNetworkError, tooLargeCode } from './classify.ts';

export type Fetch = typeof globalThis.fetch;

export const requestDeadlineMs = 30_000;

/** Bytes of a page's body, decoded: a thousand events of 40 kB each are far less. */
export const longestReply = 64 << 20;
/** Bytes of a token endpoint's body. */
export const longestFormReply = 256 << 10;

/**
 * The same fetch, but reading a body fails once it is longer than that, and its connection is cut: what a server, or
 * whoever answers in its place, may take of our memory. What `content-length` says is not relied on.
 */
export const withBodyLimit =
  (fetch: Fetch, maxBytes: number): Fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    // A status outside this range belongs to no answer with a body, and no Response can be made with it.
    if (response.body === null || response.status < 200) return response;
    let left = maxBytes;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        left -= chunk.byteLength;
        if (left < 0) throw Object.assign(new Error('The reply is too large.'), { code: tooLargeCode });
        controller.enqueue(chunk);
      },
    });
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(counted), { status, headers });
  };

/** A complete HTTP response, whatever its status. */
export interface HttpReply {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

export interface RequestLimits {
  readonly deadlineMs: number;
  /** Gives up early; null where nobody may. */
  readonly signal: AbortSignal | null;
}

/** Runs one request under its limits. Never throws; `send` passes the signal on. */
export const underDeadline = async (
  limits: RequestLimits,
  send: (signal: AbortSignal) => Promise<HttpReply>,
): Promise<Result<HttpReply, SourceFailure>> => {
  const { deadlineMs, signal } = limits;
  if (signal?.aborted) return fail({ kind: 'aborted' });
  const controller = new AbortController();
  let expired = false;
  let giveUp = (): void => {};
  // Waited for beside the request: a fetch that is deaf to its signal must not hold up the pass.
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = () => {
      controller.abort();
      reject(new Error('Given up.'));
    };
  });
  const timer = setTimeout(() => {
    expired = true;
    giveUp();
  }, deadlineMs);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return ok(await Promise.race([send(controller.signal), givenUp]));
  } catch (error) {
    if (signal?.aborted) return fail({ kind: 'aborted' });
    if (expired) return fail({ kind: 'unavailable', detail: 'timeout', retryAfterMs: null });
    return fail(classifyNetworkError(errorCode(error)));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
};

/** The first system code along an error's causes: fetch wraps it, Chromium writes it into the message. */
export const errorCode = (error: unknown): string | null => {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(current.code)) {
      return current.code;
    }
    const chromium = /\bnet::(ERR_[A-Z0-9_]+)/.exec(current.message)?.[1];
    if (chromium !== undefined) return chromium;
    // Electron's words for a redirect that nobody asked it to follow.
    if (current.message === 'Redirect was cancelled') return 'ERR_UNEXPECTED_REDIRECT';
    current = current.cause;
  }
  return null;
};

/** The same promise, but `aborted` as soon as the signal fires; what it waited for goes on. */
export const untilAborted = <T>(
  promise: Promise<Result<T, SourceFailure>>,
  signal: AbortSignal,
): Promise<Result<T, SourceFailure>> => {
  if (signal.aborted) return Promise.resolve(fail({ kind: 'aborted' }));
  return new Promise((resolve, reject) => {
    const give = (): void => resolve(fail({ kind: 'aborted' }));
    signal.addEventListener('abort', give, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
};

/** Posts a form; a redirect is a response and never followed, since the form holds secrets. */
export const postForm = (
  url: string,
  form: Readonly<Record<string, string>>,
  fetch: Fetch,
  limits: RequestLimits,
): Promise<Result<HttpReply, SourceFailure>> =>
  underDeadline(limits, async (signal) => {
    const response = await withBodyLimit(fetch, longestFormReply)(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      redirect: 'manual',
      signal,
    });
    const body = await response.text();
    return { status: response.status, body, retryAfter: response.headers.get('retry-after') };
  });
