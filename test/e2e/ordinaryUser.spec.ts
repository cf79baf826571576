/**
 * The app as most people start it: not as root, with Chromium's sandbox. Otherwise the suite may run as root, without
 * a sandbox.
 */
import { test } from '@playwright/test';
import { expect } from '../support/expect.ts';
import { executableIn } from '../../build/electronRuntime.mjs';
import { ordinaryUser, whyNot } from '../support/ordinaryUser.ts';
import type { Namespaces, OrdinaryUser, Running } from '../support/ordinaryUser.ts';

let user: OrdinaryUser;
let running: Running | null = null;

const needs = (namespaces: Namespaces): void => {
  const reason = whyNot(namespaces);
  test.skip(reason !== null, reason ?? '');
};

test.beforeEach(() => {
  user = ordinaryUser();
});

test.afterEach(async () => {
  await running?.stop();
  running = null;
  user.remove();
});

const npm = (...args: readonly string[]): string[] => ['npm', 'run', '--silent', ...args];

test('an ordinary user who starts it sees the sample, with the sandbox', async () => {
  needs('open');
  running = user.run('open', npm('start'));
  await running.says(/Up to date/);
  expect(running.output()).not.toMatch(/sandbox/i);
});

for (const [script, ...args] of [['start'], ['dev'], ['test', '--', '--e2e', 'launch.spec.ts']]) {
  test(`if user namespaces are restricted, "npm run ${script}" says so and how to solve it`, async () => {
    needs('restricted');
    running = user.run('restricted', npm(script!, ...args));
    expect(await running.ended).toBe(1);
    const said = running.output();
    const helper = `${user.electron}/chrome-sandbox`;
    expect(said).toContain(
      "Chromium's sandbox cannot start here. User namespaces are switched off on this system (user.max_user_namespaces=0).",
    );
    expect(said).toContain(`\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\n`);
    expect(said).not.toContain('FATAL');
    // Nobody is at a terminal here.
    expect(said).not.toContain('Run it now?');
  });
}

test('with the helper set up as that says, it starts there', async () => {
  needs('helper');
  running = user.run('helper', npm('start'));
  await running.says(/Up to date/);
});

test.describe('an AppImage whose start script has disabled the sandbox', () => {
  const start = (answer: 'quit' | 'startAnyway'): Running =>
    user.run('open', [
      'env',
      `DISPLAY=${process.env.DISPLAY ?? ''}`,
      'APPIMAGE=/srv/calendar.AppImage',
      `JARVIS_TEST_ANSWER=${answer}`,
      executableIn(user.electron),
      '-r',
      `${user.checkout}/test/support/sandboxQuestion.cjs`,
      user.checkout,
      '--no-sandbox',
      `--user-data-dir=${user.home}/profile`,
    ]);

  test('asks before it shows anything, and quits unless the person chooses to start', async () => {
    needs('open');
    running = start('quit');
    expect(await running.ended).toBe(0);
    expect(running.output()).toContain('ASKED Start without the sandbox?');
    expect(running.output()).not.toContain('WINDOW');
  });

  test('asks once', async () => {
    needs('open');
    running = start('startAnyway');
    await running.says(/WINDOW/);
    await running.stop();
    running = start('quit');
    await running.says(/WINDOW/);
    expect(running.output()).not.toContain('ASKED');
  });
});

test('property 1: every page is in the sandbox, even one whose window requests none', async () => {
  needs('open');
  running = user.run('open', [
    'env',
    // The tests' own display: this Electron is started without the script that provides one.
    `DISPLAY=${process.env.DISPLAY ?? ''}`,
    executableIn(user.electron),
    '-r',
    `${user.checkout}/test/support/sandboxProbe.cjs`,
    user.checkout,
    `--user-data-dir=${user.home}/profile`,
  ]);
  await running.says(/PAGE app:\S+ seccomp \d/);
  await running.says(/PAGE about:blank seccomp \d/);
  const modes = [...running.output().matchAll(/PAGE (\S+) seccomp (\d)/g)].map(([, , mode]) => mode);
  expect(modes).toEqual(modes.map(() => '2'));
});
