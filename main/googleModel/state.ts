/** The model's state: calendars, events with their versions, and the log for incremental listings. */
import type { CalendarListEntryResource, EventResource } from './resources.ts';

/**
 * How the server replies, where Google leaves it open; a client must cope with every choice. May change at any time.
 */
export interface Behaviour {
  /** The longest page, whatever maxResults says. */
  pageLimit: number;
  /** Every n-th page contains only the next page's token [S4]; 0 for never. */
  emptyPageEvery: number;
  /** The order of a listing: exceptions may come before their master [S16]. */
  order: 'creation' | 'reverse' | 'scrambled';
  /**
   * The fields of cancelled events: those that Google guarantees, only `{id, status}` even for instances [S15], or
   * with additional meaningless ones.
   */
  tombstones: 'guaranteed' | 'bare' | 'noisy';
  /** Whether the exceptions of a deleted master get tombstones of their own, after the master's. */
  exceptionTombstones: boolean;
  /**
   * What becomes of a guest's answer with `attendeesOmitted` [W22, W24]: only the own entry changes; the list sent
   * replaces the whole one; or the own entry changes and loses comment and additional guests.
   */
  attendeesOmitted: 'honest' | 'wiping' | 'commentless';
  /** Whose copies a guest with `guestsCanModify` changes [W8]. */
  guestsCanModify: 'local' | 'global';
  /** What becomes of the exceptions of a series whose time or rule changes [W29]. */
  seriesExceptions: 'kept' | 'reset' | 'shifted';
  /** The reply to deleting a deleted event with an old etag. */
  staleDelete: 410 | 412;
  /** The reply to changing a deleted event [W17]. */
  changeOfDeleted: 404 | 410;
  /** Whether an id that is already in use is always found out [W14]; otherwise the new event replaces the other. */
  collisions: 'found' | 'unnoticed';
  /** The id of an event in the calendar that it was moved to [W32]. */
  movedId: 'kept' | 'new';
  /** Whether the etag moves by itself shortly after a write [W16]. */
  etagsMove: boolean;
  /** Whether the organizer learns of a guest who deletes the event. */
  guestDelete: 'declines' | 'silent';
  /** In how many listings a write is not visible yet [W37]. */
  listingLag: number;
  /** For how many reads a new event is still missing [W38]. */
  readLag: number;
  /** How a change reaches the other guests' copies: after so many ms; 0 at once [W7]. */
  propagationMs: number;
  /** What becomes of the request for a call [W33]. */
  conference: 'made' | 'pending' | 'failed' | 'refused';
  /** More guests than this are left out of a reply, except the person [W24]. */
  mostAttendees: number;
}

export const usualBehaviour: Behaviour = {
  pageLimit: 2500,
  emptyPageEvery: 0,
  order: 'creation',
  tombstones: 'guaranteed',
  exceptionTombstones: false,
  attendeesOmitted: 'honest',
  guestsCanModify: 'local',
  seriesExceptions: 'kept',
  staleDelete: 410,
  changeOfDeleted: 410,
  collisions: 'found',
  movedId: 'kept',
  etagsMove: false,
  guestDelete: 'declines',
  listingLag: 0,
  readLag: 0,
  propagationMs: 0,
  conference: 'made',
  mostAttendees: Number.POSITIVE_INFINITY,
};

/** A mail that Google sent about an event. */
export interface Mail {
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response';
  readonly to: string;
  /** The calendar and event whose change caused it. */
  readonly calendarId: string;
  readonly eventId: string;
  readonly atMs: number;
}

/** An event and its current state: existing, or deleted and kept as a tombstone. */
export interface StoredEvent {
  resource: EventResource;
  state: 'live' | 'cancelled' | 'deleted';
  version: number;
  /** Deleted without a tombstone: its master was deleted, and the master's tombstone covers it [S14]. */
  silent: boolean;
  /** What listings still show instead [W37]; null: no event. */
  before?: { readonly resource: EventResource; readonly state: StoredEvent['state'] } | null;
  /** How many reads do not find it yet [W38]. */
  missingReads?: number;
  /** How many reads until the call that was asked for is there [W33]. */
  pendingReads?: number;
  /** The etag will move by itself [W16]. */
  drifts?: boolean;
}

export interface StoredCalendar {
  entry: CalendarListEntryResource;
  version: number;
  /** Increased when every token of this calendar's events is to expire. */
  generation: number;
  /** What events.list returns instead of events [S33]. */
  access: 'granted' | 'forbidden' | 'notFound';
  /** Another person's calendar, which this account cannot see. */
  readonly isOthers: boolean;
  readonly events: Map<string, StoredEvent>;
  /** Every event once, in order of creation. */
  readonly order: StoredEvent[];
  /** Every change, in order. An entry counts while the event still has that version. */
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
  readonly mails: Mail[];
  /** Changes on their way to other people's copies, by time [W7]. */
  propagation: { readonly atMs: number; readonly run: () => void }[];
  /** Events that were just written, so that something about them may still change, with their calendars. */
  readonly fresh: Map<StoredEvent, string>;
  /** Listings show nothing newer than this version yet [W37]; null: everything. */
  lag: { readonly version: number; left: number } | null;
}

/**
 * The existing events of one calendar. Exceptions include those after their master's end, which are not shown [S21].
 */
export interface Truth {
  readonly calendar: CalendarListEntryResource;
  readonly singles: readonly EventResource[];
  readonly masters: readonly EventResource[];
  readonly exceptions: readonly EventResource[];
  /** Cancelled slots: the master's id and its slot in ms. */
  readonly cancelled: readonly { readonly id: string; readonly masterId: string; readonly slot: number }[];
}

/** `primary` means the primary calendar. */
export function calendarOf(state: ModelState, calendarId: string): StoredCalendar | undefined {
  if (calendarId !== 'primary') return state.calendars.get(calendarId);
  return [...state.calendars.values()].find((one) => one.entry.primary);
}

/** Returns a calendar that must exist; anything else is the caller's mistake. */
export function existingCalendar(state: ModelState, calendarId: string): StoredCalendar {
  const found = calendarOf(state, calendarId);
  if (!found) throw new Error(`no calendar ${calendarId}`);
  return found;
}
