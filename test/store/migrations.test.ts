/**
 * Every released schema has a fixture: the database as it was, in words. To add a step: write it in schema.ts,
 * add `fixtures/schemaN.sql` with rows that use what is new, and say below what must be true of those rows after the
 * next step.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../main/store/database/migrate.ts';
import { migrations } from '../../main/store/database/schema.ts';
import { account, finish, keyOf, openedStore, temporaryPath, value } from './support/builders.ts';
import { rowsOf, sketch, withDatabase } from './support/rows.ts';

/** A database file of an earlier version. */
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

/** Tables and indexes as SQLite remembers them, whatever the spacing. */
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
  test('is still made as it was released', () => {
    const fresh = new Sqlite(':memory:');
    migrate(fresh, migrations.slice(0, version));
    expect(schemaOf(fresh)).toEqual(withDatabase(databaseOf(version), schemaOf));
    fresh.close();
  });

  test('is brought to the last one, with everything that was in it', () => {
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
