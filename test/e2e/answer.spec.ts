/**
 * Answering invitations in the running app over the fake Google: by keyboard and with the mouse, offline and across a
 * restart, exactly once; conflicts, and a refused consent.
 */
import type { Page } from '@playwright/test';
import type { AccountId } from '../../shared/model.ts';
import { nextOpened, opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { enableWriting, untilSent, waitingIn } from '../support/enableWriting.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

const address = 'ada@example.com';
const grace = 'grace@example.com';
const accountId = `google:${address}` as AccountId;
const hourMs = 3_600_000;

let google: FakeGoogle;
let launched: LaunchedApp;
let launch: () => Promise<Page>;

test.beforeEach(({ google: ours, profile, openWithGoogle }) => {
  google = ours;
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  google.model.addPerson(grace);
  launch = async () => {
    const { app, page } = await openWithGoogle({ userDataDir: profile, args: ['--lang=en-GB'] });
    launched = app;
    return page;
  };
});

/** An invitation that begins so many hours after the next full one. */
const invite = (id: string, summary: string, hours: number): void => {
  const startMs = (Math.ceil(Date.now() / hourMs) + hours) * hourMs;
  google.model.insert(address, {
    id,
    summary,
    start: { dateTime: new Date(startMs).toISOString() },
    end: { dateTime: new Date(startMs + hourMs / 2).toISOString() },
    organizer: { email: grace },
    attendees: [
      { email: grace, organizer: true, responseStatus: 'accepted' },
      { email: 'linus@example.com', responseStatus: 'tentative' },
      { email: address, self: true, responseStatus: 'needsAction' },
    ],
  });
};
const guests = (id: string): readonly (string | undefined)[] =>
  (google.model.find(address, id)?.attendees ?? []).map(({ responseStatus }) => responseStatus);
const patches = (): number =>
  google.requests.filter(({ method, status }) => method === 'PATCH' && status === 200).length;

const open = async (): Promise<Page> => {
  const page = await launch();
  await connectGoogle(launched, page);
  await enableWriting(launched, page, accountId);
  await undoWithin(page, 5);
  return page;
};
/** Long where something is undone, however slow the machine is, and short where it is to be sent. */
const undoWithin = (page: Page, undoSeconds: 5 | 30): Promise<unknown> =>
  page.evaluate((seconds) => window.jarvis.settings.set({ undoSeconds: seconds }), undoSeconds);
const sync = (page: Page) => page.evaluate(() => window.jarvis.sync.request());
const row = (page: Page, title: string) => page.locator('[data-row]', { hasText: title }).first();
const answersIn = (page: Page, title: string) =>
  page.locator('li', { has: page.locator('[data-row]', { hasText: title }) }).getByRole('group');

test('invitations answered by keyboard without a network are kept over a restart, and sent exactly once', async () => {
  invite('budget', 'Budget call', 20);
  invite('planning', 'Planning', 22);
  let page = await open();
  await expect(page.getByRole('button', { name: '2 invitations to answer' })).toBeVisible();
  google.faults.add({ kind: 'reset' }, { times: 10_000 });
  await page.keyboard.press('i');
  const inbox = page.getByRole('dialog', { name: 'Invitations' });
  await expect(inbox.getByRole('group', { name: 'Going? Budget call' })).toBeVisible();
  await page.keyboard.press('y');
  await expect(inbox.getByRole('button', { name: /^Planning/ })).toBeFocused();
  await page.keyboard.press('n');
  await expect(inbox.getByText('No invitations to answer.')).toBeVisible();
  await expect(row(page, 'Budget call')).toContainText('Not sent yet');
  await expect.poll(() => waitingIn(page)).toBe(2);
  await launched.close();

  page = await launch();
  await expect(row(page, 'Budget call')).toContainText('Not sent yet');
  await expect(page.getByRole('button', { name: /^2 changes? (waiting|not sent)$/ })).toBeVisible();
  expect([guests('budget'), patches()]).toEqual([['accepted', 'tentative', 'needsAction'], 0]);
  google.faults.clear();
  await untilSent(page);
  expect(guests('budget')).toEqual(['accepted', 'tentative', 'accepted']);
  expect(guests('planning')).toEqual(['accepted', 'tentative', 'declined']);
  expect(patches()).toBe(2);
  await expect(row(page, 'Budget call')).not.toContainText('Not sent yet');
  await expect(page.getByRole('button', { name: /to answer$/ })).toHaveCount(0);
});

test('a double click in the list is one answer and one mail, and Undo takes one back', async () => {
  invite('budget', 'Budget call', 20);
  invite('planning', 'Planning', 22);
  const page = await open();
  await undoWithin(page, 30);
  await row(page, 'Planning').hover();
  await answersIn(page, 'Planning').getByRole('button', { name: 'No' }).click();
  await page.locator('[data-toast]').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => waitingIn(page)).toBe(0);
  await expect(row(page, 'Planning')).toContainText('Not responded');

  await undoWithin(page, 5);
  await row(page, 'Budget call').hover();
  await answersIn(page, 'Budget call').getByRole('button', { name: 'Yes' }).dblclick();
  await expect(page.locator('[data-toast]')).toContainText('You answered “Yes” to “Budget call”');
  await expect.poll(() => guests('budget')).toEqual(['accepted', 'tentative', 'accepted']);
  await untilSent(page);
  expect(patches()).toBe(1);
  expect(google.model.mails.filter(({ kind }) => kind === 'response')).toHaveLength(1);
  expect(guests('planning')).toEqual(['accepted', 'tentative', 'needsAction']);
});

for (const keep of ['mine', 'theirs'] as const)
  test(`a meeting that moved while the answer waited is asked about, and ${keep} is kept`, async () => {
    invite('budget', 'Budget call', 20);
    const page = await open();
    await expect(row(page, 'Budget call')).toBeVisible();
    google.faults.add({ kind: 'reset' }, { times: 10_000 });
    await row(page, 'Budget call').click();
    const panel = page.getByRole('dialog', { name: 'Budget call' });
    await panel.getByRole('button', { name: 'Add note' }).click();
    await panel.getByLabel('Note', { exact: true }).fill('Running late');
    await panel.getByRole('group').getByRole('button', { name: 'Maybe' }).click();
    await expect(panel.getByText('Not sent yet')).toBeVisible();
    const startMs = (Math.ceil(Date.now() / hourMs) + 30) * hourMs;
    google.model.patch(address, 'budget', {
      start: { dateTime: new Date(startMs).toISOString() },
      end: { dateTime: new Date(startMs + hourMs).toISOString() },
    });
    google.faults.clear();
    const shown = page.getByRole('button', { name: /^1 changes? (waiting|not sent)$/ });
    await expect
      .poll(async () => {
        await sync(page);
        return shown.textContent();
      })
      .toContain('1 change not sent');
    await shown.click();
    const list = page.getByRole('dialog', { name: 'Changes on their way' });
    await expect(list).toContainText('Note: Running late');
    await expect(list).toContainText('changed in Google Calendar in the meantime');
    expect(patches()).toBe(0);
    const name = keep === 'mine' ? /^Keep mine/ : /^Keep Google’s/;
    await list.getByRole('button', { name }).press('Enter');
    await untilSent(page);
    await expect(list.getByText('Everything has been sent.')).toBeVisible();
    const own = google.model.find(address, 'budget')?.attendees?.find(({ email }) => email === address);
    expect([own?.responseStatus, own?.comment, patches()]).toEqual(
      keep === 'mine' ? ['tentative', 'Running late', 1] : ['needsAction', undefined, 0],
    );
  });

test('writing is turned on in the settings; a refusal leaves it off, and everything is read as before', async () => {
  invite('budget', 'Budget call', 20);
  const page = await launch();
  await connectGoogle(launched, page);
  await openSettingsPage(page, 'writing');
  const toggle = page.getByRole('checkbox', { name: address });
  const consent = async (): Promise<void> => {
    const before = (await opened(launched.app)).length;
    await toggle.press('Space');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Continue to Google' }).press('Enter');
    await fetch(await nextOpened(launched.app, before));
  };
  google.oauth.settings.consent = 'denied';
  await consent();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(toggle).not.toBeChecked();
  google.oauth.settings.consent = 'granted';
  await consent();
  await expect(toggle).toBeChecked();
  await expect(page.getByText('On for the calendars you own')).toBeVisible();
  await page.keyboard.press('Escape');
  await row(page, 'Budget call').click();
  const panel = page.getByRole('dialog', { name: 'Budget call' });
  await expect(panel.getByRole('group', { name: 'Going? Budget call' })).toBeVisible();

  await openSettingsPage(page, 'writing');
  await toggle.click();
  await expect(page.getByText('Off. The app only reads this account.')).toBeVisible();
  await page.keyboard.press('Escape');
  await row(page, 'Budget call').click();
  await expect(panel.getByRole('button', { name: /^Respond in Google Calendar/ })).toBeVisible();
  expect(patches()).toBe(0);
});
