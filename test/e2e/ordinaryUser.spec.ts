/**
 * The app as most people start it: not root, with Chromium's sandbox. Elsewhere the suite may run as root, where there is
 * none.
 */
import { expect, test } from '@playwright/test';
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

test('an ordinary user who starts it has the sample on the screen, with the sandbox', async () => {
  needs('open');
  running = user.run('open', npm('start'));
  await running.says(/Up to date/);
  expect(running.output()).not.toMatch(/sandbox/i);
});

for (const [script, ...args] of [['start'], ['dev'], ['test', '--', '--e2e', 'launch.spec.ts']]) {
  test(`where user namespaces are restricted, "npm run ${script}" says so and what mends it`, async () => {
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
    // Nobody sits at a terminal here.
    expect(said).not.toContain('Run it now?');
  });
}

test('with the helper set as that says, it starts there', async () => {
  needs('helper');
  running = user.run('helper', npm('start'));
  await running.says(/Up to date/);
});

test('property 1: every page is in the sandbox, even one whose window asks for none', async () => {
  needs('open');
  running = user.run('open', [
    'env',
    // The one of these tests: this Electron is started without the script that brings a display.
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
