import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheRoot, withLock } from '../../build/cache.mjs';

let folder = '';
let lock = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jarvis-lock-'));
  lock = path.join(folder, 'set-up.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the lock is released, even if the work fails', async () => {
  await expect(withLock(lock, async () => 'done')).resolves.toBe('done');
  await expect(withLock(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(lock)).toBe(false);
});

test('the lock of a process that has ended is taken over', async () => {
  writeFileSync(lock, '4194304');
  await expect(withLock(lock, async () => 'done')).resolves.toBe('done');
});

test('a lock that another process holds is waited for', async () => {
  writeFileSync(lock, String(process.ppid));
  const said: string[] = [];
  await withLock(
    lock,
    async () => {},
    (line: string) => {
      said.push(line);
      rmSync(lock);
    },
  );
  expect(said).toHaveLength(1);
});

test('the cache follows XDG_CACHE_HOME', () => {
  expect(cacheRoot({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe(path.join('/x', 'jarvis-calendar'));
});
