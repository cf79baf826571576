/**
 * How the model replies to a client that syncs: `events.list`, `events.get`, `calendarList.list`, page by page. It
 * follows the rules of the sync protocol [S1–S5, S7, S8, S13–S16, S32]; a query that breaks one is rejected, without
 * exception. Parameters are text, as in a URL.
 */
import { baseOf, instanceResource, isSlot } from './instances.ts';
import { badParameter, forbidden, notFound, timeRangeEmpty } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import type { CalendarListResource, CancelledResource, EventResource, EventsResource } from './resources.ts';
import { readSeries, slotOf } from './naiveRule.ts';
import { calendarOf } from './state.ts';
import type { ModelState, StoredCalendar, StoredEvent } from './state.ts';
import { beginPaging, nextTokens, restrictions, collectPage } from './pagination.ts';
import type { Query } from './pagination.ts';
import { dayMs, instantOf } from './zoneTime.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

const notModelled = ['orderBy', 'privateExtendedProperty', 'sharedExtendedProperty', 'q', 'updatedMin'];

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
  const paging = beginPaging(state, query, {
    ...listing,
    full: () => at.order.length,
    delta: (since) => {
      const base = firstAfter(at.log, since);
      const end = state.lag === null ? at.log.length : firstAfter(at.log, state.lag.version);
      return { base, length: Math.max(0, end - base) };
    },
    forbidden: restrictions,
  });
  if (!paging.ok) return paging;
  const { mode } = paging.value;
  const sizes = { pageSize: 250, most: 2500 };
  const send = (event: StoredEvent): EventResource | CancelledResource => present(state, at, event, query);
  const { items, position } =
    mode === 'full'
      ? collectPage(state, query, paging.value, sizes, at.order, (now) => {
          const event = asListed(state, now);
          return event !== null && isListed(at, event, query, bounds.value) ? send(event) : null;
        })
      : collectPage(state, query, paging.value, sizes, at.log, ({ version, event }) =>
          // An event with a newer version comes later, under that version.
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
    ...nextTokens(state, query, paging.value, position, listing),
  });
}

/** Returns an event by its id: a deleted one as cancelled, and an instance even if it is not an exception. */
export function getEvent(
  state: ModelState,
  calendarId: string,
  eventId: string,
  asOwner = false,
): Result<EventResource | CancelledResource, Refusal> {
  const at = calendarOf(state, calendarId);
  if (!at || (at.access === 'notFound' && !asOwner)) return fail(notFound);
  if (at.access === 'forbidden') return fail(forbidden);
  const event = at.events.get(eventId);
  if (event) return ok(present(state, at, event));
  const made = partWithInstance(at, eventId);
  return made === null ? fail(notFound) : ok(instanceResource(made.part, made.slot, at.entry.timeZone));
}

/** Returns the part of a series and its slot that the id of an instance names; null if there is none. */
export function partWithInstance(
  at: StoredCalendar,
  eventId: string,
): { readonly part: EventResource; readonly slot: number } | null {
  const [, baseId, date, time] = /^(.+)_(\d{8})(T\d{6}Z)?$/.exec(eventId) ?? [];
  if (baseId === undefined || date === undefined) return null;
  const stamp = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const slot = Date.parse(
    time ? `${stamp}T${time.slice(1, 3)}:${time.slice(3, 5)}:${time.slice(5, 7)}Z` : stamp,
  );
  const part = partWith(at, baseId, slot, time === undefined);
  return part === null ? null : { part, slot };
}

/** Returns the live parts of a series that may have been split: the first one, then the others from the latest back. */
function partsOf(at: StoredCalendar, baseId: string): EventResource[] {
  const isPart = ({ state, resource }: StoredEvent): boolean =>
    state === 'live' && resource.recurrence !== undefined && baseOf(resource.id) === baseId;
  return at.order
    .filter((event) => isPart(event))
    .map(({ resource }) => resource)
    .toSorted(
      (a, b) => Number(b.id === baseId) - Number(a.id === baseId) || slotOf(b.start) - slotOf(a.start),
    );
}

/** Returns the part of a series that has an instance's slot; null if none has it. */
const partWith = (at: StoredCalendar, baseId: string, slot: number, allDay: boolean): EventResource | null =>
  partsOf(at, baseId).find((part) => {
    const series = readSeries(part, at.entry.timeZone);
    return series.allDay === allDay && isSlot(series, slot);
  }) ?? null;

/** Returns whether a cancelled instance's id alone tells which of the existing series it belongs to. */
function isKnownById(
  at: StoredCalendar,
  { id, recurringEventId, originalStartTime }: EventResource,
): boolean {
  const baseId = baseOf(recurringEventId ?? '');
  const parts = partsOf(at, baseId);
  if (parts.every((part) => part.id === baseId)) return recurringEventId === baseId;
  if (originalStartTime === undefined || !id.startsWith(`${baseId}_`)) return true;
  const part = partWith(at, baseId, slotOf(originalStartTime), originalStartTime.date !== undefined);
  return part?.id === recurringEventId;
}

export function listCalendars(state: ModelState, query: Query): Result<CalendarListResource, Refusal> {
  const all = [...state.calendars.values()].filter(({ isOthers }) => !isOthers);
  const listing = { name: 'calendarList', generation: state.listGeneration };
  const paging = beginPaging(state, query, {
    ...listing,
    full: () => all.length,
    delta: () => ({ base: 0, length: all.length }),
    forbidden: ['minAccessRole'],
  });
  if (!paging.ok) return paging;
  const { mode, since } = paging.value;
  const roles = ['freeBusyReader', 'reader', 'writer', 'owner'];
  const sizes = { pageSize: 100, most: 250 };
  const { items, position } = collectPage(state, query, paging.value, sizes, all, ({ entry, version }) => {
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
    ...nextTokens(state, query, paging.value, position, listing),
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

/** Returns the event as listings show it at the moment; null if they do not contain it yet [W37]. */
function asListed({ lag }: ModelState, event: StoredEvent): StoredEvent | null {
  if (lag === null || event.before === undefined) return event;
  return event.before === null ? null : { ...event, ...event.before };
}

/** Returns whether a full listing contains the event. */
function isListed(at: StoredCalendar, event: StoredEvent, query: Query, bounds: Bounds): boolean {
  // Deleted masters and single events are not listed, cancelled instances are [S3].
  if (event.state === 'deleted' && (query['showDeleted'] !== 'true' || event.silent)) return false;
  if (!hasAskedType(event, query)) return false;
  if (query['iCalUID'] !== undefined && event.resource.iCalUID !== query['iCalUID']) return false;
  if (bounds.fromMs === Number.NEGATIVE_INFINITY && bounds.toMs === Number.POSITIVE_INFINITY) return true;
  try {
    return overlaps(at, event.resource, bounds);
  } catch {
    // A broken event has no position in time, so it is always listed.
    return true;
  }
}

/** timeMin applies to the end, timeMax to the start. A series is listed if one of its slots is. */
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
  // An exception moved out of the range still removes a slot within it.
  const slot = slotOf(resource.originalStartTime);
  return within(slot, slot + (end - start), resource.originalStartTime.date !== undefined);
}

/** Returns the resource as it is sent: complete if it exists, with hardly any field if cancelled [S14, S15]. */
export function present(
  state: ModelState,
  at: StoredCalendar,
  event: StoredEvent,
  query: Query = {},
): EventResource | CancelledResource {
  const { resource } = event;
  if (event.state === 'live') {
    const most = Math.min(Number(query['maxAttendees'] ?? Infinity), state.behaviour.mostAttendees);
    if (!resource.attendees || resource.attendees.length <= most) return resource;
    const own = resource.attendees.filter((one) => one.self);
    return { ...resource, attendees: own.slice(0, most), attendeesOmitted: true };
  }
  const { kind, id, etag, recurringEventId, originalStartTime } = resource;
  const cancelled = { kind, etag, id, status: 'cancelled' as const };
  const how = state.behaviour.tombstones;
  if (how === 'noisy')
    return { ...resource, ...cancelled, start: { dateTime: '1970-01-01T00:00:00Z' }, summary: 'Cancelled' };
  // Sent with nothing but its id only if a client can tell what it means. Otherwise the client could only show too
  // much.
  if (recurringEventId === undefined || (how === 'bare' && isKnownById(at, resource))) return cancelled;
  return { ...cancelled, recurringEventId, originalStartTime };
}

/** Returns the index of the first log entry newer than a version. */
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
