/**
 * The rows that the agenda reads, and how they become occurrences. Pure. Lists never read a row's `body`; only the
 * details do (detail.ts).
 */
import { DAY_MS } from '../../../shared/durations.ts';
import type {
  AccountId,
  CalendarId,
  EventId,
  EventStatus,
  EventTime,
  EventType,
  Occurrence,
  ResponseStatus,
  Visibility,
} from '../../../shared/model.ts';
import { dayStartMs } from '../../../shared/zone.ts';
import type { Zone } from '../../../shared/zone.ts';
import type { PlacedRow } from '../../agenda/page.ts';
import type { SortKey } from '../../agenda/cursor.ts';
import {
  belongsToOthers,
  mayName,
  ownPartOf,
  type Invited,
  type OwnPart,
  type Viewpoint,
} from '../../agenda/ownership.ts';
import { familyOf } from '../../recurrence/instanceId.ts';
import { zoneOf } from '../../recurrence/zoneNames.ts';
import type { EventBody } from '../eventRow.ts';
import type { CalendarKey } from '../../sync/ports.ts';

/** What an occurrence takes from its calendar. */
export interface CalendarFace extends Viewpoint {
  readonly key: CalendarKey;
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly name: string;
  readonly color: string;
  readonly zone: string;
}

/** The columns that lists read. `listedColumns` selects null instead of the usual value. */
export interface ListedRow {
  readonly key: number;
  readonly calendar_key: CalendarKey;
  readonly event_id: EventId;
  readonly kind: 'master' | 'exception' | 'cancelled' | null;
  readonly master_id: EventId | null;
  readonly original_ms: number | null;
  readonly original_date: string | null;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly start_zone: string | null;
  readonly end_zone: string | null;
  readonly ical_uid: string | null;
  readonly title: string | null;
  readonly location: string | null;
  readonly status: EventStatus | null;
  readonly event_type: EventType | null;
  readonly self_response: ResponseStatus | null;
  readonly join_url: string | null;
  readonly color: string | null;
  readonly visibility: Visibility | null;
  readonly transparency: 'transparent' | null;
  readonly guests_total: number | null;
  readonly guests_accepted: number | null;
  readonly organizer_self: 0 | 1 | null;
  /**
   * For calendars where `self_response` may not be the person's: the body, or if it is long `[attendees, organizer]` of
   * it. JSON; null for other calendars.
   */
  readonly invited: string | null;
}

/** The values that these columns nearly always have. Selecting null instead saves making a hundred strings a page. */
const usual = {
  kind: 'single',
  status: 'confirmed',
  event_type: 'default',
  visibility: 'default',
  transparency: 'opaque',
} as const satisfies Partial<Record<keyof ListedRow, string>>;

const columnNames: Record<Exclude<keyof ListedRow, 'invited'>, true> = {
  key: true,
  calendar_key: true,
  event_id: true,
  kind: true,
  master_id: true,
  original_ms: true,
  original_date: true,
  start_ms: true,
  end_ms: true,
  start_date: true,
  end_date: true,
  start_zone: true,
  end_zone: true,
  ical_uid: true,
  title: true,
  location: true,
  status: true,
  event_type: true,
  self_response: true,
  join_url: true,
  color: true,
  visibility: true,
  transparency: true,
  guests_total: true,
  guests_accepted: true,
  organizer_self: true,
};
/** The names of the listed columns. */
export const listedNames: readonly string[] = [...Object.keys(columnNames), 'invited'];
/** In bytes. Finding the guests in a body takes SQLite longer than returning it, unless it is long. */
const LONG_BODY = 8192;
/** Reads the body only if the person must be looked for among the guests, so not for main calendars. */
export const invitedColumn = `CASE WHEN events.calendar_key IN
    (SELECT key FROM calendars WHERE is_primary = 0 AND access_role <> 'freeBusyReader')
  THEN iif(octet_length(events.body) > ${LONG_BODY}, json_extract(events.body, '$.attendees', '$.organizer'), events.body)
  END AS invited`;
/** The listed columns as expressions over `events`. */
export const listedColumns = [
  ...Object.keys(columnNames).map((name) =>
    name in usual
      ? `nullif(events.${name}, '${usual[name as keyof typeof usual]}') AS ${name}`
      : `events.${name}`,
  ),
  invitedColumn,
].join(', ');

/** Parses the value of `invitedColumn`. */
const invitedOf = (invited: string | null): Invited => {
  const parsed: unknown = JSON.parse(invited ?? '[]');
  const [attendees, organizer] = Array.isArray(parsed)
    ? (parsed as [Invited['attendees']?, Invited['organizer']?])
    : [(parsed as EventBody).attendees, (parsed as EventBody).organizer];
  return { attendees: attendees ?? [], organizer: organizer ?? null };
};

/** In a body, quotes within texts are escaped, so this can only be the list. An empty list is absent. */
const hasGuests = (invited: string): boolean => invited.startsWith('[[') || invited.includes('"attendees":[');

/**
 * Returns the person's own part in a row's event. Its guests are not parsed if the person cannot be among them: a page
 * may hold a hundred lists of two hundred guests.
 */
export const ownPartOfRow = (
  { self_response: response, organizer_self: organizes, invited }: OwnColumns,
  viewpoint: Viewpoint,
): OwnPart => {
  const { ownership } = viewpoint;
  const speaksForItself = ownership === 'primary' || ownership === 'owned' || ownership === 'address';
  const isNamed = ownership !== 'primary' && invited !== null && mayName(invited, viewpoint);
  if (isNamed) return ownPartOf(invitedOf(invited), viewpoint);
  if (speaksForItself) return { response, organizes: organizes === 1, isOthers: false };
  const isOthers = belongsToOthers(viewpoint, invited !== null && hasGuests(invited));
  return { response: null, organizes: false, isOthers };
};

type OwnColumns = Pick<ListedRow, 'self_response' | 'organizer_self' | 'invited'>;

/** Returns a zone that the window knows: if the name is unknown, the calendar's [S25]. */
const knownZone = (name: string | null, calendar: CalendarFace): string =>
  zoneOf(name ?? calendar.zone)?.name ?? zoneOf(calendar.zone)?.name ?? 'UTC';

const timeOf = (ms: number, date: string | null, zone: string | null, calendar: CalendarFace): EventTime =>
  date === null ? { kind: 'timed', ms, zone: knownZone(zone, calendar) } : { kind: 'date', date };

export const startOf = (row: ListedRow, calendar: CalendarFace): EventTime =>
  timeOf(row.start_ms, row.start_date, row.start_zone, calendar);

export const endOf = (row: ListedRow, calendar: CalendarFace): EventTime =>
  timeOf(row.end_ms, row.end_date, row.end_zone ?? row.start_zone, calendar);

/** Returns the slot that an exception fills, in the form that occurrences use. */
export const originalOf = (row: ListedRow): string | undefined =>
  row.original_date ?? (row.original_ms === null ? undefined : new Date(row.original_ms).toISOString());

/** What all occurrences of a row have in common. */
export type Face = Omit<Occurrence, 'eventId' | 'start' | 'end' | 'masterId' | 'occurrenceStart'>;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

// Assigns the optional fields one by one: a page makes a hundred of these, and spreading costs more than reading the
// row.
export const faceOf = (row: ListedRow, calendar: CalendarFace): Face => {
  const { response, organizes, isOthers } = ownPartOfRow(row, calendar);
  const face: Writable<Face> = {
    accountId: calendar.accountId,
    calendarId: calendar.calendarId,
    title: row.title ?? '',
    status: row.status ?? usual.status,
    eventType: row.event_type ?? usual.event_type,
    selfResponse: response,
    color: row.color ?? calendar.color,
    visibility: row.visibility ?? usual.visibility,
    transparency: row.transparency ?? usual.transparency,
    guests:
      row.guests_total === null ? null : { total: row.guests_total, accepted: row.guests_accepted ?? 0 },
  };
  if (isOthers) face.isOthers = true;
  if (row.ical_uid !== null) face.iCalUid = row.ical_uid;
  if (row.join_url !== null) face.joinUrl = row.join_url;
  if (row.location !== null) face.location = row.location;
  if (organizes) face.organizedBySelf = true;
  if (calendar.ownership === 'freeBusy') face.busyOnly = true;
  return face;
};

/** Returns the occurrence of a single event or an exception. */
export const occurrenceOf = (row: ListedRow, calendar: CalendarFace): Occurrence => {
  const occurrence = faceOf(row, calendar) as Writable<Occurrence>;
  occurrence.eventId = row.event_id;
  if (row.master_id !== null) occurrence.masterId = row.master_id;
  const original = originalOf(row);
  if (original !== undefined) occurrence.occurrenceStart = original;
  occurrence.start = startOf(row, calendar);
  occurrence.end = endOf(row, calendar);
  return occurrence;
};

/**
 * Returns when a row's time begins for the viewer. A date is stored at UTC midnight and begins with the viewer's day
 * [S25].
 */
const msFor = (ms: number, isDate: boolean, viewer: Zone): number =>
  isDate ? dayStartMs(viewer, Math.floor(ms / DAY_MS)) : ms;

/** Parts of a split series may share a slot and so an instance id. The part's cut tells them apart [S21]. */
const ownId = ({ eventId, masterId }: Occurrence): string => {
  const cut = masterId === undefined ? null : familyOf(masterId).cut;
  return cut === null ? eventId : `${eventId} ${cut}`;
};

export const keyOf = (occurrence: Occurrence, startMs: number): SortKey => ({
  startMs,
  order: occurrence.start.kind === 'date' ? 0 : 1,
  calendarId: occurrence.calendarId,
  accountId: occurrence.accountId,
  eventId: ownId(occurrence),
});

/** Places a row on the viewer's time line. */
export const placedRow = (row: ListedRow, calendar: CalendarFace, viewer: Zone): PlacedRow => {
  const occurrence = occurrenceOf(row, calendar);
  const startMs = msFor(row.start_ms, row.start_date !== null, viewer);
  const endMs = msFor(row.end_ms, row.end_date !== null, viewer);
  return {
    drawn: {
      occurrence,
      key: keyOf(occurrence, startMs),
      iCalUid: row.ical_uid,
      ownership: calendar.ownership,
    },
    // A date without length still takes up its day.
    endMs: occurrence.start.kind === 'date' ? Math.max(endMs, startMs + 1) : endMs,
  };
};

/** Returns the slot number (recurrence/series) of an exception's original start. Rows hold dates at UTC midnight. */
export const slotOfRow = (allDay: boolean, originalMs: number): number =>
  allDay ? Math.floor(originalMs / DAY_MS) : originalMs;
