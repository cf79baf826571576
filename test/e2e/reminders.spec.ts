/** Reminders in the running app: notifications over D-Bus, the reminder window, restarts, moved meetings and pauses. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import { nextOpened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { startSessionBus } from '../support/dbus.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { enableWriting } from '../support/enableWriting.ts';
import type { OpenedApp } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { holdClock, inMain } from '../support/inMain.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

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
/** A meeting that begins this many minutes from now. */
const meeting = (id: string, summary: string, minutes: number, more: object = {}): string =>
  google.model.insert(address, { id, summary, ...timesIn(minutes), ...more }).id;

const sync = (page: Page) => page.evaluate(() => window.jarvis.sync.request());
const inProfile = (name: string): Promise<string> => readFile(path.join(profile, name), 'utf8');
/** Answers the last reminder: its window may be gone before the press is completed. */
const answerLast = async (reminder: Page, press: () => Promise<unknown>): Promise<void> => {
  const gone = reminder.waitForEvent('close', { timeout: 0 });
  await Promise.all([gone, press().catch(() => undefined)]);
};
const pressLast = (reminder: Page, name: string): Promise<void> =>
  answerLast(reminder, () => reminder.getByRole('button', { name }).click());
const snoozeLast = (reminder: Page, choice: string): Promise<void> =>
  answerLast(reminder, () => reminder.getByRole('combobox', { name: 'Snooze' }).selectOption(choice));
/** Resolves once the window is as high as what it shows, so that nothing scrolls. */
const expectToFit = async (reminder: Page): Promise<void> => {
  await expect
    .poll(() =>
      reminder.evaluate(() => {
        const content = document.querySelector('[role="log"]')?.getBoundingClientRect().height ?? 0;
        return Math.abs(window.innerHeight - content) <= 1;
      }),
    )
    .toBe(true);
};
const reminderWindow = async (app: LaunchedApp): Promise<Page> => {
  await expect.poll(() => app.app.windows().some((page) => page.url().endsWith('#reminders'))).toBe(true);
  return app.app.windows().find((page) => page.url().endsWith('#reminders'))!;
};

test('a notification shows title and time without markup; its click opens the reminder, and Join joins', async ({
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
  expect(shown?.body).toMatch(/^Starts in [78]\u00a0min\n.*Room &lt;i&gt;1&lt;\/i&gt; &amp; 2$/);

  await tray.invokeAction(shown!.notification, 'default');
  const reminder = await reminderWindow(app);
  await expect(reminder.getByRole('heading')).toHaveText(/Plan.*review/);
  await expect(reminder.getByText('Starts in', { exact: false })).toBeVisible();
  expect(
    await inMain(app.app)(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isAlwaysOnTop()),
    ),
  ).toContain(true);
  await pressLast(reminder, 'Join');
  expect(await nextOpened(app.app, 1)).toBe(`${joinUrl}?authuser=${address}`);

  await expect.poll(() => inProfile('logs/main.log')).toContain('reminders.shown count=1');
  expect(await inProfile('logs/main.log')).not.toMatch(/review/i);
  expect(app.pageErrors).toEqual([]);
});

test('nothing is shown twice after a restart [F21]', async ({ desktop }) => {
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

test('the notification of a moved or cancelled meeting is closed [F22]', async ({ desktop }) => {
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

test('without a notification service the window appears by itself, and a snooze survives a restart', async ({}) => {
  const bus = await startSessionBus();
  try {
    meeting('review', 'Review', 8);
    const { app, page } = await open(bus.env);
    await connectGoogle(app, page);
    const reminder = await reminderWindow(app);
    await expect(reminder.getByRole('heading')).toHaveText('Review');
    await expect(reminder.getByRole('button', { name: 'Join' })).toHaveCount(0);
    await expectToFit(reminder);
    await snoozeLast(reminder, 'Snooze until start');
    const snoozes = async () => JSON.parse(await inProfile('reminders.json')).snoozes;
    await expect.poll(snoozes).toMatchObject([{ eventId: 'review' }]);
    const [snooze] = await snoozes();
    expect(snooze.untilMs).toBe(Date.parse(snooze.start));
    await app.close();
  } finally {
    await bus.stop();
  }
});

test('its brief is shown on demand: what changed, what is needed; a line leads to its meeting', async ({}) => {
  const bus = await startSessionBus();
  try {
    const id = meeting('review', 'Review', 8, { location: 'Apple Room', description: 'Agenda:\n- Budget' });
    meeting('workshop', 'Workshop', 9, { reminders: { useDefault: false, overrides: [] } });
    const { app, page } = await open(bus.env);
    await connectGoogle(app, page);
    const reminder = await reminderWindow(app);
    await page.locator('[data-row]', { hasText: 'Review' }).first().click();
    const lookedAt = () =>
      page.evaluate(
        async ([calendarId, eventId]) => {
          const brief = await window.jarvis.brief.of({ calendarId, eventId });
          return brief.ok ? brief.value.lookedAt : null;
        },
        [address as CalendarId, id as EventId] as const,
      );
    await expect.poll(lookedAt).not.toBeNull();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    google.model.patch(address, id, { location: 'Pear Room' });
    await sync(page);
    await expect(page.locator('[data-row]', { hasText: 'Pear Room' }).first()).toBeVisible();

    // Others may see the screen.
    const brief = reminder.locator('[data-line]');
    await expect(brief).toHaveCount(0);
    await reminder.getByRole('button', { name: 'Show brief' }).click();
    await expect(brief.filter({ hasText: 'Apple Room' })).toBeVisible();
    await expect(brief.getByText('Budget')).toBeVisible();
    await expectToFit(reminder);
    await reminder.getByRole('button', { name: 'Hide brief' }).click();
    await expect(brief).toHaveCount(0);
    await expectToFit(reminder);

    await reminder.getByRole('button', { name: 'Show brief' }).click();
    await inMain(app.app)(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => !window.webContents.getURL().endsWith('#reminders'))
        ?.hide(),
    );
    await brief.getByRole('button', { name: /^Workshop/ }).click();
    await expect(page.getByRole('dialog', { name: 'Workshop' })).toBeVisible();
    await expect(reminder.getByRole('heading', { name: 'Review' })).toBeVisible();
    expect(app.pageErrors).toEqual([]);
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
      // Run twice, it would cause two crashes.
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

test('a snoozed reminder is shown again, and one missed during sleep is shown late [F16]', async ({
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
  await snoozeLast(reminder, 'Snooze 5 min');
  await app.close();

  // As after a night: the snooze's five minutes are over, and reminders were not checked for half an hour.
  const memory = JSON.parse(await inProfile('reminders.json'));
  expect(memory.snoozes[0].untilMs).toBeGreaterThan(Date.now() + 4 * minuteMs);
  memory.snoozes[0].untilMs = Date.now() - 1000;
  memory.watchedUntilMs = Date.now() - 30 * minuteMs;
  await writeFile(path.join(profile, 'reminders.json'), JSON.stringify(memory));
  meeting('standup', 'Standup', -3.5);
  await open(env);
  await expect.poll(() => reviews().length).toBe(2);
  const late = () => tray.notifications.find(({ summary }) => summary === 'Standup')?.body;
  await expect.poll(late).toMatch(/^Started [34]\u00a0min ago/);
});

test('reminders pause and resume from the tray, and the settings choose the rule', async ({ desktop }) => {
  const { tray, env } = desktop;
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  await tray.click('Pause reminders', 'For 1 hour');
  await expect.poll(() => tray.labels()).toContain('Resume reminders');
  const pausedUntil = () =>
    page.evaluate(async () => {
      const reply = await window.jarvis.settings.get();
      return reply.ok ? reply.value.remindersPausedUntil : undefined;
    });
  expect(Date.parse((await pausedUntil()) ?? '')).toBeGreaterThan(Date.now() + 50 * minuteMs);
  await tray.click('Resume reminders');
  await expect.poll(pausedUntil).toBeNull();

  await openSettingsPage(page, 'reminders');
  const section = page.getByRole('region', { name: 'Reminders' });
  await section.getByLabel('Remind', { exact: false }).first().selectOption('fixed');
  const minutes = section.getByLabel('Minutes before start', { exact: false });
  await minutes.fill('5 15');
  await minutes.press('Enter');
  await expect
    .poll(async () => JSON.parse(await inProfile('settings.json')).reminderMinutes)
    .toEqual([15, 5]);
  await section.getByLabel('Remind', { exact: false }).first().selectOption('off');
  await expect.poll(() => tray.labels()).not.toContain('Pause reminders');
});

test('a calendar reminds at its own times, set with the keyboard, and another one at Google’s', async ({
  desktop,
}) => {
  const { tray, env } = desktop;
  const team = 'team@example.com';
  const defaultReminders = [{ method: 'popup' as const, minutes: 10 }];
  google.model.addCalendar({ id: team, summary: 'Team', defaultReminders });
  const nowMs = Date.now();
  const times = timesIn(100);
  google.model.insert(team, { id: 'planning', summary: 'Planning', ...times });
  google.model.insert(address, { id: 'review', summary: 'Review', ...times });
  const { app, page } = await open(env);
  await connectGoogle(app, page);

  await openSettingsPage(page, 'reminders');
  const section = page.getByRole('region', { name: 'Per calendar' });
  const rule = section.getByRole('combobox', { name: 'Team' });
  await rule.focus();
  for (const value of ['google', 'fixed']) {
    await page.keyboard.press('ArrowDown');
    await expect(rule).toHaveValue(value);
  }
  const minutes = section.getByLabel('Minutes before start: Team');
  await minutes.waitFor();
  await page.keyboard.press('Tab');
  await expect(minutes).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('60');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => JSON.parse(await inProfile('settings.json')).reminderCalendars)
    .toMatchObject([{ calendarId: team, rule: 'fixed', minutes: [60] }]);

  const summaries = () =>
    tray.notifications.map(({ summary }) => summary).filter((each) => /Planning|Review/.test(each));
  /** As after a sleep until then. */
  const wakeIn = async (minutesLater: number): Promise<void> => {
    await holdClock(app.app, nowMs + minutesLater * minuteMs);
    await inMain(app.app)(({ powerMonitor }) => powerMonitor.emit('resume'));
  };
  // Reminders that were due before the app first looked are not shown.
  await expect
    .poll(async () => JSON.parse(await inProfile('reminders.json')).watchedUntilMs)
    .toBeGreaterThan(nowMs);
  expect(summaries()).toEqual([]);
  await wakeIn(41);
  await expect.poll(summaries).toEqual(['Planning']);
  await wakeIn(91);
  await expect.poll(summaries).toEqual(['Planning', 'Review']);
});

test('an invitation is answered once with a button of its notification; a stranger’s opens the app instead [O21, X22]', async ({
  desktop,
}) => {
  const { tray, env } = desktop;
  const grace = 'grace@example.com';
  const [guest, own] = [
    { email: grace, organizer: true },
    { email: address, self: true },
  ];
  const invited = (organizer: string, responseStatus: string) => ({
    organizer: { email: organizer },
    attendees: [
      { ...guest, email: organizer, responseStatus: 'accepted' },
      { ...own, responseStatus },
    ],
  });
  google.model.addPerson(grace);
  meeting('earlier', 'Earlier', 300, invited(grace, 'accepted'));
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  await enableWriting(app, page, `google:${address}` as AccountId);
  const undoWithin = (undoSeconds: number): Promise<unknown> =>
    page.evaluate((seconds) => window.jarvis.settings.set({ undoSeconds: seconds }), undoSeconds);
  await undoWithin(30);
  meeting('planning', 'Planning', 8, invited(grace, 'needsAction'));
  meeting('offer', 'Yes: Offer', 9, invited('mallory@example.net', 'needsAction'));
  await sync(page);
  // A new event soon is told as news as well.
  const told = (title: string) =>
    tray.notifications.filter(({ summary, body }) => summary === title && /Starts in/.test(body));
  const buttons = ({ actions }: { readonly actions: readonly string[] }) =>
    actions.filter((_, index) => index % 2 === 1 && index > 1);
  await expect.poll(() => told('Planning').length).toBe(1);
  await expect.poll(() => told('Yes: Offer').length).toBe(1);
  const [planning, offer] = [told('Planning')[0]!, told('Yes: Offer')[0]!];
  expect(buttons(planning)).toEqual(['Yes', 'Maybe', 'No', 'Snooze 5\u00a0min']);
  expect(buttons(offer)).toEqual(['Snooze 5\u00a0min', 'Answer…']);

  // Pressed twice: the second press finds no notification any more.
  await tray.invokeAction(planning.notification, 'button-0');
  await tray.invokeAction(planning.notification, 'button-2');
  await expect.poll(() => told('Planning').length).toBe(2);
  const again = told('Planning')[1]!;
  expect(again.body).toContain('You answered “Yes” to “Planning”');
  expect(buttons(again)).toEqual(['Snooze 5\u00a0min', 'Undo']);
  await tray.invokeAction(again.notification, 'button-1');
  await expect.poll(() => told('Planning').length).toBe(3);
  expect(buttons(told('Planning')[2]!)).toContain('Maybe');
  await undoWithin(5);
  await tray.invokeAction(told('Planning')[2]!.notification, 'button-1');

  await tray.invokeAction(offer.notification, 'button-1');
  await expect(page.getByRole('dialog', { name: 'Yes: Offer' })).toBeVisible();
  const answers = (id: string) =>
    google.model.find(address, id)?.attendees?.find(({ self }) => self)?.responseStatus;
  await expect.poll(() => answers('planning')).toBe('tentative');
  expect(answers('offer')).toBe('needsAction');
  expect(google.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
});

test('the same invitation answered in two windows, and by a double click, is one answer [X22]', async ({}) => {
  const bus = await startSessionBus();
  try {
    const { app, page } = await open(bus.env);
    await connectGoogle(app, page);
    await enableWriting(app, page, `google:${address}` as AccountId);
    // Until all has been looked at, nothing is sent.
    await page.evaluate(() => window.jarvis.settings.set({ undoSeconds: 30 }));
    meeting('planning', 'Planning', 8, {
      organizer: { email: 'grace@example.com' },
      attendees: [
        { email: 'grace@example.com', organizer: true, responseStatus: 'accepted' },
        { email: address, self: true, responseStatus: 'needsAction' },
      ],
    });
    await sync(page);
    const reminder = await reminderWindow(app);
    const inReminder = reminder.getByRole('group', { name: 'Going? Planning' });
    await page.locator('[data-row]', { hasText: 'Planning' }).first().click();
    const inPanel = page.getByRole('dialog', { name: 'Planning' }).getByRole('group', { name: /^Going/ });
    await Promise.all([
      inReminder.getByRole('button', { name: 'Maybe' }).dblclick(),
      inPanel.getByRole('button', { name: 'Maybe' }).dblclick(),
    ]);
    // What one window has answered, the other shows.
    await expect(inPanel.getByRole('button', { name: 'Maybe' })).toHaveAttribute('aria-pressed', 'true');
    await expect(inReminder.getByRole('button', { name: 'Maybe' })).toHaveAttribute('aria-pressed', 'true');
    const waiting = () =>
      page.evaluate(async () => {
        const reply = await window.jarvis.outbox.list();
        return reply.ok ? reply.value.length : -1;
      });
    expect(await waiting()).toBe(1);
    // A preview is good for one submission, whoever makes it.
    const reused = await page.evaluate(async (eventId) => {
      const list = await window.jarvis.outbox.list();
      const ref = list.ok ? list.value[0]?.ref : null;
      if (ref == null) return eventId;
      const draft = { kind: 'respond', ref, scope: 'one', response: 'accepted', comment: null } as const;
      const preview = await window.jarvis.edits.preview({ draft });
      if (!preview.ok) return preview;
      const submit = () =>
        window.jarvis.edits.submit({
          opId: crypto.randomUUID(),
          token: preview.value.token,
          notify: 'all',
        });
      const replies = await Promise.all([submit(), submit()]);
      return replies.map(({ ok }) => ok);
    }, 'planning');
    expect(reused).toEqual([true, false]);
    expect(await waiting()).toBe(1);
    const own = () => google.model.find(address, 'planning')?.attendees?.[1]?.responseStatus;
    await expect.poll(own, { timeout: 60_000 }).toBe('accepted');
    expect(google.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
    await app.close();
  } finally {
    await bus.stop();
  }
});
