/** The brief in the running app: what the sample's next meeting has to tell, by mouse and by keyboard alone. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { en } from '../../shared/messages/en.ts';
import { violations } from '../support/accessibility.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

const words = en.brief;
const title = 'Design review: new checkout';
const lastMeeting = 'Interview: backend engineer';

/** Resolves once what has passed is recorded. */
const recorded = async (app: LaunchedApp): Promise<Page> => {
  const page = await app.window();
  await expect
    .poll(() =>
      page.evaluate(async (name) => {
        const found = await window.jarvis.agenda.search({ query: name });
        const meeting = found.ok ? found.value.occurrences.find((one) => one.title === name) : undefined;
        if (meeting === undefined) return 0;
        const { accountId, calendarId, eventId } = meeting;
        const brief = await window.jarvis.brief.of({ accountId, calendarId, eventId });
        return brief.ok ? brief.value.changed.length : 0;
      }, title),
    )
    .toBeGreaterThan(0);
  return page;
};
/** Marks all else as done: at some hours another of the sample's meetings is now or next. */
const leaveOnly = (page: Page, left: string): Promise<void> =>
  page.evaluate(async (name) => {
    const [from = '', to = ''] = [-24, 2].map((hours) =>
      new Date(Date.now() + hours * 3_600_000).toISOString(),
    );
    const near = await window.jarvis.agenda.list({ from, to });
    for (const { title: each, accountId, calendarId, eventId } of near.ok ? near.value.occurrences : [])
      if (each !== name) {
        const choice = { scope: 'occurrence', level: 'done' } as const;
        await window.jarvis.attention.choose({ accountId, calendarId, eventId, choice });
      }
  }, left);
const open = async (page: Page, name = title): Promise<Locator> => {
  await page.keyboard.press('/');
  await page.getByRole('dialog', { name: 'Search' }).getByRole('combobox').fill(name);
  await page.getByRole('option').filter({ hasText: name }).first().click();
  return page.getByRole('dialog', { name });
};
const briefIn = (panel: Locator): Locator => panel.getByRole('group', { name: words.title });

test('with the mouse: what changed, what is needed, last time; each line leads to its meeting', async ({
  launch,
}) => {
  const page = await recorded(await launch());
  const brief = briefIn(await open(page));
  await expect(brief.getByText('Apple Room, 2nd floor')).toBeVisible();
  await expect(brief.getByText('New guests: Grace')).toBeVisible();
  await expect(brief.locator('ins', { hasText: 'Open questions' })).toBeVisible();
  await expect(brief.getByRole('button', { name: /Checkout drafts/ })).toBeVisible();
  await expect(brief.getByText('Hiring panel: debrief')).toBeVisible();
  await expect(brief.getByText(/^\d+ meetings with these people in the \d+ days kept here$/)).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await brief.getByRole('button', { name: new RegExp(`^${lastMeeting}`) }).click();
  await expect(page.getByRole('dialog', { name: lastMeeting })).toBeVisible();
  // Opened again, it is compared with what was just seen.
  const again = briefIn(await open(page));
  await expect(again.getByText(words.needed)).toBeVisible();
  await expect(again.getByText('Apple Room, 2nd floor')).toHaveCount(0);
});

test('with the keyboard alone: B, Tab and Enter', async ({ launch }) => {
  const page = await recorded(await launch());
  await open(page);
  await page.keyboard.press('b');
  const brief = briefIn(page.getByRole('dialog', { name: title }));
  await expect(brief).toBeFocused();
  const line = brief.getByRole('button', { name: new RegExp(`^${lastMeeting}`) });
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return line.evaluate((element) => element === document.activeElement);
    })
    .toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: lastMeeting })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await expect(page.locator('[data-brief]')).toBeFocused();
});

test('the hero shows it as long before as the person wants; off deletes what is kept', async ({
  launch,
  profile,
}) => {
  const page = await recorded(await launch({ userDataDir: profile }));
  await leaveOnly(page, title);
  const hero = page.getByRole('region', { name: en.next.label });
  await expect(hero).toContainText(title);
  await openSettingsPage(page, 'general');
  await page.getByLabel(words.settings.minutes).selectOption('60');
  await page.keyboard.press('Escape');
  await expect(hero.locator('[data-line]').first()).toBeVisible();
  await hero.getByRole('button', { name: words.all }).click();
  await expect(page.locator('[data-brief]')).toBeFocused();

  const file = path.join(profile, 'history.db');
  expect(existsSync(file)).toBe(true);
  await page.keyboard.press('Escape');
  await openSettingsPage(page, 'general');
  await page.getByLabel(words.settings.minutes).selectOption('0');
  await page.getByLabel(words.settings.history).selectOption('0');
  await expect.poll(() => existsSync(file)).toBe(false);
  await page.keyboard.press('Escape');
  await expect(hero.locator('[data-line]')).toHaveCount(0);
  const brief = briefIn(await open(page));
  await expect(brief.getByText(words.notKept)).toBeVisible();
});

test('a line in another window shows its meeting in this one', async ({ launch }) => {
  const page = await recorded(await launch());
  await page.evaluate(async (name) => {
    const found = await window.jarvis.agenda.search({ query: name });
    const [meeting] = found.ok ? found.value.occurrences : [];
    if (meeting !== undefined)
      await window.jarvis.brief.show({ calendarId: meeting.calendarId, eventId: meeting.eventId });
  }, lastMeeting);
  await expect(page.getByRole('dialog', { name: lastMeeting })).toBeVisible();
});

test('a meeting that was never opened tells what syncs noticed, and so does the list of changes', async ({
  google,
  openWithGoogle,
}) => {
  const me = 'ada@example.com';
  google.model.addCalendar({ id: me, summary: 'Ada', primary: true });
  const startMs = Date.now() + 3 * 3_600_000;
  const guest = (email: string, responseStatus: 'accepted' | 'needsAction', more: object = {}) => ({
    email,
    responseStatus,
    ...more,
  });
  const own = guest(me, 'accepted', { self: true, organizer: true });
  const { id: reviewId } = google.model.insert(me, {
    summary: 'Review',
    start: { dateTime: new Date(startMs).toISOString() },
    end: { dateTime: new Date(startMs + 1_800_000).toISOString() },
    description: 'Draft A',
    attendees: [own, guest('leo@example.com', 'needsAction')],
  });
  const { app, page } = await openWithGoogle();
  await connectGoogle(app, page);
  google.model.patch(me, reviewId, {
    location: 'Pear Room',
    description: '<p>Draft B</p><script>x</script>',
    attendees: [own, guest('leo@example.com', 'accepted'), guest('grace@example.com', 'needsAction')],
    attachments: [{ title: 'Plan', fileUrl: 'https://docs.example.com/plan' }],
  });
  await page.evaluate(() => window.jarvis.sync.request());

  await page.getByRole('button', { name: 'Show 1 change' }).click();
  const list = page.getByRole('dialog', { name: en.changes.title });
  await expect(list.getByRole('button', { name: /Review/ })).toHaveCount(5);
  await expect(list.locator('[data-change="guestsChanged"]')).toContainText('New guests: grace@example.com');
  await expect(list.locator('[data-change="guestsAnswered"]')).toContainText('leo@example.com: Accepted');
  await expect(list.locator('[data-change="descriptionChanged"] ins')).toHaveText('Draft B');
  await expect(list.locator('[data-change="attachmentsChanged"]')).toContainText('New attachments: Plan');

  await list.locator('[data-change="guestsChanged"]').getByRole('button').click();
  const panel = page.getByRole('dialog', { name: 'Review' });
  const brief = briefIn(panel);
  await expect(brief.getByRole('heading', { name: words.changedLately })).toBeVisible();
  await expect(brief.getByText('New guests: grace@example.com')).toBeVisible();
  await expect(brief.locator('ins', { hasText: 'Draft B' })).toBeVisible();
  // The new place is told once, in the notice above.
  await expect(panel.getByRole('list', { name: en.changes.title })).toContainText('Location added');
  await expect(brief.getByText('Pear Room')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});
