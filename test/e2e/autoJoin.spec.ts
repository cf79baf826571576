/** Meetings that are joined automatically in the running app; what would open is recorded. */
import type { Page } from '@playwright/test';
import { opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { holdClock, inMain, isVisible } from '../support/inMain.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

const me = 'ada@example.com';
const room = 'https://meet.google.com/abc-defg-hij';
const joined = `${room}?authuser=${me}`;

/** A meeting of the person's own that begins this many seconds from now. */
const insert = (google: FakeGoogle, id: string, seconds: number, more: object = {}): number => {
  const startMs = Math.floor(Date.now() / 1000 + seconds) * 1000;
  google.model.insert(me, {
    id,
    summary: id,
    start: { dateTime: new Date(startMs).toISOString() },
    end: { dateTime: new Date(startMs + 1_800_000).toISOString() },
    hangoutLink: room,
    ...more,
  });
  return startMs;
};
const sync = (page: Page) => page.evaluate(() => window.jarvis.sync.request());
/** Only meetings: the sign-in was opened in the browser, too. */
const joins = async ({ app }: LaunchedApp): Promise<readonly string[]> =>
  (await opened(app)).filter((url) => url.startsWith(room));
const setIdleState = (app: LaunchedApp, state: 'active' | 'locked') =>
  inMain(app.app)(({ powerMonitor }, idle) => {
    powerMonitor.getSystemIdleState = () => idle;
  }, state);
const turnOn = (page: Page) => page.evaluate(() => window.jarvis.settings.set({ autoJoin: true }));
const notice = (page: Page) => page.locator('[data-joining]');

test.beforeEach(({ google }) => {
  google.model.addCalendar({ id: me, summary: 'Ada', primary: true });
});

test('turned on in the settings, a meeting is announced in a window without the focus, and opened', async ({
  google,
  openWithGoogle,
}) => {
  const { app, page } = await openWithGoogle();
  await connectGoogle(app, page);
  await setIdleState(app, 'active');
  await openSettingsPage(page, 'general');
  const setting = page.getByRole('checkbox', { name: 'Join meetings automatically' });
  await expect(setting).not.toBeChecked();
  await setting.check();
  await page.keyboard.press('Escape');
  await inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const startMs = insert(google, 'Planning', 15);
  insert(google, 'Unanswered', 15, {
    hangoutLink: `${room}-other`,
    organizer: { email: 'leo@example.com' },
    attendees: [{ email: me, self: true, responseStatus: 'needsAction' }],
  });
  await holdClock(app.app, startMs - 5000);
  await sync(page);
  await expect(notice(page)).toContainText('Joining “Planning”');
  await expect(notice(page)).toContainText('meet.google.com');
  await expect.poll(() => isVisible(app.app)).toBe(true);
  expect(await joins(app)).toEqual([]);
  // Ten seconds after the announcement.
  await holdClock(app.app, startMs + 5000);
  await expect.poll(() => joins(app)).toEqual([joined]);
  await expect(notice(page)).toHaveCount(0);
});

test('a meeting that was called off in time is not opened, not even after a restart', async ({
  google,
  openWithGoogle,
  profile,
}) => {
  const first = await openWithGoogle({ userDataDir: profile });
  await connectGoogle(first.app, first.page);
  await setIdleState(first.app, 'active');
  await turnOn(first.page);
  const startMs = insert(google, 'Planning', 3);
  await holdClock(first.app.app, startMs);
  await sync(first.page);
  await notice(first.page).getByRole('button', { name: 'Cancel' }).click();
  await expect(notice(first.page)).toHaveCount(0);
  expect(await joins(first.app)).toEqual([]);
  await first.app.close();

  const { app, page } = await openWithGoogle({ userDataDir: profile });
  await setIdleState(app, 'active');
  await holdClock(app.app, startMs);
  await sync(page);
  await expect(page.locator('[data-row]', { hasText: 'Planning' }).first()).toBeVisible();
  expect(await page.evaluate(() => window.jarvis.autoJoin.coming())).toEqual({ ok: true, value: null });
  // It is not too late: whoever chooses it again gets it.
  await page.evaluate(async () => {
    const found = await window.jarvis.agenda.search({ query: 'Planning' });
    const [planning] = found.ok ? found.value.occurrences : [];
    if (planning === undefined) return;
    const { calendarId, eventId } = planning;
    await window.jarvis.autoJoin.choose({ calendarId, eventId, on: true });
  });
  await expect(notice(page)).toContainText('Joining “Planning”');
  expect(await joins(app)).toEqual([]);
});

test('while the screen is locked nothing opens; one meeting is armed with the setting off', async ({
  desktop,
  google,
  openWithGoogle,
}) => {
  test.skip(process.platform !== 'linux', 'The notification service is on D-Bus on Linux only.');
  const { app, page } = await openWithGoogle({ env: desktop.env });
  await connectGoogle(app, page);
  await setIdleState(app, 'locked');
  const startMs = insert(google, 'Planning', 300);
  await sync(page);
  const row = page.locator('[data-row]', { hasText: 'Planning' }).first();
  await row.click();
  const choice = page.getByRole('dialog').getByRole('checkbox', { name: 'Join automatically' });
  await choice.check();
  await expect(row).toContainText('Is joined automatically');
  await holdClock(app.app, startMs);
  await inMain(app.app)(({ powerMonitor }) => powerMonitor.emit('resume'));
  await sync(page);
  expect(await page.evaluate(() => window.jarvis.autoJoin.coming())).toEqual({ ok: true, value: null });
  expect(await joins(app)).toEqual([]);
  await setIdleState(app, 'active');
  await inMain(app.app)(({ powerMonitor }) => powerMonitor.emit('unlock-screen'));
  const ours = () => desktop.tray.notifications.filter(({ summary }) => summary.includes('Planning'));
  await expect.poll(() => ours().length).toBe(1);
  expect(ours()[0]?.summary).toBe('Joining “Planning”');
  expect(ours()[0]?.body).toBe('Opens meet.google.com in 10\u00a0seconds.');
  expect(ours()[0]?.actions.slice(2)).toEqual(['button-0', 'Cancel']);
  await desktop.tray.invokeAction(ours()[0]!.notification, 'button-0');
  await expect.poll(() => desktop.tray.closed).toContain(ours()[0]!.notification);
  await expect(notice(page)).toHaveCount(0);
  expect(await joins(app)).toEqual([]);
});
