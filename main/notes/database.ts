/**
 * Opens `notes.db`. Nothing can bring these texts back but the backups: a damaged file is replaced by the newest good
 * one, together with every newer note that it still yields [F3].
 */
import type { Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { ok, type Result } from '../../shared/result.ts';
import type { NotesNotice } from '../../shared/notes.ts';
import type { StoreFailure } from '../sync/ports.ts';
import { openPersonalDatabase } from '../store/database/personalDatabase.ts';
import type { Migration } from '../store/database/schema.ts';
import { makeBackup, newestGoodBackup, putRows, readNotes } from './backups.ts';
import { noteMigrations } from './schema.ts';
import type { NoteRow } from './rows.ts';

export interface NotesDatabaseOptions {
  readonly path: string;
  /** Epoch milliseconds, for the names of files. */
  readonly nowMs: number;
  /** Damage was found during use. It is replaced, whatever it looks like now. */
  readonly isDamaged?: boolean;
  /** The migrations to the current schema. Only tests pass others. */
  readonly migrations?: readonly Migration[];
}

export interface OpenedNotes {
  readonly db: Database;
  readonly notice: NotesNotice | null;
}

/** Returns what can be had instead of a lost database, a backup and the newer rows of the damaged file, if anything. */
const rescueNotes = (
  path: string,
): { readonly notice: NotesNotice; readonly rows: readonly NoteRow[] } | null => {
  const backup = newestGoodBackup(path);
  const isLost = existsSync(path);
  if (backup === null && !isLost) return null;
  const rows = new Map((backup?.rows ?? []).map((row) => [row.id, row]));
  for (const row of (isLost ? readNotes(path, false) : null) ?? []) {
    const known = rows.get(row.id);
    if (known === undefined || known.revision <= row.revision) rows.set(row.id, row);
  }
  const notes = [...rows.values()].filter(({ text }) => text !== '').length;
  return { notice: { kind: 'restored', backupAt: backup?.at ?? null, notes }, rows: [...rows.values()] };
};

export const openNotesDatabase = (options: NotesDatabaseOptions): Result<OpenedNotes, StoreFailure> => {
  const { path, nowMs, isDamaged, migrations = noteMigrations } = options;
  let notice: NotesNotice | null = null;
  const opened = openPersonalDatabase({
    path,
    nowMs,
    migrations,
    ...(isDamaged !== undefined && { isDamaged }),
    configure: (db) => db.pragma('secure_delete = ON'),
    rescue: (lost) => {
      const rescued = rescueNotes(lost);
      notice = rescued?.notice ?? null;
      return rescued && ((db) => putRows(db, rescued.rows));
    },
    backUp: (db) => makeBackup(db, path, nowMs),
  });
  if (!opened.ok) return opened;
  const { db, state } = opened.value;
  const isReadOnly = state === 'readOnly' || state === 'fromTheFuture';
  return ok({ db, notice: isReadOnly ? { kind: state } : notice });
};
