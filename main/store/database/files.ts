/**
 * The database's files: the main one, SQLite's `-wal` and `-shm` next to it, copies set aside, backups. Only their
 * owner can read them.
 */
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const companions = ['-wal', '-shm', '-journal'] as const;

/** How many copies of each kind are kept; older ones are removed. */
const KEEP = 2;

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** The sticky bit is set on shared directories, such as the system's temporary one. Their mode must not be changed. */
const STICKY = 0o1000;

/** Creates the directory with access for its owner only. An existing one is used even if its mode cannot be set. */
export const prepareDirectory = (path: string): void => {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  try {
    if ((statSync(directory).mode & STICKY) === 0) chmodSync(directory, 0o700);
  } catch {
    // It is read-only or belongs to someone else. Whether it can be used is found out later.
  }
};

/** Returns false if nothing can be written: a read-only directory, medium or file [F7]. */
export const canWrite = (path: string): boolean =>
  isWritable(dirname(path)) &&
  [path, ...companions.map((suffix) => path + suffix)].every((file) => !existsSync(file) || isWritable(file));

/** SQLite gives `-wal` and `-shm` the mode of the main file, so this mode applies to all three. */
export const createEmpty = (path: string): void => closeSync(openSync(path, 'wx', 0o600));

/** Files of an earlier version may have another mode. */
export const restrictMode = (path: string): void => {
  for (const file of [path, ...companions.map((suffix) => path + suffix)]) {
    if (!existsSync(file)) continue;
    try {
      chmodSync(file, 0o600);
    } catch {
      // The mode cannot be changed. SQLite will report whether the file can be used.
    }
  }
};

const headerMagic = Buffer.from('SQLite format 3\0', 'latin1');

/**
 * Returns false for a file that SQLite would treat as new or as no database: too short, or with a broken header [F3].
 */
export const hasHeader = (path: string): boolean => {
  const header = Buffer.alloc(headerMagic.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
    return header.equals(headerMagic);
  } finally {
    closeSync(file);
  }
};

export const removeFile = (path: string): void => rmSync(path, { force: true });

export const removeWithCompanions = (path: string): void => {
  for (const suffix of ['', ...companions]) rmSync(path + suffix, { force: true });
};

/** Files next to the database that this module created, newest first. */
const siblings = (path: string, infix: string): readonly string[] => {
  const start = `${basename(path)}.${infix}-`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(start) && !companions.some((suffix) => name.endsWith(suffix)))
    .map((name) => join(dirname(path), name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs || (a < b ? 1 : -1));
};

const prune = (path: string, infix: string, keep = KEEP): void => {
  for (const old of siblings(path, infix).slice(keep)) removeWithCompanions(old);
};

/** Returns a free name such as `calendar.db.aside-20261124T090000Z-corrupt`. */
const asideName = (path: string, nowMs: number, why: string): string => {
  const stamp = new Date(nowMs).toISOString().replace(/\.\d+|[-:]/g, '');
  const name = `${path}.aside-${stamp}-${why}`;
  let candidate = name;
  for (let n = 2; existsSync(candidate); n++) candidate = `${name}-${n}`;
  return candidate;
};

/**
 * Moves the database and its companion files aside and returns the new name. The main file is moved last: if the
 * process ends in between, an older state of the same database remains, and never a `-wal` of another database next
 * to a new one. `keep`: how many of those that were set aside before stay, including this one.
 */
export const setAside = (path: string, nowMs: number, why: string, keep = KEEP): string => {
  const aside = asideName(path, nowMs, why);
  for (const suffix of [...companions, '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  prune(path, 'aside', keep);
  return aside;
};

/**
 * Returns the name for the backup made before a database of `version` is migrated [F4], and removes an older backup
 * of that name.
 */
export const backupName = (path: string, version: number): string => {
  const name = `${path}.backup-v${version}`;
  rmSync(name, { force: true });
  prune(path, 'backup');
  return name;
};

/** Returns where to build a new database, so that its own name exists only once it is complete. */
export const buildName = (path: string): string => {
  const name = leftBuildName(path);
  removeWithCompanions(name);
  return name;
};

/** The path that `buildName` returned, if the process ended before the database was put in place. */
export const leftBuildName = (path: string): string => `${path}.new`;

/** Moves a finished, closed database into place. Companion files of a previous database would be replayed into it. */
export const putInPlace = (built: string, path: string): void => {
  for (const suffix of companions) for (const file of [path, built]) rmSync(file + suffix, { force: true });
  renameSync(built, path);
};

/** Copies and backups contain the same calendars, so they are removed when an account's data must be [S40]. */
export const removeCopies = (path: string): void => {
  for (const copy of [...siblings(path, 'aside'), ...siblings(path, 'backup')]) removeWithCompanions(copy);
};
