/** What the model remembers: calendars, events with their versions, and the log that deltas walk. */
import type { CalendarListEntryResource, EventResource } from './resources.ts';

/** How the server likes to answer; every choice is one a client must live with. May change at any time. */
export interface Behaviour {
  /** Pages are no longer than this, whatever maxResults says. */
  pageLimit: number;
  /** Every n-th page carries nothing but the next page's token [S4]; 0 for never. */
  emptyPageEvery: number;
  /** The order of a listing: exceptions may come before their master [S16]. */
  order: 'creation' | 'reverse' | 'scrambled';
  /**
   * Fields of cancelled events: those Google guarantees, `{id, status}` even for instances [S15], or with
   * others that mean nothing.
   */
  tombstones: 'guaranteed' | 'bare' | 'noisy';
  /** Whether a deleted master's exceptions get tombstones of their own, after its own. */
  exceptionTombstones: boolean;
}

/** One event with its history's end: live, or gone and remembered as a tombstone. */
export interface StoredEvent {
  resource: EventResource;
  state: 'live' | 'cancelled' | 'deleted';
  version: number;
  /** Taken away without a trace: its master was deleted, and the master's tombstone says it all [S14]. */
  silent: boolean;
}

export interface StoredCalendar {
  entry: CalendarListEntryResource;
  version: number;
  /** Grows when every token of this calendar's events is to expire. */
  generation: number;
  /** How events.list answers here instead of with events [S33]. */
  access: 'granted' | 'forbidden' | 'notFound';
  readonly events: Map<string, StoredEvent>;
  /** Every event once, in the order of creation. */
  readonly order: StoredEvent[];
  /** Every change, in order; an entry counts while the event still has that version. */
  readonly log: { readonly version: number; readonly event: StoredEvent }[];
  readonly exceptions: Map<string, Set<string>>;
}

export interface ModelState {
  readonly now: () => number;
  readonly epoch: string;
  readonly calendars: Map<string, StoredCalendar>;
  readonly behaviour: Behaviour;
  version: number;
  listGeneration: number;
}

/** The live state of one calendar. Exceptions include those after their master's end: they do not show [S21]. */
export interface Truth {
  readonly calendar: CalendarListEntryResource;
  readonly singles: readonly EventResource[];
  readonly masters: readonly EventResource[];
  readonly exceptions: readonly EventResource[];
  /** Slots taken away: the master's id and its slot in ms. */
  readonly cancelled: readonly { readonly id: string; readonly masterId: string; readonly slot: number }[];
}

/** `primary` names the calendar marked as such. */
export function calendarOf(state: ModelState, calendarId: string): StoredCalendar | undefined {
  if (calendarId !== 'primary') return state.calendars.get(calendarId);
  return [...state.calendars.values()].find((one) => one.entry.primary);
}

/** A calendar that must be there: asking for another is a mistake of the caller's. */
export function existingCalendar(state: ModelState, calendarId: string): StoredCalendar {
  const found = calendarOf(state, calendarId);
  if (!found) throw new Error(`no calendar ${calendarId}`);
  return found;
}
