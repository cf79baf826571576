/** Every state of the window in every width and direction: the size of targets, and that nothing is cut off. */
import type { Page } from '@playwright/test';
import { scenes } from '../support/windowStates/scenes.ts';
import { drawn, drawScene, expect, test } from '../support/windowStates/statesTest.ts';

// The parts can run at the same time.
const parts = 4;
test.describe.configure({ mode: 'parallel' });

/** Returns every target smaller than 24 by 24 px without enough room around it (WCAG 2.5.8). */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const least = 24;
    const box = (element: Element): DOMRect =>
      // A control with a label is pressed by its label.
      (element.closest('label') ?? element).getBoundingClientRect();
    const labelled = (element: Element): DOMRect => {
      const { id } = element;
      const label = id === '' ? null : document.querySelector(`label[for="${CSS.escape(id)}"]`);
      return label === null || !element.matches('[type="checkbox"], [type="radio"]')
        ? box(element)
        : (label.closest('div') ?? label).getBoundingClientRect();
    };
    const pressable = 'button, a[href], input, select, textarea, summary, [role="button"], [role="option"]';
    const seen = [...document.querySelectorAll<HTMLElement>(pressable)].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.hasAttribute('disabled') &&
        // A link in a sentence is as high as its line.
        ![...(element.parentElement?.childNodes ?? [])].some(
          (node) => node instanceof Text && node.data.trim() !== '',
        ) &&
        // A short meeting on the timeline is as high as it is long; its row in the list does the same.
        element.closest('[role="group"][data-scroller]') === null,
    );
    const rects = seen.map(labelled);
    const centre = (rect: DOMRect): readonly [number, number] => [
      rect.x + rect.width / 2,
      rect.y + rect.height / 2,
    ];
    return seen.flatMap((element, index) => {
      const rect = rects[index] as DOMRect;
      if (rect.width === 0 || (rect.width >= least - 0.5 && rect.height >= least - 0.5)) return [];
      const [x, y] = centre(rect);
      // Enough room means a circle of 24 px around its centre that touches no other target.
      const isAlone = rects.every((other, at) => {
        if (at === index || other.width === 0) return true;
        const dx = Math.max(other.left - x, 0, x - other.right);
        const dy = Math.max(other.top - y, 0, y - other.bottom);
        return Math.hypot(dx, dy) >= least / 2 - 0.5;
      });
      if (isAlone) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return [
        `${element.tagName} "${name.slice(0, 40)}" ${Math.round(rect.width)}×${Math.round(rect.height)}`,
      ];
    });
  });

/** Returns what is drawn outside the window without a way to scroll there, or is cut off without an ellipsis. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const described = (element: Element): string =>
      `${element.tagName}.${element.className} "${(element.textContent ?? '').slice(0, 40)}"`;
    const within = (element: Element, has: (style: CSSStyleDeclaration) => boolean): boolean => {
      for (let one: Element | null = element; one !== null; one = one.parentElement) {
        if (has(getComputedStyle(one))) return true;
      }
      return false;
    };
    const visible = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        !(element instanceof SVGElement) &&
        // For screen readers only.
        !within(element, ({ clipPath }) => clipPath !== 'none'),
    );
    const scrollsSideways = visible
      .filter(
        (element) =>
          ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
          element.scrollWidth > element.clientWidth + 1 &&
          element.tagName !== 'PRE',
      )
      .map((element) => `scrolls sideways: ${described(element)}`);
    const outside = visible
      .filter((element) => {
        const rect = element.getBoundingClientRect();
        return (
          rect.width > 0 &&
          (rect.left < -1 || rect.right > width + 1) &&
          // What ends in an ellipsis is marked as cut off.
          !within(element, ({ textOverflow }) => textOverflow === 'ellipsis') &&
          // The marks behind a field scroll with the field.
          !within(element, ({ whiteSpace, color }) => whiteSpace === 'pre' && color === 'rgba(0, 0, 0, 0)') &&
          element.closest('pre') === null
        );
      })
      .map((element) => `outside: ${described(element)}`);
    // Controls must be readable completely; titles may end in an ellipsis.
    const cut = visible
      .filter(
        (element) =>
          element.matches('button:not([data-row], [data-block]), label, h2, legend, select') &&
          element.scrollWidth > element.clientWidth + 1 &&
          element.clientWidth > 0,
      )
      .map((element) => `cut: ${described(element)}`);
    return [...scrollsSideways, ...outside, ...cut];
  });

for (let part = 0; part < parts; part += 1)
  test(`targets are large enough and nothing is cut off from 360 to 1600 px, part ${part + 1} of the states`, async ({
    states,
  }) => {
    test.setTimeout(480_000);
    const { page, resize } = states;
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light', forcedColors: 'none' });
    for (const scene of scenes.filter((_scene, index) => index % parts === part)) {
      await resize(360);
      await drawScene(states, scene);
      for (const width of [360, 760, 1600]) {
        await resize(width);
        await drawn(page);
        expect.soft(await smallTargets(page), `${scene[0]}, ${width} px`).toEqual([]);
        expect.soft(await cutOff(page), `${scene[0]}, ${width} px`).toEqual([]);
      }
    }
  });

for (const [name, locale] of [
  ['long German words', 'de-DE'],
  ['a window that reads from the right', 'ar'],
] as const) {
  test(`${name} fit into 360 px`, async ({ states }) => {
    test.setTimeout(480_000);
    const { page, resize } = states;
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light', forcedColors: 'none' });
    await resize(360);
    for (const scene of scenes) {
      await drawScene(states, scene, { locale });
      expect.soft(await cutOff(page), scene[0]).toEqual([]);
    }
    await expect(page.locator('html')).toHaveAttribute('dir', locale === 'ar' ? 'rtl' : 'ltr');
  });
}

/** The rows of meetings that are in view as a whole. All-day events are small chips, which do not count. */
const rowsInView = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const list = document.querySelector('[data-scroller]')?.getBoundingClientRect();
    if (list === undefined) throw new Error('no list');
    return [...document.querySelectorAll('[data-row]:not([data-all-day])')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= list.top && bottom <= list.bottom;
    }).length;
  });

for (const [state, least, height] of [
  ['busy', 11, 36],
  ['busyCompact', 16, 24],
] as const)
  test(`${least} meetings of busy days are in view at 900 × 700 px, ${state}`, async ({ states }) => {
    const { page, resize, show } = states;
    await resize(900, 700);
    await show(state);
    const hero = page.getByRole('region', { name: 'Now and next' });
    await expect(hero).toContainText('Overlaps');
    expect((await hero.boundingBox())?.height).toBeLessThanOrEqual(100);
    await expect.poll(() => rowsInView(page)).toBeGreaterThanOrEqual(least);
    const row = await page.locator('[data-row]', { hasText: 'Hiring panel' }).first().boundingBox();
    expect(row?.height).toBe(height);
  });
