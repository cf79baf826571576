/** Notes in the running app, with the mouse and with the keyboard alone; what a kill leaves, and what no log tells. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { en } from '../../shared/messages/en.ts';
import { violations } from '../support/accessibility.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { inMain } from '../support/inMain.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

const words = en.notes;
const secret = 'zebra-canary-in-a-note';

const synced = async (app: LaunchedApp): Promise<Page> => {
  const page = await app.window();
  await expect(page.getByText('Up to date').or(page.getByText('Synced')).first()).toBeVisible();
  return page;
};
/** Opens today's one-on-one of the sample, whose last occurrence has a note. */
const openOneOnOne = async (page: Page): Promise<Locator> => {
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  await search.getByRole('combobox').fill('priya alex');
  await search
    .getByRole('group', { name: en.search.upcoming })
    .getByRole('option', { name: /Priya \/ Alex/ })
    .first()
    .click();
  const panel = page.getByRole('dialog', { name: 'Priya / Alex' });
  await expect(panel.getByLabel(words.thisEvent)).toBeVisible();
  return panel;
};
/** The folder that the next dialog returns, without showing it. */
const choose = (app: LaunchedApp, folder: string): Promise<void> =>
  inMain(app.app)(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);

let folder: string;
test.beforeEach(({ profile }) => {
  folder = profile;
});

test('with the mouse: what was left last time is ticked, a note is typed, found, exported, and is still there after a kill', async ({
  launch,
}) => {
  const app = await launch({ userDataDir: folder });
  const page = await synced(app);
  await expect(page.getByText(words.mark).first()).toBeAttached();
  const panel = await openOneOnOne(page);
  const tasks = panel.getByRole('list', { name: words.openTasks });
  await expect(tasks.getByRole('checkbox')).toHaveCount(2);
  await tasks.getByRole('checkbox').first().click();
  await expect(tasks.getByRole('checkbox')).toHaveCount(1);

  await panel.getByLabel(words.thisEvent).click();
  await page.keyboard.type(`${secret} 会議\n- [ ] next`);
  await expect(panel.getByText(words.saved, { exact: true }).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const exported = path.join(folder, 'exported');
  mkdirSync(exported);
  await choose(app, exported);
  await panel.getByRole('button', { name: words.exportSeries }).click();
  await expect(panel.getByText(words.exported(3))).toBeVisible();
  const files = readdirSync(exported);
  expect(files).toHaveLength(3);
  expect(files.map((name) => readFileSync(path.join(exported, name), 'utf8')).join()).toContain(secret);

  const { pid } = app.app.process();
  const gone = app.app.waitForEvent('close');
  process.kill(pid ?? 0, 'SIGKILL');
  await gone;
  const again = await launch({ userDataDir: folder });
  const next = await synced(again);
  await next.getByRole('button', { name: 'Search', exact: true }).click();
  const search = next.getByRole('dialog', { name: 'Search' });
  await search.getByRole('combobox').fill('canary');
  await search.getByRole('group', { name: words.found }).getByRole('option').first().click();
  await expect(next.getByLabel(words.thisEvent)).toHaveValue(`${secret} 会議\n- [ ] next`);
});

test('with the keyboard alone: a note is typed, listed, and opened from there', async ({ launch }) => {
  const app = await launch();
  const page = await synced(app);
  await expect(page.locator('[data-row]').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-row]:focus')).toBeVisible();
  await page.keyboard.press('e');
  const field = page.getByLabel(words.thisEvent);
  await expect(field).toBeFocused();
  await page.keyboard.type('Typed without a mouse');
  await expect(page.getByText(words.saved, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await page.keyboard.press('o');
  const panel = page.getByRole('dialog', { name: words.title });
  const row = panel.getByRole('button', { name: /Typed without a mouse/ });
  await expect(row).toBeVisible();
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(words.thisEvent)).toHaveValue('Typed without a mouse');
});

test('no note is in a log, in the diagnostics or in another file of the profile [property 21]', async ({
  launch,
}) => {
  const app = await launch({ userDataDir: folder });
  const page = await synced(app);
  const panel = await openOneOnOne(page);
  await panel.getByLabel(words.thisEvent).fill(secret);
  await expect(panel.getByText(words.saved, { exact: true }).first()).toBeVisible();
  const copied = await page.evaluate(async () => {
    const reply = await window.jarvis.sync.copyDiagnostics();
    return reply.ok ? reply.value : '';
  });
  expect(copied).toContain('Jarvis Calendar');
  expect(copied).not.toContain(secret);
  await app.app.close();
  const holding = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(folder, name);
    try {
      return readFileSync(file).includes(secret);
    } catch {
      return false;
    }
  });
  expect(holding.filter((name) => !name.startsWith('notes.db'))).toEqual([]);
  expect(holding).toContain('notes.db');
});

test('disconnecting asks what becomes of the notes, and deletes them if told so', async ({ launch }) => {
  const app = await launch({ userDataDir: folder });
  const page = await synced(app);
  await expect(page.getByText(words.mark).first()).toBeAttached();
  await openSettingsPage(page, 'accounts');
  await page.getByRole('button', { name: en.settings.disconnectAccount(en.settings.sampleAccount) }).click();
  const question = page.getByRole('alertdialog');
  await question.getByLabel(words.disconnect.label(2)).selectOption(words.disconnect.delete);
  await question.getByRole('button', { name: en.settings.disconnect }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  expect(existsSync(path.join(folder, 'notes.db'))).toBe(true);
  await expect.poll(() => readFileSync(path.join(folder, 'notes.db')).includes('the checkout')).toBe(false);
});
