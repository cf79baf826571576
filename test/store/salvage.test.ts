/** What is saved from a database that has to be replaced, whoever wrote into it [F3, F5]. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../main/store/database/migrate.ts';
import { restore, salvage } from '../../main/store/database/salvage.ts';
import { temporaryDirectory } from './support/builders.ts';

/** A database with these tables and rows, and columns that take anything. */
const databaseWith = (sql: string): string => {
  const path = join(temporaryDirectory(), 'calendar.db');
  const db = new Sqlite(path);
  db.exec(sql);
  db.close();
  return path;
};
const accounts = 'CREATE TABLE accounts (id, kind, label, connected_at_ms);';
const choices = 'CREATE TABLE calendar_choices (account_id, calendar_id, visible);';
const ada = { id: 'google:ada', kind: 'google', label: 'ada@example.com', connected_at_ms: 1 };

test('accounts and choices are saved only if they are what they should be', () => {
  const path = databaseWith(`${accounts} ${choices}
    INSERT INTO accounts VALUES ('google:ada', 'google', 'ada@example.com', 1), (2, 'google', 'a number', 1),
      ('x:1', 'unknown', 'unknown kind', 1), ('google:b', 'google', NULL, 1), ('google:c', 'google', 'c', 'soon');
    INSERT INTO calendar_choices VALUES ('google:ada', 'team', 0), ('google:ada', 'home', 1),
      ('google:ada', 'odd', 7), ('google:ada', NULL, 1), (NULL, 'team', 1);`);
  expect(salvage(path)).toEqual({
    accounts: [ada],
    choices: [
      { account_id: 'google:ada', calendar_id: 'team', visible: 0 },
      { account_id: 'google:ada', calendar_id: 'home', visible: 1 },
    ],
  });
});

test('accounts are saved even if the choices cannot be read', () => {
  const path = databaseWith(
    `${accounts} INSERT INTO accounts VALUES ('google:ada', 'google', 'ada@example.com', 1);`,
  );
  expect(salvage(path)).toEqual({ accounts: [ada], choices: [] });
});

test('a choice without its account is left out of the new database', () => {
  const db = new Sqlite(':memory:');
  migrate(db);
  restore(db, {
    accounts: [ada],
    choices: [
      { account_id: ada.id, calendar_id: 'team', visible: 0 },
      { account_id: 'google:gone', calendar_id: 'team', visible: 0 },
    ],
  });
  expect(db.prepare('SELECT account_id FROM calendar_choices').pluck().all()).toEqual([ada.id]);
  db.close();
});
