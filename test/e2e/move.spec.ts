/** Moving an event to another calendar in the running app over the fake Google. */
import type { Page } from '@playwright/test';
import type { AccountId } from '../../shared/model.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { enableWriting, untilSent } from '../support/enableWriting.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';

const address = 'ada@example.com';
const club = 'club@example.com';
const hourMs = 3_600_000;
const args = ['--lang=en-GB'];

/** An own event that begins with one of the next hours. */
const organise = (google: FakeGoogle, summary: string, more: object = {}): string => {
  const startMs = (Math.ceil(Date.now() / hourMs) + 2) * hourMs;
  return google.model.insert(address, {
    summary,
    start: { dateTime: new Date(startMs).toISOString(), timeZone: 'UTC' },
    end: { dateTime: new Date(startMs + hourMs / 2).toISOString(), timeZone: 'UTC' },
    ...more,
  }).id;
};
const rows = (page: Page, title: string) => page.locator('[data-row]', { hasText: title });
const moves = (google: FakeGoogle) =>
  google.requests.filter(({ endpoint, status }) => endpoint === 'move' && status === 200);
/** Opens an event, and the question to which calendar it is moved. */
const ask = async (page: Page, title: string) => {
  await rows(page, title).first().click();
  const panel = page.getByRole('dialog', { name: title });
  await panel.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('button', { name: 'Move to calendar…' }).click();
  const question = page.getByRole('dialog', { name: 'Move to another calendar' });
  await expect(question.getByRole('combobox', { name: 'Calendar' })).toHaveValue(club);
  return question;
};

test.beforeEach(({ google }) => {
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  google.model.addCalendar({ id: club, summary: 'Book club', backgroundColor: '#0b8043' });
});

test('moved without a network, an event stays moved across a restart, and is moved exactly once', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  const id = organise(google, 'Focus');
  const first = await openWithGoogle({ userDataDir: profile, args });
  await connectGoogle(first.app, first.page);
  await enableWriting(first.app, first.page, `google:${address}` as AccountId);
  await expect(rows(first.page, 'Focus').first()).toBeVisible();
  google.faults.add({ kind: 'reset' }, { times: 10_000 });
  const question = await ask(first.page, 'Focus');
  await question.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(first.page.locator('[data-toast]')).toContainText('“Focus” moved to Book club');
  await expect(rows(first.page, 'Focus').first()).toContainText('Moved, not sent yet');
  await first.app.close();
  expect(google.model.find(address, id)).not.toBeNull();

  const { page } = await openWithGoogle({ userDataDir: profile, args });
  await expect(rows(page, 'Focus').first()).toContainText('Moved, not sent yet');
  google.faults.clear();
  await untilSent(page);
  expect(google.model.find(address, id)).toBeNull();
  expect(google.model.find(club, id)).toMatchObject({ summary: 'Focus' });
  expect(moves(google)).toHaveLength(1);
  await expect(rows(page, 'Focus')).toHaveCount(1);
  await expect(rows(page, 'Focus').first()).not.toContainText('Moved');
});

test('a series with a guest is moved after a question; undone in time it stays, otherwise it goes with one mail [W41, O20]', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  const id = organise(google, 'Weekly', {
    recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    attendees: [
      { email: address, self: true, organizer: true, responseStatus: 'accepted' },
      { email: 'mia@example.com', responseStatus: 'accepted' },
    ],
  });
  const { app, page } = await openWithGoogle({ userDataDir: profile, args });
  await connectGoogle(app, page);
  await enableWriting(app, page, `google:${address}` as AccountId);
  await page.evaluate(() => window.jarvis.settings.set({ undoSeconds: 5 }));
  const move = async (): Promise<void> => {
    const question = await ask(page, 'Weekly');
    await expect(question).toContainText('All events of the series are moved');
    await expect(question).toContainText('mia@example.com');
    await question.getByRole('button', { name: 'Move and tell guests' }).click();
    await expect(page.locator('[data-toast]')).toContainText('“Weekly” moved to Book club');
    await expect(rows(page, 'Weekly').first()).toContainText('Moved, not sent yet');
    await expect(page.getByRole('dialog', { name: 'Weekly' })).toHaveCount(0);
  };
  await move();
  await page.keyboard.press('z');
  await expect(rows(page, 'Weekly').first()).not.toContainText('Moved');
  expect(moves(google)).toEqual([]);

  await move();
  await untilSent(page);
  expect(google.model.find(club, id)).not.toBeNull();
  expect(google.model.mails).toMatchObject([{ kind: 'update', to: 'mia@example.com' }]);
  await rows(page, 'Weekly').first().click();
  await expect(page.getByRole('dialog', { name: 'Weekly' })).toContainText('Book club');
});
