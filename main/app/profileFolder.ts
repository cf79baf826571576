/**
 * Prepares the profile's folder at the start: makes it private and writable if it belongs to the person. If it cannot
 * be written to, Chromium's own files go to another folder, and the calendar is opened for reading only [F7].
 */
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Denies others access to the folder [property 9] and gives its owner access to it and everything in it. A folder
 * whose mode cannot be changed stays as it is. Returns whether files can be created in it.
 */
export const prepareProfileFolder = (folder: string): boolean => {
  attempt(() => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  if (process.platform !== 'win32') attempt(() => restoreModes(folder));
  return attempt(() => accessSync(folder, constants.W_OK | constants.X_OK));
};

const restoreModes = (folder: string): void => {
  const wasShut = (statSync(folder).mode & 0o700) !== 0o700;
  chmodSync(folder, 0o700);
  if (!wasShut) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) attempt(() => restoreModes(path));
    // Never follows a link, which may lead elsewhere.
    else if (entry.isFile()) attempt(() => chmodSync(path, 0o600));
  }
};

/**
 * Returns a folder for what Chromium has to write if the profile is read-only, including the lock of its single
 * instance. It is the same one for the same profile, so that a second start finds the first. Null if none can be
 * created.
 */
export const substituteFolder = (profile: string, env: NodeJS.ProcessEnv = process.env): string | null => {
  const name = `jarvis-calendar-${createHash('sha256').update(profile).digest('hex').slice(0, 16)}`;
  for (const parent of [env['XDG_RUNTIME_DIR'], tmpdir()]) {
    if (parent === undefined || parent === '') continue;
    const folder = join(parent, parent === tmpdir() ? `${name}-${process.getuid?.() ?? 0}` : name);
    attempt(() => mkdirSync(folder, { mode: 0o700 }));
    if (attempt(() => assertOwn(folder))) return folder;
  }
  // The name is taken by someone else, so a new one is used. A second instance is then not recognized.
  try {
    return mkdtempSync(join(tmpdir(), 'jarvis-calendar-'));
  } catch {
    return null;
  }
};

/** Throws unless it is a real folder of this user that nobody else can read. */
const assertOwn = (folder: string): void => {
  const { mode, uid } = lstatSync(folder);
  const isFolder = (mode & constants.S_IFMT) === constants.S_IFDIR;
  const isPrivate = process.platform === 'win32' || ((mode & 0o077) === 0 && uid === process.getuid?.());
  if (!isFolder || !isPrivate) throw new Error('not our own');
};

const attempt = (work: () => void): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};
