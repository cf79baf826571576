/**
 * Creating events in the running app over the fake Google, and on the sample: with the mouse and by keyboard, offline
 * and across a restart, with guests, and with a call.
 */
import type { Page } from '@playwright/test';
import type { AccountId } from '../../shared/model.ts';
import { nextOpened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { enableWriting, waitingIn } from '../support/enableWriting.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';

const address = 'ada@example.com';
const accountId = `google:${address}` as AccountId;

/** What Google has under a title in the person's calendar. */
const atGoogle = (google: FakeGoogle, title: string) =>
  [...google.model.truth(address).singles, ...google.model.truth(address).masters].filter(
    ({ summary }) => summary === title,
  );
const inserts = (google: FakeGoogle): number =>
  google.requests.filter(({ method, endpoint }) => method === 'POST' && endpoint === 'events').length;

/** Opens the dialog by its key and types a line. */
const type = async (page: Page, line: string): Promise<void> => {
  await page.keyboard.press('n');
  const field = page.getByRole('textbox', { name: 'What and when' });
  await expect(field).toBeFocused();
  // At once, as a draft that is restored meanwhile would end up between two keys.
  await field.fill(line);
  await expect(page.locator('dialog mark').first()).toBeVisible();
};
const row = (page: Page, title: string) => page.locator('[data-row]', { hasText: title }).first();

const args = ['--lang=en-GB'];
const open = async (
  openWithGoogle: (options?: object) => Promise<{ readonly app: LaunchedApp; readonly page: Page }>,
  google: FakeGoogle,
  userDataDir: string,
) => {
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  const opened = await openWithGoogle({ userDataDir, args });
  await connectGoogle(opened.app, opened.page);
  await enableWriting(opened.app, opened.page, accountId);
  await undoWithin(opened.page, 5);
  return opened;
};
/** Long where something is undone, however slow the machine is, and short where it is to be sent. */
const undoWithin = (page: Page, undoSeconds: 5 | 30): Promise<unknown> =>
  page.evaluate((seconds) => window.jarvis.settings.set({ undoSeconds: seconds }), undoSeconds);

test('created without a network, it is there at once and after a restart, and reaches Google exactly once', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  const first = await open(openWithGoogle, google, profile);
  google.faults.add({ kind: 'reset' }, { times: 10_000 });
  await type(first.page, 'Lunch with Mia tomorrow 12:30 1h at Café Quince');
  await first.page.keyboard.press('Enter');
  await expect(first.page.getByText('“Lunch with Mia” created')).toBeVisible();
  await expect(row(first.page, 'Lunch with Mia')).toBeVisible();
  await first.app.close();

  const { page } = await openWithGoogle({ userDataDir: profile, args });
  await expect(row(page, 'Lunch with Mia')).toBeVisible();
  expect(atGoogle(google, 'Lunch with Mia')).toEqual([]);
  google.faults.clear();
  await expect
    .poll(async () => {
      await page.evaluate(() => window.jarvis.sync.request());
      return atGoogle(google, 'Lunch with Mia').length;
    })
    .toBe(1);
  await expect
    .poll(async () => {
      await page.evaluate(() => window.jarvis.sync.request());
      return waitingIn(page);
    })
    .toBe(0);
  expect(atGoogle(google, 'Lunch with Mia')).toMatchObject([{ location: 'Café Quince' }]);
  await expect(page.locator('[data-row]', { hasText: 'Lunch with Mia' })).toHaveCount(1);
});

test('guests get mail only if the person chooses it, by keyboard; undone in time, nothing goes out [W41]', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  const { page } = await open(openWithGoogle, google, profile);
  await undoWithin(page, 30);
  await type(page, 'Review tomorrow 10:00 with mia@example.org');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Send invitations?' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await waitingIn(page)).toBe(0);
  const send = page.getByRole('button', { name: 'Send invitations' });
  while (!(await send.evaluate((button) => button === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-toast]')).toContainText('invitations will be sent');
  await page.keyboard.press('z');
  await expect(page.getByText('Event not created')).toBeVisible();
  expect(await waitingIn(page)).toBe(0);
  await expect(page.locator('[data-row]', { hasText: 'Review' })).toHaveCount(0);

  await undoWithin(page, 5);
  await type(page, 'Review tomorrow 11:00 with mia@example.org');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Create without sending' }).click();
  await expect.poll(() => atGoogle(google, 'Review').length).toBe(1);
  expect(google.model.mails).toEqual([]);

  await type(page, 'Retro tomorrow 12:00 with mia@example.org');
  await page.keyboard.press('Enter');
  await send.click();
  await expect.poll(() => atGoogle(google, 'Retro').length).toBe(1);
  expect(google.model.mails).toMatchObject([{ kind: 'invitation', to: 'mia@example.org' }]);
  expect(inserts(google)).toBe(2);
});

test('a call that Google makes later is there once it is made [W33]', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  const { app, page } = await open(openWithGoogle, google, profile);
  google.model.behaviour.conference = 'pending';
  // Until it has been seen that the link is awaited, the app does not hear more of it.
  const seen = Promise.withResolvers<void>();
  google.faults.add(
    { kind: 'held', until: seen.promise },
    { on: ['event', 'events'], when: ({ method }) => method === 'GET', times: Infinity },
  );
  await expect(page.getByRole('button', { name: 'Meet now' })).toBeVisible();
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Control+j');
  await expect.poll(() => atGoogle(google, 'Meeting').length).toBe(1);
  const notice = page.getByRole('group', { name: 'Meet now' });
  await expect(notice).toContainText('Google is making the Meet link…');
  seen.resolve();
  // Before midnight, it goes on tomorrow.
  const rows = page.locator('[data-day]').first().locator('[data-row]', { hasText: 'Meeting' });
  await page.evaluate(() => window.jarvis.sync.request());
  await expect(rows).toHaveCount(1);
  // The app asks again by itself.
  await expect(page.getByRole('button', { name: 'Join Meeting' }).first()).toBeVisible();
  await expect(notice).toContainText('Your meeting is ready.');
  await page.keyboard.press('Control+j');
  await expect(notice.getByRole('button', { name: 'Join your meeting' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await nextOpened(app.app, 2)).toContain('https://meet.google.com/');
  await expect(rows).toHaveCount(1);
  expect(inserts(google)).toBe(1);
});

test('on the sample calendar, drawn on the day and created with the mouse', async ({ launch }) => {
  const app = await launch({ args });
  const page = await app.window();
  await expect(page.getByRole('button', { name: 'New event', exact: true })).toBeVisible();
  await page.evaluate(() => window.jarvis.settings.set({ undoSeconds: 5 }));
  const timeline = page.getByRole('region', { name: /^Timeline for/ });
  await expect(timeline.locator('[data-block]').first()).toBeVisible();
  const axis = timeline.locator('[class*="blocks"]');
  // The sample's meetings are around now. A day on which clocks change has other hours than 24.
  const { hour, hourPx, labels } = await axis.evaluate((area) => {
    const lines = [...(area.parentElement?.querySelectorAll('[class*="hour"]') ?? [])];
    const tops = lines.map((line) => line.getBoundingClientRect().top);
    const px = (tops[1] ?? 0) - (tops[0] ?? 0);
    const blocks = [...area.querySelectorAll('[data-block]')].map((block) => block.getBoundingClientRect());
    const isFree = (top: number): boolean => blocks.every((box) => box.bottom < top || box.top > top + px);
    const free = [...tops.keys()].slice(1, -1).filter((index) => isFree(tops[index] ?? 0));
    return {
      hour: (new Date().getHours() < 12 ? free.at(-1) : free[0]) ?? 0,
      hourPx: px,
      labels: lines.map((line) => line.textContent),
    };
  });
  const times = `${labels[hour]} – ${labels[hour + 1]}`;
  await axis.evaluate((area, top) => area.closest('[data-scroller]')?.scrollTo(0, top), (hour - 1) * hourPx);
  const box = (await axis.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  const x = box.x + box.width / 2;
  const y = (at: number): number => box.y + at * hourPx;
  await page.mouse.move(x, y(hour) + 2);
  await page.mouse.down();
  await page.mouse.move(x, y(hour + 1) - 4, { steps: 4 });
  await expect(page.locator('[data-drawn]')).toContainText(times);
  await page.mouse.up();
  await page.getByRole('textbox', { name: 'What and when' }).fill('Night watch');
  await expect(page.locator('dialog')).toContainText(times);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText('“Night watch” created')).toBeVisible();
  await expect(page.locator('[data-block]', { hasText: 'Night watch' })).toHaveCount(1);
  // It is sent when it can no longer be undone.
  await expect.poll(() => waitingIn(page)).toBe(0);
  await expect(page.locator('[data-block]', { hasText: 'Night watch' })).toHaveCount(1);
});
