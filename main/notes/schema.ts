/**
 * The schema of `notes.db`, as numbered migrations. A released one is never edited. Later ones only add columns and
 * tables, so that an older app can still read what a newer one wrote.
 *
 * - `uid` and `slot` identify the meeting and the occurrence (shared/notes.ts). `account_id` to `ical_uid`, `title` and
 *   `start_*` are the meeting as it was last seen, so a note can be shown without the calendar.
 * - A note that the person has emptied stays as a row without text until the next start: an open window may still show
 *   the text, and the revision tells it that the note has changed.
 * - `words` is what the search compares (search.ts); null: not known for this text.
 */
import type { Migration } from '../store/database/schema.ts';

const schema1 = `
  CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL CHECK (scope IN ('occurrence', 'series')),
    uid TEXT NOT NULL,
    slot TEXT NOT NULL,
    account_id TEXT NOT NULL,
    calendar_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    master_id TEXT,
    occurrence_start TEXT,
    ical_uid TEXT,
    title TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    start_date TEXT,
    start_zone TEXT,
    updated_ms INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    words TEXT,
    text TEXT NOT NULL,
    UNIQUE (uid, scope, slot)
  ) STRICT;

  CREATE INDEX notes_start ON notes (start_ms);
`;

export const noteMigrations: readonly Migration[] = [{ version: 1, up: (db) => void db.exec(schema1) }];
