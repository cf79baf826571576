/** A window that is closed to the tray keeps its page, which shows at once what has changed meanwhile. */
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

/** Requests a pass from the tray: one that begins after this, even if one is running. */
const syncNow = (tray: TrayHost): Promise<void> => tray.click(/^Sync now/);
const hide = async (app: LaunchedApp): Promise<void> => {
  await inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(async () => (await windows(app)).map((window) => window.shown)).toEqual([false]);
};

test('it shows what changed meanwhile, is scrolled to where it was, and syncs on request', async ({
  openWithGoogle,
  desktop,
}) => {
  meeting('Fictional review');
  const { app, page } = await openConnected(openWithGoogle, desktop);
  await expect(shown(page, 'Fictional review')).toBeVisible();
  const [before] = await windows(app);

  await hide(app);
  meeting('Fictional planning');
  await syncNow(desktop.tray);
  // Before it is shown.
  await expect(shown(page, 'Fictional planning')).toBeAttached();
  await desktop.tray.click('Open Jarvis Calendar');
  await expect.poll(() => windows(app)).toEqual([{ shown: true, bounds: before?.bounds }]);
  await expect(shown(page, 'Fictional planning')).toBeVisible();

  meeting('Fictional retrospective');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText('Up to date, 1 change').first()).toBeVisible();
  await expect(shown(page, 'Fictional retrospective')).toBeVisible();
  expect(app.pageErrors).toEqual([]);
});

test('a page that uses too much memory is replaced, and signals before the new one has any code are not lost', async ({
  openWithGoogle,
  desktop,
}) => {
  meeting('Fictional review');
  const { app, page: grown } = await openConnected(openWithGoogle, desktop);
  const { promise: loaded, resolve: letLoad } = Promise.withResolvers<void>();
  await app.app.context().route('**/*.js', async (route) => {
    await loaded;
    await route.continue();
  });
  const replacing = app.app.waitForEvent('window', { timeout: 0 });
  await inMain(app.app)(({ app: electron }) => {
    const metrics = electron.getAppMetrics.bind(electron);
    electron.getAppMetrics = () =>
      metrics().map((each) => ({ ...each, memory: { ...each.memory, workingSetSize: 1_000_000 } }));
  });
  await hide(app);
  await inMain(app.app)(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 31_000;
  });
  // The next timer makes the app check its clock.
  await syncNow(desktop.tray);
  const page = await replacing;
  await page.waitForURL('app://jarvis/', { waitUntil: 'commit' });
  await expect.poll(() => grown.isClosed()).toBe(true);
  await expect.poll(async () => (await windows(app)).map((window) => window.shown)).toEqual([false]);

  const stored = (): Promise<readonly string[]> =>
    page.evaluate(async (dayMs) => {
      const [from = '', to = ''] = [0, dayMs].map((ms) => new Date(Date.now() + ms).toISOString());
      const reply = await window.jarvis.agenda.list({ from, to });
      return reply.ok ? reply.value.occurrences.map(({ title }) => title) : [];
    }, 24 * hourMs);
  // The preload's first request was made before this, so its reply lacks the meeting that comes now.
  expect(await stored()).toEqual(['Fictional review']);
  meeting('Fictional planning');
  await syncNow(desktop.tray);
  await expect.poll(stored).toContain('Fictional planning');
  await expect(page.getByRole('region', { name: 'Agenda' })).toHaveCount(0);

  letLoad();
  await desktop.tray.click('Open Jarvis Calendar');
  await expect(shown(page, 'Fictional planning')).toBeVisible();
  await expect.poll(async () => (await windows(app)).map((window) => window.shown)).toEqual([true]);
  expect(app.pageErrors).toEqual([]);
});
