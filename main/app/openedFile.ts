/**
 * The calendar file that the app was started with or is asked to open. Arguments, a second start and the system are
 * untrusted: what they name is only ever offered to the person, and only if it can be a calendar file [property 16].
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isCalendarFilePath } from '../../shared/feeds.ts';

/** Returns the first calendar file among the arguments, absolute; null if there is none. */
export const calendarFileIn = (args: readonly string[], folder: string): string | null => {
  for (const arg of args) {
    const file = arg.startsWith('-') ? null : pathIn(arg, folder);
    if (file !== null && isCalendarFilePath(file)) return file;
  }
  return null;
};

const pathIn = (arg: string, folder: string): string | null => {
  try {
    const path = /^file:\/\//i.test(arg) ? fileURLToPath(arg) : arg;
    if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return null;
    // Windows would send the person's credentials to such a host, even before they are asked.
    return /^[\\/]{2}/.test(path) ? null : resolve(folder, path);
  } catch {
    return null;
  }
};
