/**
 * Small private JSON files in the profile: settings, vault, window place. Written completely and atomically, readable
 * by their owner only [property 9]. A file that cannot be parsed is set aside, never deleted.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { StorageCause } from '../../shared/problems.ts';
import type { Reader } from './jsonReaders.ts';

export type JsonRead<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'missing' }
  /** The system cannot read it (a permission, a failing disk, a folder in its place); its content may be valid. */
  | { readonly state: 'unreadable' }
  /** Not JSON, or not of this format. `raw` is what could be parsed, for salvage; otherwise undefined. */
  | { readonly state: 'bad'; readonly raw: unknown };

export const readJson = <T>(path: string, read: Reader<T>): JsonRead<T> => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { state: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable' };
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { state: 'bad', raw: undefined };
  }
  const value = read(raw);
  return value === undefined ? { state: 'bad', raw } : { state: 'read', value };
};

/** Renames an unusable file to `<path>.bad`, replacing one that was set aside before. */
export const setAside = (path: string): void => {
  try {
    renameSync(path, `${path}.bad`);
  } catch {
    // It was already gone, or the folder cannot be written to. The defaults apply either way.
  }
};

/** Deletes the file that `setAside` made. */
export const removeSetAside = (path: string): void => {
  try {
    rmSync(`${path}.bad`, { force: true });
  } catch {
    // The folder cannot be written to, so nothing in it changes.
  }
};

/** Returns the file's content; null if there is none, or it was unusable and was set aside. */
export const readOrSetAside = <T>(path: string, read: Reader<T>): T | null => {
  const file = readJson(path, read);
  if (file.state === 'bad') setAside(path);
  return file.state === 'read' ? file.value : null;
};

/**
 * Writes through a temporary file and a rename. Returns false if the disk cannot be written to. `indent` is for files
 * that a person may want to read.
 */
export const writeJson = (path: string, value: unknown, indent = 2): boolean =>
  saveJson(path, value, indent) === null;

/**
 * Like `writeJson`, but returns why the file could not be written, or null. A file that cannot be read is never
 * replaced: its content may exist nowhere else.
 */
export const saveJson = (path: string, value: unknown, indent = 2): StorageCause | null => {
  const temporary = `${path}.new`;
  try {
    assertReadable(path);
    rmSync(temporary, { force: true });
    const file = openSync(temporary, 'wx', 0o600);
    try {
      // All of it or an error: `writeSync` may write a part only.
      writeFileSync(file, `${JSON.stringify(value, null, indent)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    return null;
  } catch (error) {
    tryRemove(temporary);
    return causes[(error as NodeJS.ErrnoException).code ?? ''] ?? 'other';
  }
};

const causes: Readonly<Record<string, StorageCause>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EBUSY: 'locked',
};

/** Throws if there is a file whose first byte cannot be read. */
const assertReadable = (path: string): void => {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    readSync(file, Buffer.alloc(1));
  } finally {
    closeSync(file);
  }
};

const tryRemove = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder cannot be written to either.
  }
};
