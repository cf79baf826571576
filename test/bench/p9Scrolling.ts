/** P9: scrolling the agenda through 1,000 occurrences in the real window: no task of the page is longer than 50 ms. */
import type { Page } from '@playwright/test';
import { inFullWindow, longTasksIn } from './harness/fullWindow.ts';
import { percentile } from './harness/measure.ts';
import { ms } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const WANTED = 1000;
const LIMIT_MS = 50;

/** Scrolls one screen per frame until the list is long enough. */
const scrollThrough = (page: Page): Promise<{ readonly rows: number; readonly frames: readonly number[] }> =>
  page.evaluate(async (wanted) => {
    const frames: number[] = [];
    const list = document.querySelector('[data-agenda-list]');
    const scroller = (() => {
      for (let at = list; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (/auto|scroll/.test(style.overflowY)) return at;
      }
      return document.scrollingElement;
    })();
    const rows = (): number => document.querySelectorAll('[data-row]').length;
    let last = performance.now();
    for (let frame = 0; frame < 6000 && rows() < wanted; frame += 1) {
      scroller?.scrollBy(0, 200);
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    // Then up again: everything is loaded and only has to be drawn.
    for (let frame = 0; frame < 300; frame += 1) {
      scroller?.scrollBy(0, -400);
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    return { rows: rows(), frames };
  }, WANTED);

export const bench: Bench = {
  id: 'P9',
  title: 'Scrolling through 1,000 occurrences',
  opensWindows: true,
  run: () =>
    inFullWindow(async (_launched, page) => {
      let scrolled: Awaited<ReturnType<typeof scrollThrough>> = { rows: 0, frames: [] };
      const long = await longTasksIn(page, async () => {
        scrolled = await scrollThrough(page);
      });
      const { rows, frames } = scrolled;
      const longest = Math.max(0, ...long);
      return {
        rows: [
          {
            id: 'P9',
            what: `long tasks of the page, ${rows} rows scrolled`,
            figure: long.length === 0 ? 'none' : `${long.length}, longest ${ms(longest)}`,
            against: `frames: p50 ${ms(percentile(frames, 0.5))}, p95 ${ms(percentile(frames, 0.95))}`,
            limit: `none over ${ms(LIMIT_MS)}`,
            holds: long.length === 0 && rows >= WANTED,
          },
        ],
        raw: { rows, long, longestFrames: frames.toSorted((a, b) => b - a).slice(0, 20) },
      };
    }),
};
