import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
  copyFileSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { CalendarId } from '../../shared/model.ts';
import { openStore } from '../../main/store/open.ts';
import { openDatabase } from '../../main/store/database/connection.ts';
import { migrations } from '../../main/store/database/schema.ts';
import {
  account,
  calendarId,
  changed,
  finish,
  keyOf,
  list,
  NOW_MS,
  openedStore,
  populatedStore,
  remoteCalendar,
  single,
  temporaryPath,
  value,
} from './support/builders.ts';
import { rowsOf, sketch, withDatabase } from './support/rows.ts';

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const siblings = (path: string): string[] => readdirSync(dirname(path)).sort();
const asides = (path: string): string[] => siblings(path).filter((name) => name.includes('.aside-'));

/** A closed database with one account, two calendars (one of them hidden by the person) and many events. */
const filled = (): string => {
  const { store, key, path } = populatedStore();
  list(store, [remoteCalendar('team@example.com')], { full: false });
  value(store.calendars.setVisible({ calendarId: 'team@example.com' as CalendarId, visible: false }));
  const events = Array.from({ length: 400 }, (_, n) =>
    single(`e${n}`, { description: 'Agenda '.repeat(40) }),
  );
  value(store.sync.commitChanges(key, 1, changed(...events)));
  finish(store, key, 1);
  store.close();
  return path;
};

/** The same as a killed process leaves it: rows in the `-wal`, no mark of an orderly end. */
const crashed = (): string => {
  const { store, key, path } = populatedStore();
  const events = Array.from({ length: 400 }, (_, n) =>
    single(`e${n}`, { description: 'Agenda '.repeat(40) }),
  );
  value(store.sync.commitChanges(key, 1, changed(...events)));
  const copy = temporaryPath();
  mkdirSync(dirname(copy), { recursive: true });
  for (const suffix of ['', '-wal', '-shm']) copyFileSync(path + suffix, copy + suffix);
  return copy;
};

const overwrite = (path: string, offset: number, length: number): void => {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, offset);
  closeSync(file);
};

describe('opening', () => {
  test('creates directory and database, and reports nothing', () => {
    const path = temporaryPath();
    const store = openedStore(path);
    expect(store.notice).toBeNull();
    expect(value(store.accounts.list())).toEqual([]);
    expect(value(store.calendars.list())).toEqual([]);
    expect(value(store.passes.list())).toEqual([]);
    expect(value(store.sync.lastSuccessAtMs())).toBeNull();
  });

  test('again finds everything as it was', () => {
    const path = filled();
    const store = openedStore(path);
    expect(store.notice).toBeNull();
    expect(value(store.accounts.list()).map(({ id }) => id)).toEqual([account]);
    expect(value(store.calendars.list()).map(({ id, visible }) => [id, visible])).toEqual([
      [calendarId, true],
      ['team@example.com', false],
    ]);
    expect(rowsOf(path)).toHaveLength(400);
  });

  test.skipIf(process.platform === 'win32')('lets nobody else read: directory 0700, every file 0600', () => {
    const { path } = populatedStore();
    expect(mode(dirname(path))).toBe('700');
    expect(siblings(path)).toEqual(['calendar.db', 'calendar.db-shm', 'calendar.db-wal']);
    for (const name of siblings(path))
      expect([name, mode(`${dirname(path)}/${name}`)]).toEqual([name, '600']);
  });

  test.skipIf(process.platform === 'win32')('restricts what another version left open to others', () => {
    const path = crashed();
    const files = [path, `${path}-wal`];
    for (const file of files) chmodSync(file, 0o644);
    chmodSync(dirname(path), 0o755);
    openedStore(path);
    expect([...files, `${path}-shm`, dirname(path)].map(mode)).toEqual(['600', '600', '600', '700']);
  });

  test.skipIf(process.platform === 'win32')('lets nobody else read the backup before a migration', () => {
    const path = filled();
    const next = { version: migrations.length + 1, up: () => {} };
    value(openDatabase({ path, nowMs: NOW_MS, migrations: [...migrations, next] })).db.close();
    expect(mode(`${path}.backup-v${migrations.length}`)).toBe('600');
  });

  test.skipIf(process.platform === 'win32')('does not change the mode of a shared directory', () => {
    const path = temporaryPath();
    mkdirSync(dirname(path), { recursive: true });
    chmodSync(dirname(path), 0o1777);
    openedStore(path);
    expect([mode(dirname(path)), mode(path)]).toEqual(['777', '600']);
  });

  test('uses a write-ahead log', () => {
    const { path } = populatedStore();
    withDatabase(path, (db) => expect(db.pragma('journal_mode', { simple: true })).toBe('wal'));
  });

  test('checks references between rows, and sorts in memory: no calendar data in temporary files', () => {
    const { path } = populatedStore();
    const { db } = value(openDatabase({ path, nowMs: NOW_MS }));
    const setting = (name: string): unknown => db.pragma(name, { simple: true });
    const settings = { foreign_keys: setting('foreign_keys'), temp_store: setting('temp_store') };
    db.close();
    const inMemory = 2;
    expect(settings).toEqual({ foreign_keys: 1, temp_store: inMemory });
  });

  test('[F19] closing leaves one complete file; later calls fail instead of throwing', () => {
    const { store, key, path } = populatedStore();
    store.close();
    store.close();
    expect(siblings(path)).toEqual(['calendar.db']);
    expect(store.sync.commitChanges(key, 1, changed(single('a')))).toEqual({
      ok: false,
      problem: { cause: 'other' },
    });
  });

  test('[F1] after a crash everything committed is there, and nothing is reported', () => {
    const path = crashed();
    const store = openedStore(path);
    expect(store.notice).toBeNull();
    expect(rowsOf(path)).toHaveLength(400);
  });

  test('[F1] a database that was being created when the process ended is created again', () => {
    const path = temporaryPath();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, 'half');
    // This `-wal` belongs to no database, and would be replayed into the new one.
    copyFileSync(`${crashed()}-wal`, `${path}-wal`);
    const store = openedStore(path);
    expect(store.notice).toBeNull();
    expect(value(store.accounts.list())).toEqual([]);
  });
});

describe('[F3] damage', () => {
  const damages: [string, () => string][] = [
    [
      'a zero length',
      () => {
        const path = filled();
        truncateSync(path, 0);
        return path;
      },
    ],
    [
      'a few bytes',
      () => {
        const path = filled();
        truncateSync(path, 40);
        return path;
      },
    ],
    [
      'a file cut in the middle after a clean exit',
      () => {
        const path = filled();
        truncateSync(path, Math.floor(statSync(path).size / 2));
        return path;
      },
    ],
    [
      'a broken header',
      () => {
        const path = filled();
        overwrite(path, 0, 50);
        return path;
      },
    ],
    [
      'a file that is no database',
      () => {
        const path = filled();
        writeFileSync(path, 'Something else entirely. '.repeat(500));
        return path;
      },
    ],
    [
      'a database of something else',
      () => {
        const path = temporaryPath();
        mkdirSync(dirname(path), { recursive: true });
        withDatabase(path, (db) => db.exec('CREATE TABLE other (a)'));
        return path;
      },
    ],
    [
      'a broken schema page',
      () => {
        const path = filled();
        overwrite(path, 100, 3000);
        return path;
      },
    ],
    [
      'pages overwritten in a crash',
      () => {
        const path = filled();
        withDatabase(path, (db) => db.exec("UPDATE meta SET value = 'open' WHERE name = 'lastExit'"));
        const pageSize = 4096;
        overwrite(path, 20 * pageSize, 10 * pageSize);
        return path;
      },
    ],
    [
      'a file cut in a crash',
      () => {
        const path = filled();
        withDatabase(path, (db) => db.exec("UPDATE meta SET value = 'open' WHERE name = 'lastExit'"));
        truncateSync(path, statSync(path).size - 3 * 4096);
        return path;
      },
    ],
  ];

  test.each(damages)('%s: set aside, replaced, reported once', (_name, damage) => {
    const path = damage();
    const bytes = readFileSync(path);
    const store = openedStore(path);
    expect(store.notice).toMatchObject({ kind: 'rebuilt', cause: 'corrupt' });
    const [aside] = asides(path);
    expect(store.notice).toMatchObject({ asidePath: `${dirname(path)}/${aside}` });
    expect(aside).toBe('calendar.db.aside-20261124T090000Z-corrupt');
    expect(readFileSync(`${dirname(path)}/${aside}`).equals(bytes)).toBe(true);
    expect(rowsOf(path)).toEqual([]);

    store.close();
    const again = openedStore(path);
    expect(again.notice).toBeNull();
  });

  test('the -wal is set aside as well, so that it is never replayed into the new database', () => {
    const path = crashed();
    const wal = readFileSync(`${path}-wal`);
    overwrite(path, 0, 50);
    openedStore(path);
    const [aside] = asides(path).filter((name) => !/-(wal|shm)$/.test(name));
    expect(readFileSync(`${dirname(path)}/${aside}-wal`).equals(wal)).toBe(true);
    expect(sketch(path)).toEqual([]);
  });

  test('a rebuild that ended between its two renames is finished, with the accounts in it', async () => {
    const path = filled();
    withDatabase(path, (db) => db.exec("UPDATE meta SET value = 'suspect' WHERE name = 'lastExit'"));
    const rebuilt = openedStore(path);
    expect(rebuilt.notice).toMatchObject({ kind: 'rebuilt' });
    const accounts = value(rebuilt.accounts.list());
    await rebuilt.close();
    renameSync(path, `${path}.new`);

    const again = openedStore(path);
    expect(value(again.accounts.list())).toEqual(accounts);
    expect(accounts).toHaveLength(1);
    await again.close();
    expect(siblings(path).filter((name) => name.includes('.new'))).toEqual([]);
  });

  test('what is left of a build that ended earlier is built again', () => {
    const path = temporaryPath();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, 'SQLite format 3\0 and no more');
    expect(value(openedStore(path).accounts.list())).toEqual([]);
    expect(siblings(path).filter((name) => name.includes('.new'))).toEqual([]);
  });

  test('accounts and the choice of calendars are kept if they can be read', () => {
    const path = filled();
    withDatabase(path, (db) => db.exec("UPDATE meta SET value = 'suspect' WHERE name = 'lastExit'"));
    const store = openedStore(path);
    expect(store.notice).toMatchObject({ kind: 'rebuilt', cause: 'corrupt' });
    expect(value(store.accounts.list()).map(({ id, label }) => [id, label])).toEqual([
      [account, 'ada@example.com'],
    ]);
    expect(value(store.sync.accounts())[0]).toMatchObject({ listSyncToken: null, listFullAtMs: null });
    list(store, [remoteCalendar(calendarId), remoteCalendar('team@example.com')]);
    expect(value(store.calendars.list()).map(({ id, visible }) => [id, visible])).toEqual([
      [calendarId, true],
      ['team@example.com', false],
    ]);
  });

  test('that is found only in use is a failure then, and set aside at the next opening', () => {
    const path = filled();
    const pages = statSync(path).size / 4096;
    // After a clean exit pages are not checked; here only those of the schema and meta stay intact.
    const firstOfEvents = withDatabase(
      path,
      (db) => db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").pluck().get() as number,
    );
    overwrite(path, (firstOfEvents - 1) * 4096, 4096);
    expect(pages).toBeGreaterThan(firstOfEvents);
    const store = openedStore(path);
    expect(store.notice).toBeNull();
    const key = keyOf(store);
    expect(store.sync.commitChanges(key, 2, changed(single('new')))).toEqual({
      ok: false,
      problem: { cause: 'damaged' },
    });
    store.close();
    expect(openedStore(path).notice).toMatchObject({ kind: 'rebuilt', cause: 'corrupt' });
  });

  test('that only the backup before a migration finds is a failure, and leaves no part of the backup', () => {
    const path = filled();
    // After a clean exit pages are not checked.
    const page = withDatabase(
      path,
      (db) => db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").pluck().get() as number,
    );
    overwrite(path, (page - 1) * 4096, 4096);
    const before = readFileSync(path);
    const next = { version: migrations.length + 1, up: () => {} };
    expect(openDatabase({ path, nowMs: NOW_MS, migrations: [...migrations, next] })).toEqual({
      ok: false,
      problem: { cause: 'damaged' },
    });
    expect(readFileSync(path).equals(before)).toBe(true);
    // Closed as well: an open database would still have its log next to it.
    expect(siblings(path)).toEqual(['calendar.db']);
  });

  test('only the last copies are kept', () => {
    const path = filled();
    for (let n = 0; n < 4; n++) {
      overwrite(path, 0, 50);
      openedStore(path, { nowMs: NOW_MS + n * 1000 }).close();
    }
    expect(asides(path)).toEqual([
      'calendar.db.aside-20261124T090002Z-corrupt',
      'calendar.db.aside-20261124T090003Z-corrupt',
    ]);
  });
});

describe('[F5] a database from the future', () => {
  test('is never written to, but set aside and rebuilt, with accounts and choices kept', () => {
    const path = filled();
    withDatabase(path, (db) => db.pragma('user_version = 9999'));
    const bytes = readFileSync(path);
    const store = openedStore(path);
    const [aside] = asides(path);
    expect(store.notice).toEqual({
      kind: 'rebuilt',
      cause: 'fromTheFuture',
      asidePath: `${dirname(path)}/${basename(aside!)}`,
      detail: 'schema 9999',
    });
    expect(readFileSync(`${dirname(path)}/${aside}`).equals(bytes)).toBe(true);
    expect(value(store.accounts.list())).toHaveLength(1);
    expect(rowsOf(path)).toEqual([]);
    store.close();
    expect(openedStore(path).notice).toBeNull();
  });

  test('is not even checkpointed after a crash', () => {
    const path = crashed();
    withDatabase(path, (db) => {
      // Prevents the -wal from being written back when this connection closes.
      const holder = new Sqlite(path);
      holder.prepare('SELECT 1 FROM meta').get();
      db.pragma('user_version = 9999');
      copyFileSync(path, `${path}.main`);
      copyFileSync(`${path}-wal`, `${path}.wal`);
      holder.close();
    });
    copyFileSync(`${path}.main`, path);
    copyFileSync(`${path}.wal`, `${path}-wal`);
    const [main, wal] = [readFileSync(path), readFileSync(`${path}-wal`)];
    const store = openedStore(path);
    expect(store.notice).toMatchObject({ cause: 'fromTheFuture' });
    const [aside] = asides(path).filter((name) => !/-(wal|shm)$/.test(name));
    expect(readFileSync(`${dirname(path)}/${aside}`).equals(main)).toBe(true);
    expect(readFileSync(`${dirname(path)}/${aside}-wal`).equals(wal)).toBe(true);
  });
});

describe('[F6] another process holds the lock', () => {
  test('a write waits for the busy timeout, then fails as locked; later it works', () => {
    const path = filled();
    const store = openedStore(path, { busyTimeoutMs: 50 });
    const key = keyOf(store);
    const other = new Sqlite(path);
    other.exec('BEGIN IMMEDIATE');
    const began = performance.now();
    expect(store.sync.commitChanges(key, 2, changed(single('new')))).toEqual({
      ok: false,
      problem: { cause: 'locked' },
    });
    expect(performance.now() - began).toBeGreaterThanOrEqual(45);
    expect(value(store.accounts.list())).toHaveLength(1);
    other.exec('ROLLBACK');
    other.close();
    expect(value(store.sync.commitChanges(key, 2, changed(single('new')))).upserted).toBe(1);
  });

  test('an opening fails as locked and moves nothing', () => {
    const path = filled();
    const other = new Sqlite(path);
    other.exec('BEGIN IMMEDIATE');
    expect(openStore({ path, nowMs: NOW_MS, busyTimeoutMs: 20 })).toEqual({
      ok: false,
      problem: { cause: 'locked' },
    });
    other.exec('ROLLBACK');
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(openStore({ path, nowMs: NOW_MS, busyTimeoutMs: 20 })).toEqual({
      ok: false,
      problem: { cause: 'locked' },
    });
    other.close();
    expect(asides(path)).toEqual([]);
    expect(openedStore(path).notice).toBeNull();
  });
});

describe('[S40] removing an account', () => {
  test('overwrites its text, even if another account stays', () => {
    const { store, key, path } = populatedStore();
    const sample = 'sample' as typeof account;
    value(
      store.accounts.add({
        id: sample,
        kind: 'sample',
        label: 'Sample',
        connectedAt: '2026-11-02T00:00:00.000Z',
      }),
    );
    const canaries = Array.from({ length: 50 }, (_, n) =>
      single(`e${n}`, { title: 'Secret canary', description: 'Secret canary '.repeat(n * 20) }),
    );
    value(store.sync.commitChanges(key, 1, changed(...canaries)));
    value(store.accounts.remove(account));
    for (const name of siblings(path)) {
      expect(readFileSync(`${dirname(path)}/${name}`).includes('Secret canary')).toBe(false);
    }
    expect(value(store.accounts.list())).toHaveLength(1);
  });

  test('leaves no mark of why it had to wait, even if its pass ends later', () => {
    const { store, path } = populatedStore();
    const marks = (): unknown =>
      withDatabase(path, (db) => db.prepare("SELECT value FROM meta WHERE name = 'stoppedBy'").pluck().get());
    const backoff = { retryAtMs: null, backoffUntilMs: NOW_MS + 1, failures: 1, cause: 'offline' } as const;
    value(store.sync.setAccountBackoff(account, backoff));
    expect(marks()).toContain(account);
    value(store.accounts.remove(account));
    expect(String(marks())).not.toContain(account);
    value(store.sync.setAccountBackoff(account, backoff));
    expect(String(marks())).not.toContain(account);
  });

  test('removes calendars, events, choices, its problems in the history, and copies of the database', () => {
    const path = filled();
    writeFileSync(`${path}.backup-v1`, 'old');
    overwrite(path, 0, 50);
    openedStore(path).close();
    expect(asides(path)).toHaveLength(1);

    const store = openedStore(path);
    value(
      store.accounts.add({
        id: account,
        kind: 'google',
        label: 'ada',
        connectedAt: '2026-11-01T00:00:00.000Z',
      }),
    );
    list(store, [remoteCalendar(calendarId)]);
    const key = keyOf(store);
    value(store.sync.commitChanges(key, 1, changed(single('a', { title: 'Secret canary' }))));
    value(store.calendars.setVisible({ calendarId, visible: false }));

    expect(value(store.accounts.remove(account))).toEqual({ removed: true });
    expect(value(store.accounts.remove(account))).toEqual({ removed: false });
    expect(sketch(path)).toEqual([]);
    expect(value(store.calendars.list())).toEqual([]);
    withDatabase(path, (db) =>
      expect(db.prepare('SELECT count(*) FROM calendar_choices').pluck().get()).toBe(0),
    );
    expect(asides(path)).toEqual([]);
    expect(existsSync(`${path}.backup-v1`)).toBe(false);
    for (const name of siblings(path)) {
      expect(readFileSync(`${dirname(path)}/${name}`).includes('Secret canary')).toBe(false);
    }
  });
});
