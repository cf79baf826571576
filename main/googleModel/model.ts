/**
 * A small exact model of Google Calendar's server: calendars and events with a version counter, the edits
 * people make (eventEdits.ts, seriesEdits.ts, calendarEdits.ts), and the listings a client syncs from (listing.ts).
 *
 * Owns: what is true. Invariants: every change gets a new, larger version; resources are replaced, never
 * mutated; ids and etags depend on nothing but the order of edits. Knows no network, no clock but the
 * injected one, nothing of the app that reads it. It serves the built-in sample calendar in process and the
 * test server over HTTP.
 */
import { calendarEdits } from './calendarEdits.ts';
import { eventEdits } from './eventEdits.ts';
import { filledSlot } from './instances.ts';
import { getEvent, listCalendars, listEvents } from './listing.ts';
import type { EventResource } from './resources.ts';
import { seriesEdits } from './seriesEdits.ts';
import { existingCalendar } from './state.ts';
import type { Behaviour, ModelState, StoredCalendar, StoredEvent, Truth } from './state.ts';
import type { Query } from './pagination.ts';

export type { Behaviour, Truth } from './state.ts';

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
  const calendar = (calendarId: string): StoredCalendar => existingCalendar(state, calendarId);
  const events = eventEdits(state, { seed, webPages });
  const { insert, insertRaw, patch, move, remove, undelete, respond } = events;

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
    ...seriesEdits(state, events),
    ...calendarEdits(state),
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
