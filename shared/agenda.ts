/** The window's requests about the agenda, and the replies. */
import type { AccountId, CalendarId, EventId, IsoDate, IsoInstant, Occurrence } from './model.ts';

export interface AgendaRange {
  /** Instants; `from` inclusive, `to` exclusive. Contains every occurrence that overlaps the range. */
  readonly from: IsoInstant;
  readonly to: IsoInstant;
  readonly calendarIds?: readonly CalendarId[];
  /** 1 to 100 from the window; 100 by default. */
  readonly limit?: number;
  /** `nextCursor` of the previous page; null or absent for the first page. */
  readonly cursor?: string | null;
  /** The viewer's IANA zone, in which all-day dates are placed; the system's by default. */
  readonly timeZone?: string;
}

export interface AgendaPage {
  /** Sorted by start. All-day ones come at the beginning of their day in the viewer's zone, before timed ones. */
  readonly occurrences: readonly Occurrence[];
  readonly nextCursor: string | null;
}

export interface SearchRequest {
  /**
   * Words, at most 10,000 characters. An event is found if its title, place, people or description contain all of
   * them, each as the beginning of a word. From three letters on they are also found inside the words of titles and
   * places; in descriptions, words of one or two letters must match completely. Case, accents and everything except
   * letters, digits and pictographs are ignored; `ü` is `u` and `ue`.
   */
  readonly query: string;
  /** 1 to 100; 20 by default. */
  readonly limit?: number;
}

/** Why something was found: an excerpt of the event's text, and the matches in it. Plain text, no markup. */
export interface FoundMatch {
  readonly field: 'title' | 'place' | 'people' | 'description';
  readonly text: string;
  /** UTF-16 offsets in `text`, the end exclusive; in order, without overlaps. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

export interface FoundOccurrence extends Occurrence {
  readonly matches: readonly FoundMatch[];
}

export interface Found {
  /**
   * What is upcoming or running, soonest first, then what is over, latest first; only visible calendars. A series is
   * listed once, with its next or its last occurrence; so is a meeting that is in two calendars.
   */
  readonly occurrences: readonly FoundOccurrence[];
  /** False while too much is new for all of it to be searched. A later search may find more. */
  readonly complete: boolean;
}

/** Names one occurrence. `accountId` is needed only if two accounts have the same calendar. */
export interface OccurrenceRef {
  readonly accountId?: AccountId;
  readonly calendarId: CalendarId;
  readonly eventId: EventId;
  /** Which instance, if `eventId` is a master's. */
  readonly occurrenceStart?: IsoInstant | IsoDate;
}

/** Returns the reference to an occurrence, from anything that contains its fields. */
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
    /** The link with this number in the description. */
    | { readonly kind: 'description'; readonly index: number };
}

/** An index into `joinOptions`. */
export interface JoinOptionRef extends OccurrenceRef {
  readonly index: number;
}

/** A code to enter when joining: of the option with this index in `joinOptions`, or of `joinUrl` if it is null. */
export interface JoinCodeRef extends OccurrenceRef {
  readonly index: number | null;
  readonly code: 'pin' | 'passcode';
}
