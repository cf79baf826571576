/** What the window shows while an account's calendars are loaded for the first time. */
import type { Page } from '@playwright/test';
import { signIn } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';

const home = 'ada@example.com';
const team = 'team@example.com';

const agenda = (page: Page) => page.getByRole('region', { name: 'Agenda' });

test('while Google replies slowly, the window says that it is loading and shows what has come', async ({
  google,
  openWithGoogle,
}) => {
  const answers = [home, team].map((calendarId) => {
    const answer = Promise.withResolvers<void>();
    google.model.addCalendar({ id: calendarId, summary: calendarId, primary: calendarId === home });
    google.faults.add({ kind: 'held', until: answer.promise }, { on: 'events', calendarId, times: Infinity });
    return answer;
  });
  const startMs = Date.now() + 3_600_000;
  google.model.insert(home, {
    summary: 'Fictional review',
    start: { dateTime: new Date(startMs).toISOString() },
    end: { dateTime: new Date(startMs + 1_800_000).toISOString() },
  });

  // The sample has been synced, the new account has not.
  const { app, page } = await openWithGoogle();
  await expect(agenda(page).locator('[data-row]').first()).toBeVisible();
  await expect(page.getByText(/^Synced|^Up to date/).first()).toBeVisible();
  expect(await signIn(app, page)).toMatchObject({ ok: true });
  const loading = agenda(page).getByText('Loading your calendar…');
  await expect(agenda(page).getByRole('heading', { name: 'Loading your calendar…' })).toBeVisible();
  await expect(page.getByText(/^No events/)).toHaveCount(0);

  // The first calendar has come, the second one has not.
  answers[0]?.resolve();
  await expect(agenda(page).locator('[data-row]', { hasText: 'Fictional review' })).toBeVisible();
  await expect(loading).toBeVisible();
  await expect(page.getByText(/^No events/)).toHaveCount(0);

  answers[1]?.resolve();
  await expect(loading).toHaveCount(0);
  expect(app.pageErrors).toEqual([]);
});
