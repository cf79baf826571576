/** Reminders in the running app: notifications over D-Bus, the reminder window, restarts, moves and pauses. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { nextOpened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { startSessionBus } from '../support/dbus.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import type { OpenedApp } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { inMain } from '../support/inMain.ts';

test.skip(process.platform !== 'linux', 'The notification service is on D-Bus on Linux only.');

const address = 'ada@example.com';
const minuteMs = 60_000;
const joinUrl = 'https://meet.google.com/abc-defg-hij';

let google: FakeGoogle;
let profile: string;
let open: (env: Readonly<Record<string, string>>) => Promise<OpenedApp>;

test.beforeEach(({ google: ours, profile: folder, openWithGoogle }) => {
  [google, profile] = [ours, folder];
  open = (env) => openWithGoogle({ userDataDir: profile, reminders: true, env });
  google.model.addCalendar({
    id: address,
    summary: 'Ada',
    primary: true,
    defaultReminders: [{ method: 'popup', minutes: 10 }],
  });
});

const timesIn = (minutes: number) => {
  const startMs = Date.now() + minutes * minuteMs;
  return {
    start: { dateTime: new Date(startMs).toISOString() },
    end: { dateTime: new Date(startMs + 30 * minuteMs).toISOString() },
  };
};
/** A meeting that begins so many minutes from now. */
const meeting = (id: string, summary: string, minutes: number, more: object = {}): string =>
  google.model.insert(address, { id, summary, ...timesIn(minutes), ...more }).id;

const sync = (page: Page) => page.evaluate(() => window.jarvis.sync.request());
const inProfile = (name: string): Promise<string> => readFile(path.join(profile, name), 'utf8');
/** Presses a button that answers the last reminder: its window may be gone before the press is said to be done. */
const pressLast = async (reminder: Page, name: string): Promise<void> => {
  const gone = reminder.waitForEvent('close');
  await Promise.all([
    gone,
    reminder
      .getByRole('button', { name })
      .click()
      .catch(() => undefined),
  ]);
};
const reminderWindow = async (app: LaunchedApp): Promise<Page> => {
  await expect.poll(() => app.app.windows().some((page) => page.url().endsWith('#reminders'))).toBe(true);
  return app.app.windows().find((page) => page.url().endsWith('#reminders'))!;
};

test('a notification tells title and time without markup; its click opens the reminder, and Join joins', async ({
  desktop,
}) => {
  const { tray, env } = desktop;
  meeting('review', '<b>Plan</b> & review \u202egnirut', 8, {
    location: 'Room <i>1</i> & 2',
    hangoutLink: joinUrl,
  });
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  const ours = () => tray.notifications.filter(({ summary }) => summary.includes('review'));
  await expect.poll(() => ours().length).toBe(1);
  const [shown] = ours();
  expect(shown?.summary).toBe('<b>Plan</b> & review gnirut');
  expect(shown?.body).toMatch(/^Starts in 8 min\n.*Room &lt;i&gt;1&lt;\/i&gt; &amp; 2$/);

  await tray.invokeAction(shown!.notification, 'default');
  const reminder = await reminderWindow(app);
  await expect(reminder.getByRole('heading')).toHaveText(/Plan.*review/);
  await expect(reminder.getByText('Starts in', { exact: false })).toBeVisible();
  expect(
    await app.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isAlwaysOnTop()),
    ),
  ).toContain(true);
  await pressLast(reminder, 'Join');
  expect(await nextOpened(app.app, 1)).toBe(`${joinUrl}?authuser=${address}`);

  const log = await inProfile('logs/main.log');
  expect(log).toContain('reminders.shown count=1');
  expect(log).not.toMatch(/review/i);
  expect(app.pageErrors).toEqual([]);
});

test('a restart shows nothing twice [F21]', async ({ desktop }) => {
  const { tray, env } = desktop;
  meeting('first', 'First meeting', 8);
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  const summaries = () => tray.notifications.map(({ summary }) => summary);
  await expect.poll(summaries).toContain('First meeting');
  await app.close();
  meeting('second', 'Second meeting', 9);
  await open(env);
  await expect.poll(summaries).toContain('Second meeting');
  expect(summaries().filter((summary) => summary === 'First meeting')).toHaveLength(1);
});

test('the notification of a moved meeting is closed, and so is that of a cancelled one [F22]', async ({
  desktop,
}) => {
  const { tray, env } = desktop;
  const moved = meeting('moved', 'Moved meeting', 8);
  const cancelled = meeting('cancelled', 'Cancelled meeting', 9);
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  const numberOf = (title: string) =>
    tray.notifications.find(({ summary }) => summary === title)?.notification ?? -1;
  await expect.poll(() => numberOf('Moved meeting')).toBeGreaterThan(0);
  await expect.poll(() => numberOf('Cancelled meeting')).toBeGreaterThan(0);
  google.model.patch(address, moved, timesIn(120));
  google.model.delete(address, cancelled);
  await sync(page);
  await expect.poll(() => tray.closed).toContain(numberOf('Moved meeting'));
  await expect.poll(() => tray.closed).toContain(numberOf('Cancelled meeting'));
});

test('without a notification service the window comes up by itself, and a snooze outlives the app', async ({}) => {
  const bus = await startSessionBus();
  try {
    meeting('review', 'Review', 8);
    const { app, page } = await open(bus.env);
    await connectGoogle(app, page);
    const reminder = await reminderWindow(app);
    await expect(reminder.getByRole('heading')).toHaveText('Review');
    await expect(reminder.getByRole('button', { name: 'Join' })).toHaveCount(0);
    await pressLast(reminder, 'Again at the start');
    const memory = JSON.parse(await inProfile('reminders.json'));
    expect(memory.snoozes).toMatchObject([{ eventId: 'review' }]);
    expect(memory.snoozes[0].untilMs).toBe(Date.parse(memory.snoozes[0].start));
    await app.close();
  } finally {
    await bus.stop();
  }
});

test('a reminder window whose page crashes comes back with its reminder', async ({}) => {
  const bus = await startSessionBus();
  try {
    meeting('review', 'Review', 8);
    const { app, page } = await open(bus.env);
    await connectGoogle(app, page);
    const reminder = await reminderWindow(app);
    await expect(reminder.getByRole('heading')).toHaveText('Review');
    await inMain(app.app)(({ webContents }) => {
      const contents = webContents.getAllWebContents().find((each) => each.getURL().endsWith('#reminders'));
      // Asked twice, it would be two crashes.
      if (contents === undefined || contents.listenerCount('dom-ready') > 0) return;
      contents.on('dom-ready', () => undefined);
      contents.forcefullyCrashRenderer();
    });
    await expect.poll(() => inProfile('logs/main.log')).toMatch(/page\.live failures=1/);
    const heading = () =>
      inMain(app.app)(({ webContents }) =>
        webContents
          .getAllWebContents()
          .find((each) => each.getURL().endsWith('#reminders'))
          ?.executeJavaScript("document.querySelector('h1, h2, h3')?.textContent"),
      );
    await expect.poll(heading).toBe('Review');
    await app.close();
  } finally {
    await bus.stop();
  }
});

test('a snoozed reminder comes again, and that of a meeting slept into comes late [F16]', async ({
  desktop,
}) => {
  const { tray, env } = desktop;
  meeting('review', 'Review', 8);
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  const reviews = () => tray.notifications.filter(({ summary }) => summary === 'Review');
  await expect.poll(() => reviews().length).toBe(1);
  await tray.invokeAction(reviews()[0]!.notification, 'default');
  const reminder = await reminderWindow(app);
  await pressLast(reminder, 'Again in 5 min');
  await app.close();

  // As after a night: the snooze's five minutes are over, and nobody watched for half an hour.
  const memory = JSON.parse(await inProfile('reminders.json'));
  expect(memory.snoozes[0].untilMs).toBeGreaterThan(Date.now() + 4 * minuteMs);
  memory.snoozes[0].untilMs = Date.now() - 1000;
  memory.watchedUntilMs = Date.now() - 30 * minuteMs;
  await writeFile(path.join(profile, 'reminders.json'), JSON.stringify(memory));
  meeting('standup', 'Standup', -3.5);
  await open(env);
  await expect.poll(() => reviews().length).toBe(2);
  const late = () => tray.notifications.find(({ summary }) => summary === 'Standup')?.body;
  await expect.poll(late).toMatch(/^Started [34] min ago/);
});

test('reminders pause and resume from the tray, and the settings choose the rule', async ({ desktop }) => {
  const { tray, env } = desktop;
  const { page } = await open(env);
  await expect.poll(() => tray.itemCount()).toBe(1);
  await tray.click('Pause reminders for 1 hour');
  await expect.poll(() => tray.labels()).toContain('Resume reminders');
  const pausedUntil = () =>
    page.evaluate(async () => {
      const reply = await window.jarvis.settings.get();
      return reply.ok ? reply.value.remindersPausedUntil : undefined;
    });
  expect(Date.parse((await pausedUntil()) ?? '')).toBeGreaterThan(Date.now() + 50 * minuteMs);
  await tray.click('Resume reminders');
  await expect.poll(pausedUntil).toBeNull();

  await page.getByRole('button', { name: 'Settings' }).first().click();
  const section = page.getByRole('region', { name: 'Reminders' });
  await section.getByLabel('Remind', { exact: false }).first().selectOption('fixed');
  const minutes = section.getByLabel('Minutes before the start', { exact: false });
  await minutes.fill('5 15');
  await minutes.press('Enter');
  await expect
    .poll(async () => JSON.parse(await inProfile('settings.json')).reminderMinutes)
    .toEqual([15, 5]);
  await section.getByLabel('Remind', { exact: false }).first().selectOption('off');
  await expect.poll(() => tray.labels()).not.toContain('Pause reminders for 1 hour');
});
