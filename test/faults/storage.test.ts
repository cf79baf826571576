/** Faults of the disk and of the file, from the damage to what a person sees, and back to the truth. */
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
import { HOME, HOUR, START_MS, meeting, createBackend } from './testApp.ts';
import type { Backend } from './testApp.ts';

const TEAM = 'team@example.com';
const PAGE = 4096;
const child = (name: string): string => join(import.meta.dirname, name);
const quietly = '--disable-warning=ExperimentalWarning';

/** Two calendars with a few hundred events, synced. */
const openSynced = async (options: Parameters<typeof createBackend>[0] = {}): Promise<Backend> => {
  const house = await createBackend({ pageLimit: 50, ...options });
  house.model.addCalendar({ id: TEAM, summary: 'Team' });
  for (let n = 0; n < 150; n += 1) {
    house.model.insert(HOME, meeting(`Errand ${n}`, START_MS + n * 7 * HOUR));
    house.model.insert(TEAM, {
      ...meeting(`Review ${n}`, START_MS + n * 5 * HOUR),
      description: 'Agenda. '.repeat(40),
    });
  }
  expect(await house.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
  house.expectTruth();
  house.asked();
  return house;
};

const overwrite = (path: string, offset: number, length: number): void => {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, offset);
  closeSync(file);
};
/** Opens the store in a process of its own and kills it: no clean exit is recorded, a -wal stays. */
const crash = (path: string): void => {
  const { signal } = spawnSync(process.execPath, [quietly, child('dyingChild.ts'), path], {
    timeout: 20_000,
  });
  expect(signal).toBe('SIGKILL');
};
const asides = (house: Backend): string[] =>
  readdirSync(house.profile).filter((name) => /\.aside-/.test(name) && !/-(wal|shm)$/.test(name));

describe('[F2] a full disk', () => {
  test('keeps what is there, is said in words, asks Google no more than the timer does, and then goes on', async () => {
    const house = await openSynced();
    const before = house.agenda();
    const token = house.token(TEAM);
    house.db.pragma(`max_page_count = ${(house.db.pragma('page_count', { simple: true }) as number) + 2}`);
    for (let n = 0; n < 200; n += 1) {
      house.model.insert(TEAM, {
        ...meeting(`New ${n}`, START_MS + n * HOUR),
        description: 'x'.repeat(4000),
      });
    }
    house.startSchedule(5);
    await house.tick(HOUR);
    const problem = { kind: 'storageFailed', cause: 'full' } as const;
    expect(house.problems()).toEqual([problem]);
    expect(en.problems.storageFailed[problem.cause]).toMatch(/full/);
    expect(house.token(TEAM)).toBe(token);
    expect(house.token(HOME)).not.toBeNull();
    const seen = new Set(house.agenda());
    expect(before.every((line) => seen.has(line))).toBe(true);
    // 12 passes an hour, give or take the jitter, of a list and two calendars each.
    expect(house.passes.length).toBeLessThanOrEqual(18);
    expect(house.asked().length).toBeLessThanOrEqual(18 * 4);
    house.db.pragma('max_page_count = 1000000');
    await house.tick(10 * 60_000);
    expect(house.problems()).toEqual([]);
    house.expectTruth();
  });
});

describe('[F3] a damaged database is set aside, said once, and comes again by a full sync', () => {
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
    const house = await openSynced();
    house.accounts.cancelConnect();
    await house.restart(damage);
    expect(house.notice).toMatchObject({ kind: 'rebuilt', cause: 'corrupt' });
    expect(asides(house)).toHaveLength(1);
    expect(house.agenda()).toEqual([]);
    // Who is connected is known even where the database could not tell any more: nobody signs in again.
    expect(await house.sync('launch')).toMatchObject({ outcome: 'succeeded', mode: 'full', problems: [] });
    house.expectTruth();
    expect(house.asked().filter(({ endpoint }) => endpoint === 'auth')).toEqual([]);
    await house.restart();
    expect(house.notice).toBeNull();
    expect(await house.sync('launch')).toMatchObject({ mode: 'incremental', counts: { upserted: 0 } });
    expect(asides(house)).toHaveLength(1);
  });

  test('damage that shows itself only in use is said, and the next start rebuilds', async () => {
    const house = await openSynced();
    await house.restart((path) => {
      // After a clean exit pages are not looked at: the schema's and meta's stay whole, the events' do not.
      const db = new Database(path, { readonly: true });
      const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").pluck().get();
      db.close();
      overwrite(path, (Number(root) - 1) * PAGE, PAGE);
    });
    expect(house.notice).toBeNull();
    house.model.insert(TEAM, meeting('New', START_MS));
    for (const reason of ['launch', 'timer', 'person'] as const) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await house.sync(reason)).toMatchObject({
        problems: [{ kind: 'storageFailed', cause: 'corrupt' }],
      });
    }
    expect(house.status().phase).toBe('idle');
    await house.restart();
    expect(house.notice).toMatchObject({ kind: 'rebuilt', cause: 'corrupt' });
    expect(await house.sync('launch')).toMatchObject({ outcome: 'succeeded', mode: 'full' });
    house.expectTruth();
  });

  test('an account that was disconnected does not come back', async () => {
    const house = await openSynced();
    await house.accounts.disconnect(house.accountId);
    await house.restart((path) => truncateSync(path, 0));
    expect(house.notice).toMatchObject({ kind: 'rebuilt' });
    expect(house.store.accounts.list()).toEqual({ ok: true, value: [] });
  });
});

test('[F4] a migration that throws on this database: a backup stays, it is said, and all comes by a full sync', async () => {
  const house = await openSynced();
  const version = 1 + Math.max(...migrations.map((step) => step.version));
  let runs = 0;
  house.laterMigrations.push({
    version,
    up: (db) => {
      db.exec('DELETE FROM events');
      runs += 1;
      if (runs === 1) throw new Error('A step that fails on what is stored');
    },
  });
  await house.restart();
  expect(house.notice).toMatchObject({ kind: 'rebuilt', cause: 'migrationFailed' });
  expect(house.agenda()).toEqual([]);
  expect(await house.sync('launch')).toMatchObject({ outcome: 'succeeded', mode: 'full', problems: [] });
  house.expectTruth();
  for (const name of [...asides(house), `calendar.db.backup-v${version - 1}`]) {
    const old = new Database(join(house.profile, name), { readonly: true });
    expect(old.prepare('SELECT count(*) FROM events').pluck().get()).toBe(300);
    old.close();
  }
  await house.restart();
  expect(house.notice).toBeNull();
});

test('[F5] a database from a newer version is set aside unchanged and comes again by a full sync', async () => {
  const house = await openSynced();
  let bytes = Buffer.alloc(0);
  await house.restart((path) => {
    const db = new Database(path);
    db.pragma('user_version = 9999');
    db.close();
    bytes = readFileSync(path);
  });
  expect(house.notice).toMatchObject({ kind: 'rebuilt', cause: 'fromTheFuture' });
  const [aside = ''] = asides(house);
  expect(readFileSync(join(house.profile, aside)).equals(bytes)).toBe(true);
  expect(await house.sync('launch')).toMatchObject({ outcome: 'succeeded', mode: 'full', problems: [] });
  house.expectTruth();
  expect(readFileSync(join(house.profile, aside)).equals(bytes)).toBe(true);
});

describe('[F6] another process writes', () => {
  test('for a moment: the pass waits for it', async () => {
    const house = await openSynced({ busyTimeoutMs: 20_000 });
    house.model.insert(TEAM, meeting('New', START_MS));
    const holder = spawn(process.execPath, [quietly, child('lockChild.ts'), house.path, '200'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'exit');
    await Promise.race([once(holder.stdout, 'data'), ended]);
    holder.stdin.end('release soon');
    expect(await house.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    house.expectTruth();
    await ended;
    expect(holder.exitCode).toBe(0);
  });

  test('for longer, in the middle of a pass: said, what is stored is shown, and the next pass is whole', async () => {
    const house = await openSynced({ busyTimeoutMs: 50 });
    for (let n = 0; n < 120; n += 1) house.model.insert(TEAM, meeting(`New ${n}`, START_MS + n * HOUR));
    const token = house.token(TEAM);
    const other = new Database(house.path);
    onTestFinished(() => void other.close());
    const lock = ({ calendarId, page }: { readonly calendarId: string | null; readonly page: number }) => {
      if (calendarId === TEAM && page === 2) other.exec('BEGIN IMMEDIATE');
      return false;
    };
    const unlock = house.google.faults.add({ kind: 'reset' }, { when: lock });
    const shown = house.agenda().length;
    expect(await house.sync()).toMatchObject({ problems: [{ kind: 'storageFailed', cause: 'locked' }] });
    unlock();
    expect(house.token(TEAM)).toBe(token);
    expect(house.agenda().length).toBeGreaterThanOrEqual(shown);
    other.exec('ROLLBACK');
    expect(await house.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    house.expectTruth();
  });
});

test.skipIf(process.platform === 'win32')(
  '[F7] in a directory that cannot be written the app shows what is stored, says why, and goes on living',
  async () => {
    const house = await openSynced();
    const nobody = 65_534;
    const isRoot = process.getuid?.() === 0;
    const root = mkdtempSync(join(tmpdir(), 'jarvis-readonly-'));
    chmodSync(root, 0o755);
    const profile = join(root, 'profile');
    mkdirSync(profile);
    const copy = join(profile, 'calendar.db');
    await house.restart((path) => copyFileSync(path, copy));
    chmodSync(copy, 0o400);
    if (isRoot) chownSync(copy, nobody, nobody);
    chmodSync(profile, 0o555);
    onTestFinished(() => {
      chmodSync(profile, 0o755);
      rmSync(root, { recursive: true, force: true });
    });
    house.google.oauth.settings.acceptAnyToken = true;
    house.model.insert(TEAM, meeting('New', START_MS));
    const reader = spawn(process.execPath, [quietly, child('readOnlyChild.ts'), copy, house.google.origin], {
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
    // A listing that cannot be kept is not asked for page by page.
    expect(house.asked().length).toBeLessThanOrEqual(4);
  },
);
