/**
 * What a second start with the same profile says to the first [F18]. The first trusts none of it: it shows its window,
 * syncs if it is asked for exactly that, offers a calendar file to the person, or follows one of the app's own links
 * [properties 14, 16 and 18].
 */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { app } from 'electron';
import { sleepMs } from '../cli/sleep.ts';
import { linkIn, LONGEST_LINK } from '../meetings/ownLink.ts';
import { exactly, matching, oneOf, string } from '../platform/jsonReaders.ts';
import { calendarFileIn } from './openedFile.ts';

/** What the system asks the app to open: a calendar file, or a link that is not checked yet. */
export type ToOpen = { readonly file: string } | { readonly link: string };
export type SecondStart =
  | 'show'
  /** Only asks whether the first one still runs. */
  | 'nothing'
  /** The id of the reply that the command waits for. */
  | { readonly sync: string }
  | ToOpen;

/** The id of a `sync` command's request. */
export const readRequestId = matching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
const readSyncRequest = exactly({ sync: readRequestId });
const readQuestion = exactly({ command: oneOf('nothing') });
const readFileRequest = exactly({ file: string(1, 4096) });
const readLinkRequest = exactly({ link: string(1, LONGEST_LINK) });

/** Returns what the arguments of a start name; null if they name nothing to open. */
export const toOpenIn = (args: readonly string[], folder: string): ToOpen | null => {
  const link = linkIn(args);
  if (link !== null) return { link };
  const file = calendarFileIn(args, folder);
  return file === null ? null : { file };
};

/** Returns what the data of a second start asks for. */
export const secondStartOf = (data: unknown): SecondStart => {
  const named = readFileRequest(data)?.file;
  // Absolute, because the folder of the second start is not ours.
  const file = named !== undefined && isAbsolute(named) ? calendarFileIn([named], '/') : null;
  if (file !== null) return { file };
  const link = linkIn([readLinkRequest(data)?.link ?? '']);
  if (link !== null) return { link };
  return readSyncRequest(data) ?? readQuestion(data)?.command ?? 'show';
};

const onSecondStart = (listener: (request: SecondStart) => void): void => {
  app.on('second-instance', (_event, _argv, _folder, data) => listener(secondStartOf(data)));
};

/** Exists while the first instance only runs a pass, without a window to show (startPass.ts). */
const markFile = 'syncing';
const longestEndMs = 10_000;
const stepMs = 100;

/**
 * Returns true in the first instance with this profile. A second one tells the first and must exit at once, before it
 * opens any file. If the first only runs a pass, waits for its end, which this start brings about (onePass.ts).
 * `toOpen`: what this start is to open.
 */
export const claimProfile = (
  profile: string,
  toOpen: ToOpen | null,
  onSecond: (request: SecondStart) => void,
): boolean => {
  const claim = (): boolean =>
    toOpen === null ? app.requestSingleInstanceLock() : app.requestSingleInstanceLock({ ...toOpen });
  const mark = join(profile, markFile);
  // In this order: a pass releases the profile before it removes the mark.
  let isPass = isThere(mark);
  let isFirst = claim();
  for (let waitedMs = 0; !isFirst && isPass && waitedMs < longestEndMs; waitedMs += stepMs) {
    sleepMs(stepMs);
    isPass = isThere(mark);
    isFirst = claim();
  }
  if (!isFirst) return false;
  // Left behind by a command that was ended from outside.
  removeMark(mark);
  onSecondStart(onSecond);
  return true;
};

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

const removeMark = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder cannot be written to, so no command could have written it.
  }
};

/**
 * Claims the profile for a pass. Returns null if there is another first instance, otherwise the function to call when
 * the store is closed.
 */
export const claimForPass = (
  profile: string,
  onSecond: (request: SecondStart) => void,
): (() => void) | null => {
  if (!app.requestSingleInstanceLock({ command: 'nothing' })) return null;
  const mark = join(profile, markFile);
  writeFileSync(mark, '');
  onSecondStart(onSecond);
  return () => {
    app.releaseSingleInstanceLock();
    removeMark(mark);
  };
};

/** Asks the first instance with this profile. Returns false if there is none: then this process is the first. */
export const askFirstInstance = (
  request: Extract<SecondStart, 'nothing' | { readonly sync: string }>,
): boolean => !app.requestSingleInstanceLock(request === 'nothing' ? { command: request } : request);
