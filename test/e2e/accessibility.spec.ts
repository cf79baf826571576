/** Accessibility: axe finds no violations, in light and in dark. */
import { violations } from '../support/accessibility.ts';
import { resizeContent } from '../support/contentSize.ts';
import { expect, test } from '../support/electronTest.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`every view is accessible in ${theme}`, async ({ launch }) => {
    const app = await launch();
    const page = await app.window();
    await page.evaluate((chosen) => window.jarvis.settings.set({ theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    // Colours have transitions; axe must see the final ones.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const row = page.getByRole('button', { name: /Daily stand-up/ }).first();
    await expect(row).toBeVisible();
    expect(await violations(page), 'agenda').toEqual([]);

    await resizeContent(app, page, 400);
    await expect(page.getByRole('radio', { name: 'Day' })).toBeVisible();
    expect(await violations(page), 'narrow').toEqual([]);
    await resizeContent(app, page, 1040);

    await row.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page), 'meeting').toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible();
    expect(await violations(page), 'settings').toEqual([]);

    await page.getByRole('button', { name: 'Disconnect Sample calendar' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    expect(await violations(page), 'question').toEqual([]);
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await page.getByRole('button', { name: 'Connect Google Calendar' }).click();
    await expect(page.getByRole('button', { name: 'Choose client file' })).toBeVisible();
    expect(await violations(page), 'onboarding').toEqual([]);
    expect(app.pageErrors).toEqual([]);
  });
}
