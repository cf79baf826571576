/**
 * The database's files: the main one, SQLite's `-wal` and `-shm` beside it, copies set aside, backups.
 * Everything is readable by its owner only.
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

/** Copies kept of each sort; older ones go. */
const KEEP = 2;

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Set on directories that many share, such as the system's temporary one: their mode is not ours to change. */
const STICKY = 0o1000;

/** Makes the directory, for its owner only. One that exists keeps working even if its mode cannot be set. */
export const prepareDirectory = (path: string): void => {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  try {
    if ((statSync(directory).mode & STICKY) === 0) chmodSync(directory, 0o700);
  } catch {
    // Someone else's, or read-only: whether it can be used shows itself later.
  }
};

/** False where nothing can be written: a read-only directory, medium or file [F7]. */
export const canWrite = (path: string): boolean =>
  isWritable(dirname(path)) &&
  [path, ...companions.map((suffix) => path + suffix)].every((file) => !existsSync(file) || isWritable(file));

/** SQLite gives `-wal` and `-shm` the main file's mode, so this one mode decides all three. */
export const createEmpty = (path: string): void => closeSync(openSync(path, 'wx', 0o600));

/** Files of an earlier version may have been made with another mode. */
export const restrictMode = (path: string): void => {
  for (const file of [path, ...companions.map((suffix) => path + suffix)]) {
    if (!existsSync(file)) continue;
    try {
      chmodSync(file, 0o600);
    } catch {
      // Not ours to change; SQLite will say whether the file can be used.
    }
  }
};

const headerMagic = Buffer.from('SQLite format 3\0', 'latin1');

/** False for a file that SQLite would take for new or for no database: too short, or a broken header [F3]. */
export const hasHeader = (path: string): boolean => {
  const header = Buffer.alloc(headerMagic.length);
  const file = openSync(path, 'r');
  try {
    return readSync(file, header, 0, header.length, 0) === header.length && header.equals(headerMagic);
  } finally {
    closeSync(file);
  }
};

export const removeFile = (path: string): void => rmSync(path, { force: true });

const removeWithCompanions = (path: string): void => {
  for (const suffix of ['', ...companions]) rmSync(path + suffix, { force: true });
};

/** Siblings made by this module, newest first. */
const siblings = (path: string, infix: string): readonly string[] => {
  const start = `${basename(path)}.${infix}-`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(start) && !companions.some((suffix) => name.endsWith(suffix)))
    .map((name) => join(dirname(path), name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs || (a < b ? 1 : -1));
};

const prune = (path: string, infix: string): void => {
  for (const old of siblings(path, infix).slice(KEEP)) removeWithCompanions(old);
};

/** A free name such as `calendar.db.aside-20261124T090000Z-corrupt`. */
const asideName = (path: string, nowMs: number, why: string): string => {
  const stamp = new Date(nowMs).toISOString().replace(/\.\d+|[-:]/g, '');
  const name = `${path}.aside-${stamp}-${why}`;
  let candidate = name;
  for (let n = 2; existsSync(candidate); n++) candidate = `${name}-${n}`;
  return candidate;
};

/**
 * Moves the database out of the way with its companions and returns its new name. The main file goes last:
 * should the process die in between, what stays is an older state of the same database, never a foreign
 * `-wal` beside a new one.
 */
export const setAside = (path: string, nowMs: number, why: string): string => {
  const aside = asideName(path, nowMs, why);
  for (const suffix of [...companions, '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  prune(path, 'aside');
  return aside;
};

/** Name for the copy made before a database of `version` is migrated [F4]; an older copy of it goes. */
export const backupName = (path: string, version: number): string => {
  const name = `${path}.backup-v${version}`;
  rmSync(name, { force: true });
  prune(path, 'backup');
  return name;
};

/** A place to build a new database, so that it appears under its own name only when complete. */
export const buildName = (path: string): string => {
  const name = leftBuildName(path);
  removeWithCompanions(name);
  return name;
};

/** What `buildName` was, where the process ended before it was put in place. */
export const leftBuildName = (path: string): string => `${path}.new`;

/** Puts a finished, closed database in place. Companions of a file that is gone would be replayed into it. */
export const putInPlace = (built: string, path: string): void => {
  for (const suffix of companions) for (const file of [path, built]) rmSync(file + suffix, { force: true });
  renameSync(built, path);
};

/** Copies and backups hold the same calendars: they go when an account's data must go [S40]. */
export const removeCopies = (path: string): void => {
  for (const copy of [...siblings(path, 'aside'), ...siblings(path, 'backup')]) removeWithCompanions(copy);
};
