/**
 * What must hold after every pass, however it went:
 * - each calendar's rows are those of before, or those after some first part of what was delivered, in order
 *   (each slice is whole, nothing is swept); the token moves only with a listing's end, together with all of
 *   its rows, and is forgotten only when it was refused;
 * - the calendar list is as before or as listed; nothing else appears or goes;
 * - the agenda shows exactly what the oracle makes of the rows that should be there.
 * And after a pass that nothing disturbed: what is stored equals the server's truth, except for history that
 * no listing could have contained [S9] and for a sweep on hold [S12].
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { CalendarListEntryResource, EventResource } from '../../main/sample/resources.ts';
import { readToken } from '../../main/sample/tokens.ts';
import type { Problem } from '../../shared/problems.ts';
import { expectAgenda } from './agendaCheck.ts';
import type { Spot } from './agendaCheck.ts';
import {
  accountNow,
  calendarsNow,
  expectBackoff,
  expectJournal,
  expectRecord,
  expectSignals,
  figuresOf,
  standingOf,
} from './account.ts';
import type { Standing } from './account.ts';
import { applied, isCovered, isUnreadable, noGuard, swept } from './protocol.ts';
import type { Events, Item, KnownCalendar, KnownEvent } from './protocol.ts';
import { knownRows, missedAndStored, storedCalendars, storedRows, textOfKnown } from './rows.ts';
import type { StoredCalendar } from './rows.ts';
import { ACCOUNT, HOME } from './world.ts';
import type { PassPlan, PassReport, World } from './world.ts';
import type { Exchange } from './wire.ts';

type Before = Standing;

interface Page {
  readonly items: readonly Item[];
  readonly nextSyncToken?: string;
  readonly nextPageToken?: string;
  readonly defaultReminders?: unknown;
}

const isListing = (exchange: Exchange, calendarId: string): boolean =>
  exchange.endpoint === 'events' && exchange.calendarId === calendarId;
const pageOf = (exchange: Exchange): Page | null => {
  const page = exchange.json as Partial<Page> | null;
  return exchange.status === 200 && page !== null && Array.isArray(page.items) ? (page as Page) : null;
};
const isFirst = ({ query }: Exchange): boolean => query['pageToken'] === undefined;
const isFull = ({ query }: Exchange): boolean => query['syncToken'] === undefined;
const isRefused = ({ status }: Exchange): boolean => status === 410 || status === 400;

/** Some calendar's events were refused for good. */
const hasRefusal = ({ wire }: PassReport): boolean =>
  wire.some(({ calendarId, status }) => calendarId !== null && (status === 403 || status === 404));

/** Remembers what is stored; answers the check of what a pass made of it. */
export const checkEffects = (world: World): ((report: PassReport) => void) => {
  const before = standingOf(world);
  return (report) => {
    expectGate(before, report);
    expectRequests(report);
    for (const { endpoint, path, status, json } of report.wire) {
      const isSpoilt = json !== null && isUnreadable(json as Item);
      if (endpoint === 'event' && (status !== 200 || isSpoilt))
        world.missedMasters.add(path.split('/').at(-1)!);
    }
    const known = expectCalendars(world, before, report);
    const figures = { upserted: 0, removed: 0, quarantined: 0, swept: 0, pages: 0 };
    for (const stored of calendarsNow(world)) {
      const id = stored.calendar_id;
      known.set(id, expectCalendar(world, before, report, stored, known.get(id)!, figures));
    }
    world.known = known;
    const needless = missedAndStored(world.app.outside);
    assert.deepEqual(needless, [], 'masters that are stored and marked as not to be had');
    expectBackoff(world, before, report);
    if (report.outcome === null) return;
    expectSignals(world, before, report);
    expectRecord(world, before, report);
    if (report.outcome.outcome !== 'succeeded') return;
    const { upserted, removed, quarantined, swept: gone, pages } = report.outcome.counts;
    if (!before.isTampered)
      assert.deepEqual({ upserted, removed, quarantined, swept: gone, pages }, figures, 'the pass’s figures');
    for (const [id, { events, visible }] of known) {
      const old = before.known.get(id)?.events;
      if (old !== undefined && visible) expectJournal(world, before, report, id, [old, events]);
    }
  };
};

/** A pass whose every effect is checked, and then the agenda in some windows. */
export const checkedPass = async (
  world: World,
  plan: PassPlan = {},
  spots: readonly Spot[] = [],
): Promise<PassReport> => {
  const effects = checkEffects(world);
  const report = await world.pass(plan);
  effects(report);
  for (const spot of spots) expectAgenda(world, spot);
  return report;
};

/** While Google's Retry-After holds, nobody asks anything [S35, F11]. */
const expectGate = ({ account }: Before, { wire, startedAtMs }: PassReport): void => {
  const { retry_at_ms: retryAtMs } = account;
  if (retryAtMs === null || retryAtMs <= startedAtMs || retryAtMs > startedAtMs + 86_400_000) return;
  assert.equal(wire.length, 0, 'Retry-After was not kept');
};

/** At most one full listing of a calendar in a pass, and an incremental one only before it [S7]. */
const expectRequests = ({ wire }: PassReport): void => {
  const starts = new Map<string, string[]>();
  for (const [index, exchange] of wire.entries()) {
    if (exchange.endpoint === 'event' || !isFirst(exchange)) continue;
    // The repetition after a 401 is the same request [S34].
    const key = exchange.calendarId ?? '(calendars)';
    const mode = isFull(exchange) ? 'full' : 'incremental';
    const earlier = wire.slice(0, index).filter((one) => one.calendarId === exchange.calendarId);
    if (earlier.at(-1)?.status === 401) continue;
    starts.set(key, [...(starts.get(key) ?? []), mode]);
  }
  for (const modes of starts.values()) {
    assert(
      // An audit: in full after an incremental one, and once more what changed meanwhile.
      ['full', 'incremental', 'incremental,full', 'incremental,full,incremental'].includes(modes.join(',')),
      `listings in one pass: ${modes.join(',')}`,
    );
  }
};

const nameOf = (entry: CalendarListEntryResource): string => entry.summaryOverride ?? entry.summary;
const isShownAtFirst = (entry: CalendarListEntryResource): boolean =>
  entry.selected === true && entry.hidden !== true;

/** The calendar list as it must be now [S32, S33]; answers what is known of each calendar in it. */
const expectCalendars = (world: World, before: Before, report: PassReport): Map<string, KnownCalendar> => {
  const known = new Map(world.known);
  const exchanges = report.wire.filter(({ endpoint }) => endpoint === 'calendarList');
  const start = exchanges.findLastIndex(isFirst);
  const listing = exchanges.slice(start).flatMap((exchange) => {
    const page = pageOf(exchange);
    return page === null ? [] : [{ ...page, full: isFull(exchange) }];
  });
  const account = accountNow(world);
  // A crash may have taken what came with nothing new.
  const died = report.outcome === null;
  const older = died ? [before.account.list_sync_token, before.durable.account.list_sync_token] : [];
  const last = listing.at(-1);
  const advanced =
    report.listCommitted ||
    // A process that was killed from outside tells nothing: its token does.
    (report.outcome === null &&
      last?.nextSyncToken !== undefined &&
      last.nextSyncToken === account.list_sync_token);
  if (advanced) {
    assert(
      last !== undefined && last.nextPageToken === undefined,
      'a calendar list without its end was kept',
    );
    // After a calendar's refusal the list may be asked in full next time [S33].
    const items = listing.flatMap((page) => page.items) as unknown as CalendarListEntryResource[];
    if (account.list_sync_token !== null || !hasRefusal(report)) {
      const tokens = [last.nextSyncToken ?? null, ...(items.length === 0 && !last.full ? older : [])];
      assert(tokens.includes(account.list_sync_token), 'the calendar list’s token');
    }
    for (const entry of items) {
      const old = known.get(entry.id);
      if (entry.deleted === true) known.delete(entry.id);
      else if (old !== undefined) known.set(entry.id, { ...old, entry });
      else {
        const visible = world.choices.get(entry.id) ?? isShownAtFirst(entry);
        known.set(entry.id, { entry, visible, events: new Map(), guard: noGuard, lastFull: null });
      }
    }
    if (last.full) {
      const listed = new Set(items.map(({ id }) => id));
      for (const id of known.keys()) if (!listed.has(id)) known.delete(id);
      world.silent.clear();
    }
  } else if (![before.account.list_sync_token, ...older].includes(account.list_sync_token)) {
    assert.equal(account.list_sync_token, null, 'the calendar list’s token moved without a listing');
    const refused = exchanges.some(isRefused);
    assert(refused || hasRefusal(report), 'the calendar list’s token was dropped for no reason');
  }
  const face = (calendarId: string, name: string, zone: string, hidden: boolean, visible: boolean) =>
    JSON.stringify([calendarId, name, zone, hidden, visible]);
  assert.deepEqual(
    storedCalendars(world.app.outside).map((one) =>
      face(one.calendar_id, one.name, one.zone, one.hidden === 1, one.visible === 1),
    ),
    [...known.values()]
      .map(({ entry, visible }) =>
        face(entry.id, nameOf(entry), entry.timeZone, entry.hidden === true, visible),
      )
      .sort(),
    'the calendars stored are not the ones listed',
  );
  return known;
};

interface Listing {
  readonly full: boolean;
  readonly first: Exchange;
  readonly items: readonly Item[];
  /** How many came. */
  readonly pages: number;
  /** The token of its last page; null when that did not come. */
  readonly token: string | null;
}

/** A calendar's listings in the order they were asked for; an audit's last one is only looked at. */
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
  /** The tokens that may be stored beside it. */
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

/** One calendar's rows, token and held sweep after the pass; answers what is known of it now. */
const expectCalendar = (
  world: World,
  before: Before,
  report: PassReport,
  stored: StoredCalendar,
  known: KnownCalendar,
  figures: { upserted: number; removed: number; quarantined: number; swept: number; pages: number },
): KnownCalendar => {
  const id = stored.calendar_id;
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

  // Where the pass may have left off. One that finished its listings left no choice but in masters by id.
  let state: State = { known, token: old?.sync_token ?? null };
  let possible: State[] = [state];
  // A crash may have taken the tokens that came with nothing new.
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
    const complete = steps.at(-1) ?? before;
    const finish = finishes[0];
    if (listing.token !== null && finish !== undefined) {
      finishes.shift();
      assert.equal(finish.syncToken, listing.token, `${id}: another token than the last page’s`);
      state = ended(complete.known, listing, finish.nowMs);
      figures.swept += complete.known.events.size - state.known.events.size;
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
  // A process that was killed from outside cannot tell how far it came, but its token and guard can.
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
  // What changed while an audit asked page by page what had changed it cannot know.
  const asked = report.wire.findLastIndex((one) => isListing(one, id) && isFirst(one));
  // What a distrusted listing kept back is drift indeed [S12], and so is what became of an unreadable event [F23].
  const isHeldBack = known.guard.held !== null || known.guard.kept !== null;
  const isStale = [...world.spoiled].some((name) => name.startsWith(`${id} `));
  const unsure = report.editedBefore > asked || isHeldBack || isStale;
  if (stored.last_audit !== null && stored.last_audit !== old?.last_audit && !unsure) {
    const { missing, extra, different } = JSON.parse(stored.last_audit);
    const expected = world.tampered.get(id) ?? { missing: 0, extra: 0, different: 0 };
    assert.deepEqual({ missing, extra, different }, expected, `${id}: drift`);
  }
  return match.known;
};

/** Each state on the way of applying the items one by one. */
const prefixes = (from: Events, items: readonly Item[]): Events[] => {
  const states: Events[] = [];
  let state = from;
  for (const item of items) {
    state = applied(state, item);
    states.push(state);
  }
  return states;
};

/** Masters that were had by id [S17]. */
const mastersFetched = (report: PassReport, calendarId: string): Item[] =>
  report.wire
    .filter((one) => one.endpoint === 'event' && one.calendarId === calendarId && one.status === 200)
    // What is no JSON was a portal's page: it brought no master.
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

/** Listed calendars whose events Google refuses. */
export const barred = ({ model }: World): string[] =>
  model.calendarIds().filter((id) => {
    const answer = model.listEvents(id, { maxResults: '1' });
    return !answer.ok && (answer.problem.status === 403 || answer.problem.status === 404);
  });

const sorted = (problems: readonly Problem[]): string[] =>
  problems
    .map(
      (one) =>
        `${one.kind} ${'calendarId' in one ? one.calendarId : ''} ${one.kind === 'sweepHeld' ? `${one.count} ${one.upcoming}` : ''}`,
    )
    .sort();

/** After a pass that nothing disturbed. */
export const expectClean = (world: World, report: PassReport): void => {
  const refused = barred(world).filter((id) => world.known.get(id)?.visible === true);
  const problems = refused.map((calendarId): Problem => {
    const answer = world.model.listEvents(calendarId);
    const status = answer.ok ? 0 : answer.problem.status;
    return status === 404
      ? { kind: 'calendarGone', calendarId: calendarId as never }
      : { kind: 'calendarForbidden', calendarId: calendarId as never, detail: '' };
  });
  for (const [calendarId, { guard, visible }] of world.known) {
    const { held } = guard;
    if (held === null || !visible || refused.includes(calendarId)) continue;
    problems.push({
      kind: 'sweepHeld',
      accountId: ACCOUNT,
      calendarId: calendarId as never,
      count: held,
      upcoming: guard.upcoming,
    });
  }
  assert.deepEqual(
    sorted(report.outcome?.problems ?? []),
    sorted(problems),
    'problems of an undisturbed pass',
  );
  const shown = [...world.known].filter(([, { visible }]) => visible).map(([id]) => id);
  const isAllRefused = shown.length > 0 && shown.every((id) => refused.includes(id));
  const expected = problems.length === 0 ? 'succeeded' : isAllRefused ? 'failed' : 'partial';
  assert.equal(report.outcome?.outcome, expected);
  expectTruth(world, refused);
};

/** What is known of the visible calendars equals what the server holds. */
const expectTruth = (world: World, refused: readonly string[]): void => {
  const { model } = world;
  assert.deepEqual([...world.known.keys()].sort(), model.calendarIds().sort(), 'calendars');
  assert(model.calendarIds().includes(HOME));
  for (const [calendarId, known] of world.known) {
    const { calendar, singles, masters, exceptions } = model.truth(calendarId);
    if (!world.silent.has(calendarId)) {
      assert.equal(nameOf(known.entry), nameOf(calendar), `${calendarId}: name`);
      assert.equal(known.entry.timeZone, calendar.timeZone, `${calendarId}: zone`);
    }
    if (!known.visible || refused.includes(calendarId)) continue;
    assert(known.lastFull !== null, `${calendarId}: never listed in full`);
    const { timeMinMs, version, atMs } = known.lastFull;
    const reach = timeMinMs === null ? 'everything' : Math.round((atMs - timeMinMs) / 86_400_000);
    const asked = { month: 30, year: 365, everything: 'everything' }[world.reachBack];
    assert.equal(reach, asked, `${calendarId}: how far the last full listing reached back`);
    expectMasters(world, known);
    const stored = storedCalendars(world.app.outside).find((one) => one.calendar_id === calendarId);
    const { defaultReminders } = calendar;
    assert.deepEqual(
      JSON.parse(stored?.default_reminders ?? '[]'),
      defaultReminders,
      `${calendarId}: reminders`,
    );
    // A listing that was distrusted may have kept things back until the next full one [S12].
    const waits = known.guard.held !== null || known.guard.kept !== null;
    let listed: ReadonlySet<string> | null = null;
    for (const event of [...singles, ...masters, ...exceptions]) {
      if (known.events.get(event.id)?.event?.etag === event.etag) continue;
      if (world.spoiled.has(`${calendarId} ${event.id}`)) continue;
      // Only what lies before the last full listing's beginning and did not change since may differ [S9].
      listed ??= listedIds(world, calendarId, timeMinMs);
      const isOld = timeMinMs !== null && !listed.has(event.id);
      const old = (isOld || waits) && Number(event.etag.replaceAll('"', '')) <= version;
      const text = textOfKnown({ ...place, kind: 'single', id: event.id, event });
      assert(old, `${calendarId}: the server has what is not stored: ${text}`);
    }
    for (const one of model.truth(calendarId).cancelled) {
      if (known.events.get(one.id)?.kind === 'cancelled') continue;
      listed ??= listedIds(world, calendarId, timeMinMs);
      const old = waits || (timeMinMs !== null && !listed.has(one.id));
      assert(old, `${calendarId}: a cancelled instance is not stored: ${one.id}`);
    }
    const alive = new Set([...singles, ...masters, ...exceptions].map(({ id }) => id));
    const cancelled = new Set(model.truth(calendarId).cancelled.map(({ id }) => id));
    for (const one of known.events.values()) {
      if (one.kind === 'cancelled' ? cancelled.has(one.id) : alive.has(one.id)) continue;
      // What was last read of it stands: here, that it was cancelled before it came back unreadable [F23].
      if (alive.has(one.id) && world.spoiled.has(`${calendarId} ${one.id}`)) continue;
      expectGhost(world, known, one);
    }
  }
};

/** Each changed instance has its master beside it, when Google gives it away at all [S17]. */
const expectMasters = (world: World, { entry, events }: KnownCalendar): void => {
  for (const { kind, masterId } of events.values()) {
    if (kind !== 'exception' || masterId === null || events.has(masterId)) continue;
    if (world.missedMasters.has(masterId)) continue;
    const answer = world.model.getEvent(entry.id, masterId);
    const isHad = answer.ok && (answer.value.status as string) !== 'cancelled';
    assert(!isHad, `${entry.id}: the master ${masterId} was not asked for`);
  }
};

const place = { masterId: null, slotMs: null, slotIsDate: false } as const;

/** A row of what the server no longer has. */
const expectGhost = (
  world: World,
  { entry, events, guard, lastFull }: KnownCalendar,
  one: KnownEvent,
): void => {
  // Takes nothing away and shows nothing: its series is gone.
  if (one.kind === 'cancelled' && one.masterId !== null && !events.has(one.masterId)) return;
  const { timeMinMs = null, version = 0 } = lastFull ?? {};
  const goneAtOf = (id: string): number => {
    const answer = world.model.getEvent(entry.id, id);
    const isGone = answer.ok && (answer.value.status as string) === 'cancelled';
    return isGone ? Number(answer.value.etag.replaceAll('"', '')) : 0;
  };
  // An instance goes by itself, or with its series.
  const goneAt = Math.max(goneAtOf(one.id), one.masterId === null ? 0 : goneAtOf(one.masterId));
  const waits = guard.held !== null || guard.kept !== null;
  const missed = goneAt <= version && (waits || !isCovered(one, timeMinMs, entry.timeZone));
  assert(missed, `${entry.id}: stored although the server no longer has it: ${textOfKnown(one)}`);
};

/** Ids that a full listing from then on contains. */
const listedIds = (world: World, calendarId: string, timeMinMs: number | null): ReadonlySet<string> => {
  const query = {
    singleEvents: 'false',
    maxResults: '2500',
    ...(timeMinMs === null ? {} : { timeMin: new Date(timeMinMs).toISOString() }),
  };
  const ids = new Set<string>();
  let pageToken: string | undefined;
  do {
    const page = world.model.listEvents(calendarId, {
      ...query,
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    if (!page.ok) throw new Error(page.problem.reason);
    for (const { id } of page.value.items) ids.add(id);
    pageToken = page.value.nextPageToken;
  } while (pageToken !== undefined);
  return ids;
};
