/** Changes to single events: added, changed, moved, responded to, deleted and restored. */
import { shifted } from './instances.ts';
import type { EventFields, EventResource } from './resources.ts';
import { existingCalendar } from './state.ts';
import type { ModelState, StoredCalendar, StoredEvent } from './state.ts';

/** Null removes a field. */
export type EventPatch = { readonly [K in keyof EventFields]?: EventFields[K] | null };

export interface EventEditOptions {
  /** Used in generated ids. */
  readonly seed: number;
  /** Whether events have a page in Google Calendar (`htmlLink`). */
  readonly webPages: boolean;
}

export type EventEdits = ReturnType<typeof eventEdits>;

export function eventEdits(state: ModelState, { seed, webPages }: EventEditOptions) {
  const { now } = state;
  let idCount = 0;

  const calendar = (calendarId: string): StoredCalendar => existingCalendar(state, calendarId);
  function stored(calendarId: string, eventId: string): StoredEvent {
    const found = calendar(calendarId).events.get(eventId);
    if (!found) throw new Error(`no event ${eventId}`);
    return found;
  }

  /** Gives the event a new version and adds it to the log. */
  function record(at: StoredCalendar, event: StoredEvent, resource: EventResource): void {
    event.version = ++state.version;
    event.silent = false;
    event.resource = { ...resource, etag: `"${event.version}"` };
    at.log.push({ version: event.version, event });
  }

  function add(calendarId: string, resource: EventResource, { replace = false } = {}): StoredEvent {
    const at = calendar(calendarId);
    const known = at.events.get(resource.id);
    if (known && known.state !== 'deleted' && !replace) throw new Error(`event ${resource.id} exists`);
    const formerMasterId = known?.resource.recurringEventId;
    if (formerMasterId !== undefined) at.exceptions.get(formerMasterId)?.delete(resource.id);
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

  /** Stores a resource unchanged, however broken [F23]. It needs an `id`. */
  function insertRaw(calendarId: string, resource: { readonly id: string }): void {
    add(calendarId, resource as unknown as EventResource);
  }

  function patch(calendarId: string, eventId: string, fields: EventPatch): EventResource {
    const event = stored(calendarId, eventId);
    if (event.state === 'deleted') throw new Error(`event ${eventId} is deleted`);
    const changed: Record<string, unknown> = { ...event.resource, ...fields };
    for (const name of Object.keys(changed)) if (changed[name] === null) delete changed[name];
    // `updated` does not change if only reminders do [S24].
    if (Object.keys(fields).some((name) => name !== 'reminders'))
      changed['updated'] = new Date(now()).toISOString();
    event.state = 'live';
    record(calendar(calendarId), event, changed as unknown as EventResource);
    return event.resource;
  }

  /** Moves a single event, a changed instance or a whole series in time. */
  function move(calendarId: string, eventId: string, byMs: number): EventResource {
    const { resource } = stored(calendarId, eventId);
    const zone = calendar(calendarId).entry.timeZone;
    return patch(calendarId, eventId, {
      start: shifted(resource.start, byMs, zone),
      end: shifted(resource.end, byMs, zone),
    });
  }

  /** Deletes a single event, a series with its exceptions, or one instance (which is then cancelled). */
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

  /** Restores a deleted single event or series, without the exceptions it had. */
  function undelete(calendarId: string, eventId: string): EventResource {
    const event = stored(calendarId, eventId);
    if (event.state !== 'deleted') throw new Error(`event ${eventId} is not deleted`);
    event.state = 'live';
    return patch(calendarId, eventId, {});
  }

  /** Sets a guest's response; `self` is the calendar's owner. */
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

  return { stored, add, insert, insertRaw, patch, move, remove, undelete, respond };
}

const webPage = (eventId: string, calendarId: string): string =>
  `https://www.google.com/calendar/event?eid=${Buffer.from(`${eventId} ${calendarId}`).toString('base64url')}`;
