/** Reads a database where nothing can be written [F7]. */
import Sqlite, { type Database } from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { readVersion } from './migrate.ts';

/**
 * Without write permission SQLite can still read a WAL database if `-shm` exists. Otherwise the main file's bytes are
 * read as they are: complete after a clean exit, else as of the last checkpoint.
 */
export const openToRead = (path: string): Database => {
  const open = (): Database => {
    try {
      const db = new Sqlite(path, { readonly: true, fileMustExist: true });
      readVersion(db);
      return db;
    } catch {
      const bytes = readFileSync(path);
      // The file format numbers in the header: 2 means WAL, which an in-memory database cannot use.
      bytes[18] = 1;
      bytes[19] = 1;
      return new Sqlite(bytes, { readonly: true });
    }
  };
  const db = open();
  db.pragma('temp_store = MEMORY');
  return db;
};
