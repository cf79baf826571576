/**
 * Converts events to rows and back. Pure. Lists read the columns; `body` holds what only the details need.
 */
import type { CalendarEvent, EventId, EventReminders, EventTime } from '../../shared/model.ts';
import { joinUrl } from '../links/joinLinks.ts';
import { compileSeries, type SeriesInput } from '../recurrence/series.ts';
import { prefilterOf } from '../recurrence/prefilter.ts';
import { zoneOf as zoneNamed } from '../recurrence/zoneNames.ts';
import { SHORT_MS } from './database/schema.ts';

/** What an upsert compares and writes: every column but the keys and `seen_pass`, in the table's order. */
export interface ContentRow {
  readonly kind: 'single' | 'master' | 'exception' | 'cancelled';
  readonly master_id: string | null;
  readonly original_ms: number | null;
  readonly original_date: string | null;
  readonly start_ms: number | null;
  readonly end_ms: number | null;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly start_zone: string | null;
  readonly end_zone: string | null;
  readonly is_long: 0 | 1 | null;
  readonly first_ms: number | null;
  readonly last_ms: number | null;
  /** A JSON list of lines; null unless a master. */
  readonly recurrence: string | null;
  readonly etag: string | null;
  readonly ical_uid: string | null;
  readonly title: string | null;
  readonly location: string | null;
  readonly status: string | null;
  readonly event_type: string | null;
  readonly self_response: string | null;
  readonly join_url: string | null;
  readonly color: string | null;
  readonly visibility: string | null;
  readonly transparency: string | null;
  readonly guests_total: number | null;
  readonly guests_accepted: number | null;
  /** JSON of EventReminders; null for the usual case, the calendar's defaults only. */
  readonly reminders: string | null;
  readonly flaw: string | null;
  /** JSON of EventBody; null if it is empty. */
  readonly body: string | null;
  /** The master's prefilter: when it can have occurrences at all. The column's name is older. Null for other rows. */
  readonly sieve: number | null;
  /** 1: organized by the row's calendar. Null: no organizer is named. */
  readonly organizer_self: 0 | 1 | null;
}

/** The other fields of an event. Absent ones mean null, false or an empty list. */
export type EventBody = Partial<
  Pick<
    CalendarEvent,
    | 'description'
    | 'attendees'
    | 'attendeesOmitted'
    | 'organizer'
    | 'conference'
    | 'hangoutLink'
    | 'htmlLink'
    | 'attachments'
  >
>;

const empty: Record<keyof ContentRow, null> = {
  kind: null,
  master_id: null,
  original_ms: null,
  original_date: null,
  start_ms: null,
  end_ms: null,
  start_date: null,
  end_date: null,
  start_zone: null,
  end_zone: null,
  is_long: null,
  first_ms: null,
  last_ms: null,
  recurrence: null,
  etag: null,
  ical_uid: null,
  title: null,
  location: null,
  status: null,
  event_type: null,
  self_response: null,
  join_url: null,
  color: null,
  visibility: null,
  transparency: null,
  guests_total: null,
  guests_accepted: null,
  reminders: null,
  flaw: null,
  body: null,
  sieve: null,
  organizer_self: null,
};

/** Every content column, in the table's order. */
export const contentColumns = Object.keys(empty) as readonly (keyof ContentRow)[];

/** Returns the value of `_ms` columns: an instant, or a date's UTC midnight. */
export const comparableMs = (time: EventTime): number =>
  time.kind === 'timed' ? time.ms : Date.parse(`${time.date}T00:00:00Z`);

const dateOf = (time: EventTime): string | null => (time.kind === 'date' ? time.date : null);
const zoneOf = (time: EventTime): string | null => (time.kind === 'timed' ? time.zone : null);

/** Converts columns back to a time. An end without a zone of its own passes the start's as `zone`. */
export const toEventTime = (ms: number, date: string | null, zone: string | null): EventTime =>
  date === null ? { kind: 'timed', ms, zone: zone ?? 'UTC' } : { kind: 'date', date };

const guestsOf = (event: CalendarEvent): { total: number; accepted: number } | null => {
  if (event.attendeesOmitted) return null;
  const guests = event.attendees.filter((attendee) => !attendee.resource);
  if (guests.length === 0) return null;
  return { total: guests.length, accepted: guests.filter((guest) => guest.response === 'accepted').length };
};

const bodyOf = (event: CalendarEvent): string | null => {
  const { conference } = event;
  const body: EventBody = {
    ...(event.description ? { description: event.description } : {}),
    ...(event.attendees.length > 0 ? { attendees: event.attendees } : {}),
    ...(event.attendeesOmitted ? { attendeesOmitted: true } : {}),
    ...(event.organizer ? { organizer: event.organizer } : {}),
    ...(conference.name !== null || conference.entryPoints.length > 0 ? { conference } : {}),
    ...(event.hangoutLink ? { hangoutLink: event.hangoutLink } : {}),
    ...(event.htmlLink ? { htmlLink: event.htmlLink } : {}),
    ...(event.attachments.length > 0 ? { attachments: event.attachments } : {}),
  };
  const text = JSON.stringify(body);
  return text === '{}' ? null : text;
};

/** Parses a body and fills in every absent field. */
export const toBody = (body: string | null): Required<EventBody> => ({
  description: null,
  attendees: [],
  attendeesOmitted: false,
  organizer: null,
  conference: { name: null, entryPoints: [] },
  hangoutLink: null,
  htmlLink: null,
  attachments: [],
  ...(body === null ? {} : (JSON.parse(body) as EventBody)),
});

const remindersOf = ({ useDefault, overrides }: EventReminders): string | null =>
  useDefault && overrides.length === 0 ? null : JSON.stringify({ useDefault, overrides });

export const toReminders = (reminders: string | null): EventReminders =>
  reminders === null ? { useDefault: true, overrides: [] } : (JSON.parse(reminders) as EventReminders);

/** Returns the columns that tell when a master has occurrences. */
export const boundsOf = (input: SeriesInput): Pick<ContentRow, 'first_ms' | 'last_ms' | 'sieve'> => {
  const series = compileSeries(input);
  // A zone that is unknown today may be known tomorrow, with newer data or another zone of the calendar.
  const isCertain = input.start.kind === 'date' || zoneNamed(input.start.zone) !== null;
  return { first_ms: series.firstMs, last_ms: series.lastMs, sieve: isCertain ? prefilterOf(series) : null };
};

/** Returns an event's row. `fallbackZone` is the calendar's zone, used if the event's is unknown [S25]. */
export const toContentRow = (event: CalendarEvent, fallbackZone: string): ContentRow => {
  const startMs = comparableMs(event.start);
  const endMs = comparableMs(event.end);
  const startZone = zoneOf(event.start);
  const endZone = zoneOf(event.end);
  const bounds = event.kind === 'master' ? boundsOf({ ...event, fallbackZone }) : null;
  const original = event.kind === 'exception' ? event.originalStart : null;
  const guests = guestsOf(event);
  return {
    kind: event.kind,
    master_id: event.kind === 'exception' ? event.masterId : null,
    original_ms: original && comparableMs(original),
    original_date: original && dateOf(original),
    start_ms: startMs,
    end_ms: endMs,
    start_date: dateOf(event.start),
    end_date: dateOf(event.end),
    start_zone: startZone,
    end_zone: endZone === startZone ? null : endZone,
    is_long: event.kind === 'master' ? null : endMs - startMs > SHORT_MS ? 1 : 0,
    first_ms: bounds && bounds.first_ms,
    last_ms: bounds && bounds.last_ms,
    recurrence: event.kind === 'master' ? JSON.stringify(event.recurrence) : null,
    etag: event.etag,
    ical_uid: event.iCalUid,
    title: event.title,
    location: event.location,
    status: event.status,
    event_type: event.eventType,
    self_response: event.attendees.find((attendee) => attendee.self)?.response ?? null,
    join_url: joinUrl(event),
    color: event.color,
    visibility: event.visibility,
    transparency: event.transparency,
    guests_total: guests && guests.total,
    guests_accepted: guests && guests.accepted,
    reminders: remindersOf(event.reminders),
    flaw: event.flaw,
    body: bodyOf(event),
    sieve: bounds && bounds.sieve,
    organizer_self: event.organizer && (event.organizer.self ? 1 : 0),
  };
};

/** Returns the row of a cancelled instance. Only its ids and its slot have a meaning [S15]. */
export const cancelledRow = (
  slot: Pick<ContentRow, 'master_id' | 'original_ms' | 'original_date'>,
): ContentRow => ({
  ...empty,
  kind: 'cancelled',
  master_id: slot.master_id,
  original_ms: slot.original_ms,
  original_date: slot.original_date,
});

export const toCancelledRow = (slot: {
  readonly masterId: EventId;
  readonly originalStart: EventTime;
}): ContentRow =>
  cancelledRow({
    master_id: slot.masterId,
    original_ms: comparableMs(slot.originalStart),
    original_date: dateOf(slot.originalStart),
  });
