/** The settings in the running app, with the keyboard alone: choices are kept, and the help for problems works. */
import path from 'node:path';
import { expect, test } from '../support/electronTest.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { inMain } from '../support/inMain.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

test('settings can be reached, read and changed without a mouse', async ({ launch }) => {
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
  // In the list at the side, since the window is wide.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tab', { name: 'Accounts and calendars' })).toBeFocused();
  const appearance = page.getByRole('tab', { name: 'Appearance' });
  while (!(await appearance.evaluate((tab) => tab === document.activeElement)))
    await page.keyboard.press('ArrowDown');
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

test('the app lists its versions and licences, and shows its logs', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await openSettingsPage(page, 'about');
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

  await about.getByRole('button', { name: 'View licences' }).click();
  const licences = page.getByRole('dialog', { name: 'Licences' });
  for (const name of ['MIT License', 'react', 'better-sqlite3', 'googleapis', 'zod', 'inter - ']) {
    await expect(licences).toContainText(name);
  }
  await page.keyboard.press('Escape');
  // Esc closed only the dialog: the settings are still there.
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

test('a chosen language applies to window, menu bar and tray at once, and after a restart', async ({
  launch,
  desktop,
  profile,
}) => {
  test.skip(process.platform !== 'linux', 'The tray is on D-Bus on Linux only.');
  const labels = async (): Promise<readonly string[]> => desktop.tray.labels().catch(() => []);
  const menuBar = (app: LaunchedApp) =>
    inMain(app.app)(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  const first = await launch({ userDataDir: profile, env: desktop.env });
  const page = await first.window();
  await expect.poll(labels).toContain('Quit');
  await expect.poll(() => menuBar(first)).toContain('Edit');

  await openSettingsPage(page, 'appearance');
  await page.getByLabel('Language').selectOption('Deutsch');
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect.poll(labels).toContain('Beenden');
  await expect.poll(() => menuBar(first)).toContain('Bearbeiten');
  await first.close();

  const second = await launch({ userDataDir: profile, env: desktop.env });
  const again = await second.window();
  await expect(again.getByRole('button', { name: 'Synchronisieren' })).toBeVisible();
  await expect.poll(labels).toContain('Beenden');
  await expect.poll(() => menuBar(second)).toContain('Bearbeiten');
  await openSettingsPage(again, 'appearance');
  await again.getByLabel('Sprache').selectOption('Systemstandard');
  await expect(again.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect.poll(labels).toContain('Quit');
});
