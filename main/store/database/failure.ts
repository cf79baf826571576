/**
 * From SQLite's error codes to the few causes a person can be told about. Everything else is a bug in this
 * program (a wrong statement, a broken constraint) and is thrown on.
 */
import type { Database } from 'better-sqlite3';
import type { StorageCause } from '../../../shared/problems.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StoreFailure } from '../../sync/ports.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const causes: readonly (readonly [prefix: string, cause: StorageCause])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_IOERR', 'other'],
  ['SQLITE_CANTOPEN', 'other'],
  ['SQLITE_NOMEM', 'other'],
  ['SQLITE_PERM', 'readOnly'],
  ['SQLITE_PROTOCOL', 'locked'],
  // From the file system, while files are made, renamed or copied.
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'readOnly'],
  ['EACCES', 'readOnly'],
  ['EPERM', 'readOnly'],
  ['EBUSY', 'locked'],
  ['EIO', 'other'],
  ['ENOENT', 'other'],
  ['ENOTDIR', 'other'],
  ['EISDIR', 'other'],
  ['EMFILE', 'other'],
];

/** The cause of a storage error [F2, F3, F6, F7]; null for what only a bug can bring about. */
export const storageCause = (error: unknown): StorageCause | null => {
  const code = codeOf(error);
  return causes.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null;
};

/** Runs storage work and returns its expected failures as values. */
export type Guard = <T>(work: () => T) => Result<T, StoreFailure>;

/**
 * A guard for one database. After `close` every call returns `other`: a pass may still be ending [F19].
 * `onCorrupt` hears of damage that showed itself only in use, so that the next opening can act [F3].
 */
export const createGuard =
  (db: Database, onCorrupt: () => void): Guard =>
  (work) => {
    if (!db.open) return fail({ cause: 'other' });
    try {
      return ok(work());
    } catch (error) {
      const cause = storageCause(error);
      if (cause === null) throw error;
      if (cause === 'corrupt') onCorrupt();
      return fail({ cause });
    }
  };
