/** Faults of the disk and of the file, from the damage to what a person sees, and back to the true state. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../main/store/database/schema.ts';
import { en } from '../../shared/messages/en.ts';
import { HOME, HOUR, START_MS, meeting, openTestApp } from './testApp.ts';
import type { TestApp } from './testApp.ts';

const TEAM = 'team@example.com';
const PAGE = 4096;
const child = (name: string): string => join(import.meta.dirname, name);
const noWarnings = '--disable-warning=ExperimentalWarning';

/** Two calendars with a few hundred events, synced. */
const openSynced = async (options: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> => {
  const app = await openTestApp({ pageLimit: 50, ...options });
  app.model.addCalendar({ id: TEAM, summary: 'Team' });
  for (let n = 0; n < 150; n += 1) {
    app.model.insert(HOME, meeting(`Errand ${n}`, START_MS + n * 7 * HOUR));
    app.model.insert(TEAM, {
      ...meeting(`Review ${n}`, START_MS + n * 5 * HOUR),
      description: 'Agenda. '.repeat(40),
    });
  }
  expect(await app.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
  app.expectTruth();
  app.asked();
  return app;
};

const overwrite = (path: string, offset: number, length: number): void => {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, offset);
  closeSync(file);
};
/** Opens the store in a separate process and kills it: no clean exit is recorded, a -wal stays. */
const crash = (path: string): void => {
  const { signal } = spawnSync(process.execPath, [noWarnings, child('dyingChild.ts'), path], {
    timeout: 20_000,
  });
  expect(signal).toBe('SIGKILL');
};
const asides = (app: TestApp): string[] =>
  readdirSync(app.profile).filter((name) => /\.aside-/.test(name) && !/-(wal|shm)$/.test(name));

describe('[F2] a full disk', () => {
  test('keeps what is there, is reported, causes no more requests than the timer does, and then continues', async () => {
    const app = await openSynced();
    const before = app.agenda();
    const token = app.token(TEAM);
    app.db.pragma(`max_page_count = ${(app.db.pragma('page_count', { simple: true }) as number) + 2}`);
    for (let n = 0; n < 200; n += 1) {
      app.model.insert(TEAM, {
        ...meeting(`New ${n}`, START_MS + n * HOUR),
        description: 'x'.repeat(4000),
      });
    }
    app.startSchedule(5);
    await app.tick(HOUR);
    const problem = { kind: 'storageFailed', cause: 'full' } as const;
    expect(app.problems()).toEqual([problem]);
    expect(en.problems.storageFailed[problem.cause]).toMatch(/full/);
    expect(app.token(TEAM)).toBe(token);
    expect(app.token(HOME)).not.toBeNull();
    const seen = new Set(app.agenda());
    expect(before.every((line) => seen.has(line))).toBe(true);
    // 12 passes an hour, with jitter, of a list and two calendars each.
    expect(app.passes.length).toBeLessThanOrEqual(18);
    expect(app.asked().length).toBeLessThanOrEqual(18 * 4);
    app.db.pragma('max_page_count = 1000000');
    await app.tick(10 * 60_000);
    expect(app.problems()).toEqual([]);
    app.expectTruth();
  });
});

describe('[F3] a damaged database is set aside, reported once, and filled again by a full sync', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['a zero length', (path) => truncateSync(path, 0)],
    ['a broken header', (path) => overwrite(path, 0, 100)],
    ['cut in the middle', (path) => truncateSync(path, Math.floor(statSync(path).size / 2 / PAGE) * PAGE)],
    [
      'pages overwritten in a crash',
      (path) => {
        crash(path);
        overwrite(path, 12 * PAGE, 20 * PAGE);
      },
    ],
    [
      'every page but the first overwritten in a crash',
      (path) => {
        crash(path);
        overwrite(path, PAGE, statSync(path).size - PAGE);
      },
    ],
  ];

  test.each(damages)('%s', async (_name, damage) => {
    const app = await openSynced();
    app.accounts.cancelConnect();
    await app.restart(damage);
    expect(app.notice).toMatchObject({ kind: 'rebuilt', cause: 'corrupt' });
    expect(asides(app)).toHaveLength(1);
    expect(app.agenda()).toEqual([]);
    // Who is connected is known even if the database could not tell any more: nobody signs in again.
    expect(await app.sync('launch')).toMatchObject({ outcome: 'succeeded', mode: 'full', problems: [] });
    app.expectTruth();
    expect(app.asked().filter(({ endpoint }) => endpoint === 'auth')).toEqual([]);
    await app.restart();
    expect(app.notice).toBeNull();
    expect(await app.sync('launch')).toMatchObject({ mode: 'incremental', counts: { upserted: 0 } });
    expect(asides(app)).toHaveLength(1);
  });

  test('damage that is found only in use is reported, and the next start rebuilds', async () => {
    const app = await openSynced();
    await app.restart((path) => {
      // After a clean exit pages are not checked: those of the schema and meta stay intact, those of the events do
      // not.
      const db = new Database(path, { readonly: true });
      const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").pluck().get();
      db.close();
      overwrite(path, (Number(root) - 1) * PAGE, PAGE);
    });
    expect(app.notice).toBeNull();
    app.model.insert(TEAM, meeting('New', START_MS));
    for (const reason of ['launch', 'timer', 'person'] as const) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await app.sync(reason)).toMatchObject({
        problems: [{ kind: 'storageFailed', cause: 'damaged' }],
      });
    }
    expect(app.status().phase).toBe('idle');
    await app.restart();
    expect(app.notice).toMatchObject({ kind: 'rebuilt', cause: 'corrupt' });
    expect(await app.sync('launch')).toMatchObject({ outcome: 'succeeded', mode: 'full' });
    app.expectTruth();
  });

  test('an account that was disconnected does not come back', async () => {
    const app = await openSynced();
    await app.accounts.disconnect(app.accountId);
    await app.restart((path) => truncateSync(path, 0));
    expect(app.notice).toMatchObject({ kind: 'rebuilt' });
    expect(app.store.accounts.list()).toEqual({ ok: true, value: [] });
  });
});

test('[F4] a migration that throws on this database: a backup stays, it is reported, and a full sync fetches everything', async () => {
  const app = await openSynced();
  const version = 1 + Math.max(...migrations.map((step) => step.version));
  let runs = 0;
  app.laterMigrations.push({
    version,
    up: (db) => {
      db.exec('DELETE FROM events');
      runs += 1;
      if (runs === 1) throw new Error('A step that fails on what is stored');
    },
  });
  await app.restart();
  expect(app.notice).toMatchObject({ kind: 'rebuilt', cause: 'migrationFailed' });
  expect(app.agenda()).toEqual([]);
  expect(await app.sync('launch')).toMatchObject({ outcome: 'succeeded', mode: 'full', problems: [] });
  app.expectTruth();
  for (const name of [...asides(app), `calendar.db.backup-v${version - 1}`]) {
    const old = new Database(join(app.profile, name), { readonly: true });
    expect(old.prepare('SELECT count(*) FROM events').pluck().get()).toBe(300);
    old.close();
  }
  await app.restart();
  expect(app.notice).toBeNull();
});

test('[F5] a database of a newer version is set aside unchanged and filled again by a full sync', async () => {
  const app = await openSynced();
  let bytes = Buffer.alloc(0);
  await app.restart((path) => {
    const db = new Database(path);
    db.pragma('user_version = 9999');
    db.close();
    bytes = readFileSync(path);
  });
  expect(app.notice).toMatchObject({ kind: 'rebuilt', cause: 'fromTheFuture' });
  const [aside = ''] = asides(app);
  expect(readFileSync(join(app.profile, aside)).equals(bytes)).toBe(true);
  expect(await app.sync('launch')).toMatchObject({ outcome: 'succeeded', mode: 'full', problems: [] });
  app.expectTruth();
  expect(readFileSync(join(app.profile, aside)).equals(bytes)).toBe(true);
});

describe('[F6] another process writes', () => {
  test('for a moment: the pass waits for it', async () => {
    const app = await openSynced({ busyTimeoutMs: 20_000 });
    app.model.insert(TEAM, meeting('New', START_MS));
    const holder = spawn(process.execPath, [noWarnings, child('lockChild.ts'), app.path, '200'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'exit');
    await Promise.race([once(holder.stdout, 'data'), ended]);
    holder.stdin.end('release soon');
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    app.expectTruth();
    await ended;
    expect(holder.exitCode).toBe(0);
  });

  test('for longer, during a pass: it is reported, what is stored is shown, and the next pass is complete', async () => {
    const app = await openSynced({ busyTimeoutMs: 50 });
    for (let n = 0; n < 120; n += 1) app.model.insert(TEAM, meeting(`New ${n}`, START_MS + n * HOUR));
    const token = app.token(TEAM);
    const other = new Database(app.path);
    onTestFinished(() => void other.close());
    const lock = ({ calendarId, page }: { readonly calendarId: string | null; readonly page: number }) => {
      if (calendarId === TEAM && page === 2) other.exec('BEGIN IMMEDIATE');
      return false;
    };
    const unlock = app.google.faults.add({ kind: 'reset' }, { when: lock });
    const shown = app.agenda().length;
    expect(await app.sync()).toMatchObject({ problems: [{ kind: 'storageFailed', cause: 'locked' }] });
    unlock();
    expect(app.token(TEAM)).toBe(token);
    expect(app.agenda().length).toBeGreaterThanOrEqual(shown);
    other.exec('ROLLBACK');
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    app.expectTruth();
  });
});

test.skipIf(process.platform === 'win32')(
  '[F7] in a directory that cannot be written to the app shows what is stored, says why, and keeps running',
  async () => {
    const app = await openSynced();
    const nobody = 65_534;
    const isRoot = process.getuid?.() === 0;
    const root = mkdtempSync(join(tmpdir(), 'jarvis-readonly-'));
    chmodSync(root, 0o755);
    const profile = join(root, 'profile');
    mkdirSync(profile);
    const copy = join(profile, 'calendar.db');
    await app.restart((path) => copyFileSync(path, copy));
    chmodSync(copy, 0o400);
    if (isRoot) chownSync(copy, nobody, nobody);
    chmodSync(profile, 0o555);
    onTestFinished(() => {
      chmodSync(profile, 0o755);
      rmSync(root, { recursive: true, force: true });
    });
    app.google.oauth.settings.acceptAnyToken = true;
    app.model.insert(TEAM, meeting('New', START_MS));
    const reader = spawn(process.execPath, [noWarnings, child('readOnlyChild.ts'), copy, app.google.origin], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'] },
      ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    });
    let printed = '';
    reader.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    await once(reader, 'close');
    const told = JSON.parse(printed) as Record<string, unknown>;
    const failed = { problems: [{ kind: 'storageFailed', cause: 'readOnly' }] };
    expect(told).toMatchObject({
      notice: { kind: 'readOnly' },
      shown: 100,
      outcomes: [failed, failed],
      phase: 'idle',
      hide: { ok: false, problem: { cause: 'readOnly' } },
      shownAfter: 100,
    });
    expect(en.problems.storageFailed.readOnly).toMatch(/\.$/);
    expect(readdirSync(profile)).toEqual(['calendar.db']);
    // A listing that cannot be stored is not requested page by page.
    expect(app.asked().length).toBeLessThanOrEqual(4);
  },
);
