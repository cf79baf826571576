/** Header, timeline and list show the same day, wherever the list is scrolled to and however the person got there. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/electronTest.ts';

const agenda = (page: Page) => page.getByRole('region', { name: 'Agenda' });

interface Shown {
  readonly header: string;
  readonly timeline: string;
  /** The heading at the top of the list. */
  readonly list: string;
  /** How far below the list's edge that heading is, in px. */
  readonly offsetPx: number;
}

/** A day as the timeline names it: `Tuesday 1 December`. */
const shown = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const list = document.querySelector('[data-scroller]');
    if (list === null) throw new Error('no list');
    const { left, top } = list.getBoundingClientRect();
    const days = [...list.querySelectorAll('[data-day]')];
    // What the person sees there. Above today it is what is next.
    const day = document.elementFromPoint(left + 24, top + 14)?.closest('[data-day]') ?? days[0];
    return {
      header: document.querySelector('h1')?.innerText.replaceAll(/\s+/g, ' ').trim() ?? '',
      timeline: document.querySelector('section[aria-label^="Timeline"]')?.getAttribute('aria-label') ?? '',
      list: day?.querySelector('h2')?.textContent ?? '',
      offsetPx: (day?.getBoundingClientRect().top ?? Number.NaN) - top,
    };
  });

/** Today and the days beside it have their name in the list, and name and date in the header. */
const agree = async (page: Page): Promise<Shown> => {
  await expect
    .poll(async () => {
      const { header, timeline, list } = await shown(page);
      const date = header.replace(/^(Today|Tomorrow|Yesterday) /, '');
      return header.startsWith(list) && timeline === `Timeline for ${date}`
        ? 'agree'
        : `${header}, ${timeline}, ${list}`;
    })
    .toBe('agree');
  return shown(page);
};

test('the day at the top of the list is in header and timeline while the list is scrolled', async ({
  launch,
}) => {
  const app = await launch();
  const page = await app.window();
  await expect(agenda(page).locator('[data-row]').first()).toBeVisible();
  const first = await agree(page);
  expect(first.list).toBe('Today');
  await agenda(page).hover();
  const seen = new Set<string>();
  for (let steps = 0; steps < 12; steps += 1) {
    await page.mouse.wheel(0, 333);
    seen.add((await agree(page)).list);
  }
  expect(seen.size).toBeGreaterThan(4);
  await page.mouse.wheel(0, -100_000);
  // The wheel's event may be handled after this.
  await expect.poll(async () => (await shown(page)).list).toBe('Today');
  await agree(page);
  expect(app.pageErrors).toEqual([]);
});

test('a jump brings the heading of the day exactly to the top', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await expect(agenda(page).locator('[data-row]').first()).toBeVisible();
  // Day by day, over days with and without meetings.
  for (let days = 1; days <= 6; days += 1) {
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => Math.abs((await shown(page)).offsetPx)).toBeLessThan(1);
    await agree(page);
  }
  // A year ahead, to the end of what is planned, and back into the past.
  for (const key of ['Shift+PageDown', 'Shift+PageUp', 'PageUp']) {
    await page.keyboard.press('g');
    await expect(page.getByRole('grid')).toBeVisible();
    await page.keyboard.press(key);
    const chosen = await page.locator(':focus').getAttribute('aria-label');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('grid')).toHaveCount(0);
    const date = chosen?.split(/, \d+ event/)[0] ?? '';
    await expect(page.getByRole('region', { name: `Timeline for ${date}` })).toBeVisible();
    await expect.poll(async () => Math.abs((await shown(page)).offsetPx)).toBeLessThan(1);
    await agree(page);
  }
  await page.keyboard.press('t');
  await expect(page.getByRole('region', { name: 'Now and next' })).toBeInViewport();
  expect((await agree(page)).list).toBe('Today');
  expect(app.pageErrors).toEqual([]);
});

test('a day that was jumped to stays at the top while the days above it change, until the person scrolls', async ({
  launch,
}) => {
  const app = await launch();
  const page = await app.window();
  await expect(agenda(page).locator('[data-row]').first()).toBeVisible();
  for (let days = 1; days <= 4; days += 1) await page.keyboard.press('ArrowRight');
  await agree(page);
  /** Makes the day above higher, and returns how far the heading is from the top once that is painted. */
  const grow = (px: number): Promise<number> =>
    page.evaluate(async (byPx) => {
      const list = document.querySelector<HTMLElement>('[data-scroller]');
      if (list === null) throw new Error('no list');
      // The browser's scroll anchoring makes up for some changes, but not for all.
      list.style.overflowAnchor = 'none';
      const topPx = list.getBoundingClientRect().top;
      const days = [...list.querySelectorAll<HTMLElement>('[data-day]')];
      const chosen = days.findIndex((day) => day.getBoundingClientRect().bottom > topPx + 14);
      const above = days[chosen - 1];
      if (above === undefined) throw new Error('no day above');
      above.style.paddingBottom = `${byPx}px`;
      // After the next frame.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return (days[chosen]?.getBoundingClientRect().top ?? Number.NaN) - topPx;
    }, px);
  for (const px of [1, 45, 0, 300]) expect(Math.abs(await grow(px))).toBeLessThan(1);

  const chosen = (await shown(page)).header;
  await agenda(page).hover();
  await page.mouse.wheel(0, 500);
  await expect.poll(async () => (await agree(page)).header).not.toBe(chosen);
  await grow(45);
  expect((await agree(page)).header).not.toBe(chosen);
  expect(app.pageErrors).toEqual([]);
});

test('a narrow window shows in the list the day that was reached in the day view', async ({ launch }) => {
  const app = await launch();
  const page = await app.window();
  await page.setViewportSize({ width: 400, height: 700 });
  await expect(agenda(page).locator('[data-row]').first()).toBeVisible();
  await page.getByRole('radio', { name: 'Day' }).check({ force: true });
  for (let days = 1; days <= 5; days += 1) await page.getByRole('button', { name: 'Next day' }).click();
  const header = await page.getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('radio', { name: 'List' }).check({ force: true });
  await expect.poll(async () => Math.abs((await shown(page)).offsetPx)).toBeLessThan(1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(header ?? '');
  expect(app.pageErrors).toEqual([]);
});
