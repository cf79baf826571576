/**
 * A small exact model of Google Calendar's server: calendars and events with a version counter, the edits
 * people make, and (in listing.ts) the listings a client syncs from.
 *
 * Owns: what is true. Invariants: every change gets a new, larger version; resources are replaced, never
 * mutated; ids and etags depend on nothing but the order of edits. Knows no network, no clock but the
 * injected one, nothing of the app that reads it. It serves the built-in sample calendar in process and the
 * test server over HTTP.
 */
import { calendarEdits } from './calendarEdits.ts';
import { filledSlot, instanceId, instanceResource, isSlot, shifted, splitRecurrence } from './instances.ts';
import { getEvent, listCalendars, listEvents } from './listing.ts';
import type { EventFields, EventResource } from './resources.ts';
import { readSeries } from './rule.ts';
import type { Series } from './rule.ts';
import { existingCalendar } from './state.ts';
import type { Behaviour, ModelState, StoredCalendar, StoredEvent, Truth } from './state.ts';
import type { Query } from './walk.ts';
import { stampOf } from './zoneTime.ts';

export type { Behaviour, Truth } from './state.ts';

/** Null takes a field away. */
export type EventPatch = { readonly [K in keyof EventFields]?: EventFields[K] | null };

export interface ModelOptions {
  readonly now: () => number;
  /** Goes into generated ids. */
  readonly seed?: number;
  /** Names this start of the model; tokens of another are refused. */
  readonly epoch?: string;
  /** Whether events have a page in Google Calendar (`htmlLink`); true when absent. */
  readonly webPages?: boolean;
  readonly behaviour?: Partial<Behaviour>;
}

export type CalendarModel = ReturnType<typeof createModel>;

export function createModel(options: ModelOptions) {
  const { now, seed = 1, epoch = 'model', webPages = true } = options;
  const state: ModelState = {
    now,
    epoch,
    calendars: new Map(),
    version: 1,
    listGeneration: 1,
    behaviour: {
      pageLimit: 2500,
      emptyPageEvery: 0,
      order: 'creation',
      tombstones: 'guaranteed',
      exceptionTombstones: false,
      ...options.behaviour,
    },
  };
  let idCount = 0;

  const calendar = (calendarId: string): StoredCalendar => existingCalendar(state, calendarId);
  function stored(calendarId: string, eventId: string): StoredEvent {
    const found = calendar(calendarId).events.get(eventId);
    if (!found) throw new Error(`no event ${eventId}`);
    return found;
  }
  const series = (calendarId: string, master: EventResource): Series =>
    readSeries(master, calendar(calendarId).entry.timeZone);

  /** Gives the event a new version and writes it to the log. */
  function record(at: StoredCalendar, event: StoredEvent, resource: EventResource): void {
    event.version = ++state.version;
    event.silent = false;
    event.resource = { ...resource, etag: `"${event.version}"` };
    at.log.push({ version: event.version, event });
  }

  function add(calendarId: string, resource: EventResource): StoredEvent {
    const at = calendar(calendarId);
    const known = at.events.get(resource.id);
    if (known && known.state !== 'deleted') throw new Error(`event ${resource.id} exists`);
    const event: StoredEvent = known ?? { resource, state: 'live', version: 0, silent: false };
    if (!known) {
      at.events.set(resource.id, event);
      at.order.push(event);
    }
    event.state = 'live';
    const masterId = resource.recurringEventId;
    if (masterId !== undefined) {
      const siblings = at.exceptions.get(masterId);
      if (siblings) siblings.add(resource.id);
      else at.exceptions.set(masterId, new Set([resource.id]));
    }
    record(at, event, resource);
    return event;
  }

  function insert(calendarId: string, fields: EventFields & { readonly id?: string }): EventResource {
    const { entry } = calendar(calendarId);
    const id = fields.id ?? `m${seed.toString(32)}e${(++idCount).toString(32).padStart(6, '0')}`;
    if (!fields.start || !fields.end) throw new Error('an event needs start and end');
    const at = new Date(now()).toISOString();
    const self = { email: entry.id, self: true };
    return add(entry.id, {
      kind: 'calendar#event',
      etag: '',
      status: 'confirmed',
      ...(webPages ? { htmlLink: webPage(id, entry.id) } : {}),
      created: at,
      updated: at,
      creator: self,
      organizer: self,
      iCalUID: `${id}@google.com`,
      sequence: 0,
      reminders: { useDefault: true },
      eventType: 'default',
      ...fields,
      id,
      start: fields.start,
      end: fields.end,
    }).resource;
  }

  /** Stores a resource as it is, however broken [F23]. It needs an `id`. */
  function insertRaw(calendarId: string, resource: { readonly id: string }): void {
    add(calendarId, resource as unknown as EventResource);
  }

  function patch(calendarId: string, eventId: string, fields: EventPatch): EventResource {
    const event = stored(calendarId, eventId);
    if (event.state === 'deleted') throw new Error(`event ${eventId} is deleted`);
    const changed: Record<string, unknown> = { ...event.resource, ...fields };
    for (const name of Object.keys(changed)) if (changed[name] === null) delete changed[name];
    // `updated` stays when only reminders change [S24].
    if (Object.keys(fields).some((name) => name !== 'reminders'))
      changed['updated'] = new Date(now()).toISOString();
    event.state = 'live';
    record(calendar(calendarId), event, changed as unknown as EventResource);
    return event.resource;
  }

  /** Moves a single, a changed instance or a whole series in time. */
  function move(calendarId: string, eventId: string, byMs: number): EventResource {
    const { resource } = stored(calendarId, eventId);
    const zone = calendar(calendarId).entry.timeZone;
    return patch(calendarId, eventId, {
      start: shifted(resource.start, byMs, zone),
      end: shifted(resource.end, byMs, zone),
    });
  }

  /** Deletes a single, a series with its exceptions, or (as cancelling does) one instance. */
  function remove(calendarId: string, eventId: string): void {
    const at = calendar(calendarId);
    const event = stored(calendarId, eventId);
    if (event.state === 'deleted') return;
    if (event.resource.recurringEventId !== undefined) {
      event.state = 'cancelled';
      record(at, event, event.resource);
      return;
    }
    event.state = 'deleted';
    record(at, event, event.resource);
    for (const id of at.exceptions.get(eventId) ?? []) {
      const exception = at.events.get(id);
      if (!exception) continue;
      exception.state = 'deleted';
      if (state.behaviour.exceptionTombstones) record(at, exception, exception.resource);
      else exception.silent = true;
    }
    at.exceptions.delete(eventId);
  }

  /** Brings a deleted single or series back, without the exceptions it had. */
  function undelete(calendarId: string, eventId: string): EventResource {
    const event = stored(calendarId, eventId);
    if (event.state !== 'deleted') throw new Error(`event ${eventId} is not deleted`);
    event.state = 'live';
    return patch(calendarId, eventId, {});
  }

  /** The changed instance at a slot, made from the master where there is none yet. */
  function instance(calendarId: string, masterId: string, slot: number): StoredEvent {
    const at = calendar(calendarId);
    const master = stored(calendarId, masterId);
    if (master.state !== 'live' || !master.resource.recurrence) throw new Error(`${masterId} is no series`);
    const id = instanceId(master.resource, slot);
    const known = at.events.get(id);
    if (known && known.state !== 'deleted') return known;
    if (!isSlot(series(calendarId, master.resource), slot)) throw new Error(`${id} is no slot`);
    return add(calendarId, instanceResource(master.resource, slot, at.entry.timeZone));
  }

  function changeInstance(
    calendarId: string,
    masterId: string,
    slot: number,
    fields: EventPatch,
  ): EventResource {
    return patch(calendarId, instance(calendarId, masterId, slot).resource.id, fields);
  }

  function moveInstance(calendarId: string, masterId: string, slot: number, byMs: number): EventResource {
    return move(calendarId, instance(calendarId, masterId, slot).resource.id, byMs);
  }

  function cancelInstance(calendarId: string, masterId: string, slot: number): void {
    remove(calendarId, instance(calendarId, masterId, slot).resource.id);
  }

  /** Puts a changed or cancelled instance back to what the series says. It stays an exception of its own. */
  function restoreInstance(calendarId: string, masterId: string, slot: number): EventResource {
    const { resource } = instance(calendarId, masterId, slot);
    const master = stored(calendarId, masterId).resource;
    const zone = calendar(calendarId).entry.timeZone;
    const { start, end } = instanceResource(master, slot, zone);
    return patch(calendarId, resource.id, { start, end, summary: master.summary ?? null });
  }

  /**
   * "This and following": the old series ends before `slot`, a new one begins there with `fields` changed.
   * Exceptions of the old one from there on stay as they are and stop showing [S21].
   */
  function splitSeries(
    calendarId: string,
    masterId: string,
    slot: number,
    fields: EventPatch = {},
  ): EventResource {
    const at = calendar(calendarId);
    const master = stored(calendarId, masterId).resource;
    const whole = series(calendarId, master);
    if (!isSlot(whole, slot) || slot === whole.firstSlot) throw new Error('not a slot to split at');
    const before = [...whole.slots(Number.NEGATIVE_INFINITY, slot)].length;
    const { ended, rest } = splitRecurrence(master, slot, before);
    patch(calendarId, masterId, { recurrence: ended });
    const digits = stampOf(slot).slice(0, whole.allDay ? 8 : 15);
    const id = `${masterId.split('_R')[0]}_R${digits}`;
    const { start, end } = instanceResource(master, slot, at.entry.timeZone);
    insert(calendarId, { ...master, id, start, end, recurrence: rest, iCalUID: `${id}@google.com` });
    return Object.keys(fields).length > 0 ? patch(calendarId, id, fields) : stored(calendarId, id).resource;
  }

  /** Somebody's answer; `self` is the calendar's owner. */
  function respond(
    calendarId: string,
    eventId: string,
    who: string,
    responseStatus: 'accepted' | 'declined' | 'tentative' | 'needsAction',
  ): EventResource {
    const { attendees = [] } = stored(calendarId, eventId).resource;
    const one = attendees.find((attendee) => (who === 'self' ? attendee.self : attendee.email === who));
    if (!one) throw new Error(`${who} is not invited to ${eventId}`);
    return patch(calendarId, eventId, {
      attendees: attendees.map((each) => (each === one ? { ...each, responseStatus } : each)),
    });
  }

  /** Slots of a series in [from, to), exceptions or not. */
  function slots(calendarId: string, masterId: string, fromMs: number, toMs: number): number[] {
    return [...series(calendarId, stored(calendarId, masterId).resource).slots(fromMs, toMs)];
  }

  function truth(calendarId: string): Truth {
    const at = calendar(calendarId);
    const of = (kind: (event: StoredEvent) => boolean): EventResource[] =>
      at.order.filter(kind).map((event) => event.resource);
    const live = (event: StoredEvent): boolean => event.state === 'live';
    return {
      calendar: at.entry,
      singles: of((e) => live(e) && !e.resource.recurrence && e.resource.recurringEventId === undefined),
      masters: of((e) => live(e) && e.resource.recurrence !== undefined),
      exceptions: of((e) => live(e) && e.resource.recurringEventId !== undefined),
      cancelled: of((e) => e.state === 'cancelled').map((one) => ({
        id: one.id,
        masterId: one.recurringEventId ?? '',
        slot: filledSlot(one),
      })),
    };
  }

  return {
    behaviour: state.behaviour,
    insert,
    insertRaw,
    patch,
    move,
    delete: remove,
    undelete,
    changeInstance,
    moveInstance,
    cancelInstance,
    restoreInstance,
    splitSeries,
    respond,
    ...calendarEdits(state),
    slots,
    truth,
    calendarIds: (): string[] =>
      [...state.calendars.values()].filter((one) => !one.entry.deleted).map((one) => one.entry.id),
    /** The live or cancelled event as stored; null when it never was or is deleted. */
    find: (calendarId: string, eventId: string): EventResource | null => {
      const event = calendar(calendarId).events.get(eventId);
      return event && event.state !== 'deleted' ? event.resource : null;
    },
    isCancelled: (calendarId: string, eventId: string): boolean =>
      calendar(calendarId).events.get(eventId)?.state === 'cancelled',
    listEvents: (calendarId: string, query: Query = {}) => listEvents(state, calendarId, query),
    getEvent: (calendarId: string, eventId: string) => getEvent(state, calendarId, eventId),
    listCalendars: (query: Query = {}) => listCalendars(state, query),
  };
}

const webPage = (eventId: string, calendarId: string): string =>
  `https://www.google.com/calendar/event?eid=${Buffer.from(`${eventId} ${calendarId}`).toString('base64url')}`;
