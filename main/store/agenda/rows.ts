/**
 * Rows as the agenda reads them, and the occurrences they become. Pure. Lists never read a row's `body`;
 * only the meeting view does (agendaDetail).
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

/** The columns that lists read, as `listedColumns` reads them: null where a row says the usual. */
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
  /** JSON of attendees and organizer, on calendars of which `self_response` is not the person's; null on others. */
  readonly invited: string | null;
}

/** The usual values of columns that nearly always hold these: no text is made of them a hundred times a page. */
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
/** The names of these columns. */
export const listedNames: readonly string[] = [...Object.keys(columnNames), 'invited'];
/** Reads a body only where the person is to be looked for among the guests: not on main calendars. */
export const invitedColumn = `CASE WHEN events.calendar_key IN
    (SELECT key FROM calendars WHERE is_primary = 0 AND access_role <> 'freeBusyReader')
  THEN json_extract(events.body, '$.attendees', '$.organizer') END AS invited`;
/** As they are selected from `events`. */
export const listedColumns = [
  ...Object.keys(columnNames).map((name) =>
    name in usual
      ? `nullif(events.${name}, '${usual[name as keyof typeof usual]}') AS ${name}`
      : `events.${name}`,
  ),
  invitedColumn,
].join(', ');

/** Of `invitedColumn`. */
export const invitedOf = (invited: string | null): Invited => {
  if (invited === null) return { attendees: [], organizer: null };
  const [attendees, organizer] = JSON.parse(invited) as [
    Invited['attendees'] | null,
    Invited['organizer'] | null,
  ];
  return { attendees: attendees ?? [], organizer };
};

/**
 * What a row's event is to the person. Long guest lists are not parsed where they cannot name them: a page may hold a
 * hundred lists of two hundred guests.
 */
export const ownPartOfRow = (
  row: Pick<ListedRow, 'self_response' | 'organizer_self' | 'invited'>,
  viewpoint: Viewpoint,
): OwnPart => {
  const { ownership } = viewpoint;
  if (ownership === 'primary') {
    return { response: row.self_response, organizes: row.organizer_self === 1, isOthers: false };
  }
  const speaksForItself = ownership === 'owned' || ownership === 'address';
  if (row.invited !== null && !speaksForItself && !mayName(row.invited, viewpoint)) {
    const hasGuests = row.invited.startsWith('[[');
    return { response: null, organizes: false, isOthers: belongsToOthers(viewpoint, hasGuests) };
  }
  return ownPartOf(invitedOf(row.invited), viewpoint);
};

/** A zone that the window can work with: an unknown name gives way to the calendar's [S25]. */
const knownZone = (name: string | null, calendar: CalendarFace): string =>
  zoneOf(name ?? calendar.zone)?.name ?? zoneOf(calendar.zone)?.name ?? 'UTC';

const timeOf = (ms: number, date: string | null, zone: string | null, calendar: CalendarFace): EventTime =>
  date === null ? { kind: 'timed', ms, zone: knownZone(zone, calendar) } : { kind: 'date', date };

export const startOf = (row: ListedRow, calendar: CalendarFace): EventTime =>
  timeOf(row.start_ms, row.start_date, row.start_zone, calendar);

export const endOf = (row: ListedRow, calendar: CalendarFace): EventTime =>
  timeOf(row.end_ms, row.end_date, row.end_zone ?? row.start_zone, calendar);

/** The slot that an exception's row fills, as occurrences name it. */
export const originalOf = (row: ListedRow): string | undefined =>
  row.original_date ?? (row.original_ms === null ? undefined : new Date(row.original_ms).toISOString());

/** What every occurrence of a row has in common. */
export type Face = Omit<Occurrence, 'eventId' | 'start' | 'end' | 'masterId' | 'occurrenceStart'>;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

// Filled in place: a page makes a hundred of these, and spreading optional fields costs more than reading the row.
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
  if (row.join_url !== null) face.joinUrl = row.join_url;
  if (row.location !== null) face.location = row.location;
  if (organizes) face.organizedBySelf = true;
  if (calendar.ownership === 'freeBusy') face.busyOnly = true;
  return face;
};

/** A single or an exception as the occurrence it is. */
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

/** When a row's time begins for the viewer: a date, which lies at UTC midnight, with its day there [S25]. */
const msFor = (ms: number, isDate: boolean, viewer: Zone): number =>
  isDate ? dayStartMs(viewer, Math.floor(ms / DAY_MS)) : ms;

/** Parts of a split series may share a slot, and then the instance's id: the part's cut tells them apart [S21]. */
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

/** A row placed on the viewer's time line. */
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
    // A date without length still takes its day.
    endMs: occurrence.start.kind === 'date' ? Math.max(endMs, startMs + 1) : endMs,
  };
};

/** The slot number (calendar/series) of an exception's original start; dates lie at UTC midnight in rows. */
export const slotOfRow = (allDay: boolean, originalMs: number): number =>
  allDay ? Math.floor(originalMs / DAY_MS) : originalMs;
