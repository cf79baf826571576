import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCheckpoints } from '../../main/store/database/checkpoints.ts';
import type { PassOutcome } from '../../shared/syncReport.ts';
import {
  changed,
  NOW_MS,
  populatedStore,
  single,
  temporaryDirectory,
  temporaryPath,
  value,
} from './support/builders.ts';

/** Threads that were started, and how many of them have ended; each has the file open while it runs. */
let threads: Worker[] = [];
let ended = 0;
const onThread = (thread: Worker): void => {
  threads.push(thread);
  thread.once('exit', () => {
    ended += 1;
  });
};
beforeEach(() => {
  [threads, ended] = [[], 0];
  process.on('worker', onThread);
});
afterEach(() => void process.off('worker', onThread));

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const at = new Date(NOW_MS).toISOString();
const eventful: PassOutcome = {
  outcome: 'succeeded',
  reason: 'timer',
  mode: 'full',
  startedAt: at,
  finishedAt: at,
  counts: { calendars: 1, pages: 1, upserted: 1500, removed: 0, swept: 0, quarantined: 0 },
  problems: [],
};
const singles = (count: number, from = 0) =>
  changed(...Array.from({ length: count }, (_, n) => single(`event-${from + n}`)));

/** Rows in the main file alone, as if there were no log. */
const rowsWithoutLog = (path: string): number => {
  const copy = join(temporaryDirectory(), 'copy.db');
  copyFileSync(path, copy);
  const db = new Database(copy);
  try {
    return db.prepare<[], number>('SELECT count(*) FROM events').pluck().get() ?? 0;
  } finally {
    db.close();
  }
};

const autocheckpoint = (db: Database.Database): number =>
  db.pragma('wal_autocheckpoint', { simple: true }) as number;

test('[F20] many writes are checkpointed by a thread, and the next write waits for it', async () => {
  const { store, key, path } = populatedStore();
  value(store.sync.commitChanges(key, 1, singles(3000)));
  expect(store.sync.room()).toBeNull();
  value(store.sync.commitChanges(key, 1, singles(1500, 3000)));
  await store.sync.room();
  expect(store.sync.room()).toBeNull();
  expect(rowsWithoutLog(path)).toBe(4500);
});

test('[F20] long texts count as many rows', async () => {
  const { store, key, path } = populatedStore();
  const long = (count: number, description: string) =>
    changed(...Array.from({ length: count }, (_, n) => single(`event-${n}`, { description })));
  value(store.sync.commitChanges(key, 1, long(400, 'x'.repeat(5000))));
  expect(store.sync.room()).toBeNull();
  // The same again writes nothing.
  value(store.sync.commitChanges(key, 2, long(400, 'x'.repeat(5000))));
  value(store.sync.commitChanges(key, 3, long(400, 'x'.repeat(5000))));
  expect(store.sync.room()).toBeNull();
  value(store.sync.commitChanges(key, 4, long(400, 'y'.repeat(30_000))));
  expect(store.sync.room()).not.toBeNull();
  await store.sync.room();
  expect(rowsWithoutLog(path)).toBe(400);
});

test('closing during a checkpoint loses nothing', async () => {
  const { store, key, path } = populatedStore();
  value(store.sync.commitChanges(key, 1, singles(4500)));
  expect(store.sync.room()).not.toBeNull();
  store.close();
  const db = new Database(path);
  expect(db.prepare('SELECT count(*) AS rows FROM events').get()).toEqual({ rows: 4500 });
  db.close();
});

test('a closed store has no file open: where open files cannot be moved, the next opening can', async () => {
  const { store, key } = populatedStore();
  value(store.sync.commitChanges(key, 1, singles(4500)));
  await turn();
  await store.close();
  expect([threads.length, ended]).toEqual([1, 1]);
});

test('closing waits for a thread that was told to end before, and so does closing again', async () => {
  const { store, key } = populatedStore();
  value(store.sync.commitChanges(key, 1, singles(1500)));
  store.sync.recordPass(eventful);
  await store.sync.room();
  // Told to end, but still running.
  expect([threads.length, ended]).toEqual([1, 0]);
  void store.close();
  await store.close();
  expect(ended).toBe(1);
});

test('without a thread SQLite checkpoints by itself', async () => {
  const db = new Database(join(temporaryDirectory(), 'some.db'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE numbers (n)');
  const usual = autocheckpoint(db);
  // Not the database's file: the thread cannot open it.
  const checkpoints = openCheckpoints(db, temporaryPath());
  expect(autocheckpoint(db)).toBeGreaterThan(usual);
  const insert = db.prepare('INSERT INTO numbers VALUES (1)');
  db.transaction(() => {
    for (let n = 0; n < 5000; n += 1) insert.run();
  })();
  checkpoints.wrote();
  await checkpoints.room();
  expect(autocheckpoint(db)).toBe(usual);
  checkpoints.wrote();
  expect(checkpoints.room()).toBeNull();
  db.close();
});
