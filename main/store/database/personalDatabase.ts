/**
 * Opens a database that holds a person's own data, such as notes or changes that wait to be sent. Unlike the cache,
 * nothing can fetch it again:
 *
 * - It is checked completely at every opening. A damaged one is moved aside, never deleted, and replaced by what its
 *   feature can rescue [F3].
 * - One of a newer app is opened to be read, and never written to [F5].
 * - Where nothing can be written it is opened to be read [F7].
 * - It is backed up before it is migrated [F4].
 */
import Sqlite, { type Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StoreFailure } from '../../sync/ports.ts';
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
import type { Migration } from './schema.ts';

export interface PersonalDatabase {
  readonly path: string;
  /** Epoch milliseconds, for the names of files. */
  readonly nowMs: number;
  readonly migrations: readonly Migration[];
  /** Damage was found during use. It is replaced, whatever it looks like now. */
  readonly isDamaged?: boolean;
  /** How long a call waits for another process's lock [F6]. */
  readonly busyTimeoutMs?: number;
  /** Applies the settings that this database needs beyond the common ones to a connection. */
  readonly configure: (db: Database) => void;
  /**
   * Reads what can replace a damaged or missing database. Returns the function that writes it into the new one, or
   * null if there is nothing.
   */
  readonly rescue: (path: string) => ((db: Database) => void) | null;
  /** Called before a migration from `version`. */
  readonly backUp: (db: Database, version: number) => void;
}

export interface OpenedPersonalDatabase {
  readonly db: Database;
  /** `replaced`: it was damaged or missing, and `rescue` has filled a new one. In the last two it can only be read. */
  readonly state: 'sound' | 'replaced' | 'fromTheFuture' | 'readOnly';
}

/** Every commit is on the disk when it returns: what was saved survives a power failure too. */
const connect = ({ path, busyTimeoutMs = 1000, configure }: PersonalDatabase): Database => {
  const db = new Sqlite(path, { fileMustExist: true, timeout: busyTimeoutMs });
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    db.close();
    throw Object.assign(new Error('no WAL'), { code: 'SQLITE_CORRUPT' });
  }
  db.pragma('synchronous = FULL');
  db.pragma('temp_store = MEMORY');
  configure(db);
  return db;
};

/** Builds a complete database next to its final place. */
const build = ({ path, migrations }: PersonalDatabase, fill: ((db: Database) => void) | null): string => {
  const built = buildName(path);
  createEmpty(built);
  const db = new Sqlite(built, { fileMustExist: true });
  try {
    db.pragma('journal_mode = WAL');
    migrate(db, migrations);
    if (fill !== null) db.transaction(fill)(db);
    return built;
  } finally {
    db.close();
  }
};

/** Returns the version of a sound database; null if it is damaged. */
const inspect = (path: string, { busyTimeoutMs = 1000 }: PersonalDatabase): number | null => {
  if (!hasHeader(path)) return null;
  const db = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  try {
    const version = readVersion(db);
    return version < 1 || db.pragma('integrity_check(1)', { simple: true }) !== 'ok' ? null : version;
  } catch (error) {
    const cause = storageCause(error);
    if (cause === 'corrupt' || cause === null) return null;
    throw error;
  } finally {
    db.close();
  }
};

/** Opens, creates, migrates or replaces it. Never throws because of the disk, the file or another process. */
export const openPersonalDatabase = (
  database: PersonalDatabase,
): Result<OpenedPersonalDatabase, StoreFailure> => {
  const { path, nowMs, migrations, rescue, backUp } = database;
  const latest = latestVersion(migrations);
  let db: Database | null = null;

  /** Built before the old one is moved: if there is no space, everything stays where it is. */
  const replace = (fill: ((db: Database) => void) | null): void => {
    const built = build(database, fill);
    if (existsSync(path)) setAside(path, nowMs, 'corrupt', Infinity);
    putInPlace(built, path);
  };
  /** Returns whether anything was lost that had to be rescued. */
  const create = (): boolean => {
    const left = leftBuildName(path);
    // The process ended between setting a damaged file aside and putting the new one in place.
    if (existsSync(left) && inspect(left, database) === latest) {
      putInPlace(left, path);
      return false;
    }
    const fill = rescue(path);
    replace(fill);
    return fill !== null;
  };

  try {
    prepareDirectory(path);
    const exists = existsSync(path);
    if (!canWrite(path)) {
      return exists ? ok({ db: openToRead(path), state: 'readOnly' }) : fail({ cause: 'readOnly' });
    }
    if (!exists) {
      const isReplaced = create();
      return ok({ db: connect(database), state: isReplaced ? 'replaced' : 'sound' });
    }
    restrictMode(path);
    const version = database.isDamaged === true ? null : inspect(path, database);
    if (version === null) {
      replace(rescue(path));
      return ok({ db: connect(database), state: 'replaced' });
    }
    if (version > latest) return ok({ db: openToRead(path), state: 'fromTheFuture' });
    db = connect(database);
    if (version < latest) {
      backUp(db, version);
      migrate(db, migrations);
    }
    return ok({ db, state: 'sound' });
  } catch (error) {
    db?.close();
    const cause = error instanceof MigrationFailed ? 'other' : storageCause(error);
    if (cause === null) throw error;
    return fail({ cause: cause === 'corrupt' ? 'damaged' : cause });
  }
};
