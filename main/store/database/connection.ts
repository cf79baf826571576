/**
 * Gets one sound, migrated, writable database at a path, or says why there is none.
 *
 * The database is a cache of Google and can always be rebuilt. So damage [F3], a newer schema [F5] and a
 * failed migration [F4] end the same way: a new database is built with what can be salvaged, the old files
 * are moved aside untouched, and the opening reports it once. What would fail again just the same (no space,
 * no permission, a lock) is a failure instead, and nothing is moved.
 */
import Sqlite, { type Database } from 'better-sqlite3';
import { existsSync, readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StoreFailure } from '../../sync/ports.ts';
import { storageCause } from './failure.ts';
import {
  backupName,
  buildName,
  canWrite,
  createEmpty,
  hasHeader,
  leftBuildName,
  prepareDirectory,
  putInPlace,
  removeFile,
  restrictMode,
  setAside,
} from './files.ts';
import { latestVersion, migrate, MigrationFailed, readVersion } from './migrate.ts';
import { restore, salvage } from './salvage.ts';
import { migrations as released, type Migration } from './schema.ts';

export interface DatabaseOptions {
  readonly path: string;
  /** Epoch milliseconds; names what is set aside. */
  readonly nowMs: number;
  /** How long one call waits for another process's lock [F6]. */
  readonly busyTimeoutMs?: number;
  /** The steps to the current schema; others only in tests. */
  readonly migrations?: readonly Migration[];
}

/** Why an old database was given up. */
export type RebuildCause = 'corrupt' | 'fromTheFuture' | 'migrationFailed';

/** What a person should hear about this opening, once. */
export type StoreNotice =
  /** A new database was begun; the old one lies at `asidePath`. Everything comes again by a full sync. */
  | {
      readonly kind: 'rebuilt';
      readonly cause: RebuildCause;
      readonly asidePath: string;
      /** For the log; never holds anything out of a calendar. */
      readonly detail: string;
    }
  /** Nothing can be written here: what is stored is shown, and every write fails with `readOnly` [F7]. */
  | { readonly kind: 'readOnly' };

export interface OpenedDatabase {
  readonly db: Database;
  readonly notice: StoreNotice | null;
}

const DEFAULT_BUSY_TIMEOUT_MS = 1000;

const connect = (path: string, busyTimeoutMs: number): Database => {
  const db = new Sqlite(path, { fileMustExist: true, timeout: busyTimeoutMs });
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  // Costs no writing: rows that move within the file leave no copy behind in pages that others share [S40].
  db.pragma('secure_delete = FAST');
  // Sorting must not spill calendars into the system's temporary directory.
  db.pragma('temp_store = MEMORY');
  return db;
};

/**
 * Builds a whole database beside its place, for `putInPlace` to rename there, so that no half-made one is ever
 * found. Takes along what can be salvaged from the database at `from`.
 */
const build = (path: string, migrations: readonly Migration[], from: string | null): string => {
  const salvaged = from === null ? null : salvage(from);
  const built = buildName(path);
  createEmpty(built);
  const db = new Sqlite(built, { fileMustExist: true });
  try {
    db.pragma('journal_mode = WAL');
    migrate(db, migrations);
    if (salvaged) restore(db, salvaged);
    db.prepare("INSERT INTO meta (name, value) VALUES ('lastExit', 'clean')").run();
    return built;
  } finally {
    db.close();
  }
};

interface Unusable {
  readonly unusable: RebuildCause;
  /** For the log. */
  readonly detail: string;
}

const corrupt = (detail: string): Unusable => ({ unusable: 'corrupt', detail });

/** Looks at an existing database without changing it: its version, or why it cannot be used. */
const inspect = (
  path: string,
  busyTimeoutMs: number,
  latest: number,
): { readonly version: number } | Unusable => {
  if (!hasHeader(path)) return corrupt('no header');
  const db = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  try {
    const version = readVersion(db);
    if (version > latest) return { unusable: 'fromTheFuture', detail: `schema ${version}` };
    if (version < 1) return corrupt('no schema of ours');
    const lastExit = db.prepare("SELECT value FROM meta WHERE name = 'lastExit'").pluck().get();
    if (lastExit === 'suspect') return corrupt('damage seen in use');
    const isSound = lastExit === 'clean' || db.pragma('quick_check(1)', { simple: true }) === 'ok';
    return isSound ? { version } : corrupt('quick_check');
  } catch (error) {
    // A file shorter than its header says, a schema that does not parse or has no `meta` is damage as well.
    const cause = storageCause(error);
    if (cause === 'corrupt' || cause === null) return corrupt('unreadable');
    throw error;
  } finally {
    db.close();
  }
};

/**
 * A rebuild moves the old file aside and then the new one into its place. Where the process ended in between, the new
 * one lies there whole, with the accounts that were saved into it.
 */
const leftBuild = (path: string, busyTimeoutMs: number, latest: number): string | null => {
  const left = leftBuildName(path);
  if (!existsSync(left)) return null;
  const found = inspect(left, busyTimeoutMs, latest);
  return 'version' in found && found.version === latest ? left : null;
};

/**
 * Without write permission SQLite still reads a WAL database where `-shm` exists; else the main file's bytes
 * are read as they are. They are complete after a clean exit, and the last checkpoint's otherwise.
 */
const openReadOnly = (path: string, latest: number): Database => {
  const open = (): Database => {
    try {
      const db = new Sqlite(path, { readonly: true, fileMustExist: true });
      readVersion(db);
      return db;
    } catch {
      const bytes = readFileSync(path);
      // The header's file format numbers: 2 is WAL, which a database in memory cannot have.
      bytes[18] = 1;
      bytes[19] = 1;
      return new Sqlite(bytes, { readonly: true });
    }
  };
  const db = open();
  if (readVersion(db) === latest) return db;
  db.close();
  throw Object.assign(new Error('The stored schema cannot be used here'), { code: 'SQLITE_READONLY' });
};

/** Brings a database of an older version up, after a backup; returns why a step failed, or null [F4]. */
const upgrade = (
  db: Database,
  path: string,
  version: number,
  migrations: readonly Migration[],
): MigrationFailed | null => {
  const backup = backupName(path, version);
  createEmpty(backup);
  try {
    db.prepare('VACUUM INTO ?').run(backup);
  } catch (error) {
    removeFile(backup);
    throw error;
  }
  try {
    migrate(db, migrations);
    return null;
  } catch (error) {
    if (error instanceof MigrationFailed) return error;
    throw error;
  }
};

/** Opens, creates, migrates or rebuilds. Never throws for a fault of the disk, the file or another process. */
export const openDatabase = (options: DatabaseOptions): Result<OpenedDatabase, StoreFailure> => {
  const { path, nowMs, busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS, migrations = released } = options;
  const latest = latestVersion(migrations);
  let db: Database | null = null;

  // Built before the old one is moved: if there is no space, or the steps fail on a new database too,
  // everything stays where it is.
  const rebuild = (cause: RebuildCause, detail: string): OpenedDatabase => {
    db?.close();
    const built = build(path, migrations, path);
    const asidePath = setAside(path, nowMs, cause);
    putInPlace(built, path);
    db = connect(path, busyTimeoutMs);
    return { db, notice: { kind: 'rebuilt', cause, asidePath, detail } };
  };

  try {
    prepareDirectory(path);
    if (!canWrite(path)) {
      return existsSync(path)
        ? ok({ db: openReadOnly(path, latest), notice: { kind: 'readOnly' } })
        : fail({ cause: 'readOnly' });
    }
    if (!existsSync(path)) {
      putInPlace(leftBuild(path, busyTimeoutMs, latest) ?? build(path, migrations, null), path);
      db = connect(path, busyTimeoutMs);
      return ok({ db, notice: null });
    }
    restrictMode(path);
    const found = inspect(path, busyTimeoutMs, latest);
    if ('unusable' in found) return ok(rebuild(found.unusable, found.detail));
    db = connect(path, busyTimeoutMs);
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
      return ok(rebuild('corrupt', 'no WAL'));
    }
    const failed = found.version < latest ? upgrade(db, path, found.version, migrations) : null;
    if (failed) return ok(rebuild('migrationFailed', failed.message));
    return ok({ db, notice: null });
  } catch (error) {
    (db as Database | null)?.close();
    const cause = error instanceof MigrationFailed ? 'other' : storageCause(error);
    if (cause === null) throw error;
    return fail({ cause });
  }
};
