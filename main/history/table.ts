/** Reads and writes the rows of an open `history.db`. Throws SQLite's errors; history.ts makes values of them. */
import type { Database } from 'better-sqlite3';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import { meetingSlot, meetingUid, type NotedMeeting } from '../../shared/notes.ts';
import type { Met, PastGuest } from '../brief/lastTime.ts';

/** A meeting that has passed, to be kept. */
export interface RecordedMeeting {
  readonly meeting: NotedMeeting & { readonly start: { readonly kind: 'timed' } };
  readonly isPrivate: boolean;
  /** Null if they are not known. */
  readonly guests: readonly PastGuest[] | null;
}

export interface KeptLook {
  readonly atMs: number;
  readonly state: string;
}

export interface Coverage {
  readonly accountId: AccountId;
  readonly sinceMs: number;
  readonly untilMs: number;
}

interface MeetingRow {
  readonly key: number;
  readonly account_id: AccountId;
  readonly calendar_id: CalendarId;
  readonly event_id: EventId;
  readonly master_id: EventId | null;
  readonly occurrence_start: string | null;
  readonly ical_uid: string | null;
  readonly title: string;
  readonly is_private: 0 | 1;
  readonly start_ms: number;
  readonly start_zone: string;
  readonly guests_total: number | null;
}

const MOST_MEETINGS = 20_000;
const MOST_LOOKS = 300;
/** Two: the last one, and the one that an open panel compares with. */
const LOOKS_OF_ONE = 2;

const columns = `key, account_id, calendar_id, event_id, master_id, occurrence_start, ical_uid, title, is_private,
  start_ms, start_zone, guests_total`;

/** The queries that a brief waits for, for the test that checks their plans. */
export const briefSql = {
  last: `SELECT ${columns} FROM meetings WHERE uid = ? AND start_ms < ? AND slot <> ? ORDER BY start_ms DESC LIMIT 1`,
  byKey: `SELECT ${columns} FROM meetings WHERE key = ?`,
  guests: `SELECT address, name, declined FROM guests WHERE meeting = ? ORDER BY rowid LIMIT 200`,
  known: `SELECT 1 FROM guests WHERE address = ? AND start_ms < ? LIMIT 1`,
  met: `SELECT meetings.key AS key, meetings.start_ms AS startMs
    FROM guests JOIN meetings ON meetings.key = guests.meeting
    WHERE guests.address = ? AND guests.start_ms < ? AND guests.declined = 0
      AND meetings.uid <> ? AND meetings.guests_total <= ?
    ORDER BY guests.start_ms DESC LIMIT ?`,
  look: `SELECT looked_ms AS atMs, state FROM looks WHERE uid = ? AND slot = ? ORDER BY looked_ms DESC LIMIT 1`,
} as const;

export const openHistoryTable = (db: Database) => {
  db.pragma('foreign_keys = ON');
  const isKnown = db
    .prepare<[string, string, number], number>(
      'SELECT 1 FROM meetings WHERE uid = ? AND slot = ? AND start_ms = ?',
    )
    .pluck();
  const remove = db.prepare<[string, string]>('DELETE FROM meetings WHERE uid = ? AND slot = ?');
  const insert = db.prepare(
    `INSERT INTO meetings (uid, slot, account_id, calendar_id, event_id, master_id, occurrence_start, ical_uid, title,
       is_private, start_ms, start_zone, guests_total) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertGuest = db.prepare<[string, number, number | bigint, string, number]>(
    'INSERT INTO guests (address, start_ms, meeting, name, declined) VALUES (?, ?, ?, ?, ?)',
  );
  const last = db.prepare<[string, number, string], MeetingRow>(briefSql.last);
  const byKey = db.prepare<[number], MeetingRow>(briefSql.byKey);
  const guestsOf = db.prepare<[number], { address: string; name: string; declined: 0 | 1 }>(briefSql.guests);
  const known = db.prepare<[string, number], number>(briefSql.known).pluck();
  const met = db.prepare<[string, number, string, number, number], { key: number; startMs: number }>(
    briefSql.met,
  );
  const lastLook = db.prepare<[string, string], KeptLook>(briefSql.look);
  const lookAt = db.prepare<[string, string, number], KeptLook>(
    'SELECT looked_ms AS atMs, state FROM looks WHERE uid = ? AND slot = ? AND looked_ms = ?',
  );
  const insertLook = db.prepare<[string, string, AccountId, number, number, string]>(
    'INSERT OR REPLACE INTO looks (uid, slot, account_id, looked_ms, over_ms, state) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forgetLooks = db.prepare<[string, string, string, string, number]>(
    `DELETE FROM looks WHERE uid = ? AND slot = ? AND looked_ms NOT IN
       (SELECT looked_ms FROM looks WHERE uid = ? AND slot = ? ORDER BY looked_ms DESC LIMIT ?)`,
  );
  const coverage = db.prepare<[], Coverage>(
    'SELECT account_id AS accountId, since_ms AS sinceMs, until_ms AS untilMs FROM coverage',
  );
  const cover = db.prepare<[AccountId, number, number]>(
    'INSERT OR REPLACE INTO coverage (account_id, since_ms, until_ms) VALUES (?, ?, ?)',
  );

  const past = (row: MeetingRow | undefined) => {
    if (row === undefined) return null;
    const guests = guestsOf.all(row.key).map((one): PastGuest => ({ ...one, declined: one.declined === 1 }));
    return {
      meeting: meetingOf(row),
      isPrivate: row.is_private === 1,
      guests: row.guests_total === null ? null : guests,
    } satisfies RecordedMeeting;
  };

  return {
    isKnown: (meeting: RecordedMeeting['meeting']): boolean =>
      isKnown.get(meetingUid(meeting), meetingSlot(meeting), meeting.start.ms) === 1,
    /** Keeps a meeting. One that took place at another time than was recorded before replaces that. */
    add: db.transaction((recorded: readonly RecordedMeeting[]): void => {
      for (const { meeting, isPrivate, guests } of recorded) {
        const [uid, slot] = [meetingUid(meeting), meetingSlot(meeting)];
        remove.run(uid, slot);
        const { accountId, calendarId, eventId, start } = meeting;
        const { lastInsertRowid: key } = insert.run(
          uid,
          slot,
          accountId,
          calendarId,
          eventId,
          meeting.masterId ?? null,
          meeting.occurrenceStart ?? null,
          meeting.iCalUid ?? null,
          isPrivate ? '' : meeting.title,
          isPrivate ? 1 : 0,
          start.ms,
          start.zone,
          guests?.length ?? null,
        );
        for (const { address, name, declined } of guests ?? [])
          insertGuest.run(address, start.ms, key, name, declined ? 1 : 0);
      }
    }),
    /** The latest occurrence of a meeting's series that began before it. */
    last: (meeting: NotedMeeting, beforeMs: number) =>
      past(last.get(meetingUid(meeting), beforeMs, meetingSlot(meeting))),
    read: (key: number) => past(byKey.get(key)),
    /**
     * In which of the last meetings of at most `mostGuests` an address was before that instant, besides the meeting's
     * series; at most `most` of them.
     */
    met: (
      address: string,
      meeting: NotedMeeting,
      { beforeMs, mostGuests, most }: { beforeMs: number; mostGuests: number; most: number },
    ): Met => {
      const found = met.all(address, beforeMs, meetingUid(meeting), mostGuests, most + 1);
      return {
        address,
        meetings: found.slice(0, most),
        isKnown: found.length > 0 || known.get(address, beforeMs) === 1,
        isCut: found.length > most,
      };
    },
    /** What the person saw last, or at exactly that instant. */
    look: (meeting: NotedMeeting, atMs: number | null): KeptLook | null =>
      (atMs === null
        ? lastLook.get(meetingUid(meeting), meetingSlot(meeting))
        : lookAt.get(meetingUid(meeting), meetingSlot(meeting), atMs)) ?? null,
    addLook: db.transaction((meeting: NotedMeeting, look: KeptLook & { readonly overMs: number }): void => {
      const [uid, slot] = [meetingUid(meeting), meetingSlot(meeting)];
      insertLook.run(uid, slot, meeting.accountId, look.atMs, look.overMs, look.state);
      forgetLooks.run(uid, slot, uid, slot, LOOKS_OF_ONE);
    }),
    coverage: (): readonly Coverage[] => coverage.all(),
    cover: ({ accountId, sinceMs, untilMs }: Coverage): void => void cover.run(accountId, sinceMs, untilMs),
    /** Removes meetings before that instant, looks at what is long over, and what is beyond all bounds. */
    prune: db.transaction((beforeMs: number, looksBeforeMs: number): void => {
      db.prepare('DELETE FROM meetings WHERE start_ms < ?').run(beforeMs);
      db.prepare(
        `DELETE FROM meetings WHERE start_ms < (SELECT start_ms FROM meetings ORDER BY start_ms DESC LIMIT 1 OFFSET ${MOST_MEETINGS})`,
      ).run();
      db.prepare('DELETE FROM looks WHERE over_ms < ?').run(looksBeforeMs);
      db.prepare(
        `DELETE FROM looks WHERE looked_ms < (SELECT looked_ms FROM looks ORDER BY looked_ms DESC LIMIT 1 OFFSET ${MOST_LOOKS})`,
      ).run();
    }),
    /** Removes everything of an account. Returns whether there was anything. */
    removeOf: db.transaction((account: AccountId): boolean =>
      ['meetings', 'looks', 'coverage']
        .map((table) => db.prepare(`DELETE FROM ${table} WHERE account_id = ?`).run(account).changes)
        .some((changes) => changes > 0),
    ),
  };
};

export type HistoryTable = ReturnType<typeof openHistoryTable>;

const meetingOf = (row: MeetingRow): RecordedMeeting['meeting'] => ({
  accountId: row.account_id,
  calendarId: row.calendar_id,
  eventId: row.event_id,
  ...(row.master_id !== null && { masterId: row.master_id }),
  ...(row.occurrence_start !== null && { occurrenceStart: row.occurrence_start }),
  ...(row.ical_uid !== null && { iCalUid: row.ical_uid }),
  title: row.title,
  start: { kind: 'timed', ms: row.start_ms, zone: row.start_zone },
});
