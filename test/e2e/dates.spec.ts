/**
 * Any day can be reached with the mouse and with the keyboard alone, in the list and on the timeline, and so can
 * today.
 */
import type { Page } from '@playwright/test';
import { violations } from '../support/accessibility.ts';
import { expect, test } from '../support/electronTest.ts';

const dateButton = (page: Page) => page.getByRole('heading', { level: 1 }).getByRole('button');
const agenda = (page: Page) => page.getByRole('region', { name: 'Agenda' });

test('a day a year ahead, and back, with the keyboard alone', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await expect(
    agenda(page)
      .getByRole('button', { name: /Daily stand-up/ })
      .first(),
  ).toBeVisible();
  const today = await dateButton(page).textContent();
  await page.keyboard.press('g');
  await expect(page.getByRole('grid')).toBeVisible();
  expect(await violations(page), 'date sheet').toEqual([]);
  await page.keyboard.press('Shift+PageDown');
  // The week's last day: the first one of January's first week may still be in this year.
  await page.keyboard.press('End');
  const chosen = await page.locator(':focus').getAttribute('aria-label');
  const [, year] = /(\d{4})/.exec(chosen ?? '') ?? [];
  expect(Number(year)).toBeGreaterThan(2000);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toHaveCount(0);
  await expect(dateButton(page)).toContainText(year ?? '');
  await expect(page.getByRole('region', { name: new RegExp(`^Timeline for .*${year}`) })).toBeVisible();
  // The day is at the top of the list, below its heading.
  const name = chosen?.split(/, \d+ event/)[0] ?? '';
  await expect(agenda(page).getByRole('heading', { name })).toBeInViewport();
  // From row to row, beyond what was read at first.
  await page.keyboard.press('j');
  await expect(agenda(page).locator('[data-row]:focus')).toBeVisible();
  for (let pages = 0; pages < 12; pages += 1) await page.keyboard.press('PageDown');
  const row = agenda(page).locator('[data-row]:focus');
  await expect(row).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
  await page.keyboard.press('t');
  await expect(dateButton(page)).toHaveText(today ?? '');
  await expect(page.getByRole('region', { name: 'Now and next' })).toBeInViewport();
  expect(app.pageErrors).toEqual([]);
});

test('the past and the days in between, with the mouse', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await expect(
    agenda(page)
      .getByRole('button', { name: /Daily stand-up/ })
      .first(),
  ).toBeVisible();
  await dateButton(page).click();
  await page.getByRole('button', { name: 'Previous month' }).click();
  const cell = page.getByRole('gridcell').filter({ has: page.getByRole('button', { name: /\d events?$/ }) });
  await cell.first().getByRole('button').click();
  await expect(page.getByRole('grid')).toHaveCount(0);
  const row = agenda(page).locator('[data-row]').first();
  await expect(row).toBeVisible();
  // Earlier days are loaded by scrolling, and what was in view stays in place.
  const scroller = page.locator('[data-scroller]').first();
  const before = await agenda(page).locator('[data-day]').first().getAttribute('data-day');
  await scroller.hover();
  await page.mouse.wheel(0, -100_000);
  await expect
    .poll(async () => agenda(page).locator('[data-day]').first().getAttribute('data-day'))
    .not.toBe(before);
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Now and next' })).toBeInViewport();
  expect(app.pageErrors).toEqual([]);
});

test('a year away, in high contrast and from right to left, is just as accessible', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await expect(
    agenda(page)
      .getByRole('button', { name: /Daily stand-up/ })
      .first(),
  ).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await page.keyboard.press('g');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('Shift+PageDown');
  expect(await violations(page), 'date sheet').toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toHaveCount(0);
  expect(await violations(page), 'a year ahead').toEqual([]);
  const [sheetEdge, width] = await page.evaluate(() => {
    const list = document.querySelector('[data-agenda-list]');
    return [list?.getBoundingClientRect().right ?? 0, innerWidth];
  });
  // In a right-to-left layout the list is on the right.
  expect(sheetEdge).toBeGreaterThan(width * 0.9);
});
