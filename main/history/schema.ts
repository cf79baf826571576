/**
 * The schema of `history.db`, as numbered migrations. A released one is never edited.
 *
 * - `meetings`: those that have passed, as they were. `uid` and `slot` identify them (shared/notes.ts). `guests_total` is
 *   null if the guests are not known: hidden, private, or a series that was first read after its occurrence had passed.
 * - `guests`: without the person and without rooms. `start_ms` is the meeting's, so that the last meetings of an address
 *   are found in order.
 * - `looks`: what the person saw of a meeting, as JSON (main/brief/look.ts); the last two of each.
 * - `coverage`: from when to when an account's meetings have been recorded. Nothing is claimed about other times.
 */
import type { Migration } from '../store/database/schema.ts';

const schema1 = `
  CREATE TABLE meetings (
    key INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    slot TEXT NOT NULL,
    account_id TEXT NOT NULL,
    calendar_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    master_id TEXT,
    occurrence_start TEXT,
    ical_uid TEXT,
    title TEXT NOT NULL,
    is_private INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    start_zone TEXT NOT NULL,
    guests_total INTEGER,
    UNIQUE (uid, slot)
  ) STRICT;
  CREATE INDEX meetings_series ON meetings (uid, start_ms);
  CREATE INDEX meetings_start ON meetings (start_ms);

  CREATE TABLE guests (
    address TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    meeting INTEGER NOT NULL REFERENCES meetings (key) ON DELETE CASCADE,
    name TEXT NOT NULL,
    declined INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX guests_address ON guests (address, start_ms);
  CREATE INDEX guests_meeting ON guests (meeting);

  CREATE TABLE looks (
    uid TEXT NOT NULL,
    slot TEXT NOT NULL,
    account_id TEXT NOT NULL,
    looked_ms INTEGER NOT NULL,
    over_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (uid, slot, looked_ms)
  ) STRICT;
  CREATE INDEX looks_looked ON looks (looked_ms);

  CREATE TABLE coverage (
    account_id TEXT PRIMARY KEY,
    since_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL
  ) STRICT;
`;

export const historyMigrations: readonly Migration[] = [{ version: 1, up: (db) => void db.exec(schema1) }];
/** Parents before their children. */
export const historyTables = ['meetings', 'guests', 'looks', 'coverage'] as const;
