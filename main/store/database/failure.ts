/**
 * Maps SQLite's error codes to the few causes that can be explained to a person. Everything else is a bug in this
 * program (a wrong statement, a violated constraint) and is thrown again.
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
  // Errors of the file system, while files are created, renamed or copied.
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

/** Returns the cause of a storage error [F2, F3, F6, F7]; null for an error that only a bug can cause. */
export const storageCause = (error: unknown): StorageCause | null => {
  const code = codeOf(error);
  return causes.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null;
};

/** SQLite checks the structure of pages, not the content of rows. A JSON column that cannot be parsed is damage too. */
const isDamage = (error: unknown): boolean =>
  storageCause(error) === 'corrupt' ||
  error instanceof SyntaxError ||
  (codeOf(error) === 'SQLITE_ERROR' && (error as Error).message === 'malformed JSON');

/** Runs storage work and returns its expected failures as values. */
export type Guard = <T>(work: () => T) => Result<T, StoreFailure>;

export interface GuardOptions {
  /** Called when damage is found during use [F3]. Returns what to call it. */
  readonly onDamage: () => StorageCause;
  /** Called before an unexpected error is thrown again: a bug, or damage with no other sign. */
  readonly onUnexpected: () => void;
}

/**
 * Creates the guard of one database. After the database is closed, every call returns `other`: a pass may still be
 * ending [F19].
 */
export const createGuard =
  (db: Database, { onDamage, onUnexpected }: GuardOptions): Guard =>
  (work) => {
    if (!db.open) return fail({ cause: 'other' });
    try {
      return ok(work());
    } catch (error) {
      const cause = isDamage(error) ? onDamage() : storageCause(error);
      if (cause !== null) return fail({ cause });
      onUnexpected();
      throw error;
    }
  };
