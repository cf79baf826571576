/** The week’s load, the way between two places, and a change that collides: with the sample, out of the box. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/electronTest.ts';

const load = (page: Page) => page.getByRole('dialog', { name: 'Time in meetings' });
const agenda = (page: Page) => page.getByRole('region', { name: 'Agenda' });

test('the load of a week opens with the mouse, goes to another week and closes', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await expect(agenda(page).locator('[data-row]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Time in meetings' }).click();
  await expect(load(page).getByRole('table', { name: 'By day' }).getByRole('row')).toHaveCount(8);
  await expect(load(page)).toContainText('This week');
  await expect(
    load(page)
      .getByRole('row', { name: /^In meetings/ })
      .getByRole('cell')
      .first(),
  ).toHaveText(/\d/);
  await load(page).getByRole('button', { name: 'Next week' }).click();
  await expect(load(page).locator('[data-load="read"]')).not.toContainText('This week');
  // Outside of it.
  await page.mouse.click(5, 400);
  await expect(load(page)).toHaveCount(0);
});

test('the load of a week opens with its key, also in a narrow window, and returns the focus', async ({
  launch,
}) => {
  const app = await launch();
  const page = await app.window();
  await expect(agenda(page).locator('[data-row]').first()).toBeVisible();
  await page.setViewportSize({ width: 360, height: 640 });
  await expect(page.getByRole('button', { name: 'Time in meetings' })).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-row]:focus')).toBeVisible();
  const row = await page.locator(':focus').getAttribute('data-row');
  await page.keyboard.press('l');
  await expect(load(page).getByRole('button', { name: 'Previous week' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(load(page).locator('[data-load="read"]')).not.toContainText('This week');
  await page.keyboard.press('Escape');
  await expect(load(page)).toHaveCount(0);
  await expect(page.locator(':focus')).toHaveAttribute('data-row', row ?? '');
  // With the mouse, the date picker leads there.
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page
    .getByRole('dialog', { name: 'Go to date' })
    .getByRole('button', { name: 'Time in meetings' })
    .click();
  await expect(load(page).getByRole('table', { name: 'By day' }).getByRole('row')).toHaveCount(8);
});

test('the sample has two places close together, and a change that collides', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await agenda(page)
    .getByRole('button', { name: /Guitar lesson/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Guitar lesson' })).toContainText(
    /15.min between Parcel shop and Music school/,
  );
  await expect
    .poll(async () => {
      await page.evaluate(() => window.jarvis.sync.request());
      const reply = await page.evaluate(() => window.jarvis.agenda.changes());
      return reply.ok ? reply.value.map(({ collision }) => collision?.with.title) : [];
    })
    .toContain('Interview: product designer');
  await page.getByRole('button', { name: /^Show \d+ change/ }).click();
  await expect(page.getByRole('dialog', { name: 'Recent changes' })).toContainText(
    'Now overlaps “Interview: product designer”',
  );
});
