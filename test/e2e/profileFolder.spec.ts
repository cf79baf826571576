/**
 * Profile folders that the app cannot write to: its own is repaired, someone else's is opened for reading. As an
 * ordinary user.
 */
import { chmodSync, chownSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { test } from '@playwright/test';
import { expect } from '../support/expect.ts';
import { executableIn } from '../../build/electronRuntime.mjs';
import { en } from '../../shared/messages/en.ts';
import { ordinaryUser, whyNot } from '../support/ordinaryUser.ts';
import type { OrdinaryUser, Running } from '../support/ordinaryUser.ts';

let user: OrdinaryUser;
let profile: string;
let running: Running[] = [];

test.beforeEach(() => {
  const reason = whyNot('open');
  test.skip(reason !== null, reason ?? '');
  user = ordinaryUser();
  profile = path.join(user.home, 'profile');
});

test.afterEach(async () => {
  for (const app of running) await app.stop();
  running = [];
  user.remove();
});

const start = (): Running => {
  const app = user.run('open', [
    'env',
    `DISPLAY=${process.env.DISPLAY ?? ''}`,
    'JARVIS_HEADLESS=1',
    executableIn(user.electron),
    user.checkout,
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    '--lang=en-GB',
  ]);
  running.push(app);
  return app;
};

const pageOf = async (app: Running): Promise<Page> => {
  const listening = /DevTools listening on (ws:\S+)/;
  await app.says(listening);
  const browser = await chromium.connectOverCDP(listening.exec(app.output())![1]!);
  const context = browser.contexts()[0]!;
  return context.pages()[0] ?? (await context.waitForEvent('page'));
};

/** A profile with the sample, after an orderly end. */
const fillProfile = async (): Promise<void> => {
  const app = start();
  await app.says(/Up to date/);
  await app.stop();
};

/** Everything in the profile, and the folder itself. */
const eachPath = (): string[] => [
  ...readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name)),
  profile,
];

test('its own folder that was made read-only is repaired before anything else', async () => {
  await fillProfile();
  for (const each of eachPath()) chmodSync(each, statSync(each).mode & 0o500);
  const app = start();
  await app.says(/Up to date/);
  expect(app.output()).not.toContain('already running');
  expect(statSync(profile).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(profile, 'calendar.db')).mode & 0o777).toBe(0o600);
});

test('a folder with a mode it cannot change is shown read-only, with a message, by one instance', async () => {
  test.skip(process.getuid?.() !== 0, 'only root can give a folder away');
  await fillProfile();
  for (const each of eachPath()) {
    chmodSync(each, statSync(each).isDirectory() ? 0o755 : 0o644);
    chownSync(each, 0, 0);
  }
  const before = eachPath();
  const app = start();
  const page = await pageOf(app);
  await expect(page.getByText(en.problems.storageFailed.readOnly).first()).toBeVisible();
  const titles = await page.evaluate(async () => {
    const [from, to] = [-1, 7].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    const reply = await window.jarvis.agenda.list({ from: from!, to: to! });
    return reply.ok ? reply.value.occurrences.map(({ title }) => title) : [];
  });
  expect(titles).not.toEqual([]);

  const second = start();
  await second.says(/already running/);
  expect(await second.ended).toBe(0);
  expect(eachPath()).toEqual(before);
});
