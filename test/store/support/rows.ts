/** The stored rows, read over the test's own connection. */
import Sqlite, { type Database } from 'better-sqlite3';
import type { ContentRow } from '../../../main/store/eventRow.ts';
import type { CalendarKey } from '../../../main/sync/ports.ts';

export type StoredRow = ContentRow & {
  readonly key: number;
  readonly calendar_key: CalendarKey;
  readonly event_id: string;
  readonly seen_pass: number;
};

export const withDatabase = <T>(path: string, read: (db: Database) => T): T => {
  const db = new Sqlite(path, { timeout: 0 });
  try {
    return read(db);
  } finally {
    db.close();
  }
};

export const rowsOf = (path: string): readonly StoredRow[] =>
  withDatabase(path, (db) =>
    db.prepare('SELECT * FROM events ORDER BY calendar_key, event_id').all(),
  ) as StoredRow[];

/** `kind id` of every row, in id order. */
export const sketch = (path: string): readonly string[] =>
  rowsOf(path).map((row) => `${row.kind} ${row.event_id}`);
