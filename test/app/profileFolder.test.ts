import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareProfileFolder, substituteFolder } from '../../main/app/profileFolder.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'jarvis-folder-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const modeOf = (file: string): number => statSync(file).mode & 0o777;
const make = (mode: number, ...names: readonly string[]): string => {
  const file = path.join(base, ...names);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, mode);
  return file;
};

describe.skipIf(process.platform === 'win32')('the profile folder', () => {
  test('is made private, and an open one is closed to others [property 9]', () => {
    const fresh = path.join(base, 'a', 'profile');
    expect(prepareProfileFolder(fresh)).toBe(true);
    expect(modeOf(fresh)).toBe(0o700);
    chmodSync(fresh, 0o755);
    expect(prepareProfileFolder(fresh)).toBe(true);
    expect(modeOf(fresh)).toBe(0o700);
  });

  test('that denies its owner access is opened with its content, but nothing behind a link', () => {
    const outside = make(0o444, 'outside.txt');
    const file = make(0o400, 'profile', 'calendar.db');
    const deep = make(0o400, 'profile', 'logs', 'main.log');
    const profile = path.dirname(file);
    symlinkSync(outside, path.join(profile, 'link'));
    symlinkSync(base, path.join(profile, 'folder'));
    chmodSync(path.dirname(deep), 0o500);
    chmodSync(profile, 0o500);
    expect(prepareProfileFolder(profile)).toBe(true);
    expect([profile, file, path.dirname(deep), deep].map(modeOf)).toEqual([0o700, 0o600, 0o700, 0o600]);
    expect(modeOf(outside)).toBe(0o444);
  });

  test('that is accessible keeps the modes of its files', () => {
    const file = make(0o400, 'profile', 'mine.txt');
    chmodSync(path.dirname(file), 0o700);
    prepareProfileFolder(path.dirname(file));
    expect(modeOf(file)).toBe(0o400);
  });

  test('that cannot be created is not writable', () => {
    const file = make(0o600, 'file');
    expect(prepareProfileFolder(path.join(file, 'profile'))).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')(
  'the substitute for a profile that cannot be written to',
  () => {
    const standIn = (profile: string): string => substituteFolder(profile, { XDG_RUNTIME_DIR: base })!;

    test('is private, and the same at each start with the same profile', () => {
      const one = standIn('/profiles/one');
      expect(path.dirname(one)).toBe(base);
      expect(modeOf(one)).toBe(0o700);
      expect(standIn('/profiles/one')).toBe(one);
      expect(standIn('/profiles/two')).not.toBe(one);
    });

    test.skipIf(process.getuid?.() !== 0)('is never another user’s private folder', () => {
      const place = standIn('/profiles/taken');
      chownSync(place, 54_321, 54_321);
      const other = standIn('/profiles/taken');
      expect(other).not.toBe(place);
      expect(statSync(other).uid).toBe(0);
      rmSync(other, { recursive: true });
    });

    test('is never a link, a file, or a folder that others can read', () => {
      const spoilers: readonly ((place: string) => void)[] = [
        (place) => symlinkSync(base, place),
        (place) => writeFileSync(place, ''),
        (place) => {
          mkdirSync(place);
          chmodSync(place, 0o755);
        },
      ];
      for (const [index, spoil] of spoilers.entries()) {
        const profile = `/profiles/spoilt-${process.pid}-${index}`;
        const place = standIn(profile);
        rmSync(place, { recursive: true });
        spoil(place);
        const other = standIn(profile);
        expect(other).not.toBe(place);
        expect(modeOf(other)).toBe(0o700);
        rmSync(other, { recursive: true });
      }
    });
  },
);
