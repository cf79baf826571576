/** X14: what can be wrong with `outbox.db`, and with the cache beside it. */
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openOutboxFile } from '../../main/outbox/outboxFile.ts';
import { openOutboxStore, type OutboxStore } from '../../main/outbox/outboxStore.ts';
import type { Operation } from '../../main/outbox/operation.ts';
import type { EventId } from '../../shared/model.ts';
import { value } from '../support/value.ts';
import { ada, aDraft, home, openOutboxApp, START_MS } from './outboxApp.ts';

const folder = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'jarvis-outbox-file-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return join(root, 'outbox.db');
};

const open = (path: string): OutboxStore =>
  openOutboxStore(value(openOutboxFile({ path, nowMs: START_MS })).db, {
    nowMs: START_MS,
    onWrite: () => {},
  });

const anOperation = (title: string): Omit<Operation, 'seq'> => {
  const { accountId: _, calendarId: _c, ...want } = aDraft(title);
  const start = { kind: 'timed', ms: START_MS, zone: 'UTC' } as const;
  return {
    opId: randomUUID(),
    accountId: ada,
    calendarId: home,
    eventId: title.toLowerCase().replace(/[^a-v0-9]/g, '') as EventId,
    slot: null,
    want,
    base: { title, start, end: start, rule: [], response: null, etag: null, zone: 'UTC' },
    sentEtag: null,
    notify: 'all',
    state: 'queued',
    steps: {},
    attempts: 0,
    notBeforeMs: 0,
    problem: null,
    madeAtMs: START_MS,
    answer: null,
  };
};

const titles = (store: OutboxStore): readonly string[] => store.operations().map(({ base }) => base.title);

describe('X14', () => {
  test('corrupt: set aside, and what can be read is kept', () => {
    const path = folder();
    const store = open(path);
    for (let n = 0; n < 200; n += 1) value(store.add(anOperation(`Lunch ${n}`), []));
    store.close();
    const bytes = readFileSync(path);
    // A page in the middle of the table.
    bytes.fill(0x5a, 4096 * 20, 4096 * 21);
    writeFileSync(path, bytes);
    const opened = value(openOutboxFile({ path, nowMs: START_MS }));
    expect(opened.wasDamaged).toBe(true);
    const salvaged = titles(openOutboxStore(opened.db, { nowMs: START_MS, onWrite: () => {} }));
    expect(salvaged.length).toBeGreaterThan(150);
    expect(salvaged.length).toBeLessThan(200);
    expect(salvaged[0]).toBe('Lunch 0');
    expect(salvaged.at(-1)).toBe('Lunch 199');
    opened.db.close();
    expect(
      readdirSync(join(path, '..')).some((name) => name.includes('aside') && name.includes('corrupt')),
    ).toBe(true);
  });

  test('no database at all: set aside, and a new one begins', () => {
    const path = folder();
    writeFileSync(path, 'not a database');
    const opened = value(openOutboxFile({ path, nowMs: START_MS }));
    expect(opened.wasDamaged).toBe(true);
    opened.db.close();
  });

  test('of a newer version: untouched, and nothing is written', () => {
    const path = folder();
    const store = open(path);
    value(store.add(anOperation('Lunch'), []));
    store.close();
    const db = new Database(path);
    db.pragma('user_version = 99');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = readFileSync(path);
    expect(openOutboxFile({ path, nowMs: START_MS })).toEqual({ ok: false, problem: 'fromTheFuture' });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test('a migration is made after a backup', () => {
    const path = folder();
    const store = open(path);
    value(store.add(anOperation('Lunch'), []));
    store.close();
    const migrations = [
      { version: 1, up: () => {} },
      { version: 2, up: (db: Database.Database) => db.exec('ALTER TABLE operation ADD COLUMN more TEXT') },
    ];
    const opened = value(openOutboxFile({ path, nowMs: START_MS, migrations }));
    opened.db.close();
    const backup = new Database(`${path}.backup-v1`, { readonly: true });
    expect(backup.prepare('SELECT count(*) FROM operation').pluck().get()).toBe(1);
    backup.close();
  });

  test('full: the submit is refused, nothing is sent, and the same preview can be submitted again', async () => {
    const app = await openOutboxApp();
    await app.sync();
    const box = await app.outbox();
    const { token } = value(box.preview(aDraft('Lunch', { description: 'x'.repeat(8000) })));
    const file = join(app.root, 'outbox.db');
    const blocker = new Database(file);
    blocker.exec('BEGIN EXCLUSIVE');
    const opId = randomUUID();
    expect(box.submit({ opId, token, notify: 'none' })).toEqual({
      ok: false,
      problem: { kind: 'outboxFailed', cause: 'locked' },
    });
    blocker.exec('ROLLBACK');
    blocker.close();
    expect(box.submit({ opId, token, notify: 'none' })).toMatchObject({ ok: true });
  });

  test.skipIf(process.getuid?.() === 0)('read-only: nothing is sent', () => {
    const path = folder();
    open(path).close();
    chmodSync(join(path, '..'), 0o500);
    onTestFinished(() => chmodSync(join(path, '..'), 0o700));
    expect(openOutboxFile({ path, nowMs: START_MS })).toMatchObject({ ok: false });
  });

  test('what was discarded keeps its text for 30 days', () => {
    const path = folder();
    const store = open(path);
    const added = value(store.add(anOperation('Lunch'), []));
    value(store.update({ ...added, state: 'dropped' }));
    expect(titles(store)).toEqual([]);
    store.close();
    const count = (): unknown => {
      const db = new Database(path, { readonly: true });
      const rows = db.prepare('SELECT count(*) FROM operation').pluck().get();
      db.close();
      return rows;
    };
    open(path).close();
    expect(count()).toBe(1);
    const later = START_MS + 31 * 86_400_000;
    openOutboxStore(value(openOutboxFile({ path, nowMs: later })).db, {
      nowMs: later,
      onWrite: () => {},
    }).close();
    expect(count()).toBe(0);
  });

  test('the cache is damaged meanwhile: the outbox draws and sends what it has [C8]', async () => {
    const app = await openOutboxApp();
    app.wire.offline = true;
    await app.sync();
    await app.create('Lunch');
    await app.afterUndo();
    await app.restart(() => {
      for (const name of readdirSync(app.root))
        if (name.startsWith('calendar.db')) rmSync(join(app.root, name));
    });
    expect(await app.list()).toMatchObject([{ title: 'Lunch', state: 'queued' }]);
    app.wire.offline = false;
    await app.sync();
    await app.flushed();
    await app.sync();
    expect(app.named('Lunch')).toHaveLength(1);
    expect(app.agenda().map(({ title }) => title)).toEqual(['Lunch']);
  });
});
