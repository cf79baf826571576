/**
 * One HTTP request, limited in time and bytes [F15]. Returns what came back, or why nothing did. The deadline
 * includes the body, so a connection that stalls half-way ends like one without a reply.
 */
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { ProxyRefused } from '../platform/proxyLogin.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { classifyNetworkError, tooLargeCode } from './networkError.ts';

export type Fetch = typeof globalThis.fetch;

export const requestDeadlineMs = 30_000;

/**
 * Returns a fetch that fails and closes the connection once a body is longer than `maxBytes`. That limits how much of
 * our memory a server, or whatever replies in its place, can use. `content-length` is not relied on.
 */
export const withBodyLimit =
  (fetch: Fetch, maxBytes: number): Fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    // No reply with a body has a status outside this range, and no Response can be created with it.
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
    return new DecodedAsItComes(response.body.pipeThrough(counted), { status, headers });
  };

/**
 * A response whose text is decoded in pieces. Decoding the longest reply at once would block everything else for 80
 * ms [F20].
 */
class DecodedAsItComes extends Response {
  override async text(): Promise<string> {
    const decoder = new TextDecoder();
    const pieces: string[] = [];
    for await (const bytes of this.body ?? []) pieces.push(decoder.decode(bytes, { stream: true }));
    pieces.push(decoder.decode());
    return pieces.join('');
  }
}

export interface RequestLimits {
  readonly deadlineMs: number;
  /** Aborts the request; null if nobody may. */
  readonly signal: AbortSignal | null;
}

/** Runs one request within its limits. Never throws. `send` must pass the signal on. */
export const underDeadline = async <T>(
  limits: RequestLimits,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<Result<T, SourceFailure>> => {
  const { deadlineMs, signal } = limits;
  if (signal?.aborted) return fail({ kind: 'aborted' });
  const controller = new AbortController();
  let expired = false;
  let giveUp = (): void => {};
  // Awaited alongside the request: a fetch that ignores its signal must not block the pass.
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
    return fail(proxyFailure(error) ?? classifyNetworkError(errorCode(error)));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
};

/** Returns an error and its causes, the outermost first. */
const causesOf = (error: unknown): readonly Error[] => {
  const errors: Error[] = [];
  for (let current = error; errors.length < 6 && current instanceof Error; current = current.cause)
    errors.push(current);
  return errors;
};

/** Google's library wraps what fetch throws. */
const proxyFailure = (error: unknown): SourceFailure | null => {
  const refused = causesOf(error).find((each) => each instanceof ProxyRefused);
  return refused === undefined ? null : { kind: 'proxyFailed', ...refused.refusal };
};

/** Returns the first system code in an error's chain of causes: fetch wraps it, Chromium includes it in the message. */
export const errorCode = (error: unknown): string | null => {
  for (const current of causesOf(error)) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(current.code)) {
      return current.code;
    }
    const chromium = /\bnet::(ERR_[A-Z0-9_]+)/.exec(current.message)?.[1];
    if (chromium !== undefined) return chromium;
  }
  return null;
};

/** Returns the same promise, but `aborted` as soon as the signal fires. The work itself goes on. */
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
