/**
 * The profile's folder as the start finds it: private and writable, mended where it is the person's own, and a stand-in for
 * Chromium's own files where nothing can be written to it. Then the calendar is opened for reading [F7].
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
 * Closes the folder to others [property 9] and opens it to its owner, with everything in it where it was shut; a folder
 * that is not ours to change stays as it is. Returns whether files can be made in it.
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
    // Never through a link: what it leads to may lie elsewhere.
    else if (entry.isFile()) attempt(() => chmodSync(path, 0o600));
  }
};

/**
 * A folder for what Chromium has to write when the profile cannot be written to, the lock of its single instance among it: the
 * same one for the same profile, so that a second start finds the first. Null where none can be made.
 */
export const standInFolder = (profile: string, env: NodeJS.ProcessEnv = process.env): string | null => {
  const name = `jarvis-calendar-${createHash('sha256').update(profile).digest('hex').slice(0, 16)}`;
  for (const parent of [env['XDG_RUNTIME_DIR'], tmpdir()]) {
    if (parent === undefined || parent === '') continue;
    const folder = join(parent, parent === tmpdir() ? `${name}-${process.getuid?.() ?? 0}` : name);
    attempt(() => mkdirSync(folder, { mode: 0o700 }));
    if (attempt(() => assertOwn(folder))) return folder;
  }
  // Somebody else has taken the name: a new one, at the price of a second instance.
  try {
    return mkdtempSync(join(tmpdir(), 'jarvis-calendar-'));
  } catch {
    return null;
  }
};

/** Throws unless it is a real folder of this user that nobody else may look into. */
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
