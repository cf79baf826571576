import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../main/store/database/connection.ts';
import { storeOn } from '../../main/store/open.ts';
import { migrations } from '../../main/store/database/schema.ts';
import {
  account,
  changed,
  finish,
  keyOf,
  NOW_MS,
  openedStore,
  populatedStore,
  single,
  temporaryDirectory,
  temporaryPath,
  value,
} from './support/builders.ts';
import { fullPass, listing } from './support/killedChild.ts';
import { rowsOf, sketch, withDatabase } from './support/rows.ts';

const child = (name: string): string => join(import.meta.dirname, 'support', name);

const closedStore = (): string => {
  const { store, key, path } = populatedStore();
  value(store.sync.commitChanges(key, 1, changed(single('a'), single('b'))));
  finish(store, key, 1);
  store.close();
  return path;
};

describe('[F1] kill -9 in mid-sync', () => {
  /** Starts a process that syncs, and kills it some time after its first page. */
  const syncAndKill = async (path: string, firstPass: number, afterMs: number): Promise<void> => {
    const process_ = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', child('killedChild.ts'), path, `${firstPass}`],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const ended = once(process_, 'exit');
    // Whichever comes first: a process that cannot start must not be waited for.
    await Promise.race([once(process_.stdout, 'data'), ended]);
    expect(process_.exitCode).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    process_.kill('SIGKILL');
    await ended;
  };

  test(
    'rows and token are consistent, and the next pass corrects everything',
    { timeout: 60_000 },
    async () => {
      const { store, key, path } = populatedStore();
      fullPass(store.sync, key, 1);
      store.close();
      let pass = 2;
      const tokens = new Set<string>();
      for (let round = 0; round < 8; round++) {
        // oxlint-disable-next-line no-await-in-loop
        await syncAndKill(path, pass, round * 7);
        const after = openedStore(path);
        expect(after.notice).toBeNull();
        const token = value(after.sync.visibleCalendars(account))[0]!.syncToken ?? '';
        const done = Number(token.replace('token-', ''));
        tokens.add(token);
        // Every event of the last finished pass is there, as that pass or the next one wrote it, in whole pages.
        const titles = new Map(rowsOf(path).map((row) => [row.event_id, row.title]));
        const allowed = [`pass ${done}`, `pass ${done + 1}`];
        const kept = listing(done).map((change) => (change.type === 'event' ? change.event.id : ''));
        for (const id of kept.slice(0, 160)) expect(allowed).toContain(titles.get(id));
        for (let from = 0; from < 160; from += 20) {
          expect(new Set(kept.slice(from, from + 20).map((id) => titles.get(id))).size).toBe(1);
        }
        // Nothing of earlier passes: their rows were swept in the transaction that stored the token.
        for (const id of titles.keys())
          expect(id).toMatch(new RegExp(`^(always|only-(${done}|${done + 1}))-`));

        pass = done + 2;
        fullPass(after.sync, keyOf(after), pass);
        expect(new Set(rowsOf(path).map((row) => `${row.event_id} ${row.title}`))).toEqual(
          new Set(
            listing(pass).map((change) => (change.type === 'event' ? `${change.event.id} pass ${pass}` : '')),
          ),
        );
        after.close();
        pass += 1;
      }
      expect(tokens.size).toBeGreaterThan(1);
    },
  );
});

describe('[F2] disk full', () => {
  test('a slice that does not fit fails as `full` and changes nothing; smaller work goes on', () => {
    const path = closedStore();
    const opened = value(openDatabase({ path, nowMs: NOW_MS }));
    const store = value(storeOn(opened, path));
    onTestFinished(() => store.close());
    const key = keyOf(store);
    const pages = opened.db.pragma('page_count', { simple: true }) as number;
    opened.db.pragma(`max_page_count = ${pages + 2}`);
    const before = rowsOf(path);

    const large = changed(
      ...Array.from({ length: 100 }, (_, n) => single(`n${n}`, { description: 'x'.repeat(4000) })),
    );
    expect(store.sync.commitChanges(key, 2, large)).toEqual({ ok: false, problem: { cause: 'full' } });
    expect(rowsOf(path)).toEqual(before);
    expect(value(store.sync.visibleCalendars(account))[0]).toMatchObject({ syncToken: 'token-1' });
    expect(value(store.sync.commitChanges(key, 2, changed(single('small')))).upserted).toBe(1);

    opened.db.pragma('max_page_count = 1000000');
    expect(value(store.sync.commitChanges(key, 2, large)).upserted).toBe(100);
  });
});

describe('[F4] migrations', () => {
  const next = {
    version: migrations.length + 1,
    up: (db: { exec: (sql: string) => unknown }) => void db.exec('ALTER TABLE events ADD COLUMN extra TEXT'),
  };
  const broken = {
    version: migrations.length + 2,
    up: (db: { exec: (sql: string) => unknown }): void => {
      db.exec('DELETE FROM events; DROP TABLE passes');
      throw new Error('A step that fails half-way');
    },
  };

  test('upgrade an older database, with a backup of it', () => {
    const path = closedStore();
    const rows = sketch(path);
    const store = openedStore(path, { migrations: [...migrations, next] });
    expect(store.notice).toBeNull();
    expect(sketch(path)).toEqual(rows);
    expect(rowsOf(path)[0]).toHaveProperty('extra', null);
    const backup = `${path}.backup-v${migrations.length}`;
    expect(sketch(backup)).toEqual(rows);
    expect(withDatabase(backup, (db) => db.pragma('user_version', { simple: true }))).toBe(migrations.length);
    store.close();
    // The next opening finds nothing to do.
    expect(openedStore(path, { migrations: [...migrations, next] }).notice).toBeNull();
  });

  test('that throw on any database are a failure; the old database and the backup are intact', () => {
    const path = closedStore();
    const rows = sketch(path);
    expect(openDatabase({ path, nowMs: NOW_MS, migrations: [...migrations, next, broken] })).toEqual({
      ok: false,
      problem: { cause: 'other' },
    });
    expect(sketch(path)).toEqual(rows);
    expect(sketch(`${path}.backup-v${migrations.length}`)).toEqual(rows);
    expect(openedStore(path, { migrations: [...migrations, next] }).notice).toBeNull();
  });

  test('that throw leave the completed steps, and never half of themselves', () => {
    const path = closedStore();
    const rows = sketch(path);
    let calls = 0;
    const failsOnce = {
      version: migrations.length + 2,
      up: (db: { exec: (sql: string) => unknown }): void => {
        calls += 1;
        if (calls === 1) broken.up(db);
      },
    };
    const store = openedStore(path, { migrations: [...migrations, next, failsOnce] });
    const notice = store.notice;
    expect(notice).toMatchObject({
      kind: 'rebuilt',
      cause: 'migrationFailed',
      detail: `The step to schema ${migrations.length + 2} failed: A step that fails half-way`,
    });
    const asidePath = notice?.kind === 'rebuilt' ? notice.asidePath : '';
    expect(sketch(asidePath)).toEqual(rows);
    expect(sketch(`${path}.backup-v${migrations.length}`)).toEqual(rows);
    expect(withDatabase(asidePath, (db) => db.pragma('user_version', { simple: true }))).toBe(
      migrations.length + 1,
    );
    expect(sketch(path)).toEqual([]);
    expect(value(store.accounts.list())).toHaveLength(1);
  });

  test('without enough space are a failure, and change nothing', () => {
    const path = closedStore();
    const full = {
      version: migrations.length + 1,
      up: (): void => {
        throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      },
    };
    expect(openDatabase({ path, nowMs: NOW_MS, migrations: [...migrations, full] })).toEqual({
      ok: false,
      problem: { cause: 'full' },
    });
    expect(openedStore(path).notice).toBeNull();
    expect(sketch(path)).toEqual(['single a', 'single b']);
  });

  test('that find damage lead to a new database', () => {
    const path = closedStore();
    let calls = 0;
    const findsDamage = {
      version: migrations.length + 1,
      up: (): void => {
        calls += 1;
        if (calls > 1) return;
        throw Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
      },
    };
    const store = openedStore(path, { migrations: [...migrations, findsDamage] });
    expect(store.notice).toMatchObject({ kind: 'rebuilt', cause: 'migrationFailed' });
  });

  test('that leave rows without their parents are rejected', () => {
    const path = closedStore();
    const orphans = {
      version: migrations.length + 1,
      up: (db: { exec: (sql: string) => unknown }) => void db.exec('DELETE FROM calendars'),
    };
    const opened = openDatabase({ path, nowMs: NOW_MS, migrations: [...migrations, orphans] });
    if (opened.ok) opened.value.db.close();
    expect(value(opened).notice).toMatchObject({ cause: 'migrationFailed' });
  });
});

describe.skipIf(process.platform === 'win32')('[F7] no right to write', () => {
  const isRoot = process.getuid?.() === 0;
  const NOBODY = 65_534;

  /** What an ordinary user's process can do with the path. */
  const asOrdinaryUser = (path: string): unknown => {
    const answer = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', child('readOnlyChild.ts'), path],
      {
        encoding: 'utf8',
        timeout: 20_000,
        env: { PATH: process.env['PATH'] },
        ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
      },
    );
    if (answer.status !== 0) throw new Error(answer.stderr);
    return JSON.parse(answer.stdout);
  };

  /** The files of a database in a directory that can be read but not written. */
  const readOnlyCopy = (from: string, suffixes: readonly string[]): string => {
    const directory = join(temporaryDirectory(), 'profile');
    mkdirSync(directory);
    chmodSync(dirname(directory), 0o755);
    for (const suffix of suffixes) {
      const file = join(directory, `calendar.db${suffix}`);
      copyFileSync(from + suffix, file);
      chmodSync(file, 0o400);
      if (isRoot) chownSync(file, NOBODY, NOBODY);
    }
    if (isRoot) chownSync(directory, 0, 0);
    chmodSync(directory, 0o555);
    onTestFinished(() => chmodSync(directory, 0o755));
    return join(directory, 'calendar.db');
  };

  const readable = {
    notice: { kind: 'readOnly' },
    accounts: { ok: true, value: [{ id: account }] },
    write: { ok: false, problem: { cause: 'readOnly' } },
    drop: { ok: false, problem: { cause: 'readOnly' } },
  };

  test('what is stored is shown, every write fails as `readOnly`, and nothing is changed', () => {
    const path = readOnlyCopy(closedStore(), ['']);
    const bytes = readFileSync(path);
    expect(asOrdinaryUser(path)).toMatchObject(readable);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(['calendar.db']);
  });

  test('the same applies to what a crash left', () => {
    const { store, key, path } = populatedStore();
    value(store.sync.commitChanges(key, 1, changed(single('a'))));
    expect(asOrdinaryUser(readOnlyCopy(path, ['', '-wal', '-shm']))).toMatchObject({
      notice: { kind: 'readOnly' },
    });
  });

  test.each([migrations.length - 1, migrations.length + 1])(
    'a database of another version, %i, cannot be shown, since it cannot be migrated',
    (version) => {
      const path = closedStore();
      withDatabase(path, (db) => db.pragma(`user_version = ${version}`));
      expect(asOrdinaryUser(readOnlyCopy(path, ['']))).toEqual({
        opened: { ok: false, problem: { cause: 'readOnly' } },
      });
    },
  );

  test('without a database there is only the failure', () => {
    const path = readOnlyCopy(temporaryPath(), []);
    expect(asOrdinaryUser(path)).toEqual({ opened: { ok: false, problem: { cause: 'readOnly' } } });
  });
});
