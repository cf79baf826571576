/**
 * One calendar's rows, token and held sweep after a pass: the result of a first part of the replies, with the token
 * of that part.
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { EventResource } from '../../main/googleModel/resources.ts';
import { readToken } from '../../main/googleModel/listTokens.ts';
import { figuresOf } from './account.ts';
import type { Standing, Step } from './account.ts';
import { applied, isUnreadable, noteListed, nothingListed, swept } from './protocol.ts';
import type { Events, Item, KnownCalendar } from './protocol.ts';
import { knownRows, storedRows } from './rows.ts';
import type { StoredCalendar } from './rows.ts';
import { isFirst, isFull, isListing, isRefused, pageOf } from './wire.ts';
import type { Exchange } from './wire.ts';
import type { PassReport, World } from './world.ts';

interface Listing {
  readonly full: boolean;
  readonly first: Exchange;
  readonly items: readonly Item[];
  /** How many came. */
  readonly pages: number;
  /** The token of its last page; null if that did not come. */
  readonly token: string | null;
}

/** A calendar's listings in the order of their requests; the last one of an audit is only compared. */
const listingsOf = (report: PassReport, calendarId: string): Listing[] => {
  const listings: { full: boolean; first: Exchange; items: Item[]; pages: number; token: string | null }[] =
    [];
  let before: Exchange | null = null;
  for (const exchange of report.wire) {
    if (!isListing(exchange, calendarId)) continue;
    if (isFirst(exchange) && before?.status !== 401) {
      listings.push({ full: isFull(exchange), first: exchange, items: [], pages: 0, token: null });
    }
    const listing = listings.at(-1);
    const page = pageOf(exchange);
    if (listing !== undefined && page !== null) {
      listing.items.push(...page.items);
      listing.pages += 1;
      if (page.nextPageToken === undefined) listing.token = page.nextSyncToken ?? null;
    }
    before = exchange;
  }
  const full = listings.findIndex((listing) => listing.full);
  return full === -1 ? listings : listings.slice(0, full + 1);
};

interface State {
  readonly known: KnownCalendar;
  /** The tokens that may be stored with it. */
  readonly token: string | null;
}

/** The end of a listing: sweep and token [S9, S10]. */
const ended = (known: KnownCalendar, { full, first, items, token }: Listing, nowMs: number): State => {
  if (!full) return { known, token };
  const { timeMin } = first.query;
  const timeMinMs = timeMin === undefined ? null : Date.parse(timeMin);
  const seen = new Set(items.map(({ id }) => id));
  const { guard, entry } = known;
  const result = swept(known.events, { timeMinMs, nowMs, zone: entry.timeZone, seen, guard });
  const version = readToken(token ?? '', 'sync')?.version ?? 0;
  return { known: { ...known, ...result, lastFull: { timeMinMs, version, atMs: nowMs } }, token };
};

/**
 * One calendar's rows, token and held sweep after the pass. Returns what is known of it now, and how that was
 * reached.
 */
export const expectCalendar = (
  world: World,
  before: Standing,
  report: PassReport,
  stored: StoredCalendar,
  known: KnownCalendar,
  figures: { upserted: number; removed: number; quarantined: number; swept: number; pages: number },
): { readonly known: KnownCalendar; readonly taken: readonly Step[] } => {
  const id = stored.calendar_id;
  const taken: Step[] = [];
  const count = (from: Events, items: readonly Item[]): void => {
    const { upserted, removed, quarantined } = figuresOf(from, items);
    figures.upserted += upserted;
    figures.removed += removed;
    figures.quarantined += quarantined;
  };
  const rows = storedRows(world.app.outside, stored.key);
  const old = before.calendars.find(({ key }) => key === stored.key);
  const wasRefused = report.wire.some((one) => isListing(one, id) && isRefused(one));
  const finishes = report.finished.filter(({ key }) => key === stored.key);
  const killed = report.outcome === null && finishes.length === 0;

  // Where the pass may have stopped. If its listings were complete, only masters by id are left open.
  let state: State = { known, token: old?.sync_token ?? null };
  let possible: State[] = [state];
  // A crash may have lost tokens that came without news.
  const died = report.outcome === null;
  const durable = before.durable.calendars.find(({ key }) => key === stored.key)?.sync_token ?? null;
  if (died && durable !== state.token) possible.unshift({ known, token: durable });
  for (const listing of listingsOf(report, id)) {
    const before = state;
    count(before.known.events, listing.items);
    figures.pages += listing.pages;
    const steps = prefixes(before.known.events, listing.items).map((events) => ({
      ...before,
      known: { ...before.known, events },
    }));
    for (const [index, item] of listing.items.entries()) {
      const was = (steps[index - 1] ?? before).known.events.get(item.id);
      taken.push({ id: item.id, was, is: steps[index]?.known.events.get(item.id) });
    }
    const complete = steps.at(-1) ?? before;
    const finish = finishes[0];
    if (listing.token !== null && finish !== undefined) {
      finishes.shift();
      assert.equal(finish.syncToken, listing.token, `${id}: another token than the last page’s`);
      state = ended(complete.known, listing, finish.nowMs);
      figures.swept += complete.known.events.size - state.known.events.size;
      for (const [id, was] of complete.known.events)
        if (!state.known.events.has(id)) taken.push({ id, was, is: undefined });
      possible = died && !listing.full && listing.items.length === 0 ? [...possible, state] : [state];
    } else {
      const end = listing.token === null ? null : ended(complete.known, listing, report.startedAtMs);
      possible = [...possible, ...steps];
      // The sweep comes just before the token.
      if (end !== null)
        possible.push({ ...complete, known: { ...complete.known, events: end.known.events } });
      if (end !== null && killed) possible.push(end);
      state = complete;
    }
  }
  assert.equal(finishes.length, 0, `${id}: finished without the last page`);
  const fetched = mastersFetched(report, id);
  const last = possible.at(-1)!;
  count(last.known.events, fetched);
  const withMasters = prefixes(last.known.events, fetched).map((events) => ({
    ...last,
    known: { ...last.known, events },
  }));
  possible =
    report.outcome?.outcome === 'succeeded' ? [withMasters.at(-1) ?? last] : [...possible, ...withMasters];

  const found = possible.filter((one) => sameRows(knownRows(one.known.events), rows));
  if (found.length === 0) {
    expectRows(knownRows(last.known.events), rows, `${id}: rows that no part of what was delivered makes`);
  }
  const tokens = [...found.map(({ token }) => token), ...(wasRefused ? [null] : [])];
  assert(tokens.includes(stored.sync_token), `${id}: the token does not belong to the rows`);
  // A process killed from outside cannot report how far it got, but its token and guard can.
  const fits = found.filter(({ token }) => token === stored.sync_token);
  const held = {
    held: stored.held_sweep,
    heldSinceMs: stored.held_since_ms,
    kept: stored.kept_rows,
    allowed: stored.sweep_allowed === 1,
  };
  const guardOf = ({ known: { guard } }: State) => ({
    held: guard.held,
    heldSinceMs: guard.heldSinceMs,
    kept: guard.kept,
    allowed: guard.allowed,
  });
  const match =
    (killed
      ? (fits.length > 0 ? fits : found).findLast((one) => isDeepStrictEqual(guardOf(one), held))
      : undefined) ??
    fits.at(-1) ??
    found.at(-1)!;
  assert.deepEqual(held, guardOf(match), `${id}: the held sweep`);
  // An audit cannot know what changed while it requested the changes page by page.
  const asked = report.wire.findLastIndex((one) => isListing(one, id) && isFirst(one));
  // What a held sweep kept back counts as drift [S12], and so does what happened to an unreadable event [F23].
  const isHeldBack = known.guard.held !== null || known.guard.kept !== null;
  const isStale = [...world.spoiled].some((name) => name.startsWith(`${id} `));
  const unsure = report.editedBefore > asked || isHeldBack || isStale;
  if (stored.last_audit !== null && stored.last_audit !== old?.last_audit && !unsure) {
    const { missing, extra, different } = JSON.parse(stored.last_audit);
    const expected = world.tampered.get(id) ?? { missing: 0, extra: 0, different: 0 };
    assert.deepEqual({ missing, extra, different }, expected, `${id}: drift`);
  }
  return { known: match.known, taken };
};

/** Each state while the items are applied one by one. */
const prefixes = (from: Events, items: readonly Item[]): Events[] => {
  const states: Events[] = [];
  const listed = nothingListed();
  let state = from;
  for (const item of items) {
    state = applied(state, item, listed);
    noteListed(listed, item);
    states.push(state);
  }
  return states;
};

/** Masters that were fetched by id [S17]. */
const mastersFetched = (report: PassReport, calendarId: string): Item[] =>
  report.wire
    .filter((one) => one.endpoint === 'event' && one.calendarId === calendarId && one.status === 200)
    // What is not JSON was a portal's page and contained no master.
    .flatMap(({ json }) => (json === null ? [] : [json as EventResource]))
    .filter(
      (event) =>
        (event.status as string) !== 'cancelled' &&
        (event.recurrence?.length ?? 0) > 0 &&
        !isUnreadable(event),
    );

const sameRows = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);

const expectRows = (expected: readonly string[], rows: readonly string[], what: string): void => {
  if (sameRows(expected, rows)) return;
  const missing = expected.filter((text) => !rows.includes(text));
  const extra = rows.filter((text) => !expected.includes(text));
  assert.fail(`${what}\nmissing:\n  ${missing.join('\n  ')}\nnot expected:\n  ${extra.join('\n  ')}`);
};
