/**
 * The database's schema, as numbered migrations counted in `user_version`. A released migration is never edited:
 * later changes are further migrations, and `test/store/fixtures` keeps one database of each version.
 *
 * How rows are read, and why the columns are as they are:
 * - Times are epoch milliseconds. A date also has its UTC midnight in the `_ms` column, so one index serves both;
 *   readers widen a range by a day and compare dates as dates [S25]. `*_date` is null for timed rows.
 * - `kind` is the kind of event row: `single`, `master`, `exception` (a changed instance) or `cancelled` (a cancelled
 *   instance: only its ids and `original_*` have a meaning) [S15]. An exception has no foreign key to its master: it
 *   may come first, and its master may never come [S16, S17].
 * - Drawn rows (single, exception) have `is_long`: 0 up to two days, found by a bounded range of starts; 1 beyond,
 *   found by their end. A page finds what goes on at its beginning by class of length (`events_spans`). Masters have
 *   null there and are found by `first_ms` and `last_ms` (the end of the last occurrence; recurrence/series has the
 *   value for none).
 * - `events_parts` alone tells which slots of a master are taken by its exceptions (`original_ms`).
 * - What only the details need is JSON in `body`, the last column, so that lists never read it.
 */
import type { Database } from 'better-sqlite3';

export interface Migration {
  /** The `user_version` after this migration. */
  readonly version: number;
  readonly up: (db: Database) => void;
}

/** A drawn row up to this length counts as short (`is_long` = 0). */
export const SHORT_MS = 2 * 24 * 60 * 60 * 1000;

/** A timed row up to this length is brief: which ones go on at an instant is found among the starts just before it. */
export const BRIEF_MS = 2 * 60 * 60 * 1000;

const HOUR_MS = 60 * 60 * 1000;
/**
 * Classes of length, in hours. A row that goes on at an instant began no longer before it than the longest of its class,
 * so at least half of the starts that are looked at belong to such rows, however long events are.
 */
const classHours = [8, 24, 48, 96, 192, 384, 1536, 6144, 24_576, 98_304];
/** The longest row of each class, in milliseconds. The last class has no limit. */
export const classLengths: readonly number[] = [...classHours.map((hours) => hours * HOUR_MS), 8.64e15];
/** Added to the class of rows that are dates: their place depends on the viewer's zone. */
export const DATE_CLASS = 16;
const classOfLength = classLengths
  .slice(0, -1)
  .map((length) => `(end_ms - start_ms > ${length})`)
  .join(' + ');
/** The class of a drawn row; null for brief ones, masters and cancelled instances. Part of schema 8. */
export const spanClass = `CASE WHEN is_long IS NOT NULL AND (start_date IS NOT NULL OR end_ms - start_ms > ${BRIEF_MS})
    THEN (start_date IS NOT NULL) * ${DATE_CLASS} + ${classOfLength} END`;

const schema1 = `
  CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value ANY
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    connected_at_ms INTEGER NOT NULL,
    list_sync_token TEXT,
    list_fingerprint TEXT,
    list_full_at_ms INTEGER,
    retry_at_ms INTEGER,
    backoff_until_ms INTEGER,
    failures INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;

  -- AUTOINCREMENT: a pass under way may still hold the key of a calendar that was just removed.
  CREATE TABLE calendars (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    calendar_id TEXT NOT NULL,
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    zone TEXT NOT NULL,
    access_role TEXT NOT NULL,
    is_primary INTEGER NOT NULL,
    selected INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    default_reminders TEXT NOT NULL,
    visible INTEGER NOT NULL,
    sync_token TEXT,
    fingerprint TEXT,
    last_success_at_ms INTEGER,
    held_sweep INTEGER,
    UNIQUE (account_id, calendar_id)
  ) STRICT;

  -- The person's own choices, kept while a calendar leaves the list and comes back.
  CREATE TABLE calendar_choices (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    calendar_id TEXT NOT NULL,
    visible INTEGER NOT NULL,
    PRIMARY KEY (account_id, calendar_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    calendar_key INTEGER NOT NULL REFERENCES calendars (key) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    seen_pass INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('single', 'master', 'exception', 'cancelled')),
    master_id TEXT,
    original_ms INTEGER,
    original_date TEXT,
    start_ms INTEGER,
    end_ms INTEGER,
    start_date TEXT,
    end_date TEXT,
    start_zone TEXT,
    end_zone TEXT,
    is_long INTEGER,
    first_ms INTEGER,
    last_ms INTEGER,
    recurrence TEXT,
    etag TEXT,
    ical_uid TEXT,
    title TEXT,
    location TEXT,
    status TEXT,
    event_type TEXT,
    self_response TEXT,
    join_url TEXT,
    color TEXT,
    visibility TEXT,
    transparency TEXT,
    guests_total INTEGER,
    guests_accepted INTEGER,
    reminders TEXT,
    flaw TEXT,
    body TEXT,
    UNIQUE (calendar_key, event_id)
  ) STRICT;

  CREATE INDEX events_short ON events (start_ms, end_ms, calendar_key) WHERE is_long = 0;
  CREATE INDEX events_long ON events (end_ms, start_ms, calendar_key) WHERE is_long = 1;
  CREATE INDEX events_series ON events (last_ms, first_ms, calendar_key) WHERE kind = 'master';
  CREATE INDEX events_parts ON events (calendar_key, master_id, original_ms) WHERE master_id IS NOT NULL;
  CREATE INDEX events_seen ON events (calendar_key, seen_pass);

  -- Masters that were asked for by id and could not be had [S17].
  CREATE TABLE missing_masters (
    calendar_key INTEGER NOT NULL REFERENCES calendars (key) ON DELETE CASCADE,
    master_id TEXT NOT NULL,
    PRIMARY KEY (calendar_key, master_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE passes (
    key INTEGER PRIMARY KEY,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    mode TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER NOT NULL,
    counts TEXT NOT NULL,
    problems TEXT NOT NULL
  ) STRICT;
`;

/**
 * The journal of changes, the state of the sweep guard and the audits, and the indexes to read them. `changes.what`
 * is JSON (title, start, kind, from, to), since it is only ever read whole.
 */
const schema2 = `
  ALTER TABLE calendars ADD COLUMN token_since_ms INTEGER;
  ALTER TABLE calendars ADD COLUMN held_since_ms INTEGER;
  ALTER TABLE calendars ADD COLUMN kept_rows INTEGER;
  ALTER TABLE calendars ADD COLUMN sweep_allowed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE calendars ADD COLUMN quarantined INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE calendars ADD COLUMN audit_due_at_ms INTEGER;
  ALTER TABLE calendars ADD COLUMN last_audit TEXT;
  ALTER TABLE calendars ADD COLUMN last_problem TEXT;

  UPDATE calendars SET token_since_ms = last_success_at_ms WHERE sync_token IS NOT NULL;
  UPDATE calendars SET held_since_ms = last_success_at_ms WHERE held_sweep IS NOT NULL;

  CREATE TABLE changes (
    key INTEGER PRIMARY KEY,
    noticed_at_ms INTEGER NOT NULL,
    calendar_key INTEGER NOT NULL REFERENCES calendars (key) ON DELETE CASCADE,
    pass INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    master_id TEXT,
    kind TEXT NOT NULL,
    what TEXT NOT NULL
  ) STRICT;

  CREATE INDEX changes_noticed ON changes (noticed_at_ms);
  CREATE INDEX changes_calendar ON changes (calendar_key, pass, event_id);

  CREATE INDEX events_flawed ON events (calendar_key) WHERE flaw IS NOT NULL;
`;

/**
 * The search index (searchIndex.ts). It is filled and updated outside the commits that write events, so that a full
 * sync pays nothing for it. Rows beyond the last indexed key (`meta.searchedKey`) are not in it yet. A row that
 * changes or is deleted later is marked stale by a trigger, in the same transaction, whoever wrote it. `search_docs`
 * maps documents to rows. Documents are numbered by day, so the index returns them in order of time.
 *
 * The tokenizer `ascii` leaves every letter beyond ASCII alone: what a word is, and which letters count as the same,
 * is decided in one place (searchWords.ts). Segments are merged in slices of our own, never within a commit.
 */
const schema3 = `
  CREATE VIRTUAL TABLE search_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
  );
  INSERT INTO search_words (search_words, rank) VALUES ('automerge', 0);
  INSERT INTO search_words (search_words, rank) VALUES ('crisismerge', 200);

  CREATE TABLE search_docs (
    doc INTEGER PRIMARY KEY,
    key INTEGER NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE search_stale (
    key INTEGER PRIMARY KEY
  ) STRICT;

  CREATE TRIGGER events_changed
    AFTER UPDATE OF calendar_key, kind, start_ms, is_long, title, location, body ON events
    WHEN (old.calendar_key, old.kind, old.start_ms, old.is_long, old.title, old.location, old.body)
      IS NOT (new.calendar_key, new.kind, new.start_ms, new.is_long, new.title, new.location, new.body)
    BEGIN
      INSERT INTO search_stale (key) VALUES (new.key) ON CONFLICT DO NOTHING;
    END;

  CREATE TRIGGER events_removed AFTER DELETE ON events
    BEGIN
      INSERT INTO search_stale (key) VALUES (old.key) ON CONFLICT DO NOTHING;
    END;
`;

/**
 * When a series can have occurrences at all (recurrence/prefilter), in a covering index that tells which masters a
 * page has to read. Filled by zoneData.ts, since SQL alone cannot compute it.
 *
 * The longest events get an index of their own: all others end soon after they begin, so the end of a window bounds
 * the search.
 */
const schema4 = `
  ALTER TABLE events ADD COLUMN sieve INTEGER;

  DROP INDEX events_series;
  CREATE INDEX events_series ON events (last_ms, first_ms, calendar_key, start_zone, start_ms, end_ms, sieve)
    WHERE kind = 'master';

  -- The length is 16 days.
  CREATE INDEX events_longest ON events (end_ms, start_ms, calendar_key)
    WHERE is_long = 1 AND end_ms - start_ms > 1382400000;
`;

/**
 * Whether the row's own calendar organizes the event. Stored after the body, like the column before it: zero, one and
 * null take no space there, so lists read it without reading the body.
 */
const schema5 = `
  ALTER TABLE events ADD COLUMN organizer_self INTEGER;

  UPDATE events SET organizer_self = json_extract(body, '$.organizer.self')
    WHERE json_extract(body, '$.organizer.self') IN (0, 1);
`;

const columns6 = `name, color, zone, access_role, is_primary, selected, hidden, default_reminders, visible, sync_token,
  fingerprint, last_success_at_ms, held_sweep, token_since_ms, held_since_ms, kept_rows, sweep_allowed, quarantined,
  audit_due_at_ms, last_audit, last_problem`;

/**
 * A calendar without an account is being deleted (pendingDeletion.ts). Before, such calendars belonged to an account
 * called 'leaving'. A column's NOT NULL can only be removed by a new table; the counter of AUTOINCREMENT goes on.
 * The old table's names and tokens are overwritten, because an account may be disconnected later [S40].
 */
const schema6 = `
  PRAGMA secure_delete = ON;
  CREATE TABLE new_calendars (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    calendar_id TEXT NOT NULL,
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    zone TEXT NOT NULL,
    access_role TEXT NOT NULL,
    is_primary INTEGER NOT NULL,
    selected INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    default_reminders TEXT NOT NULL,
    visible INTEGER NOT NULL,
    sync_token TEXT,
    fingerprint TEXT,
    last_success_at_ms INTEGER,
    held_sweep INTEGER,
    token_since_ms INTEGER,
    held_since_ms INTEGER,
    kept_rows INTEGER,
    sweep_allowed INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0,
    audit_due_at_ms INTEGER,
    last_audit TEXT,
    last_problem TEXT,
    UNIQUE (account_id, calendar_id)
  ) STRICT;

  INSERT INTO new_calendars (key, account_id, calendar_id, ${columns6})
    SELECT key, nullif(account_id, 'leaving'), iif(account_id = 'leaving', '', calendar_id), ${columns6} FROM calendars;
  DELETE FROM sqlite_sequence WHERE name = 'new_calendars';
  INSERT INTO sqlite_sequence (name, seq)
    SELECT 'new_calendars', seq FROM sqlite_sequence WHERE name = 'calendars';
  DROP TABLE calendars;
  ALTER TABLE new_calendars RENAME TO calendars;
  DELETE FROM accounts WHERE id = 'leaving';
  PRAGMA secure_delete = FAST;
`;

/**
 * The events that a calendar has not answered, by when they are over, so that unanswered invitations are found without
 * reading anything else.
 */
const schema7 = `
  CREATE INDEX events_unanswered ON events (calendar_key, coalesce(last_ms, end_ms))
    WHERE self_response = 'needsAction';
`;

/**
 * What goes on at an instant, without looking at what ended before: dates, and everything that is not brief, by class of
 * length and start. The ids make it possible to tell which of many events that begin together come first.
 */
const schema8 = `
  DROP INDEX events_longest;
  CREATE INDEX events_spans ON events (${spanClass}, start_ms, end_ms, calendar_key, event_id)
    WHERE ${spanClass} IS NOT NULL;
`;

/**
 * Whether a change is about the details of an event: those are listed apart and have a limit of their own. The changes of
 * one meeting are found by its series or, for a single event, by itself.
 */
const schema9 = `
  ALTER TABLE changes ADD COLUMN is_detail INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX changes_listed ON changes (is_detail, noticed_at_ms);
  CREATE INDEX changes_meeting ON changes (calendar_key, coalesce(master_id, event_id));
`;

export const migrations: readonly Migration[] = [
  { version: 1, up: (db) => void db.exec(schema1) },
  { version: 2, up: (db) => void db.exec(schema2) },
  { version: 3, up: (db) => void db.exec(schema3) },
  { version: 4, up: (db) => void db.exec(schema4) },
  { version: 5, up: (db) => void db.exec(schema5) },
  { version: 6, up: (db) => void db.exec(schema6) },
  { version: 7, up: (db) => void db.exec(schema7) },
  { version: 8, up: (db) => void db.exec(schema8) },
  { version: 9, up: (db) => void db.exec(schema9) },
];
