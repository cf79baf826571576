import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type * as NodeFs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readJson, readOrSetAside, saveJson } from '../../main/platform/jsonFile.ts';
import { whole } from '../../main/platform/jsonReaders.ts';

/** The calls to the disk, in order. */
const calls = vi.hoisted((): string[] => []);
const disk = vi.hoisted(() => ({
  /** It accepts only the first bytes of a write, like one that is nearly full. */
  isShort: false,
  /** It fails with this code. */
  refusal: null as string | null,
  /** Called when a file was removed. */
  onRemoved: (_path: string): void => {},
}));
vi.mock('node:fs', async (load) => {
  const fs = await load<typeof NodeFs>();
  return {
    ...fs,
    fsyncSync: (file: number) => {
      calls.push('fsync');
      if (disk.refusal !== null) throw Object.assign(new Error('refused'), { code: disk.refusal });
      fs.fsyncSync(file);
    },
    rmSync: (path: string, options: NodeFs.RmOptions) => {
      fs.rmSync(path, options);
      disk.onRemoved(path);
    },
    renameSync: (from: string, to: string) => {
      calls.push('rename');
      fs.renameSync(from, to);
    },
    writeSync: (file: number, text: string) => fs.writeSync(file, disk.isShort ? text.slice(0, 3) : text),
  };
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-json-'));
  calls.length = 0;
  Object.assign(disk, { isShort: false, refusal: null, onRemoved: () => undefined });
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (): string => join(folder, 'kept.json');
const stored = (): unknown => JSON.parse(readFileSync(file(), 'utf8'));

/** Fails in the middle of a write. */
const unwritable = {
  toJSON: () => {
    throw new Error('refused');
  },
};

test('what cannot be written leaves the file unchanged, and nothing next to it', () => {
  expect(saveJson(file(), { a: 1 })).toBeNull();
  expect(saveJson(file(), unwritable)).toBe('other');
  expect(stored()).toEqual({ a: 1 });
  expect(existsSync(`${file()}.new`)).toBe(false);
});

test('a write is on disk before it replaces the file, so that a power cut leaves one of the two', () => {
  expect(saveJson(file(), { a: 1 })).toBeNull();
  expect(calls).toEqual(['fsync', 'rename']);
});

test('a disk that accepts a part of a write at a time gets all of it', () => {
  disk.isShort = true;
  const value = { text: 'x'.repeat(1000) };
  expect(saveJson(file(), value)).toBeNull();
  expect(stored()).toEqual(value);
});

test.skipIf(process.platform === 'win32')(
  'a file is readable only by its owner, whatever was there (property 9)',
  () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'mine', { mode: 0o644 });
    // Left by a run that ended in the middle of a write, or put there by someone.
    symlinkSync(elsewhere, `${file()}.new`);
    writeFileSync(file(), '1');
    chmodSync(file(), 0o644);
    expect(saveJson(file(), 2)).toBeNull();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(stored()).toBe(2);
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  },
);

test.skipIf(process.platform === 'win32')(
  'nothing is written through a link that appears in the meantime',
  () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'mine');
    disk.onRemoved = (path) => {
      disk.onRemoved = () => undefined;
      symlinkSync(elsewhere, path);
    };
    expect(saveJson(file(), 1)).toBe('other');
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  },
);

test.each([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'readOnly'],
  ['EACCES', 'readOnly'],
  ['EPERM', 'readOnly'],
  ['EBUSY', 'locked'],
  ['EIO', 'other'],
])('%s is reported as %s and leaves the file as it was (F2, F7)', (code, cause) => {
  writeFileSync(file(), '1');
  disk.refusal = code;
  expect(saveJson(file(), 2)).toBe(cause);
  expect(stored()).toBe(1);
  expect(existsSync(`${file()}.new`)).toBe(false);
});

test('a file that cannot be used is set aside, not lost', () => {
  writeFileSync(file(), '{');
  expect(readOrSetAside(file(), whole())).toBeNull();
  expect(existsSync(file())).toBe(false);
  expect(readFileSync(`${file()}.bad`, 'utf8')).toBe('{');
  expect(readOrSetAside(file(), whole())).toBeNull();
  writeFileSync(file(), '7');
  expect(readOrSetAside(file(), whole())).toBe(7);
});

test('a missing file is distinguished from an invalid one', () => {
  expect(readJson(file(), whole())).toEqual({ state: 'missing' });
  writeFileSync(file(), '{');
  expect(readJson(file(), whole())).toEqual({ state: 'bad', raw: undefined });
  writeFileSync(file(), '"text"');
  expect(readJson(file(), whole())).toEqual({ state: 'bad', raw: 'text' });
});
