import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openCheckpoints } from '../../main/store/checkpoints.ts';
import {
  changed,
  populatedStore,
  single,
  temporaryDirectory,
  temporaryPath,
  value,
} from './support/builders.ts';

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

test('[F20] much writing is brought into the database beside it, and the next write waits for that', async () => {
  const { store, key, path } = populatedStore();
  value(store.sync.commitChanges(key, 1, singles(3000)));
  expect(store.sync.room()).toBeNull();
  value(store.sync.commitChanges(key, 1, singles(1500, 3000)));
  await store.sync.room();
  expect(store.sync.room()).toBeNull();
  expect(rowsWithoutLog(path)).toBe(4500);
});

test('closing meanwhile loses nothing', async () => {
  const { store, key, path } = populatedStore();
  value(store.sync.commitChanges(key, 1, singles(4500)));
  expect(store.sync.room()).not.toBeNull();
  store.close();
  const db = new Database(path);
  expect(db.prepare('SELECT count(*) AS rows FROM events').get()).toEqual({ rows: 4500 });
  db.close();
});

test('without a thread SQLite goes on by itself', async () => {
  const db = new Database(join(temporaryDirectory(), 'some.db'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE numbers (n)');
  const usual = autocheckpoint(db);
  // Another file than the database's: the thread cannot open it.
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
