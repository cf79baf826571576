/**
 * Reads a list page by page: where a page begins, what it contains, which token it ends with. The same for events and
 * calendars. All pages of a listing show the list as it was on the first page; later changes come with the next
 * incremental listing.
 */
import { badParameter, fullSyncRequired, invalidSyncToken, syncTokenWithRestriction } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import type { ModelState } from './state.ts';
import { fingerprintOf, readToken, writeToken } from './listTokens.ts';
import type { PageToken } from './listTokens.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** Parameters as text, as in a URL. */
export type Query = Readonly<Record<string, string>>;

/** Not allowed with a syncToken [S1]. A full listing with one of these gets no nextSyncToken. */
export const restrictions = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'sharedExtendedProperty',
  'q',
  'timeMin',
  'timeMax',
  'updatedMin',
];
/** Not part of a token's fingerprint: they choose the range or the transport. */
const unfingerprinted = [
  ...restrictions,
  'syncToken',
  'pageToken',
  'maxResults',
  'showDeleted',
  'showHidden',
  'minAccessRole',
  'fields',
  'alt',
  'prettyPrint',
  'quotaUser',
  'key',
];

/** Where a page begins, and in which list. */
interface Paging {
  readonly mode: 'full' | 'delta';
  readonly base: number;
  readonly length: number;
  readonly position: number;
  readonly page: number;
  /** The version that the next sync token covers: the one at the first page. */
  readonly version: number;
  /** For `delta`: only what is newer than this is returned. */
  readonly since: number;
}

export function beginPaging(
  state: ModelState,
  query: Query,
  listing: {
    readonly name: string;
    readonly generation: number;
    readonly full: () => number;
    readonly delta: (since: number) => { readonly base: number; readonly length: number };
    readonly forbidden: readonly string[];
  },
): Result<Paging, Refusal> {
  const { syncToken, pageToken } = query;
  let since = 0;
  if (syncToken !== undefined) {
    const token = readToken(syncToken, 'sync');
    if (!token) return fail(invalidSyncToken);
    if (listing.forbidden.some((name) => query[name] !== undefined)) return fail(syncTokenWithRestriction);
    if (query['showDeleted'] === 'false' || query['showHidden'] === 'false')
      return fail(syncTokenWithRestriction);
    if (token.epoch !== state.epoch || token.listing !== listing.name) return fail(fullSyncRequired);
    if (token.generation !== listing.generation) return fail(fullSyncRequired);
    if (token.parameters !== fingerprintOf(query, unfingerprinted))
      return fail(badParameter('syncToken', 'Sync token was made with other parameters.'));
    since = token.version;
  }
  if (pageToken !== undefined) {
    const token = readToken(pageToken, 'page');
    if (!token || token.epoch !== state.epoch || token.listing !== listing.name)
      return fail(badParameter('pageToken', 'Invalid page token value.'));
    if (token.query !== fingerprintOf(query, ['pageToken']))
      return fail(badParameter('pageToken', 'Page token was made for another query.'));
    return ok({ ...token, since });
  }
  const mode = syncToken === undefined ? 'full' : 'delta';
  const range = mode === 'full' ? { base: 0, length: listing.full() } : listing.delta(since);
  return ok({ mode, ...range, position: 0, page: 0, version: state.lag?.version ?? state.version, since });
}

/** Collects one page. Reads a limited number of rows, so pages may be short or empty [S4]. */
export function collectPage<Row, Item>(
  state: ModelState,
  query: Query,
  paging: Paging,
  defaults: { readonly pageSize: number; readonly most: number },
  rows: readonly Row[],
  take: (row: Row) => Item | null,
): { readonly items: Item[]; readonly position: number } {
  const { behaviour } = state;
  const asked = Math.min(Number(query['maxResults'] ?? defaults.pageSize), defaults.most);
  const limit = Math.min(Math.max(1, asked), behaviour.pageLimit);
  const items: Item[] = [];
  let { position } = paging;
  if (behaviour.emptyPageEvery > 0 && (paging.page + 1) % behaviour.emptyPageEvery === 0)
    return { items, position };
  const lookAtMost = Math.max(4 * limit, 1000);
  for (let looked = 0; position < paging.length && items.length < limit && looked < lookAtMost; looked++) {
    const row = rows[paging.base + placed(state, position++, paging.length)];
    const item = row === undefined ? null : take(row);
    if (item !== null) items.push(item);
  }
  return { items, position };
}

function placed(state: ModelState, position: number, length: number): number {
  if (state.behaviour.order === 'creation') return position;
  if (state.behaviour.order === 'reverse') return length - 1 - position;
  const step = length % 7919 === 0 ? 7907 : 7919;
  return (position * step + (length >> 1)) % length;
}

export function nextTokens(
  state: ModelState,
  query: Query,
  paging: Paging,
  position: number,
  listing: { readonly name: string; readonly generation: number },
): { nextPageToken?: string; nextSyncToken?: string } {
  const common = {
    epoch: state.epoch,
    listing: listing.name,
    generation: listing.generation,
    version: paging.version,
    parameters: fingerprintOf(query, unfingerprinted),
  };
  if (position < paging.length) {
    const { mode, base, length } = paging;
    const token: PageToken = {
      ...common,
      kind: 'page',
      mode,
      query: fingerprintOf(query, ['pageToken']),
      base,
      length,
      position,
      page: paging.page + 1,
    };
    return { nextPageToken: writeToken(token) };
  }
  if (query['iCalUID'] !== undefined) return {};
  return { nextSyncToken: writeToken({ ...common, kind: 'sync' }) };
}
