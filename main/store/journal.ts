/**
 * The journal of changes: what passes changed about upcoming events, kept for 30 days.
 *
 * Written in the same transaction as the rows it describes. What a change means is decided in agenda/diffEvents; this
 * file reads, stores and prunes. What changed in the details of events is kept and listed apart, so that it neither
 * displaces what matters more nor reaches who did not ask for it. Invariants: a calendar that was never synced, or not within the last 30 days,
 * records nothing; a series has one change per pass, which absorbs the changes of its instances; a pass records a
 * limited number of changes per calendar.
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { Database } from 'better-sqlite3';
import { isDetail } from '../../shared/agendaChanges.ts';
import type {
  AgendaChange,
  ChangesRequest,
  DetailChange,
  DetailWhat,
  ListedChange,
} from '../../shared/agendaChanges.ts';
import type { AccountId, CalendarId, EventId, EventType, Occurrence } from '../../shared/model.ts';
import { changesOf, keepsSlots, type EventState, type NoticedChange } from '../agenda/diffEvents.ts';
import { familyOf } from '../recurrence/instanceId.ts';
import type { CalendarKey } from '../sync/ports.ts';
import type { EventDetails } from '../agenda/diffDetails.ts';
import { selfAmong, type Viewpoint } from '../agenda/ownership.ts';
import { descriptionParts } from '../links/description.ts';
import { openCalendarFaces } from './agenda/calendarFaces.ts';
import { invitedColumn, ownPartOfRow, type ListedRow } from './agenda/rows.ts';
import { toBody, toEventTime, type ContentRow } from './eventRow.ts';

/** How long changes are kept. */
export const JOURNAL_MS = 30 * DAY_MS;
/** A list of more changes in one pass would not help anyone. */
const MOST_PER_PASS = 200;
const MOST_KEPT = 5_000;
/** The same for details, which are longer: up to about a thousand characters each. */
const MOST_DETAILS_PER_PASS = 100;
const MOST_DETAILS_KEPT = 2_000;
/** Of one meeting. */
const MOST_OF_MEETING = 100;

type StateRow = Pick<
  ContentRow,
  | 'kind'
  | 'master_id'
  | 'original_ms'
  | 'original_date'
  | 'start_ms'
  | 'end_ms'
  | 'start_date'
  | 'end_date'
  | 'start_zone'
  | 'end_zone'
  | 'recurrence'
  | 'title'
  | 'location'
  | 'event_type'
  | 'join_url'
> &
  Pick<ListedRow, 'self_response' | 'organizer_self' | 'invited'> & {
    readonly event_id: EventId;
    /** Null for what is over, which nobody is told of; absent where it does not matter. */
    readonly body?: string | null;
  };

const stateColumns = `event_id, kind, master_id, original_ms, original_date, start_ms, end_ms, start_date,
  end_date, start_zone, end_zone, recurrence, title, location, event_type, self_response, join_url,
  organizer_self, ${invitedColumn}`;

const toState = (row: StateRow, viewpoint: Viewpoint): EventState => ({
  id: row.event_id,
  kind: row.kind,
  masterId: row.master_id as EventId | null,
  originalStart:
    row.original_ms === null ? null : toEventTime(row.original_ms, row.original_date, row.start_zone),
  span:
    row.start_ms === null || row.end_ms === null
      ? null
      : {
          start: toEventTime(row.start_ms, row.start_date, row.start_zone),
          end: toEventTime(row.end_ms, row.end_date, row.end_zone ?? row.start_zone),
        },
  recurrence: row.recurrence === null ? [] : (JSON.parse(row.recurrence) as string[]),
  title: row.title ?? '',
  location: row.location,
  joinUrl: row.join_url,
  ...ownStateOf(row, viewpoint),
  eventType: (row.event_type ?? 'default') as EventType,
  details: () => (row.body == null ? null : toDetails(row.body, viewpoint)),
});

const toDetails = (json: string, viewpoint: Viewpoint): EventDetails => {
  const { attendees, attendeesOmitted, description, attachments, conference } = toBody(json);
  const self = selfAmong(attendees, viewpoint);
  return {
    guests: attendeesOmitted ? null : attendees.filter((one) => one !== self && !one.resource),
    description: {
      source: description ?? '',
      text: () =>
        descriptionParts(description)
          .map(({ text }) => text)
          .join(''),
    },
    attachments,
    conference: conference.entryPoints
      .map(({ uri, pin, passcode }) => JSON.stringify([uri, pin, passcode]))
      .toSorted()
      .join('\n'),
  };
};

const ownStateOf = (row: StateRow, viewpoint: Viewpoint): Pick<EventState, 'selfResponse' | 'isOthers'> => {
  const { response, isOthers } = ownPartOfRow(row, viewpoint);
  return { selfResponse: response, isOthers };
};

/** Stored as JSON: a change without the columns that are used to find it. */
type Kept = Omit<NoticedChange, 'eventId' | 'masterId'>;

interface ChangeRow {
  readonly noticed_at_ms: number;
  readonly account_id: AccountId;
  readonly calendar_id: CalendarId;
  readonly event_id: EventId;
  readonly master_id: EventId | null;
  readonly what: string;
  readonly busy_only: 0 | 1;
}

const toChange = (row: ChangeRow): ListedChange => {
  const { occurrenceStart, ...kept } = JSON.parse(row.what) as Kept;
  return {
    ...kept,
    ...(row.master_id !== null && { masterId: row.master_id }),
    ...(occurrenceStart !== null && { occurrenceStart }),
    noticedAt: new Date(row.noticed_at_ms).toISOString(),
    accountId: row.account_id,
    calendarId: row.calendar_id,
    eventId: row.event_id,
    ...(row.busy_only === 1 && { busyOnly: true }),
  } as ListedChange;
};

/** What one listing of a calendar has recorded so far. Lost in a crash, which at most repeats a change. */
interface ListingRecord {
  readonly passId: number;
  count: number;
  details: number;
  /** By series: the kinds of its own changes. `all` if its slots changed, which covers its instances. */
  readonly series: Map<EventId, ReadonlySet<string> | 'all'>;
}

export interface Calendar {
  readonly key: CalendarKey;
  readonly zone: string;
  readonly lastSuccessAtMs: number | null;
}

/** Records the changes of one transaction. */
export interface JournalWriter {
  /** Returns a row's current state; null if there is no row, or if no more changes will be recorded. */
  stateOf(id: EventId): EventState | null;
  note(before: EventState | null, after: EventState | null): void;
}

export const openJournal = (db: Database) => {
  const selectState = db.prepare<[number, CalendarKey, EventId], StateRow>(
    `SELECT ${stateColumns}, CASE WHEN coalesce(last_ms, end_ms) > ? THEN coalesce(body, '{}') END AS body
     FROM events WHERE calendar_key = ? AND event_id = ?`,
  );
  const selectTaken = db
    .prepare<[CalendarKey, EventId], number>(
      `SELECT original_ms FROM events INDEXED BY events_parts
       WHERE calendar_key = ? AND master_id = ? AND original_ms IS NOT NULL`,
    )
    .pluck();
  // The ids of the parts of a split series begin alike. `S` is the character after the `R` of `_R`.
  const selectFamily = db.prepare<
    { calendar: CalendarKey; base: string; from: string; to: string },
    StateRow
  >(
    `SELECT ${stateColumns} FROM events WHERE calendar_key = @calendar AND kind = 'master'
       AND (event_id = @base OR (event_id >= @from AND event_id < @to)) ORDER BY start_ms LIMIT 100`,
  );
  const insert = db.prepare<[number, CalendarKey, number, EventId, EventId | null, string, string, 0 | 1]>(
    `INSERT INTO changes (noticed_at_ms, calendar_key, pass, event_id, master_id, kind, what, is_detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const deleteParts = db.prepare<{
    calendar: CalendarKey;
    pass: number;
    master: EventId;
    kinds: string | null;
  }>(
    `DELETE FROM changes WHERE calendar_key = @calendar AND pass = @pass
       AND master_id = @master AND event_id <> @master
       AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))`,
  );
  const deleteCut = db.prepare<[CalendarKey, number, EventId]>(
    `DELETE FROM changes WHERE calendar_key = ? AND pass = ? AND event_id = ? AND kind = 'cancelled'`,
  );
  const selected = (where: string): string =>
    `SELECT noticed_at_ms, account_id, calendar_id, event_id, master_id, what,
       access_role = 'freeBusyReader' AND is_primary = 0 AS busy_only
     FROM changes JOIN calendars ON calendars.key = changes.calendar_key
     WHERE visible = 1 AND ${where}
     ORDER BY noticed_at_ms DESC, changes.key DESC LIMIT ?`;
  const selectSince = db.prepare<[0 | 1, number, number], ChangeRow>(
    selected('is_detail = ? AND noticed_at_ms >= ?'),
  );
  const selectOfMeeting = db.prepare<[AccountId, CalendarId, EventId, number], ChangeRow>(
    selected('account_id = ? AND calendar_id = ? AND coalesce(master_id, event_id) = ?'),
  );
  const selectOldest = db.prepare<[], number | null>('SELECT min(noticed_at_ms) FROM changes').pluck();
  const deleteOld = db.prepare<[number]>('DELETE FROM changes WHERE noticed_at_ms < ?');
  const deleteMost = db.prepare<{ detail: 0 | 1; most: number }>(
    `DELETE FROM changes WHERE key IN (
       SELECT key FROM changes WHERE is_detail = @detail
       ORDER BY noticed_at_ms DESC, key DESC LIMIT -1 OFFSET @most)`,
  );
  const calendarFaces = openCalendarFaces(db);
  const records = new Map<CalendarKey, ListingRecord>();

  const recordOf = (calendar: CalendarKey, passId: number): ListingRecord => {
    const known = records.get(calendar);
    if (known?.passId === passId) return known;
    const record: ListingRecord = { passId, count: 0, details: 0, series: new Map() };
    records.set(calendar, record);
    return record;
  };

  const writer = ({ key, zone }: Calendar, record: ListingRecord, nowMs: number): JournalWriter => {
    const { passId } = record;
    const viewpoint = calendarFaces.viewpointOf(key);
    const stateOfRow = (row: StateRow): EventState => toState(row, viewpoint);
    const read = (id: EventId): EventState | null => {
      const row = selectState.get(nowMs - DAY_MS, key, id);
      return row === undefined ? null : stateOfRow(row);
    };
    const family = (id: EventId): readonly EventState[] => {
      const { base } = familyOf(id);
      const range = { calendar: key, base, from: `${base}_R`, to: `${base}_S` };
      return selectFamily
        .all(range)
        .map(stateOfRow)
        .filter((one) => one.id !== id && familyOf(one.id).base === base);
    };
    const startOf = (state: EventState | null): number => {
      const start = state?.span?.start;
      if (start === undefined) return -Infinity;
      return start.kind === 'timed' ? start.ms : Date.parse(start.date);
    };

    const noteSeries = (before: EventState | null, after: EventState | null, id: EventId): void => {
      const isCarriedOn = before === null && familyOf(id).cut !== null;
      const parts = isCarriedOn || (before !== null && before.kind === 'master') ? family(id) : [];
      const predecessor = isCarriedOn
        ? (parts.findLast((part) => startOf(part) < startOf(after)) ?? null)
        : null;
      const hasSuccessor = before !== null && parts.some((part) => startOf(part) > startOf(before));
      const changes = changesOf({
        before,
        after,
        master: null,
        predecessor,
        hasSuccessor,
        takenMs: selectTaken.all(key, id),
        zone,
        nowMs,
      });
      const keeps = keepsSlots(before, after);
      const kinds = new Set(changes.map(({ kind }) => kind));
      deleteParts.run({
        calendar: key,
        pass: passId,
        master: id,
        kinds: keeps ? JSON.stringify([...kinds]) : null,
      });
      // The part that ended because this one continues it was not cancelled.
      if (predecessor !== null) deleteCut.run(key, passId, predecessor.id);
      record.series.set(id, keeps ? kinds : 'all');
      write(changes);
    };

    const noteInstance = (before: EventState | null, after: EventState | null, masterId: EventId): void => {
      const known = record.series.get(masterId);
      if (known === 'all') return;
      const changes = changesOf({
        before,
        after,
        master: read(masterId),
        predecessor: null,
        hasSuccessor: false,
        takenMs: [],
        zone,
        nowMs,
      });
      write(changes.filter(({ kind }) => known?.has(kind) !== true));
    };

    const write = (changes: readonly NoticedChange[]): void => {
      for (const { eventId, masterId, ...kept } of changes) {
        const isAboutDetails = isDetail<DetailWhat>(kept);
        if (isAboutDetails && record.details >= MOST_DETAILS_PER_PASS) continue;
        if (isAboutDetails) record.details += 1;
        else record.count += 1;
        const what = JSON.stringify(kept satisfies Kept);
        insert.run(nowMs, key, passId, eventId, masterId, kept.kind, what, isAboutDetails ? 1 : 0);
      }
    };

    return {
      stateOf: (id) => (record.count < MOST_PER_PASS ? read(id) : null),
      note: (before, after) => {
        const state = after ?? before;
        if (state === null || record.count >= MOST_PER_PASS) return;
        if (before?.kind === 'master' || after?.kind === 'master') noteSeries(before, after, state.id);
        else if (state.masterId !== null) noteInstance(before, after, state.masterId);
        else {
          const alone = { master: null, predecessor: null, hasSuccessor: false, takenMs: [] };
          write(changesOf({ before, after, ...alone, zone, nowMs }));
        }
      },
    };
  };

  const read = (about: 0 | 1, { since, limit }: ChangesRequest): readonly ListedChange[] => {
    const sinceMs = since === undefined ? Number.NaN : Date.parse(since);
    return selectSince.all(about, Number.isNaN(sinceMs) ? 0 : sinceMs, limit ?? 100).map(toChange);
  };

  return {
    /** Null if nothing is to be recorded: for first listings, and for calendars that were not synced for long. */
    writer(calendar: Calendar, passId: number, nowMs: number): JournalWriter | null {
      const { lastSuccessAtMs } = calendar;
      if (lastSuccessAtMs === null || nowMs - lastSuccessAtMs > JOURNAL_MS) return null;
      return writer(calendar, recordOf(calendar.key, passId), nowMs);
    },
    /** Returns changes of visible calendars, newest first. */
    list: (request: ChangesRequest): readonly AgendaChange[] => read(0, request) as readonly AgendaChange[],
    /** The same for the details of events. */
    details: (request: ChangesRequest): readonly DetailChange[] =>
      read(1, request) as readonly DetailChange[],
    /** Returns the changes of a meeting's event or series, both kinds, newest first. */
    ofMeeting: ({ accountId, calendarId, eventId, masterId }: Occurrence): readonly ListedChange[] =>
      selectOfMeeting.all(accountId, calendarId, masterId ?? eventId, MOST_OF_MEETING).map(toChange),
    /** Returns whether there is anything to prune. */
    hasOld: (nowMs: number): boolean => (selectOldest.get() ?? nowMs) < nowMs - JOURNAL_MS,
    prune: (nowMs: number): void => {
      deleteOld.run(nowMs - JOURNAL_MS);
      deleteMost.run({ detail: 0, most: MOST_KEPT });
      deleteMost.run({ detail: 1, most: MOST_DETAILS_KEPT });
    },
  };
};

export type Journal = ReturnType<typeof openJournal>;
