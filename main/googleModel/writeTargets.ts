/** What a write is about: a calendar that may be written to, and an event in it, stored or made by a series' rule. */
import { instanceResource } from './instances.ts';
import { partWithInstance } from './listing.ts';
import type { Query } from './pagination.ts';
import { forbidden, notFound, requiredAccessLevel } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import type { EventResource } from './resources.ts';
import { calendarOf } from './state.ts';
import type { ModelState, StoredCalendar, StoredEvent } from './state.ts';
import type { Body } from './writeBody.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

export interface WriteCall {
  readonly query?: Query;
  readonly ifMatch?: string | null;
  readonly body?: Body;
  /** The calendar's own person asks, not the one whose account this is. */
  readonly asOwner?: boolean;
}

/** An event that can be changed. */
export interface Target {
  readonly at: StoredCalendar;
  readonly resource: EventResource;
  readonly state: StoredEvent['state'];
  /** Returns the stored event, made from the series if it is not stored yet. */
  store(): StoredEvent;
}

export type Instance = (calendarId: string, masterId: string, slot: number) => StoredEvent;

/** Returns a calendar that the caller may see. */
export function visible(
  state: ModelState,
  calendarId: string,
  { asOwner = false }: WriteCall,
): Result<StoredCalendar, Refusal> {
  const at = calendarOf(state, calendarId);
  if (at === undefined || (at.access === 'notFound' && !asOwner)) return fail(notFound);
  return at.access === 'forbidden' ? fail(forbidden) : ok(at);
}

export function writable(
  state: ModelState,
  calendarId: string,
  call: WriteCall,
): Result<StoredCalendar, Refusal> {
  const at = visible(state, calendarId, call);
  if (!at.ok) return at;
  return ['writer', 'owner'].includes(at.value.entry.accessRole) ? at : fail(requiredAccessLevel);
}

export function target(
  state: ModelState,
  instance: Instance,
  calendarId: string,
  eventId: string,
  call: WriteCall,
): Result<Target, Refusal> {
  const found = writable(state, calendarId, call);
  if (!found.ok) return found;
  const at = found.value;
  const event = at.events.get(eventId);
  if (event !== undefined)
    return ok({ at, resource: event.resource, state: event.state, store: () => event });
  const made = partWithInstance(at, eventId);
  if (made === null) return fail(notFound);
  const { part, slot } = made;
  return ok({
    at,
    resource: instanceResource(part, slot, at.entry.timeZone),
    state: 'live',
    store: () => instance(at.entry.id, part.id, slot),
  });
}

/** Returns whether the caller's condition names another state of the event [W15]. */
export const isStale = ({ resource }: Target, { ifMatch }: WriteCall): boolean =>
  ifMatch != null && ifMatch !== '*' && ifMatch !== resource.etag;
