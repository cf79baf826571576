/**
 * Databases to measure on, filled once by the app's own sync and copied for each use. They are kept in the temp
 * folder under a name that says what they hold and what made them, so that a second run need not wait.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../../build/bundles.mjs';
import { projectRoot } from '../../../build/processes.mjs';
import { runNode } from './children.ts';
import { middleMs } from './seededModel.ts';
import type { Population } from './seededModel.ts';

const kept = join(tmpdir(), `jarvis-bench-${process.getuid?.() ?? 'user'}`);

/** What a stored row depends on. */
const makers = [
  'main/google',
  'main/sample',
  'main/calendar',
  'main/store',
  'shared/model.ts',
  'test/support/fakeGoogle/seedEvents.ts',
  'test/bench/harness/seededModel.ts',
];

const built = async (population: Population): Promise<string> => {
  const aroundMs = middleMs(Date.now());
  const digest = digestOf(projectRoot, makers).slice(0, 12);
  const name = `${population.singles}-${population.masters}-${aroundMs}-${digest}.db`;
  const path = join(kept, name);
  if (existsSync(path)) return path;
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(kept, 'building-'));
  const { singles, masters } = population;
  const file = join(import.meta.dirname, 'buildDatabaseChild.ts');
  await runNode([
    '--max-old-space-size=12000',
    file,
    join(folder, 'calendar.db'),
    ...[singles, masters, aroundMs].map(String),
  ]);
  renameSync(join(folder, 'calendar.db'), path);
  rmSync(folder, { recursive: true });
  return path;
};

/** A copy of such a database as `calendar.db` in `folder`. */
export const putDatabase = async (folder: string, population: Population): Promise<string> => {
  const path = join(folder, 'calendar.db');
  copyFileSync(await built(population), path);
  return path;
};

/** A folder that goes after the work. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(kept, 'run-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
};
