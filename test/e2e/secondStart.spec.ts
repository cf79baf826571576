/** A second start of the app while changes wait to be sent. */
import type { Page } from '@playwright/test';
import type { AccountId } from '../../shared/model.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { enableWriting, untilSent, waitingIn } from '../support/enableWriting.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { startAgain } from '../support/secondStart.ts';

const address = 'ada@example.com';
const accountId = `google:${address}` as AccountId;
type Open = (options: object) => Promise<{ readonly app: LaunchedApp; readonly page: Page }>;

const open = async (openWithGoogle: Open, userDataDir: string) => {
  const opened = await openWithGoogle({ userDataDir, args: ['--lang=en-GB'] });
  await connectGoogle(opened.app, opened.page);
  await enableWriting(opened.app, opened.page, accountId);
  await opened.page.evaluate(() => window.jarvis.settings.set({ undoSeconds: 5 }));
  return opened;
};
/** Creates an event from a typed line. */
const create = async (page: Page, line: string, said: string): Promise<void> => {
  await page.getByRole('button', { name: 'New event', exact: true }).click();
  await page.getByRole('textbox', { name: 'What and when' }).fill(line);
  await expect(page.locator('dialog mark').first()).toBeVisible();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.locator('[data-toast]')).toContainText(said);
};
const row = (page: Page, title: string) => page.locator('[data-row]', { hasText: title });
const atGoogle = ({ model }: FakeGoogle, title: string): number =>
  model.truth(address).singles.filter(({ summary }) => summary === title).length;
const inserts = ({ requests }: FakeGoogle): number =>
  requests.filter(
    ({ method, endpoint, status }) => method === 'POST' && endpoint === 'events' && status === 200,
  ).length;

test.beforeEach(({ google }) => {
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
});

test('a second start of the app while changes wait ends at once, and nothing is sent twice', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  const { app, page } = await open(openWithGoogle, profile);
  const online = google.faults.add(
    { kind: 'reset' },
    { on: ['events', 'event'], when: ({ method }) => method !== 'GET', times: 10_000 },
  );
  await create(page, 'Lunch tomorrow 12:30', '“Lunch” created');
  await create(page, 'Yoga tomorrow 18:00', '“Yoga” created');
  await startAgain(app);
  expect(await waitingIn(page)).toBe(2);
  online();
  // Another one while they are sent.
  await Promise.all([startAgain(app), untilSent(page)]);
  await expect(row(page, 'Lunch')).toHaveCount(1);
  expect([atGoogle(google, 'Lunch'), atGoogle(google, 'Yoga'), inserts(google)]).toEqual([1, 1, 2]);
});
