/**
 * A small exact model of Google Calendar's server: calendars and events with a version counter, the edits people make
 * (eventEdits.ts, seriesEdits.ts, calendarEdits.ts), and the listings that a client syncs from (listing.ts).
 *
 * Owns the true state. Invariants: every change gets a new, larger version; resources are replaced, never mutated;
 * ids and etags depend only on the order of edits. Uses no network, no clock but the injected one, and nothing of the
 * app that reads it. It supplies the built-in sample calendar in process and the test server over HTTP.
 */
import { afterWrites } from './afterWrites.ts';
import { calendarEdits } from './calendarEdits.ts';
import { eventEdits } from './eventEdits.ts';
import { guestCopies } from './guestCopies.ts';
import { filledSlot } from './instances.ts';
import { getEvent, listCalendars, listEvents } from './listing.ts';
import { notFound } from './refusals.ts';
import type { EventResource } from './resources.ts';
import { seriesEdits } from './seriesEdits.ts';
import { calendarOf, existingCalendar, usualBehaviour } from './state.ts';
import type { Behaviour, Mail, ModelState, StoredCalendar, StoredEvent, Truth } from './state.ts';
import type { Query } from './pagination.ts';
import { fail } from '../../shared/result.ts';
import { writes } from './writes.ts';
import type { WriteCall } from './writeTargets.ts';

export type { Behaviour, Mail, Truth } from './state.ts';
export type { WriteCall } from './writeTargets.ts';

export interface ModelOptions {
  readonly now: () => number;
  /** Used in generated ids. */
  readonly seed?: number;
  /** Identifies this start of the model; tokens of another one are rejected. */
  readonly epoch?: string;
  /** Whether events have a page in Google Calendar (`htmlLink`); true by default. */
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
    behaviour: { ...usualBehaviour, ...options.behaviour },
    mails: [],
    propagation: [],
    fresh: new Map(),
    lag: null,
  };
  const calendar = (calendarId: string): StoredCalendar => existingCalendar(state, calendarId);
  const events = eventEdits(state, { seed, webPages });
  const { insert, insertRaw, patch, move, remove, undelete, respond } = events;
  const { instance, ...series } = seriesEdits(state, events);
  const copies = guestCopies(state, events, instance);
  const after = afterWrites(state, events, copies);

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
    respond,
    ...series,
    ...calendarEdits(state),
    truth,
    calendarIds: (): string[] =>
      [...state.calendars.values()]
        .filter((one) => !one.entry.deleted && !one.isOthers)
        .map((one) => one.entry.id),
    /** Returns the live or cancelled event as stored; null if it never existed or is deleted. */
    find: (calendarId: string, eventId: string): EventResource | null => {
      const event = calendar(calendarId).events.get(eventId);
      return event && event.state !== 'deleted' ? event.resource : null;
    },
    isCancelled: (calendarId: string, eventId: string): boolean =>
      calendar(calendarId).events.get(eventId)?.state === 'cancelled',
    listEvents: (calendarId: string, query: Query = {}) => {
      after.begin();
      if (query['pageToken'] === undefined) after.beginListing();
      return listEvents(state, calendarId, query);
    },
    getEvent: (calendarId: string, eventId: string, { asOwner = false }: Pick<WriteCall, 'asOwner'> = {}) => {
      after.begin();
      const event = state.calendars.get(calendarId)?.events.get(eventId);
      if (event !== undefined && !after.isRead(calendarId, event)) return fail(notFound);
      return getEvent(state, calendarId, eventId, asOwner);
    },
    /** The person's role in a calendar; null if they cannot see it. */
    roleIn: (calendarId: string): string | null => {
      const at = calendarOf(state, calendarId);
      return at === undefined || at.access === 'notFound' ? null : at.entry.accessRole;
    },
    /** What a client writes over the API; the edits above are made without it. */
    writes: writes({ state, events, copies, after, instance }),
    /** Every mail that was sent, in order. */
    mails: state.mails as readonly Mail[],
    listCalendars: (query: Query = {}) => listCalendars(state, query),
  };
}
