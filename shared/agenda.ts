/** What the window asks of the agenda, and what it is answered. */
import type { AccountId, CalendarId, EventId, IsoDate, IsoInstant, Occurrence } from './model.ts';

export interface AgendaRange {
  /** Instants; `from` inclusive, `to` exclusive. An occurrence belongs when it overlaps the range. */
  readonly from: IsoInstant;
  readonly to: IsoInstant;
  readonly calendarIds?: readonly CalendarId[];
  /** 1 to 100; 100 when absent. */
  readonly limit?: number;
  /** `nextCursor` of the page before; null, as absent, is the first page. */
  readonly cursor?: string | null;
  /** The viewer's IANA zone, which places all-day dates; the system's when absent. */
  readonly timeZone?: string;
}

export interface AgendaPage {
  /** Sorted by start; all-day ones at their day's beginning in the viewer's zone, before timed ones. */
  readonly occurrences: readonly Occurrence[];
  readonly nextCursor: string | null;
}

export interface SearchRequest {
  /**
   * Words, at most 10,000 characters of them. An event is found when its title, place, people or description
   * hold all of them, each as the beginning of a word; from three letters on also inside the words of titles and
   * places, and words of one or two letters in a description only as a whole. Case, accents and everything that is
   * neither letter, digit nor pictograph do not count; `ü` is `u` and `ue`.
   */
  readonly query: string;
  /** 1 to 100; 20 when absent. */
  readonly limit?: number;
}

/** Why something was found: a text of the event, cut short, and what in it was asked for. Plain text, no markup. */
export interface FoundMatch {
  readonly field: 'title' | 'place' | 'people' | 'description';
  readonly text: string;
  /** UTF-16 offsets in `text`, the end exclusive; in order, none overlapping. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

export interface FoundOccurrence extends Occurrence {
  readonly matches: readonly FoundMatch[];
}

export interface Found {
  /**
   * What is coming up or running, soonest first, then what is over, latest first; visible calendars only. A series
   * once, by its next occurrence or its last one; the same meeting in two calendars once.
   */
  readonly occurrences: readonly FoundOccurrence[];
  /** False while so much is new that not all of it was searched; asked again later, more may be found. */
  readonly complete: boolean;
}

/** Names one occurrence. `accountId` is needed only where two accounts see the same calendar. */
export interface OccurrenceRef {
  readonly accountId?: AccountId;
  readonly calendarId: CalendarId;
  readonly eventId: EventId;
  /** Which instance, when `eventId` is a master's. */
  readonly occurrenceStart?: IsoInstant | IsoDate;
}

/** The reference that names an occurrence, or anything that says which one it is about. */
export const refOf = ({ accountId, calendarId, eventId, occurrenceStart }: OccurrenceRef): OccurrenceRef => ({
  ...(accountId !== undefined && { accountId }),
  calendarId,
  eventId,
  ...(occurrenceStart !== undefined && { occurrenceStart }),
});

/** Names a link of an event. The window never sends a URL: main looks it up in the stored event. */
export interface LinkRef extends OccurrenceRef {
  readonly link:
    | { readonly kind: 'webPage' }
    | { readonly kind: 'map' }
    | { readonly kind: 'joinOption'; readonly index: number }
    | { readonly kind: 'attachment'; readonly index: number }
    /** The link of the description's parts that carries this number. */
    | { readonly kind: 'description'; readonly index: number };
}

/** The n-th of `joinOptions`. */
export interface JoinOptionRef extends OccurrenceRef {
  readonly index: number;
}

/** A code to type on the way in: of the n-th of `joinOptions`, or of `joinUrl` where that is null. */
export interface JoinCodeRef extends OccurrenceRef {
  readonly index: number | null;
  readonly code: 'pin' | 'passcode';
}
