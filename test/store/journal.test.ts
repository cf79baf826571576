import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../main/store/database/migrate.ts';
import { openJournal } from '../../main/store/journal.ts';

test('pruning keeps at most the last five thousand changes', () => {
  const db = new Sqlite(':memory:');
  onTestFinished(() => void db.close());
  migrate(db);
  // Changes without their calendar, which is of no interest here.
  db.pragma('foreign_keys = OFF');
  const nowMs = Date.UTC(2026, 10, 24, 9);
  db.prepare(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5010)
     INSERT INTO changes (noticed_at_ms, calendar_key, pass, event_id, kind, what)
       SELECT ?, 1, 1, 'e' || n, 'new', '{}' FROM numbers`,
  ).run(nowMs);
  openJournal(db).prune(nowMs);
  expect(db.prepare('SELECT count(*), min(key), max(key) FROM changes').raw().get()).toEqual([
    5000, 11, 5010,
  ]);
});

test('details have a limit of their own, so many of them displace no other change', () => {
  const db = new Sqlite(':memory:');
  onTestFinished(() => void db.close());
  migrate(db);
  db.pragma('foreign_keys = OFF');
  const nowMs = Date.UTC(2026, 10, 24, 9);
  const insert = db.prepare(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count)
     INSERT INTO changes (noticed_at_ms, calendar_key, pass, event_id, kind, what, is_detail)
       SELECT @nowMs, 1, 1, 'e' || n, 'any', '{}', @detail FROM numbers`,
  );
  insert.run({ nowMs, count: 300, detail: 0 });
  insert.run({ nowMs, count: 6000, detail: 1 });
  openJournal(db).prune(nowMs);
  expect(
    db.prepare('SELECT is_detail, count(*), max(key) FROM changes GROUP BY is_detail').raw().all(),
  ).toEqual([
    [0, 300, 300],
    [1, 2000, 6300],
  ]);
});
