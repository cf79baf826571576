import type { Database } from 'better-sqlite3';
import { backupName, createEmpty, removeFile } from './files.ts';

/** Copies a database of `version` before it is migrated [F4]. Replaces an older copy of that version. */
export const backUp = (db: Database, path: string, version: number): void => {
  const backup = backupName(path, version);
  createEmpty(backup);
  try {
    db.prepare('VACUUM INTO ?').run(backup);
  } catch (error) {
    removeFile(backup);
    throw error;
  }
};
