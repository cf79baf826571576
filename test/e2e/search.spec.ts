/** Searching in the running app: results appear while typing, with the mouse and with the keyboard alone. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from '../support/accessibility.ts';
import { resizeContent } from '../support/contentSize.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';

/** Saves a picture to look at, if a folder is given. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['JARVIS_LOOK'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
};

const synced = async (app: LaunchedApp): Promise<Page> => {
  const page = await app.window();
  await expect(page.getByText('Up to date').or(page.getByText('Synced')).first()).toBeVisible();
  return page;
};

test('with the mouse: titles, places, people and descriptions are found, and a result opens on its day', async ({
  launch,
}) => {
  const app = await launch();
  const page = await synced(app);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  const field = dialog.getByRole('combobox');
  const options = dialog.getByRole('option');
  await expect(field).toBeFocused();

  await field.pressSequentially('quince hall', { delay: 15 });
  await expect(options).toHaveCount(1);
  await expect(options.first()).toContainText('Quarterly planning');
  await expect(options.first().locator('mark')).toHaveText(['Quince', 'Hall']);
  await expect(dialog.getByRole('status')).toHaveText('1 event found');

  await field.fill('priya');
  await expect(options.first().locator('mark').first()).toHaveText(/priya/i);
  await picture(page, 'people');
  await field.fill('standing');
  await expect(options).toHaveCount(1);
  await expect(options.first()).toContainText('15 minutes, standing.');

  // Past ones too, after upcoming ones.
  await field.fill('hack days');
  await expect(dialog.getByRole('group', { name: 'Past' }).getByRole('option')).toHaveCount(1);

  await dialog.getByRole('button', { name: 'Clear search' }).click();
  await expect(field).toBeFocused();
  await expect(options).toHaveCount(0);
  await field.fill('concert');
  await options.first().click();
  await expect(dialog).toHaveCount(0);
  const meeting = page.getByRole('dialog', { name: 'Concert' });
  await expect(meeting).toBeVisible();
  await expect(meeting).toContainText('Harbour Stage');
  await expect(page.getByRole('button', { name: 'Today', exact: true })).toBeVisible();
  await picture(page, 'opened');
  expect(app.pageErrors).toEqual([]);
});

test('with the keyboard alone: opened, chosen, closed, from the settings too', async ({ launch }) => {
  const app = await launch();
  const page = await synced(app);
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  const field = dialog.getByRole('combobox');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.type('re');
  const options = dialog.getByRole('option');
  // The results of the first letter are replaced, and the choice among them begins anew.
  await expect(options.first().locator('mark').first()).toHaveText(/^re$/i);
  await expect.poll(() => options.count()).toBeGreaterThan(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('old mill');
  await expect(options).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Offsite: a walk through the orchards' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(app.pageErrors).toEqual([]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`every state of the search is accessible in ${theme}, wide and narrow`, async ({ launch }) => {
    const app = await launch();
    const page = await synced(app);
    await page.evaluate((chosen) => window.jarvis.settings.set({ theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const width of [1040, 360]) {
      // oxlint-disable-next-line no-await-in-loop
      await resizeContent(app, page, width);
      // oxlint-disable-next-line no-await-in-loop
      await inState(page, `${theme}-${width}`);
    }
    expect(app.pageErrors).toEqual([]);
  });
}

const inState = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  const field = dialog.getByRole('combobox');
  await expect(field).toBeFocused();
  await picture(page, `${name}-empty`);
  expect(await violations(page), 'empty').toEqual([]);
  await field.fill('re');
  await expect.poll(() => dialog.getByRole('option').count()).toBeGreaterThan(3);
  await page.keyboard.press('ArrowDown');
  await picture(page, `${name}-found`);
  expect(await violations(page), 'found').toEqual([]);
  // Nothing is cut off at the side.
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await field.fill('nothing of the kind');
  await expect(dialog.getByText('No results for', { exact: false }).first()).toBeVisible();
  await picture(page, `${name}-none`);
  expect(await violations(page), 'none').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
};

test('what is typed before the field is there stands in it, and is no shortcut', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await page.reload();
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('review');
  await expect(page.getByRole('combobox')).toHaveValue('review');
  await expect(page.getByRole('dialog')).toHaveCount(1);
});
