/** The settings in the running app, by keyboard alone: what is chosen holds, and what helps with faults works. */
import path from 'node:path';
import { expect, test } from '../support/electronTest.ts';
import { inMain } from '../support/inMain.ts';

test('settings are reached, read and changed without a mouse', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await expect(page.locator('[data-row]').first()).toBeVisible();

  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Sync now')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  // By the list at the side, as the window is wide.
  const jump = page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Appearance' });
  await jump.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Appearance' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Settings', exact: true })).toBeFocused();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(app.pageErrors).toEqual([]);
});

test('the app says what it is made of, and shows its logs', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await page.keyboard.press('Control+,');
  const about = page.getByRole('region', { name: 'About' });
  const { versions, sqlite } = await page.evaluate(async () => {
    const reply = await window.jarvis.app.versions();
    if (!reply.ok) throw new Error(reply.problem.kind);
    return { versions: reply.value, sqlite: reply.value.sqlite };
  });
  expect(sqlite).toMatch(/^3\.\d+\.\d+$/);
  const real = await inMain(app.app)(() => ({
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
  }));
  expect(versions).toEqual({ ...real, sqlite });
  await expect(about).toContainText(`Electron ${versions.electron}`);

  await about.getByRole('button', { name: 'Show licences' }).click();
  const licences = page.getByRole('dialog', { name: 'Licences' });
  for (const name of ['MIT License', 'react', 'better-sqlite3', 'googleapis', 'zod']) {
    await expect(licences).toContainText(name);
  }
  await page.keyboard.press('Escape');
  // Esc was for the dialog: the settings are still there.
  await expect(about).toBeVisible();

  await inMain(app.app)(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openPath = (folder) => {
      opened.push(folder);
      return Promise.resolve('');
    };
  });
  await about.getByRole('button', { name: 'Open logs' }).click();
  await expect
    .poll(() => inMain(app.app)(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual([path.join(app.userDataDir, 'logs')]);
  expect(app.pageErrors).toEqual([]);
});
