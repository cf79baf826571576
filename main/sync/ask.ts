/**
 * Sends one request to a source with a deadline, and reads a listing's pages. Implements what S4 to S6 require of
 * every listing, of calendars or of events.
 */
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { PassFailure } from './policy.ts';
import type { Clock, SourceFailure } from './ports.ts';

const DEADLINE_MS = 30_000;

/**
 * Two million events: more than any real calendar has. A server whose listing never ends must not keep us busy
 * forever.
 */
const MOST_PAGES = 2000;

/** How an account's requests are sent. */
export interface RequestOptions {
  readonly clock: Clock;
  /** Resolves when the account's next request may be sent, or when the signal is aborted [S37]. */
  readonly pace: (signal: AbortSignal) => Promise<void>;
  /** Aborts everything. */
  readonly signal: AbortSignal;
}

type Send<T> = (signal: AbortSignal) => Promise<Result<T, SourceFailure>>;

/**
 * Sends one request when it is its turn. Then returns the source's result, `aborted` as soon as `signal` is aborted,
 * or `unavailable` after 30 s [F15], even if the source itself never returns.
 */
export const ask = async <T>(
  { clock, pace, signal }: RequestOptions,
  send: Send<T>,
): Promise<Result<T, SourceFailure>> => {
  await pace(signal);
  return askNow(clock, signal, send);
};

const askNow = <T>(clock: Clock, signal: AbortSignal, send: Send<T>): Promise<Result<T, SourceFailure>> => {
  if (signal.aborted) return Promise.resolve(fail({ kind: 'aborted' }));
  const { promise, resolve, reject } = Promise.withResolvers<Result<T, SourceFailure>>();
  const request = new AbortController();
  const giveUp = (failure: SourceFailure): void => {
    resolve(fail(failure));
    request.abort();
  };
  const onAbort = (): void => giveUp({ kind: 'aborted' });
  signal.addEventListener('abort', onAbort, { once: true });
  const cancelDeadline = clock.after(DEADLINE_MS, () =>
    giveUp({ kind: 'unavailable', detail: 'no answer within 30 seconds', retryAfterMs: null }),
  );
  const sent = async (): Promise<Result<T, SourceFailure>> => {
    const answer = await send(request.signal);
    // An abort that nobody asked for is a broken connection.
    return !answer.ok && answer.problem.kind === 'aborted' && !request.signal.aborted
      ? fail({ kind: 'unavailable', detail: 'the request was broken off', retryAfterMs: null })
      : answer;
  };
  sent().then(resolve, reject);
  return promise.finally(() => {
    cancelDeadline();
    signal.removeEventListener('abort', onAbort);
  });
};

interface Page {
  readonly nextPageToken: string | null;
  readonly nextSyncToken: string | null;
}

/**
 * Reads a listing's pages to the end and returns the sync token of the last one. Empty pages with a `nextPageToken`
 * are not the end [S4]. A repeated page token, too many pages, and a last page without a sync token are failures, not
 * successes [S6].
 */
export const readPages = async <P extends Page>(
  request: (pageToken: string | null) => Promise<Result<P, SourceFailure>>,
  onPage: (page: P) => Promise<Result<null, PassFailure>>,
): Promise<Result<string, PassFailure>> => {
  const seen = new Set<string>();
  let asked = request(null);
  for (let pages = 1; ; pages += 1) {
    // One page after the other: each contains the token of the next.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await asked;
    if (!answer.ok) return answer;
    const { nextPageToken, nextSyncToken } = answer.value;
    const isSound = nextPageToken !== null && !seen.has(nextPageToken) && pages < MOST_PAGES;
    // The next page is requested while this one is handled.
    const next = isSound ? request(nextPageToken) : null;
    // Its result is not needed if this one cannot be handled.
    next?.catch(() => {});
    // oxlint-disable-next-line no-await-in-loop
    const handled = await onPage(answer.value);
    if (!handled.ok) return handled;
    if (nextPageToken === null) {
      return nextSyncToken === null
        ? fail({ kind: 'unexpectedReply', detail: 'the last page had no nextSyncToken' })
        : ok(nextSyncToken);
    }
    if (seen.has(nextPageToken)) return fail({ kind: 'unexpectedReply', detail: 'a page token came twice' });
    if (next === null) break;
    seen.add(nextPageToken);
    asked = next;
  }
  return fail({ kind: 'unexpectedReply', detail: `the listing had more than ${MOST_PAGES} pages` });
};
