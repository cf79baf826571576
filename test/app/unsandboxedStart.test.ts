/**
 * The question before a start without the sandbox, where AppArmor can be told to allow it. Electron's dialog and clipboard
 * are stand-ins here; test/e2e/ordinaryUser.spec.ts asks in the real app.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type * as fileSystem from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mayStartWithoutSandbox } from '../../main/app/unsandboxedStart.ts';

interface Question {
  readonly buttons: readonly string[];
}

const system = vi.hoisted(() => ({
  answers: [] as string[],
  asked: [] as string[][],
  copied: [] as string[],
  canCopy: true,
  restricted: '1\n',
}));
vi.mock('electron', () => ({
  app: { getSystemLocale: () => 'en-GB', getPreferredSystemLanguages: () => ['en-GB'] },
  clipboard: {
    writeText: async (text: string) => {
      if (!system.canCopy) throw new Error('no clipboard');
      system.copied.push(text);
    },
  },
  dialog: {
    showMessageBox: async ({ buttons }: Question) => {
      system.asked.push([...buttons]);
      return { response: buttons.indexOf(system.answers.shift() ?? 'Quit') };
    },
  },
}));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  const readFileSync = (file: string, ...options: []) =>
    file.startsWith('/proc/sys/kernel/apparmor') ? system.restricted : fs.readFileSync(file, ...options);
  return { ...fs, readFileSync };
});

let profile: string;
beforeEach(() => {
  profile = mkdtempSync(path.join(tmpdir(), 'jarvis-sandbox-'));
  Object.assign(system, { answers: [], asked: [], copied: [], canCopy: true, restricted: '1\n' });
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const image = '/srv/Calendar "1".AppImage';

test('after the command was copied, the question stays, since quitting could empty the clipboard', async () => {
  system.answers = ['Copy command', 'Copy command', 'Quit'];
  expect(await mayStartWithoutSandbox(profile, image)).toBe(false);
  expect(system.asked).toEqual(
    Array.from({ length: 3 }, () => ['Quit', 'Copy command', 'Start without sandbox']),
  );
  expect(system.copied).toHaveLength(2);
  expect(system.copied[0]).toContain(
    'profile jarvis-calendar-appimage "/srv/Calendar \\"1\\".AppImage" flags',
  );
  expect(existsSync(path.join(profile, 'unsandboxed.json'))).toBe(false);
});

test('a command that could not be copied is not offered again, and the person can still start or quit', async () => {
  system.canCopy = false;
  system.answers = ['Copy command', 'Start without sandbox'];
  expect(await mayStartWithoutSandbox(profile, image)).toBe(true);
  expect(system.asked).toEqual([
    ['Quit', 'Copy command', 'Start without sandbox'],
    ['Quit', 'Start without sandbox'],
  ]);
});

test('a person who starts it anyway after having copied the command is not asked again', async () => {
  system.answers = ['Copy command', 'Start without sandbox'];
  expect(await mayStartWithoutSandbox(profile, image)).toBe(true);
  expect(await mayStartWithoutSandbox(profile, image)).toBe(true);
  expect(system.asked).toHaveLength(2);
});

test.each([
  ['does not restrict namespaces', image, '0\n'],
  ['has a path that could end the command’s quotation', '/srv/a\nEND\nreboot.AppImage', '1\n'],
])('no command is offered if the system %s', async (_why, file, restricted) => {
  system.restricted = restricted;
  expect(await mayStartWithoutSandbox(profile, file)).toBe(false);
  expect(system.asked).toEqual([['Quit', 'Start without sandbox']]);
});
