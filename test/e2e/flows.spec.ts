/**
 * What people do in the window, each with the mouse and with the keyboard alone: the first run, sync and its changes,
 * calendars, signing out, reminders, the days in a narrow window. Each flow is written once and run with both.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { nextOpened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { resizeContent } from '../support/contentSize.ts';
import type { LaunchOptions } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import type { OpenedApp } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';

const home = 'ada@example.com';
const team = 'team@example.com';
const minuteMs = 60_000;
const joinUrl = 'https://meet.google.com/abc-defg-hij';

interface Hand {
  /** Presses a control; by keyboard with its shortcut where one is given, else by tabbing there. */
  readonly press: (target: Locator, shortcut?: string) => Promise<void>;
  /** Chooses one of a few radio buttons: the next one to the right or left of the chosen one. */
  readonly choose: (group: Locator, name: string, arrow: 'ArrowLeft' | 'ArrowRight') => Promise<void>;
  /** With the keyboard the focus is there and visible; the mouse leaves it where it is. */
  readonly standsOn: (target: Locator) => Promise<void>;
}

const mouse: Hand = {
  press: (target) => target.click(),
  choose: (group, name) => group.getByText(name, { exact: true }).click(),
  standsOn: async () => {},
};

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** A ring around the control, or around its label if the control itself is invisible. */
const expectFocusSeen = async (target: Locator): Promise<void> => {
  await expect(target).toBeFocused();
  const seen = await target.evaluate((element) =>
    [element, element.closest('label')].some((each) => {
      if (each === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      const { width, height, top, bottom } = each.getBoundingClientRect();
      const inSight = width > 4 && height > 4 && top < innerHeight && bottom > 0;
      return inSight && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    }),
  );
  expect(seen, 'the focus can be seen').toBe(true);
};

const tabTo = async (target: Locator): Promise<void> => {
  await expect(target).toBeVisible();
  const { keyboard } = target.page();
  for (let steps = 0; steps < 60 && !(await isFocused(target)); steps += 1) await keyboard.press('Tab');
  await expectFocusSeen(target);
};

const keyboardOnly: Hand = {
  press: async (target, shortcut) => {
    const { keyboard } = target.page();
    if (shortcut !== undefined) return keyboard.press(shortcut);
    await tabTo(target);
    const isBox = await target.evaluate((element) => element.matches('[type="checkbox"]'));
    await keyboard.press(isBox ? 'Space' : 'Enter').catch((error: unknown) => {
      // The last answer closes its window, possibly before the key is released.
      if (!target.page().isClosed()) throw error;
    });
  },
  choose: async (group, name, arrow) => {
    await tabTo(group.locator('input:checked'));
    await group.page().keyboard.press(arrow);
    await expectFocusSeen(group.getByRole('radio', { name }));
  },
  standsOn: expectFocusSeen,
};

let google: FakeGoogle;
test.beforeEach(({ google: ours }) => {
  google = ours;
  const defaultReminders = [{ method: 'popup' as const, minutes: 10 }];
  google.model.addCalendar({ id: home, summary: 'Ada', primary: true, defaultReminders });
  google.model.addCalendar({ id: team, summary: 'Team' });
});

const timesIn = (minutes: number) => {
  const startMs = Date.now() + minutes * minuteMs;
  return {
    start: { dateTime: new Date(startMs).toISOString() },
    end: { dateTime: new Date(startMs + 30 * minuteMs).toISOString() },
  };
};
const meeting = (calendar: string, summary: string, minutes: number, more: object = {}): string =>
  google.model.insert(calendar, { summary, ...timesIn(minutes), ...more }).id;

type Open = (options?: LaunchOptions) => Promise<OpenedApp>;
/** Opens the window as people see it first after installing: only a start from source brings the sample. */
const openAtFirstRun = async (open: Open) => {
  const opened = await open();
  const { page } = opened;
  await expect(page.locator('[data-row]').first()).toBeVisible();
  await page.evaluate(() => window.jarvis.accounts.disconnect({ accountId: 'sample' as never }));
  await expect(welcome(page)).toBeVisible();
  return opened;
};
const openConnected = async (open: Open, options?: LaunchOptions) => {
  const opened = await open(options);
  await connectGoogle(opened.app, opened.page);
  return opened;
};

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const welcome = (page: Page): Locator => page.getByRole('heading', { name: 'Know what’s next' });
const rows = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: 'Agenda' }).locator('[data-row]').filter({ hasText: title });
const accountIds = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const reply = await window.jarvis.accounts.list();
    return reply.ok ? reply.value.map(({ id }) => id) : [];
  });

for (const [name, hand] of Object.entries({ 'by mouse': mouse, 'by keyboard alone': keyboardOnly })) {
  test(`the first run: look around in the sample, ${name}`, async ({ openWithGoogle }) => {
    const { app, page } = await openAtFirstRun(openWithGoogle);
    await hand.press(button(page, 'Explore with a sample calendar'));
    await expect(rows(page, 'Daily stand-up').first()).toBeVisible();
    expect(await accountIds(page)).toEqual(['sample']);
    expect(app.pageErrors).toEqual([]);
  });

  test(`the first run: connect Google, cancel, and connect, ${name}`, async ({ openWithGoogle }) => {
    meeting(home, 'Fictional review', 60);
    const { app, page } = await openAtFirstRun(openWithGoogle);
    const connect = button(page, 'Connect Google Calendar');
    await hand.press(connect);
    await nextOpened(app.app);
    const waiting = page.getByRole('heading', { name: 'Continue in your browser' });
    // What replaced the choice is announced, and the keyboard continues from there.
    await expect(waiting).toBeFocused();
    await hand.press(button(page, 'Cancel'));
    await expect(welcome(page)).toBeFocused();
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await accountIds(page)).toEqual([]);

    await hand.press(connect);
    await fetch(await nextOpened(app.app, 1));
    await expect(rows(page, 'Fictional review').first()).toBeVisible();
    expect(await accountIds(page)).toEqual([`google:${home}`]);
    expect(app.pageErrors).toEqual([]);
  });

  test(`Sync now, and what it changed, ${name}`, async ({ openWithGoogle }) => {
    const id = meeting(home, 'Fictional review', 60);
    const { app, page } = await openConnected(openWithGoogle);
    await expect(rows(page, 'Fictional review').first()).toBeVisible();
    google.model.patch(home, id, timesIn(120));
    await hand.press(button(page, 'Sync now'), 's');
    const news = button(page, 'Show 1 change');
    await hand.press(news);
    const panel = page.getByRole('dialog', { name: 'Recent changes' });
    await expect(panel).toBeFocused();
    const change = panel.getByRole('button', { name: /Fictional review/ });
    await hand.press(change);
    const detail = page.getByRole('dialog', { name: 'Fictional review' });
    await expect(detail).toBeVisible();
    await hand.press(detail.getByRole('button', { name: 'Close' }), 'Escape');
    await expect(detail).toHaveCount(0);
    await hand.standsOn(change);
    await hand.press(panel.getByRole('button', { name: 'Close' }), 'Escape');
    await expect(panel).toHaveCount(0);
    await hand.standsOn(news);
    expect(app.pageErrors).toEqual([]);
  });

  test(`a calendar hidden and shown again removes and brings back its meetings, ${name}`, async ({
    openWithGoogle,
  }) => {
    meeting(home, 'Fictional review', 60);
    meeting(team, 'Made-up retrospective', 90);
    const { app, page } = await openConnected(openWithGoogle);
    const ofTeam = rows(page, 'Made-up retrospective');
    await expect(ofTeam.first()).toBeVisible();
    const settings = button(page, 'Settings');
    const calendar = page.getByRole('checkbox', { name: /^Team/ });
    for (const isShown of [false, true]) {
      await hand.press(settings, 'Control+,');
      await hand.press(calendar);
      await expect(calendar).toBeChecked({ checked: isShown });
      await hand.standsOn(calendar);
      await hand.press(button(page, 'Back'), 'Escape');
      await hand.standsOn(settings);
      await expect(rows(page, 'Fictional review').first()).toBeVisible();
      if (isShown) await expect(ofTeam.first()).toBeVisible();
      else await expect(ofTeam).toHaveCount(0);
    }
    expect(app.pageErrors).toEqual([]);
  });

  test(`disconnecting asks first, can be cancelled, and leads to the first run, ${name}`, async ({
    openWithGoogle,
  }) => {
    meeting(home, 'Fictional review', 60);
    const { app, page } = await openConnected(openWithGoogle);
    await hand.press(button(page, 'Settings'), 'Control+,');
    const disconnect = button(page, `Disconnect ${home}`);
    const question = page.getByRole('alertdialog', { name: `Disconnect ${home}?` });
    await hand.press(disconnect);
    await hand.standsOn(question.getByRole('button', { name: 'Cancel' }));
    // Esc cancels the question but does not close the page with it.
    await hand.press(question.getByRole('button', { name: 'Cancel' }), 'Escape');
    await expect(question).toHaveCount(0);
    await hand.standsOn(disconnect);
    expect(google.oauth.revoked).toEqual([]);

    await hand.press(disconnect);
    await hand.press(question.getByRole('button', { name: 'Disconnect' }));
    await expect(welcome(page)).toBeVisible();
    expect(await accountIds(page)).toEqual([]);
    await expect.poll(() => google.oauth.revoked.length).toBe(1);
    expect(app.pageErrors).toEqual([]);
  });

  test(`reminders are opened from their notifications and answered, ${name}`, async ({
    openWithGoogle,
    desktop,
  }) => {
    test.skip(process.platform !== 'linux', 'The notification service is on D-Bus on Linux only.');
    const { tray, env } = desktop;
    for (const [title, minutes] of [
      ['Review', 8],
      ['Standup', 8.5],
      ['Talk', 9],
    ] as const)
      meeting(home, title, minutes, title === 'Review' ? { hangoutLink: joinUrl } : {});
    const { app } = await openConnected(openWithGoogle, { reminders: true, env });
    const numberOf = (title: string) =>
      tray.notifications.find(({ summary }) => summary === title)?.notification ?? -1;
    for (const title of ['Review', 'Standup', 'Talk']) {
      await expect.poll(() => numberOf(title)).toBeGreaterThan(0);
      await tray.invokeAction(numberOf(title), 'default');
    }
    const windows = (): readonly Page[] =>
      app.app.windows().filter((each) => each.url().endsWith('#reminders'));
    await expect.poll(() => windows().length).toBe(1);
    const page = windows()[0]!;
    const answer = (title: string, choice: string): Locator =>
      page.getByRole('article', { name: title }).getByRole('button', { name: choice });
    await expect(page.getByRole('article')).toHaveCount(3);
    await hand.press(answer('Review', 'Join'));
    expect(await nextOpened(app.app, 1)).toBe(`${joinUrl}?authuser=${home}`);
    await expect(page.getByRole('article')).toHaveCount(2);
    // The answered one is gone: the keyboard continues with the next.
    const snooze = page.getByRole('article', { name: 'Standup' }).getByRole('combobox', { name: 'Snooze' });
    await hand.standsOn(snooze);
    // The system draws its list, which no test can press.
    await snooze.selectOption('Snooze 5 min');
    await expect(page.getByRole('article')).toHaveCount(1);
    // The window may be gone before the press is completed.
    const gone = page.waitForEvent('close', { timeout: 0 });
    await Promise.all([gone, hand.press(answer('Talk', 'Dismiss')).catch(() => undefined)]);
    const file = path.join(app.userDataDir, 'reminders.json');
    await expect.poll(async () => JSON.parse(await readFile(file, 'utf8')).snoozes).toHaveLength(1);
    expect(app.pageErrors).toEqual([]);
  });

  test(`in a narrow window: list or day, the days before and after, and back, ${name}`, async ({
    openWithGoogle,
  }) => {
    const { app, page } = await openWithGoogle();
    await resizeContent(app, page, 360, 640);
    const list = page.locator('[data-row]').first();
    const timeline = page.getByRole('region', { name: /^Timeline for/ });
    await expect(list).toBeVisible();
    await expect(timeline).toBeHidden();
    const group = page.getByRole('radiogroup', { name: 'View' });
    await hand.choose(group, 'Day', 'ArrowRight');
    await expect(timeline).toBeVisible();
    await expect(list).toBeHidden();

    const title = page.getByRole('heading', { level: 1 });
    await hand.press(button(page, 'Next day'));
    await expect(title).toContainText('Tomorrow');
    await hand.press(button(page, 'Previous day'));
    await expect(title).toContainText('Today');
    await hand.press(button(page, 'Previous day'));
    await expect(title).toContainText('Yesterday');
    // There is no room for another button between the days' buttons; the date picker has one for today.
    await hand.press(title.getByRole('button'));
    await hand.press(page.getByRole('dialog').getByRole('button', { name: 'Today', exact: true }));
    await expect(title).toContainText('Today');

    await hand.choose(group, 'List', 'ArrowLeft');
    await expect(list).toBeVisible();
    await expect(timeline).toBeHidden();
    expect(app.pageErrors).toEqual([]);
  });
}
