import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setAside } from '../../main/store/database/files.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-files-'));
  path = join(folder, 'calendar.db');
  for (const suffix of ['', '-wal', '-shm']) writeFileSync(path + suffix, `the ${suffix}`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const nowMs = Date.UTC(2026, 10, 24, 9);
const aside = (): string => `${path}.aside-20261124T090000Z-corrupt`;

describe('setting a database aside [F3]', () => {
  test('also moves its companion files', () => {
    expect(setAside(path, nowMs, 'corrupt')).toBe(aside());
    for (const suffix of ['', '-wal', '-shm']) {
      expect(existsSync(path + suffix)).toBe(false);
      expect(readFileSync(aside() + suffix, 'utf8')).toBe(`the ${suffix}`);
    }
  });

  test('moves the database last: a failure half-way leaves no log next to another database', () => {
    // Something that prevents the log from being moved.
    mkdirSync(join(`${aside()}-wal`, 'in the way'), { recursive: true });
    expect(() => setAside(path, nowMs, 'corrupt')).toThrow();
    expect(readFileSync(path, 'utf8')).toBe('the ');
    expect(readFileSync(`${path}-wal`, 'utf8')).toBe('the -wal');
  });

  test('never replaces an earlier copy', () => {
    setAside(path, nowMs, 'corrupt');
    writeFileSync(path, 'another');
    expect(setAside(path, nowMs, 'corrupt')).toBe(`${aside()}-2`);
    expect(readFileSync(aside(), 'utf8')).toBe('the ');
  });
});
