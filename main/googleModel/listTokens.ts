/**
 * Sync and page tokens: opaque to callers, readable to the model. A token knows which model made it, for
 * which listing and with which parameters, so that a wrong use is refused and not merely unlucky [S2].
 */

export interface SyncToken {
  readonly kind: 'sync';
  /** Which start of the model; a token of another start is refused with 410. */
  readonly epoch: string;
  /** A calendar id, or `calendarList`. */
  readonly listing: string;
  /** Grows when the listing's tokens expire. */
  readonly generation: number;
  /** Everything up to this version was delivered. */
  readonly version: number;
  /** The parameters of the initial request [S2]. */
  readonly parameters: string;
}

export interface PageToken extends Omit<SyncToken, 'kind'> {
  readonly kind: 'page';
  readonly mode: 'full' | 'delta';
  /** The whole first query: follow-up pages repeat it [S5]. */
  readonly query: string;
  /** Where the walked list begins, how long it was on the first page, and how far the walk is. */
  readonly base: number;
  readonly length: number;
  readonly position: number;
  readonly page: number;
}

export const writeToken = (token: SyncToken | PageToken): string =>
  Buffer.from(JSON.stringify(token)).toString('base64url');

/** Null for anything that is not a token of that kind. */
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

/** One text for the same parameters whatever their order. */
export const fingerprintOf = (query: Readonly<Record<string, string>>, without: readonly string[]): string =>
  Object.keys(query)
    .filter((name) => !without.includes(name))
    .sort()
    .map((name) => `${name}=${query[name]}`)
    .join('&');
