/** The rows of `notes.db`, and how they become notes. Pure. */
import { meetingSlot, meetingUid } from '../../shared/notes.ts';
import type { Note, NotedMeeting, NoteScope } from '../../shared/notes.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';

export interface NoteRow {
  readonly id: string;
  readonly scope: NoteScope;
  readonly uid: string;
  readonly slot: string;
  readonly account_id: AccountId;
  readonly calendar_id: CalendarId;
  readonly event_id: EventId;
  readonly master_id: EventId | null;
  readonly occurrence_start: string | null;
  readonly ical_uid: string | null;
  readonly title: string;
  /** Dates are at UTC midnight. */
  readonly start_ms: number;
  readonly start_date: string | null;
  readonly start_zone: string | null;
  readonly updated_ms: number;
  readonly revision: number;
  readonly text: string;
}

const kinds: Readonly<Record<keyof NoteRow, 'text' | 'text?' | 'number'>> = {
  id: 'text',
  scope: 'text',
  uid: 'text',
  slot: 'text',
  account_id: 'text',
  calendar_id: 'text',
  event_id: 'text',
  master_id: 'text?',
  occurrence_start: 'text?',
  ical_uid: 'text?',
  title: 'text',
  start_ms: 'number',
  start_date: 'text?',
  start_zone: 'text?',
  updated_ms: 'number',
  revision: 'number',
  text: 'text',
};
const names = Object.keys(kinds);
/** All columns but `words`, which follow from the text. */
export const noteColumns = names.join(', ');
export const insertNote = `INSERT OR REPLACE INTO notes (${noteColumns}) VALUES (${names.map((name) => `@${name}`).join(', ')})`;

/** Returns whether a row from a damaged file is one that this app has written. */
export const isSoundRow = (row: Readonly<Record<string, unknown>>): boolean =>
  (row['scope'] === 'occurrence' || row['scope'] === 'series') &&
  Object.entries(kinds).every(([name, kind]) => {
    const value = row[name];
    if (kind === 'number') return Number.isSafeInteger(value);
    return typeof value === 'string' || (kind === 'text?' && value === null);
  });

type MeetingColumns = Omit<NoteRow, 'id' | 'scope' | 'updated_ms' | 'revision' | 'text'>;

/** Returns the columns of a meeting as it is seen now. */
export const meetingColumns = (scope: NoteScope, meeting: NotedMeeting): MeetingColumns => {
  const { start } = meeting;
  return {
    uid: meetingUid(meeting),
    slot: scope === 'series' ? '' : meetingSlot(meeting),
    account_id: meeting.accountId,
    calendar_id: meeting.calendarId,
    event_id: meeting.eventId,
    master_id: meeting.masterId ?? null,
    occurrence_start: meeting.occurrenceStart ?? null,
    ical_uid: meeting.iCalUid ?? null,
    title: meeting.title,
    start_ms: startMs(meeting),
    start_date: start.kind === 'date' ? start.date : null,
    start_zone: start.kind === 'timed' ? start.zone : null,
  };
};

export const startMs = ({ start }: Pick<NotedMeeting, 'start'>): number =>
  start.kind === 'timed' ? start.ms : Date.parse(start.date);

export const meetingOf = (row: Omit<NoteRow, 'text'>): NotedMeeting => ({
  accountId: row.account_id,
  calendarId: row.calendar_id,
  eventId: row.event_id,
  ...(row.master_id !== null && { masterId: row.master_id }),
  ...(row.occurrence_start !== null && { occurrenceStart: row.occurrence_start }),
  ...(row.ical_uid !== null && { iCalUid: row.ical_uid }),
  title: row.title,
  start:
    row.start_date === null
      ? { kind: 'timed', ms: row.start_ms, zone: row.start_zone ?? 'UTC' }
      : { kind: 'date', date: row.start_date },
});

export const noteOf = (row: NoteRow): Note => ({
  id: row.id,
  scope: row.scope,
  meeting: meetingOf(row),
  text: row.text,
  revision: row.revision,
  updatedAt: new Date(row.updated_ms).toISOString(),
});
