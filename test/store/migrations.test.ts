/**
 * Every released schema has a fixture: the database of that version as SQL. To add a migration: write it in
 * schema.ts, add `fixtures/schemaN.sql` with rows that use what is new, and state below what must be true of those
 * rows after the next migration.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../main/store/database/connection.ts';
import { migrate } from '../../main/store/database/migrate.ts';
import { migrations } from '../../main/store/database/schema.ts';
import {
  account,
  calendarId,
  finish,
  keyOf,
  list,
  NOW_MS,
  openedStore,
  remoteCalendar,
  temporaryPath,
  value,
} from './support/builders.ts';
import type { CalendarId } from '../../shared/model.ts';
import { rowsOf, sketch, withDatabase } from './support/rows.ts';

/** Returns a database file of an earlier version. */
const databaseOf = (version: number): string => {
  const path = temporaryPath();
  mkdirSync(dirname(path), { recursive: true });
  const sql = readFileSync(join(import.meta.dirname, 'fixtures', `schema${version}.sql`), 'utf8');
  withDatabase(path, (db) => {
    db.pragma('journal_mode = WAL');
    db.exec(sql);
  });
  return path;
};

/** Returns tables and indexes as SQLite stores them, without regard to spacing. */
const schemaOf = (db: Database): Record<string, string> =>
  Object.fromEntries(
    (
      db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'")
        .all() as {
        name: string;
        sql: string;
      }[]
    ).map(({ name, sql }) => [name, sql.replace(/--.*/g, '').replace(/\s+/g, ' ').trim()]),
  );

test('versions are numbered without a gap', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

describe.each(migrations.map(({ version }) => version))('schema %i', (version) => {
  test('is still created as it was released', () => {
    const fresh = new Sqlite(':memory:');
    migrate(fresh, migrations.slice(0, version));
    expect(schemaOf(fresh)).toEqual(withDatabase(databaseOf(version), schemaOf));
    fresh.close();
  });

  test('is upgraded to the last one, with everything that was in it', () => {
    const path = databaseOf(version);
    const before = sketch(path);
    const store = openedStore(path);
    expect(store.notice).toBeNull();
    expect(sketch(path)).toEqual(before);

    const latest = new Sqlite(':memory:');
    migrate(latest);
    expect(withDatabase(path, schemaOf)).toEqual(schemaOf(latest));
    latest.close();

    expect(value(store.accounts.list()).map(({ id }) => id)).toEqual([account]);
    expect(value(store.calendars.list()).map(({ visible }) => visible)).toEqual([true, false]);
    expect(value(store.sync.visibleCalendars(account))[0]).toMatchObject({ syncToken: 'token-1' });
    expect(value(store.passes.list())).toHaveLength(1);
    finish(store, keyOf(store), value(store.sync.nextPassId()), { timeMinMs: null });
    expect(rowsOf(path)).toEqual([]);
  });
});

test('changes of schema 8 are listed as before, and details of schema 9 apart from them', () => {
  const path = databaseOf(8);
  withDatabase(path, (db) =>
    db.exec(`INSERT INTO changes (noticed_at_ms, calendar_key, pass, event_id, kind, what) VALUES (1795510801000, 1, 1, 'a',
      'placeChanged', '{"kind":"placeChanged","from":null,"to":"Room 2","occurrenceStart":null,"title":"a"}')`),
  );
  const upgraded = openedStore(path);
  expect(value(upgraded.changes.list({}))).toMatchObject([
    { kind: 'placeChanged', eventId: 'a', to: 'Room 2' },
  ]);
  expect(value(upgraded.changes.details({}))).toEqual([]);
  const store = openedStore(databaseOf(9));
  expect(value(store.changes.list({}))).toEqual([]);
  expect(value(store.changes.details({}))).toMatchObject([
    { kind: 'guestsChanged', eventId: 'a', added: { names: ['Grace'], more: 0 } },
  ]);
});

test('[F1] an account that was being deleted under schema 5 stays deleted, and its rows are removed', () => {
  const path = databaseOf(5);
  withDatabase(path, (db) =>
    db.exec(`
      INSERT INTO accounts (id, kind, label, connected_at_ms) VALUES ('leaving', 'leaving', '', 0);
      INSERT INTO calendars (key, account_id, calendar_id, name, color, zone, access_role, is_primary, selected, hidden,
        default_reminders, visible)
        SELECT 7, 'leaving', 'leaving 7', '', color, zone, access_role, 1, selected, hidden, '[]', 0
        FROM calendars WHERE key = 1;
      UPDATE sqlite_sequence SET seq = 90 WHERE name = 'calendars';
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 250)
        INSERT INTO events (calendar_key, event_id, seen_pass, kind, title) SELECT 7, 'e' || n, 1, 'single', 'Gone' FROM numbers;
      INSERT INTO changes (noticed_at_ms, calendar_key, pass, event_id, kind, what) VALUES (1, 7, 1, 'e1', 'new', '{}');
    `),
  );
  const kept = rowsOf(databaseOf(5)).length;
  const store = openedStore(path);
  expect(store.notice).toBeNull();
  const unowned = withDatabase(path, (db) =>
    db.prepare('SELECT calendar_id FROM calendars WHERE account_id IS NULL').pluck().all(),
  );
  expect(unowned).toEqual(['']);
  expect(value(store.accounts.list()).map(({ id }) => id)).toEqual([account]);
  expect(value(store.calendars.list())).toHaveLength(2);
  expect(rowsOf(path)).toHaveLength(kept + 250);
  const sizes: number[] = [];
  for (let done = false; !done;) {
    const before = rowsOf(path).length;
    ({ done } = value(store.sync.removePendingDeletions()));
    sizes.push(before - rowsOf(path).length);
  }
  expect(sizes.slice(0, 3)).toEqual([100, 100, 50]);
  expect(rowsOf(path)).toHaveLength(kept);
  // No later calendar gets the key of one that was removed.
  list(store, [
    remoteCalendar(calendarId, { primary: true }),
    remoteCalendar('team@example.com'),
    remoteCalendar('new@example.com'),
  ]);
  expect(keyOf(store, 'new@example.com' as CalendarId)).toBeGreaterThan(90);
});

test('[S40] the upgrade to schema 6 leaves no names and tokens in the file once their account is removed', () => {
  const path = databaseOf(5);
  const canary = 'Secret canary';
  withDatabase(path, (db) => {
    db.prepare('UPDATE calendars SET name = ?, sync_token = ?').run(canary.repeat(2000), canary.repeat(2000));
    db.exec(
      "INSERT INTO accounts (id, kind, label, connected_at_ms) VALUES ('sample', 'sample', 'Sample', 1)",
    );
  });
  const { db } = value(openDatabase({ path, nowMs: NOW_MS }));
  const settings = ['secure_delete', 'foreign_keys'].map((name) => db.pragma(name, { simple: true }));
  db.close();
  const fast = 2;
  expect(settings).toEqual([fast, 1]);
  const store = openedStore(path);
  value(store.accounts.remove(account));
  while (!value(store.sync.removePendingDeletions()).done);
  store.close();
  for (const name of readdirSync(dirname(path))) {
    expect([name, readFileSync(join(dirname(path), name)).includes(canary)]).toEqual([name, false]);
  }
});
