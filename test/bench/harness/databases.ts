/**
 * Databases to measure on, filled once by the app's own sync and copied for each use. They are kept in the temp
 * folder, with names that say what they contain and what made them, so that a second run need not wait.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { digestOf } from '../../../build/bundles.mjs';
import { projectRoot } from '../../../build/processes.mjs';
import { runNode } from './children.ts';
import { middleMs } from './seededModel.ts';
import type { Population } from './seededModel.ts';

const kept = join(tmpdir(), `jarvis-bench-${process.getuid?.() ?? 'user'}`);

/** What a stored row depends on. */
const makers = [
  'main/google',
  'main/googleModel',
  'main/recurrence',
  'main/store',
  'main/sync',
  'shared/model.ts',
  'test/support/fakeGoogle/seedEvents.ts',
  'test/bench/harness/seededModel.ts',
  'test/bench/harness/icalendarChild.ts',
];

/** Returns what `make` has made of a population in an empty folder, at its `part`. It is made once. */
const built = async (
  { singles, masters }: Population,
  part: string,
  make: (folder: string, population: readonly string[]) => unknown,
): Promise<string> => {
  const aroundMs = middleMs(Date.now());
  const digest = digestOf(projectRoot, makers).slice(0, 12);
  const path = join(
    kept,
    `${singles}-${masters}-${aroundMs}-${digest}${part === 'calendar.db' ? '.db' : '-khal'}`,
  );
  if (existsSync(path)) return path;
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(kept, 'building-'));
  await make(folder, [singles, masters, aroundMs].map(String));
  renameSync(join(folder, part), path);
  rmSync(folder, { recursive: true, force: true });
  return path;
};

const harness = (name: string): string => join(import.meta.dirname, name);
const memory = '--max-old-space-size=12000';

const ownDatabase = (population: Population): Promise<string> =>
  built(population, 'calendar.db', (folder, numbers) =>
    runNode([memory, harness('buildDatabaseChild.ts'), join(folder, 'calendar.db'), ...numbers]),
  );

/** Returns a folder with the same events as khal has read them: `khal.db` and `calendar`. */
export const khalFolder = (population: Population): Promise<string> =>
  built(population, '.', (folder, numbers) => {
    const events = execFileSync(process.execPath, [memory, harness('icalendarChild.ts'), ...numbers], {
      maxBuffer: 1 << 30,
    });
    // It names every change of an instance that it cannot find, all of them long ago.
    const stdio = ['pipe', 'inherit', 'ignore'] as const;
    execFileSync('/usr/bin/python3', [harness('khalDatabase.py'), folder], {
      input: events,
      stdio: [...stdio],
    });
  });

/** Copies such a database to `calendar.db` in `folder`. */
export const putDatabase = async (folder: string, population: Population): Promise<string> => {
  const path = join(folder, 'calendar.db');
  copyFileSync(await ownDatabase(population), path);
  return path;
};

/**
 * Fills a profile of the app: 100,000 events, and no reminders. Without a notification server these open a window of
 * their own, a second page.
 */
export const putProfile = async (folder: string): Promise<void> => {
  await putDatabase(folder, { singles: 100_000, masters: 400 });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ reminderRule: 'off' }));
};

/** A folder that is removed after the work. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(kept, 'run-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
};

/** Calls `work` with two profiles: the app's, with 100,000 events stored, and an empty one for what it is compared with. */
export const inTwoProfiles = <T>(work: (appProfile: string, lineProfile: string) => Promise<T>): Promise<T> =>
  inFolder(async (folder) => {
    const [appProfile, lineProfile] = [join(folder, 'app'), join(folder, 'line')];
    for (const profile of [appProfile, lineProfile]) mkdirSync(profile);
    await putProfile(appProfile);
    return work(appProfile, lineProfile);
  });

/** After its first start with a database the app fills the search index. That is not what it does every minute. Waits for it. */
export const indexed = async (profile: string): Promise<void> => {
  const db = new Database(join(profile, 'calendar.db'), { readonly: true });
  const isDone = db
    .prepare<[], 0 | 1>(
      "SELECT (SELECT max(key) FROM events) <= coalesce((SELECT value FROM meta WHERE name = 'searchedKey'), 0)",
    )
    .pluck();
  // oxlint-disable-next-line no-await-in-loop
  while (isDone.get() !== 1) await wait(1000);
  db.close();
};
