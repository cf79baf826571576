/**
 * Small private JSON files in the profile: settings, vault, window place. Written whole and atomically,
 * readable by their owner only [property 9]; one that cannot be understood is set aside, never deleted.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { StorageCause } from '../../shared/problems.ts';
import type { Reader } from './jsonReaders.ts';

export type JsonRead<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'missing' }
  /** Not JSON or not of this shape. `raw` is what could be parsed, for salvage; undefined when nothing. */
  | { readonly state: 'bad'; readonly raw: unknown };

export const readJson = <T>(path: string, read: Reader<T>): JsonRead<T> => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? { state: 'missing' }
      : { state: 'bad', raw: undefined };
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

/** Renames a file that cannot be used to `<path>.bad`, replacing one set aside before. */
export const setAside = (path: string): void => {
  try {
    renameSync(path, `${path}.bad`);
  } catch {
    // Gone already, or a folder that cannot be written: the defaults hold either way.
  }
};

/** Deletes what `setAside` made of a file. */
export const removeSetAside = (path: string): void => {
  try {
    rmSync(`${path}.bad`, { force: true });
  } catch {
    // A folder that cannot be written: nothing in it changes.
  }
};

/** What the file holds; null when there is none, or one that cannot be used and was set aside. */
export const readOrSetAside = <T>(path: string, read: Reader<T>): T | null => {
  const file = readJson(path, read);
  if (file.state === 'bad') setAside(path);
  return file.state === 'read' ? file.value : null;
};

/**
 * Writes through a temporary file and a rename; false when the disk refuses. `indent` is for files that a person may
 * want to read.
 */
export const writeJson = (path: string, value: unknown, indent = 2): boolean =>
  saveJson(path, value, indent) === null;

/** Like `writeJson`; returns why the disk refuses, null when it does not. */
export const saveJson = (path: string, value: unknown, indent = 2): StorageCause | null => {
  const temporary = `${path}.new`;
  try {
    rmSync(temporary, { force: true });
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeSync(file, `${JSON.stringify(value, null, indent)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    return null;
  } catch (error) {
    removeQuietly(temporary);
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

const removeQuietly = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder that cannot be written to either.
  }
};
