/**
 * `jarvis-calendar sync`: asks the running app and waits for its reply, or has another process run a pass (startPass.ts).
 * Never two of them write to a profile: whoever does is Electron's first instance with it.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { MINUTE_MS, SECOND_MS } from '../../shared/durations.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { sleepMs } from '../cli/sleep.ts';
import { repliesFile, replyTo } from '../cli/syncReply.ts';
import type { SyncReply } from '../cli/syncReply.ts';
import { chooseProfile } from './lifecycle.ts';
import { askFirstInstance } from './secondStart.ts';
import { passSwitch } from './startPass.ts';

const stepMs = 50;
/** How often to see whether the app still runs. */
const lookMs = 5 * SECOND_MS;
/** The first sync of large calendars takes minutes. */
const longestMs = 10 * MINUTE_MS;
/** The app may start or quit in between. */
const attempts = 3;

/** Returns the outcome of a pass; the failure is a sentence. Blocks: Electron's event loop would start the rest. */
export const syncProfile = (profile: string): Result<SyncReply, string> => {
  if (!isWritable(profile)) return fail('the profile folder cannot be written to');
  app.commandLine.appendSwitch('user-data-dir', profile);
  chooseProfile();
  const path = join(profile, repliesFile);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const id = randomUUID();
    const isAsked = askFirstInstance({ sync: id });
    if (!isAsked) runPassElsewhere(profile, id);
    const reply = isAsked ? waitFor(id, path) : (replyTo(id, path) ?? 'none');
    if (reply === 'late') return fail('the app is still syncing after 10 minutes, and goes on');
    if (reply !== 'none') return ok(reply);
  }
  return fail('the sync was ended from outside');
};

const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Returns the running app's reply; `none` if it ended before. */
const waitFor = (id: string, path: string): SyncReply | 'none' | 'late' => {
  for (let waitedMs = stepMs; waitedMs <= longestMs; waitedMs += stepMs) {
    sleepMs(stepMs);
    const reply = replyTo(id, path);
    if (reply !== null) return reply;
    if (waitedMs % lookMs === 0 && !askFirstInstance('nothing')) return 'none';
  }
  return 'late';
};

/** Runs a pass in a process that takes this one's place as the first instance, and waits for its end. */
const runPassElsewhere = (profile: string, id: string): void => {
  app.releaseSingleInstanceLock();
  const flags = [
    passSwitch(id),
    `--user-data-dir=${profile}`,
    ...(app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []),
    // A display is not needed. Chromium reads this before any code of the app runs.
    ...(process.platform === 'linux' ? ['--ozone-platform=headless', '--disable-gpu'] : []),
  ];
  // Chromium's own messages would appear among the command's.
  spawnSync(process.execPath, [...(app.isPackaged ? [] : [app.getAppPath()]), ...flags], {
    stdio: 'ignore',
    timeout: longestMs,
  });
};
