/**
 * Opens a sound, migrated, writable database at a path, or returns why that is not possible.
 *
 * The database is a cache of Google's data and can always be rebuilt. So damage [F3], a newer schema [F5] and a
 * failed migration [F4] are handled in the same way: a new database is built with what can be salvaged, the old files
 * are moved aside unchanged, and this is reported once. What would only fail again (no space, no permission, a lock)
 * is returned as a failure instead, and nothing is moved.
 */
import Sqlite, { type Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StoreFailure } from '../../sync/ports.ts';
import { backUp } from './backUp.ts';
import { storageCause } from './failure.ts';
import {
  buildName,
  canWrite,
  createEmpty,
  hasHeader,
  leftBuildName,
  prepareDirectory,
  putInPlace,
  restrictMode,
  setAside,
} from './files.ts';
import { latestVersion, migrate, MigrationFailed, readVersion } from './migrate.ts';
import { openToRead } from './readOnly.ts';
import { restore, salvage } from './salvage.ts';
import { migrations as released, type Migration } from './schema.ts';

export interface DatabaseOptions {
  readonly path: string;
  /** Epoch milliseconds. Used in the names of files that are set aside. */
  readonly nowMs: number;
  /** How long a call waits for another process's lock [F6]. */
  readonly busyTimeoutMs?: number;
  /** The database was found damaged during use. It is rebuilt, whatever it looks like now [F3]. */
  readonly isDamaged?: boolean;
  /** The migrations to the current schema. Only tests pass others. */
  readonly migrations?: readonly Migration[];
}

/** Why an old database was replaced. */
export type RebuildCause = 'corrupt' | 'fromTheFuture' | 'migrationFailed';

/** What the person is told about this opening, once. */
export type StoreNotice =
  /** A new database was created; the old one is at `asidePath`. A full sync fetches everything again. */
  | {
      readonly kind: 'rebuilt';
      readonly cause: RebuildCause;
      readonly asidePath: string;
      /** For the log. Never contains calendar data. */
      readonly detail: string;
    }
  /** Nothing can be written here. The stored data is shown, and every write fails with `readOnly` [F7]. */
  | { readonly kind: 'readOnly' };

export interface OpenedDatabase {
  readonly db: Database;
  readonly notice: StoreNotice | null;
}

const DEFAULT_BUSY_TIMEOUT_MS = 1000;

const connect = (path: string, busyTimeoutMs: number): Database => {
  const db = new Sqlite(path, { fileMustExist: true, timeout: busyTimeoutMs });
  db.pragma('synchronous = NORMAL');
  // Needs no extra writes. Rows that move within the file leave no copy behind in pages that are still in use [S40].
  db.pragma('secure_delete = FAST');
  // Sorting must not write calendar data into the system's temporary directory.
  db.pragma('temp_store = MEMORY');
  return db;
};

/**
 * Builds a complete database next to its final place, for `putInPlace` to rename, so that a half-built one is never
 * opened. Copies what can be salvaged from the database at `from`.
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
const seenDamage = corrupt('damage seen in use');

/** Examines an existing database without changing it. Returns its version, or why it cannot be used. */
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
    if (lastExit === 'suspect') return seenDamage;
    const isSound = lastExit === 'clean' || db.pragma('quick_check(1)', { simple: true }) === 'ok';
    return isSound ? { version } : corrupt('quick_check');
  } catch (error) {
    // A file shorter than its header says, or a schema that does not parse or lacks `meta`, is damage as well.
    const cause = storageCause(error);
    if (cause === 'corrupt' || cause === null) return corrupt('unreadable');
    throw error;
  } finally {
    db.close();
  }
};

/**
 * A rebuild moves the old file aside and then the new one into its place. If the process ended in between, returns
 * the path of the new one. It is complete and holds the accounts that were salvaged.
 */
const leftBuild = (path: string, busyTimeoutMs: number, latest: number): string | null => {
  const left = leftBuildName(path);
  if (!existsSync(left)) return null;
  const found = inspect(left, busyTimeoutMs, latest);
  return 'version' in found && found.version === latest ? left : null;
};

/** Opens a database that cannot be written to. Throws `SQLITE_READONLY` if its schema is another version's. */
const openReadOnly = (path: string, latest: number): Database => {
  const db = openToRead(path);
  if (readVersion(db) === latest) return db;
  db.close();
  throw Object.assign(new Error('The stored schema cannot be used here'), { code: 'SQLITE_READONLY' });
};

/**
 * Opens an existing database for reading only, also while the app has it open. Neither migrates nor rebuilds it:
 * `readOnly` means that it cannot be read here, or that its schema is another version's.
 */
export const openDatabaseToRead = (path: string): Result<OpenedDatabase, StoreFailure> => {
  try {
    return ok({ db: openReadOnly(path, latestVersion(released)), notice: { kind: 'readOnly' } });
  } catch (error) {
    const cause = storageCause(error);
    if (cause === null) throw error;
    return fail({ cause: cause === 'corrupt' ? 'damaged' : cause });
  }
};

/** Migrates an older database, after a backup. Returns why a step failed, or null [F4]. */
const upgrade = (
  db: Database,
  path: string,
  version: number,
  migrations: readonly Migration[],
): MigrationFailed | null => {
  backUp(db, path, version);
  try {
    migrate(db, migrations);
    return null;
  } catch (error) {
    if (error instanceof MigrationFailed) return error;
    throw error;
  }
};

/** Opens, creates, migrates or rebuilds a database. Never throws because of the disk, the file or another process. */
export const openDatabase = (options: DatabaseOptions): Result<OpenedDatabase, StoreFailure> => {
  const { path, nowMs, busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS, migrations = released } = options;
  const latest = latestVersion(migrations);
  let db: Database | null = null;

  // Built before the old one is moved: if there is no space, or the migrations fail on a new database too, everything
  // stays where it is.
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
    const found = options.isDamaged === true ? seenDamage : inspect(path, busyTimeoutMs, latest);
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
    // A database that cannot be moved aside is not rebuilt either.
    return fail({ cause: cause === 'corrupt' ? 'damaged' : cause });
  }
};
