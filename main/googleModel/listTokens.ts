/**
 * Sync and page tokens: opaque to callers, readable to the model. A token contains which model made it, for which
 * listing and with which parameters, so that wrong use is always rejected, not only by chance [S2].
 */

export interface SyncToken {
  readonly kind: 'sync';
  /** Identifies a start of the model; a token of another start is rejected with 410. */
  readonly epoch: string;
  /** A calendar id, or `calendarList`. */
  readonly listing: string;
  /** Increased when the listing's tokens expire. */
  readonly generation: number;
  /** Everything up to this version was returned. */
  readonly version: number;
  /** The parameters of the initial request [S2]. */
  readonly parameters: string;
}

export interface PageToken extends Omit<SyncToken, 'kind'> {
  readonly kind: 'page';
  readonly mode: 'full' | 'delta';
  /** The whole first query, which later pages must repeat [S5]. */
  readonly query: string;
  /** Where the list begins, how long it was on the first page, and how far it has been read. */
  readonly base: number;
  readonly length: number;
  readonly position: number;
  readonly page: number;
}

export const writeToken = (token: SyncToken | PageToken): string =>
  Buffer.from(JSON.stringify(token)).toString('base64url');

/** Returns null for anything that is not a token of that kind. */
export function readToken<K extends 'sync' | 'page'>(
  text: string,
  kind: K,
): (K extends 'sync' ? SyncToken : PageToken) | null {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return token?.kind === kind && typeof token.epoch === 'string' ? token : null;
  } catch {
    return null;
  }
}

/** Returns the same text for the same parameters in any order. */
export const fingerprintOf = (query: Readonly<Record<string, string>>, without: readonly string[]): string =>
  Object.keys(query)
    .filter((name) => !without.includes(name))
    .sort()
    .map((name) => `${name}=${query[name]}`)
    .join('&');
