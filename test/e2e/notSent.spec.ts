/** Changes that Google refuses or that wait, in the running app: the list of them, in German, and a second start. */
import type { Page } from '@playwright/test';
import type { AccountId } from '../../shared/model.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { enableWriting, untilSent } from '../support/enableWriting.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { inMain } from '../support/inMain.ts';

const address = 'ada@example.com';
const grace = 'grace@example.com';
const accountId = `google:${address}` as AccountId;
const hourMs = 3_600_000;
type Open = (options: object) => Promise<{ readonly app: LaunchedApp; readonly page: Page }>;

const open = async (openWithGoogle: Open, userDataDir: string) => {
  const opened = await openWithGoogle({ userDataDir, args: ['--lang=en-GB'] });
  await connectGoogle(opened.app, opened.page);
  await enableWriting(opened.app, opened.page, accountId);
  await opened.page.evaluate(() => window.jarvis.settings.set({ undoSeconds: 5 }));
  return opened;
};
const texts = {
  en: { new: 'New event', line: 'What and when', create: 'Create' },
  de: { new: 'Neuer Termin', line: 'Was und wann', create: 'Anlegen' },
} as const;
/** Creates an event from a typed line. */
const create = async (
  page: Page,
  line: string,
  said: string,
  language: 'en' | 'de' = 'en',
): Promise<void> => {
  const words = texts[language];
  await page.getByRole('button', { name: words.new, exact: true }).click();
  await page.getByRole('textbox', { name: words.line }).fill(line);
  await expect(page.locator('dialog mark').first()).toBeVisible();
  await page.getByRole('button', { name: words.create, exact: true }).click();
  await expect(page.locator('[data-toast]')).toContainText(said);
};
const row = (page: Page, title: string) => page.locator('[data-row]', { hasText: title });
const atGoogle = ({ model }: FakeGoogle, title: string): number =>
  model.truth(address).singles.filter(({ summary }) => summary === title).length;
const inserts = ({ requests }: FakeGoogle): number =>
  requests.filter(
    ({ method, endpoint, status }) => method === 'POST' && endpoint === 'events' && status === 200,
  ).length;
/** Google refuses every change for good. */
const refuse = ({ faults }: FakeGoogle) =>
  faults.add(
    { kind: 'status', status: 403, body: '403_forbiddenForNonOrganizer' },
    { on: ['events', 'event'], when: ({ method }) => method !== 'GET', times: 10_000 },
  );

test.beforeEach(({ google }) => {
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  google.model.addPerson(grace);
});

test('new events that Google refuses stay in the list with their text across a restart; one is tried again, one discarded [O12]', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  const first = await open(openWithGoogle, profile);
  const permit = refuse(google);
  await create(first.page, 'Lunch tomorrow 12:30 1h at Café Quince', '“Lunch” created');
  await create(first.page, 'Yoga tomorrow 18:00', '“Yoga” created');
  const refused = first.page.getByRole('button', { name: '2 changes not sent' });
  await expect(refused).toBeVisible({ timeout: 30_000 });
  await first.app.close();

  const { app, page } = await openWithGoogle({ userDataDir: profile, args: ['--lang=en-GB'] });
  await page.getByRole('button', { name: '2 changes not sent' }).click();
  const list = page.getByRole('dialog', { name: 'Changes on their way' });
  const lunch = list.locator('[data-waiting]', { hasText: 'Lunch' });
  await expect(lunch).toContainText('Only the organizer can change this event.');
  await expect(lunch).toContainText('Café Quince');
  await lunch.getByRole('button', { name: 'Copy text' }).click();
  const clipboard = (): Promise<string> => inMain(app.app)(({ clipboard: board }) => board.readText());
  await expect.poll(clipboard).toContain('Café Quince');
  expect(await clipboard()).toMatch(/^Lunch\n/);
  // What Google refused is not shown as if it took place.
  await expect(row(page, 'Lunch')).toHaveCount(0);

  const yoga = list.locator('[data-waiting]', { hasText: 'Yoga' });
  await yoga.getByRole('button', { name: 'Discard…: Yoga' }).click();
  await expect(yoga).toContainText('what you typed is lost');
  await yoga.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(yoga).toHaveCount(0);

  permit();
  await lunch.getByRole('button', { name: 'Try again: Lunch' }).click();
  await expect.poll(() => atGoogle(google, 'Lunch')).toBe(1);
  await untilSent(page);
  await expect(list).toContainText('Everything has been sent.');
  await expect(row(page, 'Lunch')).toHaveCount(1);
  expect([atGoogle(google, 'Lunch'), atGoogle(google, 'Yoga'), inserts(google)]).toEqual([1, 0, 1]);
});

test('in German: an invitation is answered, an event created, and the list says what was not sent', async ({
  google,
  profile,
  openWithGoogle,
}, testInfo) => {
  const startMs = (Math.ceil(Date.now() / hourMs) + 20) * hourMs;
  google.model.insert(address, {
    summary: 'Budget',
    start: { dateTime: new Date(startMs).toISOString() },
    end: { dateTime: new Date(startMs + hourMs / 2).toISOString() },
    organizer: { email: grace },
    attendees: [
      { email: grace, organizer: true, responseStatus: 'accepted' },
      { email: address, self: true, responseStatus: 'needsAction' },
    ],
  });
  const { page } = await open(openWithGoogle, profile);
  await page.evaluate(() => window.jarvis.settings.set({ language: 'de' }));
  await expect(page.getByRole('button', { name: 'Neuer Termin', exact: true })).toBeVisible();
  refuse(google);
  await expect(row(page, 'Budget').first()).toBeVisible();
  await row(page, 'Budget').first().click();
  const panel = page.getByRole('dialog', { name: 'Budget' });
  await panel.getByRole('button', { name: 'Ja', exact: true }).click();
  await expect(page.locator('[data-toast]')).toContainText('„Budget“');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await create(page, 'Mittagessen morgen 12:30 Uhr 1 Stunde', '„Mittagessen“ angelegt', 'de');
  const decide = page.getByRole('button', { name: '2 Änderungen nicht gesendet' });
  await expect(decide).toBeVisible({ timeout: 30_000 });
  await decide.click();
  const list = page.getByRole('dialog', { name: 'Änderungen unterwegs' });
  const lunch = list.locator('[data-waiting]', { hasText: 'Mittagessen' });
  await expect(lunch).toContainText('Nicht gesendet');
  await expect(lunch.getByRole('button', { name: 'Erneut versuchen: Mittagessen' })).toBeVisible();
  const answer = list.locator('[data-waiting]', { hasText: 'Budget' });
  await expect(answer).toContainText('Ihre Antwort: Ja');
  await testInfo.attach('list', { body: await page.screenshot(), contentType: 'image/png' });

  google.faults.clear();
  await lunch.getByRole('button', { name: 'Erneut versuchen: Mittagessen' }).click();
  await answer.getByRole('button', { name: 'Erneut versuchen: Budget' }).click();
  await untilSent(page);
  await expect(list).toContainText('Alles wurde gesendet.');
  expect([atGoogle(google, 'Mittagessen'), inserts(google)]).toEqual([1, 1]);
  expect(
    google.model.truth(address).singles.find(({ summary }) => summary === 'Budget')?.attendees,
  ).toMatchObject([{ responseStatus: 'accepted' }, { responseStatus: 'accepted' }]);
});
