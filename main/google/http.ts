/** What Google's client and its sign-in share of HTTP: how long a reply may be, and posting forms. */
import type { Result } from '../../shared/result.ts';
import { underDeadline, withBodyLimit } from '../http/request.ts';
import type { Fetch, RequestLimits } from '../http/request.ts';
import type { SourceFailure } from '../sync/ports.ts';

/** Bytes of a page's decoded body: a thousand events of 40 kB each are far less. */
export const longestReply = 64 << 20;
/** Bytes of a token endpoint's body. */
export const longestFormReply = 256 << 10;

/** A complete HTTP response, whatever its status. */
export interface HttpReply {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

/** Posts a form. A redirect is returned as a response and never followed, since the form contains secrets. */
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
