/**
 * The database's shape, as numbered steps on `user_version`. A released step is never edited: what comes
 * later is a further step, and `test/store/fixtures` keeps one database of each.
 *
 * How the rows are read, and why the columns are as they are:
 * - Times are epoch milliseconds. A date also has its UTC midnight in the `_ms` column, so one index serves
 *   both; readers widen a range by a day and compare dates as dates [S25]. `*_date` is null for timed rows.
 * - `kind` says what an event row is: `single`, `master`, `exception` (a changed instance) or `cancelled` (an
 *   instance taken away: only ids and `original_*` mean anything) [S15]. No foreign key leads from an exception
 *   to its master: it may come first, and its master may never come [S16, S17].
 * - Drawn rows (single, exception) have `is_long`: 0 up to two days, found by a bounded range of starts; 1 beyond,
 *   found by their end. Masters have null there and are found by `first_ms` and `last_ms` (end of the last
 *   occurrence; calendar/series has the value for none).
 * - `events_parts` alone answers which slots of a master its exceptions took (`original_ms`).
 * - What only the meeting view needs is JSON in `body`, the last column, so that lists never read it.
 */
import type { Database } from 'better-sqlite3';

export interface Migration {
  /** The `user_version` it leads to. */
  readonly version: number;
  readonly up: (db: Database) => void;
}

/** Up to this length a drawn row counts as short (`is_long` = 0). */
export const SHORT_MS = 2 * 24 * 60 * 60 * 1000;

/** Up to this length a long row is found by its end in `events_long`, the few beyond in `events_longest`. */
export const LONG_MS = 16 * 24 * 60 * 60 * 1000;

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
 * The journal of changes, what the sweep guard and the audits remember, and the indexes they are read by.
 * `changes.what` is JSON (title, start, kind, from, to): it is only ever read whole.
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
 * The search index (searchIndex.ts). It is filled and kept in step outside the commits that write events, so
 * that a full sync pays nothing for it: rows beyond the last indexed key (`meta.searchedKey`) are not in it yet,
 * and a row that changed or went afterwards is marked stale, in the same transaction and by the database
 * itself, whoever wrote. `search_docs` says which document a row has become; documents are numbered by day, so the
 * index answers in the order of time.
 *
 * `ascii` leaves every letter beyond ASCII alone: what a word is, and which letters count as the same, is decided in
 * one place (searchWords.ts). Segments are merged in slices of our own, never within a commit.
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
 * When a series can have something at all (recurrence/prefilter), in an index that answers alone which masters a page
 * has to read. Filled in by zoneData.ts, since it takes more than SQL.
 *
 * And the longest events by themselves: the rest ends soon after it begins, so a window's end bounds where to look.
 */
const schema4 = `
  ALTER TABLE events ADD COLUMN sieve INTEGER;

  DROP INDEX events_series;
  CREATE INDEX events_series ON events (last_ms, first_ms, calendar_key, start_zone, start_ms, end_ms, sieve)
    WHERE kind = 'master';

  -- The length is LONG_MS.
  CREATE INDEX events_longest ON events (end_ms, start_ms, calendar_key)
    WHERE is_long = 1 AND end_ms - start_ms > 1382400000;
`;

/**
 * Whether the row's own calendar organises the event. Behind the body, as the column before it: zero, one and nothing
 * take no room there, so lists read it without the body.
 */
const schema5 = `
  ALTER TABLE events ADD COLUMN organizer_self INTEGER;

  UPDATE events SET organizer_self = json_extract(body, '$.organizer.self')
    WHERE json_extract(body, '$.organizer.self') IN (0, 1);
`;

export const migrations: readonly Migration[] = [
  { version: 1, up: (db) => void db.exec(schema1) },
  { version: 2, up: (db) => void db.exec(schema2) },
  { version: 3, up: (db) => void db.exec(schema3) },
  { version: 4, up: (db) => void db.exec(schema4) },
  { version: 5, up: (db) => void db.exec(schema5) },
];
