import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/electronTest.ts';

/** What the sample brings with its first incremental listing: a meeting about an hour from now. */
const sampleFirstChange = /Quick sync: payment errors/;

/** No meeting that is going on then is over before a test is. */
const soon = (): number => Date.now() + 600_000;

/** Returns the titles of the meetings of some days, from the store. */
const storedTitles = (page: Page, days: number, fromMs = soon()): Promise<string[]> =>
  page.evaluate(
    async ([start, end]) => {
      const [from, to] = [new Date(start).toISOString(), new Date(end).toISOString()];
      const reply = await window.jarvis.agenda.list({ from, to });
      return reply.ok ? reply.value.occurrences.map((occurrence) => occurrence.title) : [];
    },
    [fromMs, fromMs + days * 86_400_000] as const,
  );

const lastSuccessAt = (page: Page): Promise<string | null> =>
  page.evaluate(async () => {
    const reply = await window.jarvis.sync.status();
    return reply.ok ? reply.value.lastSuccessAt : null;
  });

test("started from source without an account, the app shows the sample's meetings without a click", async ({
  launch,
}) => {
  const app = await launch();
  const page = await app.window();
  await expect.poll(async () => (await storedTitles(page, 2)).length).toBeGreaterThan(4);
  for (const title of (await storedTitles(page, 2)).slice(0, 5)) {
    await expect(page.getByText(title).first()).toBeVisible();
  }
  // The window itself never scrolls, only its panes.
  await page.getByRole('button', { name: 'Next day' }).click();
  const overflow = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(overflow).toBe(0);
  expect(app.pageErrors).toEqual([]);
});

test('"Sync now" in the window shows what changed in the sample, and says so', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await expect.poll(() => lastSuccessAt(page)).not.toBeNull();
  await expect(page.getByText(sampleFirstChange)).toHaveCount(0);
  const before = (await lastSuccessAt(page)) ?? '';
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(async () => ((await lastSuccessAt(page)) ?? '') > before).toBe(true);
  await expect(page.getByText('Up to date, 1 change').first()).toBeVisible();
  await expect(page.getByRole('button', { name: sampleFirstChange }).first()).toBeVisible();
  expect(app.pageErrors).toEqual([]);
});

test('a second start shows what is stored, before any pass', async ({ launch, profile }) => {
  const fromMs = soon();
  const first = await launch({ userDataDir: profile });
  const firstPage = await first.window();
  await expect.poll(() => lastSuccessAt(firstPage)).not.toBeNull();
  const titles = await storedTitles(firstPage, 3, fromMs);
  await first.close();

  const second = await launch({ userDataDir: profile });
  const secondPage = await second.window();
  expect(await storedTitles(secondPage, 3, fromMs)).toEqual(expect.arrayContaining(titles.slice(0, 3)));
});

test('the window can access nothing but what the preload offers', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  const reach = await page.evaluate(() => ({
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    origin: location.origin,
  }));
  expect(reach).toEqual({ require: 'undefined', process: 'undefined', origin: 'app://jarvis' });
  const isFetchRefused = await page.evaluate(() =>
    fetch('https://example.com').then(
      () => false,
      () => true,
    ),
  );
  expect(isFetchRefused).toBe(true);
});

test('an Electron without the deprecated way to serve a scheme shows the window, prerendered the second time', async ({
  launch,
  profile,
}) => {
  const required = path.join(import.meta.dirname, '..', 'support', 'noStreamProtocol.cjs');
  const first = await launch({ userDataDir: profile, required });
  const firstPage = await first.window();
  await expect.poll(() => lastSuccessAt(firstPage)).not.toBeNull();
  const [title = ''] = await storedTitles(firstPage, 3);
  await first.close();
  const second = await launch({ userDataDir: profile, required });
  const page = await second.window();
  await expect(page.getByText(title).first()).toBeVisible();
  // Set by boot.ts only if it found the prerendered view.
  expect(await page.evaluate(() => performance.getEntriesByName('prerendered').length)).toBe(1);
  expect([...first.pageErrors, ...second.pageErrors]).toEqual([]);
});
