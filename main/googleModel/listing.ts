/**
 * How the model answers a client that syncs: `events.list`, `events.get`, `calendarList.list`, page by page.
 * The rules are those of the sync protocol [S1–S5, S7, S8, S13–S16, S32]; a query that breaks one is refused,
 * never met half-way. Parameters come as text, as a URL carries them.
 */
import { baseOf, instanceResource, isSlot } from './instances.ts';
import { badParameter, forbidden, notFound, timeRangeEmpty } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import type { CalendarListResource, CancelledResource, EventResource, EventsResource } from './resources.ts';
import { readSeries, slotOf } from './naiveRule.ts';
import { calendarOf } from './state.ts';
import type { ModelState, StoredCalendar, StoredEvent } from './state.ts';
import { beginWalk, nextTokens, restrictions, walkPage } from './pagination.ts';
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
  const send = (event: StoredEvent): EventResource | CancelledResource => present(state, at, event, query);
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
  if (event) return ok(present(state, at, event, {}));
  const [, baseId, date, time] = /^(.+)_(\d{8})(T\d{6}Z)?$/.exec(eventId) ?? [];
  if (baseId === undefined || date === undefined) return fail(notFound);
  const stamp = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const slot = Date.parse(
    time ? `${stamp}T${time.slice(1, 3)}:${time.slice(3, 5)}:${time.slice(5, 7)}Z` : stamp,
  );
  const part = partWith(at, baseId, slot, time === undefined);
  return part === null ? fail(notFound) : ok(instanceResource(part, slot, at.entry.timeZone));
}

/** The live parts of a series that may have been split, the first one first, then from the latest back. */
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

/** The part of a series that an instance's id means, by its slot; null where none has it. */
const partWith = (at: StoredCalendar, baseId: string, slot: number, allDay: boolean): EventResource | null =>
  partsOf(at, baseId).find((part) => {
    const series = readSeries(part, at.entry.timeZone);
    return series.allDay === allDay && isSlot(series, slot);
  }) ?? null;

/** Whether a cancelled instance's id alone tells which series it belongs to, of the parts that there are. */
function isToldById(at: StoredCalendar, { id, recurringEventId, originalStartTime }: EventResource): boolean {
  const baseId = baseOf(recurringEventId ?? '');
  const parts = partsOf(at, baseId);
  if (parts.every((part) => part.id === baseId)) return recurringEventId === baseId;
  if (originalStartTime === undefined || !id.startsWith(`${baseId}_`)) return true;
  const part = partWith(at, baseId, slotOf(originalStartTime), originalStartTime.date !== undefined);
  return part?.id === recurringEventId;
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
function present(
  state: ModelState,
  at: StoredCalendar,
  event: StoredEvent,
  query: Query,
): EventResource | CancelledResource {
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
  // Bare only where a client can tell what is meant: else nothing but showing too much would be left to it.
  if (recurringEventId === undefined || (how === 'bare' && isToldById(at, resource))) return cancelled;
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
