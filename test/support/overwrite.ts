/** Damages a database on disk while it is open. */
import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Overwrites pages of the open database, and makes its cache outdated. */
export const overwrite = (
  path: string,
  pagesOf: (db: Database.Database) => readonly number[],
  { from = 0, to = 4096 }: { readonly from?: number; readonly to?: number } = {},
): void => {
  const db = new Database(path);
  db.exec("UPDATE meta SET value = 'open' WHERE name = 'lastExit'");
  db.pragma('wal_checkpoint(TRUNCATE)');
  const pages = pagesOf(db);
  if (pages.length === 0) throw new Error('No such pages');
  const file = openSync(path, 'r+');
  for (const page of pages)
    writeSync(file, Buffer.alloc(to - from, 0x5a), 0, to - from, (page - 1) * 4096 + from);
  closeSync(file);
  db.close();
};
export const pagesOf =
  (where: string) =>
  (db: Database.Database): readonly number[] =>
    db.prepare<[], number>(`SELECT pageno FROM dbstat WHERE ${where}`).pluck().all();
