/** Reads what can still be read of a damaged database's tables, for `rescue` of a personal database (personalDatabase.ts). */
import Sqlite, { type Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { storageCause } from './failure.ts';

type Row = Record<string, unknown>;

/**
 * Reads row by row: one broken page must not cost the rows of the others. `tables`: parents before their children; those
 * without rowid cannot be read. Returns the function that writes the rows into a new database; null if there is no file.
 */
export const salvageTables = (path: string, tables: readonly string[]): ((db: Database) => void) | null => {
  if (!existsSync(path)) return null;
  const rows = new Map(tables.map((table): [string, Row[]] => [table, []]));
  let db: Database | null = null;
  try {
    db = new Sqlite(path, { readonly: true, timeout: 0 });
    for (const [table, into] of rows) for (const order of ['ASC', 'DESC']) readInto(db, table, order, into);
  } catch {
    // What was read so far is kept.
  } finally {
    db?.close();
  }
  return (built) => restore(built, rows);
};

/** Reads until a row cannot be read. From both ends, the rows before and after a broken page are found. */
const readInto = (db: Database, table: string, order: string, into: Row[]): void => {
  try {
    const known = new Set(into.map((row) => row['rowid']));
    for (const row of db
      .prepare<[], Row>(`SELECT rowid AS rowid, * FROM ${table} ORDER BY rowid ${order}`)
      .iterate()) {
      if (!known.has(row['rowid'])) into.push(row);
    }
  } catch {
    // The rest cannot be read from this end.
  }
};

const restore = (db: Database, rows: ReadonlyMap<string, readonly Row[]>): void => {
  for (const [table, read] of rows) {
    const sorted = read.toSorted((a, b) => Number(a['rowid']) - Number(b['rowid']));
    for (const { rowid: _, ...row } of sorted) {
      const names = Object.keys(row);
      try {
        db.prepare(
          `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        ).run(...Object.values(row));
      } catch (error) {
        // A row whose content is broken. Anything else, such as a full disk, must not lose the others.
        if (storageCause(error) !== null) throw error;
      }
    }
  }
};
