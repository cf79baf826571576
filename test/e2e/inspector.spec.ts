/** The sync inspector and the list of changes, with the sample in the running app. */
import type { Page } from '@playwright/test';
import { violations } from '../support/accessibility.ts';
import { openSettingsPage, turnToPage } from '../support/settingsPages.ts';
import { inMain } from '../support/inMain.ts';
import { expect, test } from '../support/electronTest.ts';

/** What the sample brings with its first incremental listing: a meeting about an hour from now. */
const firstChange = 'Quick sync: payment errors';

const firstSync = (page: Page): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(async () => {
        const reply = await window.jarvis.sync.status();
        return reply.ok && reply.value.phase === 'idle' && reply.value.lastSuccessAt !== null;
      }),
    )
    .toBe(true);

const openSettings = async (page: Page): Promise<void> => {
  await openSettingsPage(page, 'sync');
  await page.getByRole('button', { name: 'Show details' }).click();
};

/** Every text from the calendars: titles, places, people, calendars' names and ids. */
const calendarWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const words: (string | null | undefined)[] = [];
    const from = new Date(Date.now() - 7 * 86_400_000).toISOString();
    const to = new Date(Date.now() + 21 * 86_400_000).toISOString();
    const page = await window.jarvis.agenda.list({ from, to });
    for (const each of page.ok ? page.value.occurrences : []) {
      words.push(each.title, each.location, each.joinUrl, each.eventId, each.calendarId);
    }
    const first = page.ok ? page.value.occurrences.slice(0, 20) : [];
    for (const { accountId, calendarId, eventId } of first) {
      const detail = await window.jarvis.agenda.get({ accountId, calendarId, eventId });
      if (detail.ok) words.push(...detail.value.attendees.flatMap(({ email, name }) => [email, name]));
    }
    const calendars = await window.jarvis.calendars.list();
    // “Work” and the like may be part of other words, so only unmistakable names are looked for.
    for (const { id, name } of calendars.ok ? calendars.value : []) words.push(id, name);
    return [...new Set(words.filter((word) => word != null && word.length > 4))] as string[];
  });

test('the inspector shows passes, a check without drift, and figures that name nobody', async ({
  launch,
}) => {
  const app = await launch();
  const page = await app.window();
  await firstSync(page);
  await openSettings(page);

  const inspector = page.getByRole('region', { name: 'Sync status' });
  await expect(inspector.getByRole('heading', { name: 'Sample calendar' })).toBeVisible();
  await expect(inspector.getByText(/^Synced .* events/).first()).toBeVisible();

  const passes = page.getByRole('table', { name: 'Recent syncs' });
  await expect(passes.getByRole('row').nth(1)).toContainText('Account connected');
  await expect(passes.getByRole('row').nth(1)).toContainText('Done');

  await inspector.getByRole('button', { name: 'Run full check' }).click();
  await expect(inspector.getByText(/^Checked \d+ calendars?: no differences$/)).toBeVisible();
  await expect(inspector.getByText(/Checked just now: no differences/).first()).toBeVisible();
  await expect(passes.getByRole('row').nth(1)).toContainText('Full check');

  expect(await violations(page)).toEqual([]);

  await turnToPage(page, 'about');
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByText('Copied to the clipboard')).toBeVisible();
  const copied = await inMain(app.app)(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('account 1 / calendar 1');
  expect(copied).toContain('last passes:');
  const words = await calendarWords(page);
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter((word) => copied.includes(word))).toEqual([]);
  expect(copied).not.toContain('@');
  expect(app.pageErrors).toEqual([]);
});

test('a change is shown after Sync now: in the bar, in the list, on its row and in the meeting', async ({
  launch,
}) => {
  const app = await launch();
  const page = await app.window();
  await firstSync(page);
  // The first full sync reports none.
  await expect(page.getByRole('button', { name: /^Show .* change/ })).toHaveCount(0);
  // Only once: a second pass a second later would bring the sample's next change.
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('button', { name: 'Show 1 change' })).toBeVisible();
  await expect(page.locator('[data-row]', { hasText: firstChange })).toContainText('New');

  await page.getByRole('button', { name: 'Show 1 change' }).click();
  const list = page.getByRole('dialog', { name: 'Recent changes' });
  await list.getByRole('button', { name: firstChange }).click();
  const meeting = page.getByRole('dialog', { name: firstChange });
  await expect(meeting.getByRole('list', { name: 'Recent changes' })).toContainText('Added');
  await page.keyboard.press('Escape');
  await expect(meeting).toHaveCount(0);
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show 1 change' })).toBeFocused();

  await openSettings(page);
  await expect(page.getByRole('region', { name: 'Recent changes' })).toContainText(firstChange);
  expect(app.pageErrors).toEqual([]);
});
