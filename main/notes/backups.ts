/**
 * Backups of `notes.db`, next to it: `notes.db.backup-20261124T090000Z`. One a day, written completely and checked
 * before it gets its name. Readable by their owner only.
 */
import Sqlite, { type Database } from 'better-sqlite3';
import { readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DAY_MS } from '../../shared/durations.ts';
import type { IsoInstant } from '../../shared/model.ts';
import type { NotesBackup } from '../../shared/notes.ts';
import { createEmpty, hasHeader, removeFile } from '../store/database/files.ts';
import { insertNote, isSoundRow, noteColumns, type NoteRow } from './rows.ts';

/** Older ones are removed. */
export const KEPT_BACKUPS = 7;

const namePattern = /\.backup-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

interface BackupFile {
  readonly file: string;
  readonly at: IsoInstant;
}

/** Newest first. */
export const backupFiles = (path: string): readonly BackupFile[] => {
  const start = `${basename(path)}.backup-`;
  const names = ((): readonly string[] => {
    try {
      return readdirSync(dirname(path));
    } catch {
      return [];
    }
  })();
  return names
    .filter((name) => name.startsWith(start))
    .flatMap((name) => {
      const [, year, month, day, hour, minute, second] = namePattern.exec(name) ?? [];
      if (year === undefined) return [];
      return [
        { file: join(dirname(path), name), at: `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z` },
      ];
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
};

/** Returns the rows of another notes database, as far as they can be read; null if it is not one. */
export const readNotes = (file: string, isChecked: boolean): readonly NoteRow[] | null => {
  let db: Database | null = null;
  try {
    if (!hasHeader(file)) return null;
    db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 0 });
    if (isChecked && db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return null;
    const rows = new Map<string, NoteRow>();
    // What lies behind a damaged page can only be read from the other end.
    for (const order of isChecked ? ['ASC'] : ['ASC', 'DESC']) {
      try {
        const all = db.prepare<[], NoteRow>(`SELECT ${noteColumns} FROM notes ORDER BY rowid ${order}`);
        for (const row of all.iterate()) if (isSoundRow({ ...row })) rows.set(row.id, row);
      } catch (error) {
        if (isChecked) throw error;
      }
    }
    return [...rows.values()];
  } catch {
    return null;
  } finally {
    db?.close();
  }
};

/** Returns the newest backup that can be used completely. */
export const newestGoodBackup = (
  path: string,
): { readonly at: IsoInstant; readonly rows: readonly NoteRow[] } | null => {
  for (const { file, at } of backupFiles(path)) {
    const rows = readNotes(file, true);
    if (rows !== null) return { at, rows };
  }
  return null;
};

export const listBackups = (path: string): readonly NotesBackup[] =>
  backupFiles(path).flatMap(({ file, at }) => {
    const rows = readNotes(file, true);
    return rows === null ? [] : [{ id: at, at, notes: rows.filter(({ text }) => text !== '').length }];
  });

/** Makes a backup and removes the oldest ones. */
export const makeBackup = (db: Database, path: string, nowMs: number): void => {
  const stamp = new Date(nowMs).toISOString().replace(/\.\d+|[-:]/g, '');
  const unfinished = `${path}.backup-new`;
  removeFile(unfinished);
  createEmpty(unfinished);
  try {
    db.prepare('VACUUM INTO ?').run(unfinished);
    renameSync(unfinished, `${path}.backup-${stamp}`);
  } finally {
    removeFile(unfinished);
  }
  for (const { file } of backupFiles(path).slice(KEPT_BACKUPS)) removeFile(file);
};

/** Makes the backup of the day, if anything has changed since the last one. */
export const backUpIfDue = (db: Database, path: string, nowMs: number): void => {
  const [newest] = backupFiles(path);
  const newestMs = newest === undefined ? null : Date.parse(newest.at);
  if (newestMs !== null && Math.abs(nowMs - newestMs) < DAY_MS) return;
  const changedMs = db.prepare<[], number | null>('SELECT max(updated_ms) FROM notes').pluck().get() ?? null;
  if (changedMs === null || (newestMs !== null && changedMs < newestMs)) return;
  makeBackup(db, path, nowMs);
};

/** Removes rows from all backups, and their text from the files. */
export const removeFromBackups = (path: string, where: string, ...values: readonly string[]): void => {
  for (const { file } of backupFiles(path)) {
    let db: Database | null = null;
    try {
      db = new Sqlite(file, { fileMustExist: true });
      db.pragma('journal_mode = DELETE');
      db.prepare(`DELETE FROM notes WHERE ${where}`).run(...values);
      db.exec('VACUUM');
    } catch {
      // Not readable, so it cannot be restored either.
      removeFile(file);
    } finally {
      db?.close();
    }
  }
};

/** Writes rows into a database; of two with the same meeting, the one that was changed last. */
export const putRows = (db: Database, rows: readonly NoteRow[]): void => {
  const insert = db.prepare<[NoteRow]>(insertNote);
  for (const row of rows.toSorted((a, b) => a.updated_ms - b.updated_ms)) insert.run(row);
};
