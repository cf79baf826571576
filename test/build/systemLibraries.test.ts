import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { debianPackages, missingLibraries, updatePackageLists } from '../../build/systemLibraries.mjs';
import { needsVirtualDisplay } from '../../build/display.mjs';
import { platformFlags } from '../../build/setup.mjs';

test('libraries that the loader does not find are read from ldd', () => {
  const output =
    '\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n\tlibgbm.so.1 => not found\n';
  expect(missingLibraries(output)).toEqual(['libnss3.so', 'libgbm.so.1']);
  expect(missingLibraries(null)).toEqual([]);
});

test('Debian 12 gets the old names, Debian 13 and Ubuntu 24.04 the ones with t64', () => {
  const bookworm = debianPackages(['libraries', 'display'], (name) => !name.endsWith('t64'));
  expect(bookworm).toContain('libgtk-3-0');
  expect(bookworm).toContain('xvfb');
  const trixie = debianPackages(['libraries'], (name) => name !== 'libgtk-3-0' && name !== 'libnss3t64');
  expect(trixie).toContain('libgtk-3-0t64');
  expect(trixie).not.toContain('libgtk-3-0');
  expect(trixie).toContain('libnss3');
});

test('a package that this release does not have is left out', () => {
  expect(debianPackages(['bus'], (name) => name === 'dbus')).toEqual(['dbus']);
});

test('a virtual display is used on Linux without a display, and for tests on Linux', () => {
  const at = (platform: string, env: NodeJS.ProcessEnv, forTests = false): boolean =>
    needsVirtualDisplay({ platform, env, forTests });
  expect(at('linux', {})).toBe(true);
  expect(at('linux', { DISPLAY: ':0' })).toBe(false);
  expect(at('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(false);
  expect(at('linux', { DISPLAY: ':0' }, true)).toBe(true);
  expect(at('darwin', {}, true)).toBe(false);
  expect(at('win32', {})).toBe(false);
});

test("Chromium's sandbox is disabled only for root on Linux", () => {
  expect(platformFlags('linux', 0)).toEqual(['--no-sandbox']);
  expect(platformFlags('linux', 1000)).toEqual([]);
  expect(platformFlags('darwin', 0)).toEqual([]);
  expect(platformFlags('win32', undefined)).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('apt-get update', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'jarvis-apt-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** A stand-in for apt-get that notes each call and fails with `message` until it was called `times` times. */
  const standIn = (message: string, times: number): { env: NodeJS.ProcessEnv; calls: () => number } => {
    const log = path.join(folder, 'calls');
    const script = `#!/bin/sh\necho call >> '${log}'\n[ "$(wc -l < '${log}')" -ge ${times} ] && exit 0\necho '${message}' >&2\nexit 100\n`;
    writeFileSync(path.join(folder, 'apt-get'), script, { mode: 0o755 });
    return {
      env: { PATH: `${folder}:/usr/bin:/bin` },
      calls: () => readFileSync(log, 'utf8').split('\n').length - 1,
    };
  };
  const lock = 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)';

  test('is tried again while another apt holds the package lists', async () => {
    const apt = standIn(lock, 3);
    expect(await updatePackageLists({ env: apt.env, pauseMs: 1 })).toBe(true);
    expect(apt.calls()).toBe(3);
  });

  test('is given up after a number of tries', async () => {
    const apt = standIn(lock, 9);
    expect(await updatePackageLists({ env: apt.env, pauseMs: 1, tries: 4 })).toBe(false);
    expect(apt.calls()).toBe(4);
  });

  test('is not tried again after another failure', async () => {
    const apt = standIn('E: Failed to fetch', 9);
    expect(await updatePackageLists({ env: apt.env, pauseMs: 1 })).toBe(false);
    expect(apt.calls()).toBe(1);
  });
});
