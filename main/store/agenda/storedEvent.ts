/** One stored event as it is, for what is done to it: without expanding a series, and in any calendar of an account. */
import type { Database } from 'better-sqlite3';
import type {
  AccessRole,
  AccountId,
  Attendee,
  CalendarId,
  EventId,
  EventTime,
  EventType,
  Person,
  ResponseStatus,
} from '../../../shared/model.ts';
import type { Ownership } from '../../agenda/ownership.ts';
import type { CalendarKey } from '../../sync/ports.ts';
import { toBody, toEventTime } from '../eventRow.ts';
import type { CalendarFaces } from './calendarFaces.ts';

/** Names a stored event: by its id, or an instance by its series and its slot. */
export interface StoredEventName {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly eventId: EventId;
  /** As in `Occurrence.occurrenceStart`; null: the event with this id itself. */
  readonly slot: string | null;
}

export interface StoredEvent {
  /** `cancelled`: a slot of a series that stays empty. */
  readonly kind: 'single' | 'master' | 'exception' | 'cancelled';
  readonly etag: string | null;
  readonly title: string;
  readonly start: EventTime;
  readonly end: EventTime;
  /** The lines of a series; otherwise empty. */
  readonly recurrence: readonly string[];
  readonly eventType: EventType;
  /** The response of the calendar's person; null if they are not invited. */
  readonly response: ResponseStatus | null;
  readonly attendees: readonly Attendee[];
  readonly attendeesOmitted: boolean;
  readonly organizer: Person | null;
}

export interface StoredCalendar {
  readonly name: string;
  readonly color: string;
  readonly zone: string;
  readonly accessRole: AccessRole;
  readonly ownership: Ownership;
  readonly visible: boolean;
}

interface Row {
  readonly kind: StoredEvent['kind'];
  readonly etag: string | null;
  readonly title: string | null;
  readonly start_ms: number | null;
  readonly start_date: string | null;
  readonly start_zone: string | null;
  readonly end_ms: number | null;
  readonly end_date: string | null;
  readonly end_zone: string | null;
  readonly recurrence: string | null;
  readonly event_type: EventType | null;
  readonly self_response: ResponseStatus | null;
  readonly body: string | null;
}

const columns = `kind, etag, title, start_ms, start_date, start_zone, end_ms, end_date, end_zone, recurrence,
    event_type, self_response, body`;

/** Whether somebody is known is not looked up further back than this many rows, nor in more events. */
const FURTHEST_ROWS = 20_000;
const MOST_ACCEPTED = 100;

export const storedEventSql = {
  calendar: `SELECT key, access_role AS accessRole, visible FROM calendars WHERE account_id = ? AND calendar_id = ?`,
  byId: `SELECT ${columns} FROM events WHERE calendar_key = ? AND event_id = ?`,
  bySlot: `SELECT ${columns} FROM events INDEXED BY events_parts
    WHERE calendar_key = ? AND master_id = ? AND original_ms = ?`,
  accepted: `SELECT body FROM events WHERE key > (SELECT max(key) FROM events) - ${FURTHEST_ROWS}
    AND calendar_key = ? AND self_response = 'accepted' AND instr(lower(body), ?) > 0
    ORDER BY key DESC LIMIT ${MOST_ACCEPTED}`,
} as const;

export const openStoredEvents = (db: Database, faces: CalendarFaces) => {
  const selectCalendar = db.prepare<
    [AccountId, CalendarId],
    { key: CalendarKey; accessRole: AccessRole; visible: 0 | 1 }
  >(storedEventSql.calendar);
  const selectById = db.prepare<[CalendarKey, EventId], Row>(storedEventSql.byId);
  const selectAccepted = db.prepare<[CalendarKey, string], string | null>(storedEventSql.accepted).pluck();
  const selectBySlot = db.prepare<[CalendarKey, EventId, number], Row>(storedEventSql.bySlot);

  return {
    event: ({ accountId, calendarId, eventId, slot }: StoredEventName): StoredEvent | null => {
      const calendar = selectCalendar.get(accountId, calendarId);
      if (calendar === undefined) return null;
      const row =
        slot === null
          ? selectById.get(calendar.key, eventId)
          : selectBySlot.get(calendar.key, eventId, Date.parse(slot));
      return row === undefined ? null : toStored(row);
    },
    /** Whether the calendar's person has accepted an event of this organizer before. */
    hasAcceptedFrom: (accountId: AccountId, calendarId: CalendarId, organizer: string): boolean => {
      const calendar = selectCalendar.get(accountId, calendarId);
      const address = organizer.toLowerCase();
      if (calendar === undefined || address === '') return false;
      return selectAccepted
        .all(calendar.key, address)
        .some((body) => toBody(body).organizer?.email?.toLowerCase() === address);
    },
    calendar: (accountId: AccountId, calendarId: CalendarId): StoredCalendar | null => {
      const found = selectCalendar.get(accountId, calendarId);
      const face = faces.named(calendarId, accountId)[0];
      if (found === undefined || face === undefined) return null;
      const { name, color, zone, ownership } = face;
      return { name, color, zone, ownership, accessRole: found.accessRole, visible: found.visible === 1 };
    },
  };
};

export type StoredEvents = ReturnType<typeof openStoredEvents>;

const toStored = (row: Row): StoredEvent => {
  const { attendees, attendeesOmitted, organizer } = toBody(row.body);
  return {
    kind: row.kind,
    etag: row.etag,
    title: row.title ?? '',
    start: toEventTime(row.start_ms ?? 0, row.start_date, row.start_zone),
    end: toEventTime(row.end_ms ?? 0, row.end_date, row.end_zone ?? row.start_zone),
    recurrence: row.recurrence === null ? [] : (JSON.parse(row.recurrence) as readonly string[]),
    eventType: row.event_type ?? 'default',
    response: row.self_response,
    attendees,
    attendeesOmitted,
    organizer,
  };
};
