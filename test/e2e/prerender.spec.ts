/** What is seen before the page has any code: the first view, rendered by main from what the last run stored. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/electronTest.ts';

/** Returns whether main drew into the document, as the page's first script found out (renderer/boot.ts). */
const wasPrerendered = (page: Page): Promise<boolean> =>
  page.evaluate(() => performance.getEntriesByName('prerendered').length === 1);

/** The typeface is the app's own, wherever the style sheet stands. */
const hasTypeface = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    return document.fonts.size > 0 && document.fonts.check('14px Inter');
  });

/** What the sample's first incremental listing brings. */
const firstChange = 'Quick sync: payment errors';

/** Titles only: the sample's times are around the moment of its start. */
const titles = (page: Page): Promise<string[]> =>
  page.locator('[data-row] [dir="auto"][title]').allTextContents();

test('a later start shows the meetings before the page has any code, and then the live page instead', async ({
  launch,
  profile,
}) => {
  const first = await launch({ userDataDir: profile });
  const firstPage = await first.window();
  await expect(firstPage.locator('[data-row]').first()).toBeVisible();
  expect(await wasPrerendered(firstPage)).toBe(false);
  expect(await hasTypeface(firstPage)).toBe(true);
  await expect(firstPage.getByText('Up to date').or(firstPage.getByText('Synced')).first()).toBeVisible();
  const before = await titles(firstPage);
  await first.close();
  const kept = path.join(profile, 'start.json');
  expect(statSync(kept).mode & 0o777).toBe(0o600);

  const second = await launch({ userDataDir: profile });
  const page = await second.window();
  await expect(page.locator('[data-prerendered]')).toHaveCount(0);
  expect(await wasPrerendered(page)).toBe(true);
  expect(await hasTypeface(page)).toBe(true);
  // One that has just ended is no longer listed, and this start's first pass may be over.
  const now = (await titles(page)).filter((title) => title !== firstChange);
  expect(before).toEqual(expect.arrayContaining(now.slice(0, 5)));
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText(/^Up to date/).first()).toBeVisible();
  expect(second.pageErrors).toEqual([]);
});

test('the snapshot is deleted once the store is written to, and stored again when it rests', async ({
  launch,
  profile,
}) => {
  const kept = path.join(profile, 'start.json');
  const app = await launch({ userDataDir: profile });
  const page = await app.window();
  const text = (): string => readFileSync(kept, 'utf8');
  await expect.poll(text).not.toContain(firstChange);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText('Up to date, 1 change').first()).toBeVisible();
  await expect.poll(text).toContain(firstChange);
});

test('a snapshot that is damaged, strange or without its database affects nothing but the first moments', async ({
  launch,
  profile,
}) => {
  const kept = path.join(profile, 'start.json');
  const first = await launch({ userDataDir: profile });
  const firstPage = await first.window();
  await expect(firstPage.locator('[data-row]').first()).toBeVisible();
  // In the middle of a pass nothing is kept.
  await firstPage.evaluate(() => window.jarvis.sync.request());
  await first.close();
  const good = readFileSync(kept, 'utf8');
  const strange = JSON.stringify({
    ...JSON.parse(good),
    start: { settings: { theme: 'dark' }, pages: [{}] },
  });
  for (const text of ['{', strange]) {
    writeFileSync(kept, text);
    const app = await launch({ userDataDir: profile });
    const page = await app.window();
    await expect(page.locator('[data-row]').first()).toBeVisible();
    expect(await wasPrerendered(page)).toBe(false);
    expect(app.pageErrors).toEqual([]);
    await app.close();
  }
  writeFileSync(kept, good);
  for (const name of ['calendar.db', 'calendar.db-wal', 'calendar.db-shm'])
    rmSync(path.join(profile, name), { force: true });
  const app = await launch({ userDataDir: profile });
  const page = await app.window();
  await expect(page.locator('[data-row]').first()).toBeVisible();
  expect(await wasPrerendered(page)).toBe(false);
});
