/** A window that was given up in the tray and is made anew: with what changed meanwhile, and at work. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { TrayHost } from '../support/dbus.ts';
import type { LaunchedApp, LaunchOptions } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import type { Desktop, OpenedApp } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { inMain } from '../support/inMain.ts';

test.skip(process.platform !== 'linux', 'The tray is on D-Bus on Linux only.');

const address = 'ada@example.com';
const hourMs = 3_600_000;

let google: FakeGoogle;
test.beforeEach(({ google: ours }) => {
  google = ours;
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
});

/** A meeting within the next hours. */
const meeting = (summary: string): void => {
  const start = Date.now() + hourMs;
  google.model.insert(address, {
    summary,
    start: { dateTime: new Date(start).toISOString() },
    end: { dateTime: new Date(start + hourMs / 2).toISOString() },
  });
};
const shown = (page: Page, title: string) => page.getByRole('button', { name: new RegExp(title) }).first();

const openConnected = async (
  openWithGoogle: (options: LaunchOptions) => Promise<OpenedApp>,
  { tray, env }: Desktop,
): Promise<OpenedApp> => {
  const opened = await openWithGoogle({ env });
  await expect.poll(() => tray.itemCount()).toBe(1);
  await connectGoogle(opened.app, opened.page);
  return opened;
};

const windows = ({ app }: LaunchedApp) =>
  inMain(app)(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      shown: window.isVisible(),
      bounds: window.getNormalBounds(),
    })),
  );

/** From the tray, to the pass's end. */
const syncNow = async ({ userDataDir }: LaunchedApp, tray: TrayHost): Promise<void> => {
  const passes = async (): Promise<number> => {
    const log = await readFile(path.join(userDataDir, 'logs', 'main.log'), 'utf8');
    return log.split('pass.finished').length;
  };
  await expect.poll(() => tray.labels().catch(() => ['Syncing…'])).not.toContain('Syncing…');
  const before = await passes();
  await expect(() => tray.click('Sync now')).toPass();
  await expect.poll(passes).toBeGreaterThan(before);
};
/** Closes the window to the tray and lets more time pass, by the app's clock, than it is kept for. */
const giveUp = async (app: LaunchedApp, tray: TrayHost): Promise<void> => {
  await inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(async () => (await windows(app)).map((window) => window.shown)).toEqual([false]);
  await inMain(app.app)(() => {
    // Asked twice, it is still the same time.
    if (Object.hasOwn(performance, 'now')) return;
    const now = performance.now.bind(performance);
    performance.now = () => now() + 31_000;
  });
  // Whatever waits next has the app look at its clock.
  await syncNow(app, tray);
  await expect.poll(() => windows(app)).toEqual([]);
};
const reopen = async ({ app }: LaunchedApp, tray: TrayHost): Promise<Page> => {
  const opening = app.waitForEvent('window');
  await tray.click('Open Jarvis Calendar');
  const page = await opening;
  await page.waitForURL('app://jarvis/', { waitUntil: 'commit' });
  return page;
};

test('it shows what changed meanwhile, where it was, and syncs when asked', async ({
  openWithGoogle,
  desktop,
}) => {
  meeting('Fictional review');
  const { app, page } = await openConnected(openWithGoogle, desktop);
  await expect(shown(page, 'Fictional review')).toBeVisible();
  const [before] = await windows(app);

  meeting('Fictional planning');
  await giveUp(app, desktop.tray);
  await expect.poll(() => page.isClosed()).toBe(true);
  const again = await reopen(app, desktop.tray);
  await expect(shown(again, 'Fictional planning')).toBeVisible();
  await expect(shown(again, 'Fictional review')).toBeVisible();
  await expect.poll(() => windows(app)).toEqual([{ shown: true, bounds: before?.bounds }]);

  meeting('Fictional retrospective');
  await again.getByRole('button', { name: 'Sync now' }).click();
  await expect(again.getByText('Up to date, 1 change').first()).toBeVisible();
  await expect(shown(again, 'Fictional retrospective')).toBeVisible();
  expect(app.pageErrors).toEqual([]);
});

test('what it is told before its page has any code is not lost', async ({ openWithGoogle, desktop }) => {
  meeting('Fictional review');
  const { app } = await openConnected(openWithGoogle, desktop);
  await giveUp(app, desktop.tray);

  const { promise: loaded, resolve: letLoad } = Promise.withResolvers<void>();
  await app.app.context().route('**/*.js', async (route) => {
    await loaded;
    await route.continue();
  });
  const page = await reopen(app, desktop.tray);
  const stored = (): Promise<readonly string[]> =>
    page.evaluate(async (dayMs) => {
      const [from = '', to = ''] = [0, dayMs].map((ms) => new Date(Date.now() + ms).toISOString());
      const reply = await window.jarvis.agenda.list({ from, to });
      return reply.ok ? reply.value.occurrences.map(({ title }) => title) : [];
    }, 24 * hourMs);
  // What the preload asked for before this was read before it too: without the meeting that comes now.
  expect(await stored()).toEqual(['Fictional review']);
  meeting('Fictional planning');
  await syncNow(app, desktop.tray);
  expect(await stored()).toContain('Fictional planning');
  await expect(page.getByRole('region', { name: 'Agenda' })).toHaveCount(0);

  letLoad();
  await expect(shown(page, 'Fictional planning')).toBeVisible();
  expect(app.pageErrors).toEqual([]);
});
