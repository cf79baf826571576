/** `history.db` when the process is killed, the file is damaged, or it belongs to a newer app. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createHistory, type History } from '../../main/history/history.ts';
import { briefSql } from '../../main/history/table.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { value } from '../support/value.ts';
import { aRecord, RECORDED_MS } from './aRecord.ts';

const aPath = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'history.db');
};
const open = (path: string): History => {
  const history = createHistory({ path, now: () => RECORDED_MS });
  onTestFinished(() => history.close());
  return history;
};
const fill = (history: History, count: number): void =>
  void value(history.use((table) => table.add(Array.from({ length: count }, (_, n) => aRecord(n)))));
const keptOf = (history: History, most: number): number =>
  value(
    history.use((table) =>
      Array.from({ length: most }, (_, n) => aRecord(n)).filter((one) => table.isKnown(one.meeting)),
    ),
  ).length;

test('[F1] a kill while meetings are recorded loses none that was kept', async () => {
  const path = aPath();
  let kept = -1;
  for (let round = 1; round <= 4; round += 1) {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'historyChild.ts'),
        path,
        String(kept + 1),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let printed = '';
    const enough = kept + 20;
    child.stdout.on('data', (data: Buffer) => {
      printed += data.toString();
      if (Number(printed.trimEnd().split('\n').at(-1)) >= enough) child.kill('SIGKILL');
    });
    // oxlint-disable-next-line no-await-in-loop
    await once(child, 'close');
    // The last line may be cut off.
    kept = Number(printed.split('\n').at(-2));
    const history = open(path);
    const found = keptOf(history, kept + 50);
    expect(found).toBeGreaterThan(kept);
    expect(value(history.use((table) => table.last(aRecord(0).meeting, Infinity)))).toBeNull();
    history.close();
    kept = found - 1;
  }
});

test('[F3] damage: the file is set aside, what can be read is kept, and nothing fails', () => {
  const path = aPath();
  const history = open(path);
  fill(history, 1500);
  history.close();
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 40 * 4096, 41 * 4096);
  writeFileSync(path, bytes);
  const again = open(path);
  const kept = keptOf(again, 1500);
  expect(kept).toBeGreaterThan(500);
  expect(readdirSync(join(path, '..')).some((name) => name.includes('corrupt'))).toBe(true);
  fill(again, 1500);
  expect(keptOf(again, 1500)).toBe(1500);
});

test('[F3] a file that is no database is set aside, and recording begins anew', () => {
  const path = aPath();
  writeFileSync(path, 'no database at all, but long enough to look like one');
  const history = open(path);
  fill(history, 3);
  expect(keptOf(history, 3)).toBe(3);
});

test('[F5] a newer app’s file is left as it is', () => {
  const path = aPath();
  const history = open(path);
  fill(history, 1);
  history.close();
  const db = new Sqlite(path);
  db.pragma('user_version = 99');
  db.close();
  const before = readFileSync(path);
  const failed = open(path).use((table) => table.coverage());
  expect(failed).toEqual({ ok: false, problem: { kind: 'storageFailed', cause: 'fromTheFuture' } });
  expect(readFileSync(path)).toEqual(before);
});

test.runIf(process.platform !== 'win32')('it is readable by its owner only', () => {
  const path = aPath();
  fill(open(path), 1);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a year and 20,000 meetings is the most that is kept', () => {
  const history = open(aPath());
  fill(history, 800);
  value(history.use((table) => table.prune(RECORDED_MS + 10 * DAY_MS, RECORDED_MS)));
  expect(keptOf(history, 800)).toBe(800 - 240);
});

test('removed is removed: the file and its copies', () => {
  const path = aPath();
  const history = open(path);
  fill(history, 5);
  history.remove();
  expect(readdirSync(join(path, '..'))).toEqual([]);
  fill(history, 2);
  expect(keptOf(history, 5)).toBe(2);
  expect(existsSync(path)).toBe(true);
});

test('an account that leaves is gone from the file too [S40]', () => {
  const path = aPath();
  const history = open(path);
  fill(history, 50);
  value(history.removeOf(aRecord(0).meeting.accountId));
  history.close();
  expect(readFileSync(path).includes('Meeting 7')).toBe(false);
});

test('a brief searches by index, whatever is kept', () => {
  const path = aPath();
  fill(open(path), 1);
  const db = new Sqlite(path, { readonly: true });
  for (const sql of Object.values(briefSql)) {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(
      ...sql
        .split('?')
        .slice(1)
        .map(() => null),
    ) as {
      detail: string;
    }[];
    expect({ sql, plan: plan.filter(({ detail }) => !detail.startsWith('SEARCH')) }).toEqual({
      sql,
      plan: [],
    });
  }
  db.close();
});
