/**
 * How the model answers a client that syncs: `events.list`, `events.get`, `calendarList.list`, page by page.
 * The rules are those of the sync protocol [S1–S5, S7, S8, S13–S16, S32]; a query that breaks one is refused,
 * never met half-way. Parameters come as text, as a URL carries them.
 */
import { instanceResource, isSlot } from './instances.ts';
import {
  badParameter,
  forbidden,
  fullSyncRequired,
  invalidSyncToken,
  notFound,
  syncTokenWithRestriction,
  timeRangeEmpty,
} from './refusals.ts';
import type { Refusal } from './refusals.ts';
import type { CalendarListResource, CancelledResource, EventResource, EventsResource } from './resources.ts';
import { readSeries, slotOf } from './rule.ts';
import { calendarOf } from './state.ts';
import type { ModelState, StoredCalendar, StoredEvent } from './state.ts';
import { fingerprintOf, readToken, writeToken } from './tokens.ts';
import type { PageToken } from './tokens.ts';
import { dayMs, instantOf } from './zoneTime.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

export type Query = Readonly<Record<string, string>>;

/** Ruled out beside a syncToken [S1]; a full listing that uses one of these gets no nextSyncToken. */
const restrictions = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'sharedExtendedProperty',
  'q',
  'timeMin',
  'timeMax',
  'updatedMin',
];
/** Not part of what a token was made with: they choose the range or the transport. */
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
const notModelled = ['orderBy', 'privateExtendedProperty', 'sharedExtendedProperty', 'q', 'updatedMin'];

/** Where a page begins and what it walks: the same for events and calendars. */
interface Walk {
  readonly mode: 'full' | 'delta';
  readonly base: number;
  readonly length: number;
  readonly position: number;
  readonly page: number;
  /** What the next sync token will say was delivered: the version at the first page. */
  readonly version: number;
  /** Delta: deliver what is newer than this. */
  readonly since: number;
}

function beginWalk(
  state: ModelState,
  query: Query,
  listing: {
    readonly name: string;
    readonly generation: number;
    readonly full: () => number;
    readonly delta: (since: number) => { readonly base: number; readonly length: number };
    readonly forbidden: readonly string[];
  },
): Result<Walk, Refusal> {
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
  return ok({ mode, ...range, position: 0, page: 0, version: state.version, since });
}

/** Collects one page. Looks at a bounded number of rows, so that pages may come short or empty [S4]. */
function walkPage<Row, Item>(
  state: ModelState,
  query: Query,
  walk: Walk,
  defaults: { readonly pageSize: number; readonly most: number },
  rows: readonly Row[],
  take: (row: Row) => Item | null,
): { readonly items: Item[]; readonly position: number } {
  const { behaviour } = state;
  const asked = Math.min(Number(query['maxResults'] ?? defaults.pageSize), defaults.most);
  const limit = Math.min(Math.max(1, asked), behaviour.pageLimit);
  const items: Item[] = [];
  let { position } = walk;
  if (behaviour.emptyPageEvery > 0 && (walk.page + 1) % behaviour.emptyPageEvery === 0)
    return { items, position };
  const lookAtMost = Math.max(4 * limit, 1000);
  for (let looked = 0; position < walk.length && items.length < limit && looked < lookAtMost; looked++) {
    const row = rows[walk.base + placed(state, position++, walk.length)];
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

function nextTokens(
  state: ModelState,
  query: Query,
  walk: Walk,
  position: number,
  listing: { readonly name: string; readonly generation: number },
): { nextPageToken?: string; nextSyncToken?: string } {
  const common = {
    epoch: state.epoch,
    listing: listing.name,
    generation: listing.generation,
    version: walk.version,
    parameters: fingerprintOf(query, unfingerprinted),
  };
  if (position < walk.length) {
    const { mode, base, length } = walk;
    const token: PageToken = {
      ...common,
      kind: 'page',
      mode,
      query: fingerprintOf(query, ['pageToken']),
      base,
      length,
      position,
      page: walk.page + 1,
    };
    return { nextPageToken: writeToken(token) };
  }
  if (query['iCalUID'] !== undefined) return {};
  return { nextSyncToken: writeToken({ ...common, kind: 'sync' }) };
}

export function listEvents(
  state: ModelState,
  calendarId: string,
  query: Query,
): Result<EventsResource, Refusal> {
  const at = calendarOf(state, calendarId);
  if (!at || at.access === 'notFound') return fail(notFound);
  if (at.access === 'forbidden') return fail(forbidden);
  for (const name of notModelled)
    if (query[name] !== undefined && query['syncToken'] === undefined)
      return fail(badParameter(name, `${name} is not part of this model.`));
  if (query['singleEvents'] === 'true')
    return fail(badParameter('singleEvents', 'singleEvents is not part of this model.'));
  const bounds = readBounds(query);
  if (!bounds.ok) return bounds;
  const listing = { name: at.entry.id, generation: at.generation };
  const walk = beginWalk(state, query, {
    ...listing,
    full: () => at.order.length,
    delta: (since) => {
      const base = firstAfter(at.log, since);
      return { base, length: at.log.length - base };
    },
    forbidden: restrictions,
  });
  if (!walk.ok) return walk;
  const { mode } = walk.value;
  const sizes = { pageSize: 250, most: 2500 };
  const send = (event: StoredEvent): EventResource | CancelledResource => present(state, event, query);
  const { items, position } =
    mode === 'full'
      ? walkPage(state, query, walk.value, sizes, at.order, (event) =>
          fits(at, event, query, bounds.value) ? send(event) : null,
        )
      : walkPage(state, query, walk.value, sizes, at.log, ({ version, event }) =>
          // Superseded entries come again under their newer version.
          event.version === version && !event.silent && hasAskedType(event, query) ? send(event) : null,
        );
  return ok({
    kind: 'calendar#events',
    etag: `"p${state.version}"`,
    summary: at.entry.summary,
    updated: new Date(state.now()).toISOString(),
    timeZone: at.entry.timeZone,
    accessRole: at.entry.accessRole,
    defaultReminders: at.entry.defaultReminders,
    items,
    ...nextTokens(state, query, walk.value, position, listing),
  });
}

/** A deleted event is still had by its id, as cancelled; an instance is had even where it is no exception. */
export function getEvent(
  state: ModelState,
  calendarId: string,
  eventId: string,
): Result<EventResource | CancelledResource, Refusal> {
  const at = calendarOf(state, calendarId);
  if (!at || at.access === 'notFound') return fail(notFound);
  if (at.access === 'forbidden') return fail(forbidden);
  const event = at.events.get(eventId);
  if (event) return ok(present(state, event, {}));
  const [, masterId, date, time] = /^(.+)_(\d{8})(T\d{6}Z)?$/.exec(eventId) ?? [];
  const master = masterId === undefined ? undefined : at.events.get(masterId);
  if (!master || master.state !== 'live' || !master.resource.recurrence || !date) return fail(notFound);
  const stamp = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const slot = Date.parse(
    time ? `${stamp}T${time.slice(1, 3)}:${time.slice(3, 5)}:${time.slice(5, 7)}Z` : stamp,
  );
  const series = readSeries(master.resource, at.entry.timeZone);
  if (series.allDay === (time !== undefined) || !isSlot(series, slot)) return fail(notFound);
  return ok(instanceResource(master.resource, slot, at.entry.timeZone));
}

export function listCalendars(state: ModelState, query: Query): Result<CalendarListResource, Refusal> {
  const all = [...state.calendars.values()];
  const listing = { name: 'calendarList', generation: state.listGeneration };
  const walk = beginWalk(state, query, {
    ...listing,
    full: () => all.length,
    delta: () => ({ base: 0, length: all.length }),
    forbidden: ['minAccessRole'],
  });
  if (!walk.ok) return walk;
  const { mode, since } = walk.value;
  const roles = ['freeBusyReader', 'reader', 'writer', 'owner'];
  const sizes = { pageSize: 100, most: 250 };
  const { items, position } = walkPage(state, query, walk.value, sizes, all, ({ entry, version }) => {
    if (mode === 'delta' && version <= since) return null;
    if (entry.deleted) {
      if (mode === 'full' && query['showDeleted'] !== 'true') return null;
      return { kind: entry.kind, id: entry.id, etag: entry.etag, deleted: true as const };
    }
    if (mode === 'full' && entry.hidden && query['showHidden'] !== 'true') return null;
    if (roles.indexOf(entry.accessRole) < roles.indexOf(query['minAccessRole'] ?? 'freeBusyReader'))
      return null;
    return entry;
  });
  return ok({
    kind: 'calendar#calendarList',
    etag: `"p${state.version}"`,
    items,
    ...nextTokens(state, query, walk.value, position, listing),
  });
}

interface Bounds {
  readonly fromMs: number;
  readonly toMs: number;
}

function readBounds(query: Query): Result<Bounds, Refusal> {
  const { timeMin, timeMax } = query;
  for (const [name, text] of Object.entries({ timeMin, timeMax }))
    if (text !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text))
      return fail(badParameter(name, 'Bad Request'));
  const fromMs = timeMin === undefined ? Number.NEGATIVE_INFINITY : Date.parse(timeMin);
  const toMs = timeMax === undefined ? Number.POSITIVE_INFINITY : Date.parse(timeMax);
  return toMs <= fromMs ? fail(timeRangeEmpty) : ok({ fromMs, toMs });
}

const hasAskedType = ({ resource, state }: StoredEvent, query: Query): boolean =>
  query['eventTypes'] === undefined ||
  state !== 'live' ||
  query['eventTypes'].split(',').includes(resource.eventType ?? 'default');

/** Does a full listing contain the event? */
function fits(at: StoredCalendar, event: StoredEvent, query: Query, bounds: Bounds): boolean {
  // Deleted masters and singles are not listed, cancelled instances are [S3].
  if (event.state === 'deleted' && (query['showDeleted'] !== 'true' || event.silent)) return false;
  if (!hasAskedType(event, query)) return false;
  if (query['iCalUID'] !== undefined && event.resource.iCalUID !== query['iCalUID']) return false;
  if (bounds.fromMs === Number.NEGATIVE_INFINITY && bounds.toMs === Number.POSITIVE_INFINITY) return true;
  try {
    return overlaps(at, event.resource, bounds);
  } catch {
    // A broken event has no place in time: it is always listed.
    return true;
  }
}

/** timeMin bounds the end, timeMax the start; a series belongs when one of its slots does. */
function overlaps(at: StoredCalendar, resource: EventResource, { fromMs, toMs }: Bounds): boolean {
  const zone = at.entry.timeZone;
  const within = (start: number, end: number, allDay: boolean): boolean => {
    const toInstant = (ms: number): number => (allDay ? instantOf(ms, zone) : ms);
    return toInstant(end) > fromMs && toInstant(start) < toMs;
  };
  const start = slotOf(resource.start);
  const end = slotOf(resource.end);
  const allDay = resource.start.date !== undefined;
  if (resource.recurrence) {
    const series = readSeries(resource, zone);
    for (const slot of series.slots(fromMs - series.durationMs - dayMs, toMs + dayMs))
      if (within(slot, slot + series.durationMs, allDay)) return true;
    return false;
  }
  if (within(start, end, allDay)) return true;
  if (!resource.originalStartTime) return false;
  // An exception moved out of the range still takes away a slot inside it.
  const slot = slotOf(resource.originalStartTime);
  return within(slot, slot + (end - start), resource.originalStartTime.date !== undefined);
}

/** The resource as it is sent: whole when live, with hardly a field when cancelled [S14, S15]. */
function present(state: ModelState, event: StoredEvent, query: Query): EventResource | CancelledResource {
  const { resource } = event;
  if (event.state === 'live') {
    const most = Number(query['maxAttendees'] ?? Number.POSITIVE_INFINITY);
    if (!resource.attendees || resource.attendees.length <= most) return resource;
    const own = resource.attendees.filter((one) => one.self);
    return { ...resource, attendees: own.slice(0, most), attendeesOmitted: true };
  }
  const { kind, id, etag, recurringEventId, originalStartTime } = resource;
  const cancelled = { kind, etag, id, status: 'cancelled' as const };
  const how = state.behaviour.tombstones;
  if (how === 'noisy')
    return { ...resource, ...cancelled, start: { dateTime: '1970-01-01T00:00:00Z' }, summary: 'Cancelled' };
  if (how === 'bare' || recurringEventId === undefined) return cancelled;
  return { ...cancelled, recurringEventId, originalStartTime };
}

/** The first log entry newer than a version. */
function firstAfter(log: StoredCalendar['log'], version: number): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log[middle]?.version ?? 0) <= version) low = middle + 1;
    else high = middle;
  }
  return low;
}
