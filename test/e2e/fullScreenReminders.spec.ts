/** Reminders that cover the screen, in the running app. Several screens are in test/reminders/fullScreen.test.ts. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { nextOpened, opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import type { OpenedApp } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { holdClock, inMain } from '../support/inMain.ts';

const address = 'ada@example.com';
const minuteMs = 60_000;
const joinUrl = 'https://meet.google.com/abc-defg-hij';

let google: FakeGoogle;
let profile: string;
let open: () => Promise<OpenedApp>;

test.beforeEach(async ({ google: ours, profile: folder, openWithGoogle }) => {
  [google, profile] = [ours, folder];
  const settings = { reminderFullScreen: true, closeToTrayExplained: true, reminderRule: 'off' };
  await writeFile(path.join(profile, 'settings.json'), JSON.stringify(settings));
  open = async () => {
    const opened = await openWithGoogle({ userDataDir: profile, reminders: true });
    await connectGoogle(opened.app, opened.page);
    return opened;
  };
  const defaultReminders = [{ method: 'popup' as const, minutes: 10 }];
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true, defaultReminders });
});

const meeting = (id: string, summary: string, minutes: number, more: object = {}): void => {
  const startMs = Date.now() + minutes * minuteMs;
  const [start, end] = [startMs, startMs + 30 * minuteMs].map((ms) => ({
    dateTime: new Date(ms).toISOString(),
  }));
  google.model.insert(address, { id, summary, start, end, ...more });
};

const covers = ({ app }: LaunchedApp): readonly Page[] =>
  app.windows().filter((page) => page.url().endsWith('#reminders-full'));
/** The window that covers the screen, once its keys answer. */
const theCover = async (app: LaunchedApp): Promise<Page> => {
  await expect.poll(() => covers(app).length).toBe(1);
  const [cover] = covers(app);
  if (cover === undefined) throw new Error('no cover');
  await cover.locator('[aria-keyshortcuts]').first().waitFor();
  return cover;
};
/** Presses the key that answers the last reminder: its window may be gone before the press is completed. */
const pressLast = async (cover: Page, key: string): Promise<void> => {
  const gone = cover.waitForEvent('close', { timeout: 0 });
  await Promise.all([gone, cover.keyboard.press(key).catch(() => undefined)]);
};

test('a reminder covers the screen with the keyboard, and Enter joins', async ({}) => {
  meeting('review', 'Review', 8, { hangoutLink: joinUrl });
  const { app } = await open();
  const cover = await theCover(app);
  await expect(cover.getByRole('heading')).toHaveText('Review');
  await expect(cover.getByText('Starts in', { exact: false })).toBeVisible();
  const facts = () =>
    inMain(app.app)(({ BrowserWindow, screen }) => {
      const window = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().endsWith('#reminders-full'),
      );
      if (window === undefined) return null;
      const { bounds } = screen.getPrimaryDisplay();
      const { x, y, width, height } = window.getBounds();
      return {
        // Without a window manager, Chromium leaves a pixel free, so that nobody takes the window for a full-screen one.
        covers: x === bounds.x && y === bounds.y && width >= bounds.width - 1 && height >= bounds.height - 1,
        isOnTop: window.isAlwaysOnTop(),
        isVisible: window.isVisible(),
      };
    });
  await expect.poll(facts).toEqual({ covers: true, isOnTop: true, isVisible: true });
  await pressLast(cover, 'Enter');
  expect(await nextOpened(app.app, 1)).toBe(`${joinUrl}?authuser=${address}`);
  expect(await readFile(path.join(profile, 'logs/main.log'), 'utf8')).not.toMatch(/review/i);
  expect(app.pageErrors).toEqual([]);
});

test('back-to-back meetings are each shown; Esc dismisses one, S snoozes the other', async ({}) => {
  meeting('first', 'First meeting', 8);
  meeting('second', 'Second meeting', 9, { visibility: 'private' });
  const { app } = await open();
  const cover = await theCover(app);
  await expect(cover.getByRole('heading')).toHaveText(['First meeting', 'Second meeting']);
  await cover.locator('[aria-keyshortcuts]').first().waitFor();
  await cover.keyboard.press('Escape');
  await expect(cover.getByRole('heading')).toHaveText(['Second meeting']);
  await pressLast(cover, 's');
  const file = path.join(profile, 'reminders.json');
  await expect
    .poll(async () => JSON.parse(await readFile(file, 'utf8')).snoozes)
    .toMatchObject([{ eventId: 'second' }]);
});

test('it leaves when its meeting is marked as done, and not because a screen changes', async ({}) => {
  meeting('review', 'Review', 8);
  const { app, page } = await open();
  const cover = await theCover(app);
  await inMain(app.app)(({ screen }) => {
    for (const change of ['display-added', 'display-metrics-changed', 'display-removed'])
      screen.emit(change, {}, screen.getPrimaryDisplay(), []);
  });
  expect(covers(app)).toEqual([cover]);
  const gone = cover.waitForEvent('close', { timeout: 0 });
  await page.evaluate(async () => {
    const from = new Date(Date.now() - 60_000).toISOString();
    const to = new Date(Date.now() + 3_600_000).toISOString();
    const reply = await window.jarvis.agenda.list({ from, to });
    const review = reply.ok ? reply.value.occurrences[0] : undefined;
    if (review === undefined) throw new Error('no meeting');
    const { accountId, calendarId, eventId } = review;
    const choice = { scope: 'occurrence', level: 'done' } as const;
    await window.jarvis.attention.choose({ accountId, calendarId, eventId, choice });
  });
  await gone;
});

test('with the keyboard alone its brief is read, and a line uncovers the screen for its meeting', async ({}) => {
  meeting('review', 'Review', 8, { hangoutLink: joinUrl, description: 'Agenda:\n- Budget' });
  meeting('workshop', 'Workshop', 9, { reminders: { useDefault: false, overrides: [] } });
  const { app, page } = await open();
  const cover = await theCover(app);
  const tabTo = async (name: RegExp): Promise<void> => {
    const button = cover.getByRole('button', { name });
    await button.waitFor();
    await expect
      .poll(async () => {
        await cover.keyboard.press('Tab');
        return button.evaluate((element) => element === document.activeElement);
      })
      .toBe(true);
  };
  await expect(cover.locator('[data-line]')).toHaveCount(0);
  await tabTo(/^Show brief$/);
  // Enter on a button presses it, and does not join.
  await cover.keyboard.press('Enter');
  await expect(cover.getByText('Budget')).toBeVisible();
  await tabTo(/^Workshop/);
  const gone = cover.waitForEvent('close');
  await Promise.all([gone, cover.keyboard.press('Enter').catch(() => undefined)]);
  await expect(page.getByRole('dialog', { name: 'Workshop' })).toBeVisible();
  // The reminder still waits for its answer, where it hides nothing.
  const small = () => app.app.windows().find((each) => each.url().endsWith('#reminders'));
  await expect.poll(() => small()?.getByRole('heading').textContent()).toBe('Review');
  expect(app.pageErrors).toEqual([]);
});

test('a meeting that is about to be joined is announced on the cover, and called off there', async ({}) => {
  meeting('review', 'Review', 8);
  const { app, page } = await open();
  const cover = await theCover(app);
  await inMain(app.app)(({ powerMonitor }) => {
    powerMonitor.getSystemIdleState = () => 'active';
  });
  await page.evaluate(() => window.jarvis.settings.set({ autoJoin: true }));
  await holdClock(app.app);
  const reminders = { useDefault: false, overrides: [] };
  meeting('planning', 'Planning', 0.1, { hangoutLink: joinUrl, reminders });
  await page.evaluate(() => window.jarvis.sync.request());
  const notice = cover.locator('[data-joining]');
  await expect(notice).toContainText('Joining “Planning”');
  await notice.getByRole('button', { name: 'Cancel' }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator('[data-joining]')).toHaveCount(0);
  await expect.poll(() => readFile(path.join(profile, 'auto-join.json'), 'utf8')).toContain('cancelled');
  expect((await opened(app.app)).filter((url) => url.startsWith(joinUrl))).toEqual([]);
  // The reminder still waits for its answer.
  expect(covers(app)).toEqual([cover]);
  await expect(cover.getByRole('heading')).toHaveText(['Review']);
  expect(app.pageErrors).toEqual([]);
});
