/** Deleting events in the running app over the fake Google: a series with guests, and offline across a restart. */
import type { Page } from '@playwright/test';
import type { AccountId } from '../../shared/model.ts';
import { googleEnvironment } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { enableWriting, untilSent } from '../support/enableWriting.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { runCommand } from '../support/electronCommand.ts';

const address = 'ada@example.com';
const hourMs = 3_600_000;
const args = ['--lang=en-GB'];

/** An own event that begins with one of the next hours. */
const organise = (google: FakeGoogle, summary: string, hours: number, more: object = {}): string => {
  const startMs = (Math.ceil(Date.now() / hourMs) + hours) * hourMs;
  return google.model.insert(address, {
    summary,
    start: { dateTime: new Date(startMs).toISOString(), timeZone: 'UTC' },
    end: { dateTime: new Date(startMs + hourMs / 2).toISOString(), timeZone: 'UTC' },
    ...more,
  }).id;
};
const guests = [
  { email: address, self: true, organizer: true, responseStatus: 'accepted' },
  { email: 'mia@example.com', responseStatus: 'accepted' },
] as const;

const rows = (page: Page, title: string) => page.locator('[data-row]', { hasText: title });
const open = async (page: Page, title: string): Promise<void> => {
  await rows(page, title).first().click();
  await page.getByRole('dialog', { name: title }).getByRole('button', { name: 'Delete event' }).click();
};

test('a series with a guest is deleted after a question; undone in time it stays, otherwise it goes with one mail [W41, O20]', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  const weekly = organise(google, 'Weekly', 2, {
    recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    attendees: guests,
  });
  organise(google, 'Other', 3);
  const { app, page } = await openWithGoogle({ userDataDir: profile, args });
  await connectGoogle(app, page);
  await enableWriting(app, page, `google:${address}` as AccountId);
  // Time enough to undo, however slow the machine is.
  await page.evaluate(() => window.jarvis.settings.set({ undoSeconds: 30 }));

  const deleteAll = async (): Promise<void> => {
    await open(page, 'Weekly');
    const dialog = page.locator('dialog');
    await expect(dialog).toContainText('Delete recurring event?');
    await expect(dialog).toContainText('mia@example.com');
    await dialog.getByText('All events').click();
    await expect(dialog).toContainText('The whole series is deleted');
    await dialog.getByRole('button', { name: 'Delete and send cancellations' }).click();
    await expect(page.locator('[data-toast]')).toContainText('“Weekly” deleted');
    await expect(rows(page, 'Weekly')).toHaveCount(0);
    await expect(page.getByRole('dialog', { name: 'Weekly' })).toHaveCount(0);
  };
  await deleteAll();
  await page.keyboard.press('z');
  await expect(rows(page, 'Weekly').first()).toBeVisible();
  expect(google.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);

  await page.evaluate(() => window.jarvis.settings.set({ undoSeconds: 5 }));
  await deleteAll();
  await untilSent(page);
  expect(google.model.find(address, weekly)).toBeNull();
  expect(google.model.mails).toMatchObject([{ kind: 'cancellation', to: 'mia@example.com' }]);
  await expect(rows(page, 'Other').first()).toBeVisible();
  await expect(rows(page, 'Weekly')).toHaveCount(0);
});

test('deleted without a network, an event stays away across a restart and is deleted exactly once', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  const id = organise(google, 'Focus', 2);
  organise(google, 'Other', 3);
  const first = await openWithGoogle({ userDataDir: profile, args });
  await connectGoogle(first.app, first.page);
  await enableWriting(first.app, first.page, `google:${address}` as AccountId);
  await expect(rows(first.page, 'Focus').first()).toBeVisible();
  google.faults.add({ kind: 'reset' }, { times: 10_000 });
  await open(first.page, 'Focus');
  await expect(first.page.locator('[data-toast]')).toContainText('“Focus” deleted');
  await first.app.close();
  expect(google.model.find(address, id)).not.toBeNull();

  const { page } = await openWithGoogle({ userDataDir: profile, args });
  await expect(rows(page, 'Other').first()).toBeVisible();
  await expect(rows(page, 'Focus')).toHaveCount(0);
  google.faults.clear();
  await untilSent(page);
  expect(google.model.find(address, id)).toBeNull();
  expect(google.requests.filter(({ method, status }) => method === 'DELETE' && status === 204)).toHaveLength(
    1,
  );
});

test('`sync` on the command line sends what waits while the app is closed, or says that it waits [O13]', async ({
  google,
  profile,
  openWithGoogle,
}) => {
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  const id = organise(google, 'Focus', 2);
  const { app, page } = await openWithGoogle({ userDataDir: profile, args });
  await connectGoogle(app, page);
  await enableWriting(app, page, `google:${address}` as AccountId);
  await expect(rows(page, 'Focus').first()).toBeVisible();
  const executable = app.app.process().spawnfile;
  const removeFault = google.faults.add(
    { kind: 'status', status: 503 },
    { on: 'event', when: ({ method }) => method === 'DELETE', times: 10_000 },
  );
  await open(page, 'Focus');
  await expect(page.locator('[data-toast]')).toContainText('“Focus” deleted');
  await app.close();

  const sync = () =>
    runCommand(executable, ['sync', `--user-data-dir=${profile}`], googleEnvironment(google));
  const waits = await sync();
  expect(waits.out + waits.err).toContain('1 change waiting');
  expect(google.model.find(address, id)).not.toBeNull();
  removeFault();
  await expect
    .poll(async () => (await sync(), google.model.find(address, id)), { timeout: 60_000 })
    .toBeNull();
  expect((await sync()).out).not.toContain('waiting');
});
