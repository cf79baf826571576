/**
 * Every state of the window, drawn without an app behind it: accessibility (axe), reduced motion and visible focus.
 */
import type { Page } from '@playwright/test';
import { colourRules, violations } from '../support/accessibility.ts';
import { scenes } from '../support/windowStates/scenes.ts';
import { drawScene, expect, test } from '../support/windowStates/statesTest.ts';

/** Returns the elements that move although the person prefers reduced motion. */
const movingElements = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
      const longest = Math.max(
        animationName === 'none' ? 0 : Number.parseFloat(animationDuration),
        ...transitionDuration.split(',').map((part) => Number.parseFloat(part)),
      );
      return longest > 0.01 ? [`${element.tagName}.${String(element.className)}`] : [];
    }),
  );

interface FocusWalk {
  readonly reachesAny: boolean;
  /** Where the focus cannot be seen. */
  readonly unseen: readonly string[];
}

/** Presses Tab until the focus is back where it began. */
const walkFocus = async (page: Page): Promise<FocusWalk> => {
  const unseen: string[] = [];
  let first: string | null = null;
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const outlined = (one: Element | null): boolean => {
        if (one === null) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      };
      const all = [...document.querySelectorAll('*')];
      return {
        id: `${all.indexOf(element)}`,
        // The search field has a line below it while it has the focus.
        shows:
          outlined(element) ||
          outlined(element.closest('label')) ||
          element.getAttribute('role') === 'combobox',
        what: `${element.tagName} ${element.getAttribute('type') ?? ''} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)}"`,
      };
    });
    if (at === null || at.id === first) break;
    first ??= at.id;
    if (!at.shows) unseen.push(at.what);
  }
  return { reachesAny: first !== null, unseen };
};

// The parts can run at the same time.
const parts = 6;
test.describe.configure({ mode: 'parallel' });

for (let part = 0; part < parts; part += 1)
  test(`axe finds nothing in any look, nothing moves and the focus is visible, part ${part + 1} of the states`, async ({
    states,
  }) => {
    test.setTimeout(480_000);
    const { page, resize } = states;
    await resize(1040);
    for (const scene of scenes.filter((_scene, index) => index % parts === part)) {
      const [name] = scene;
      const light = { reducedMotion: 'reduce', colorScheme: 'light', forcedColors: 'none' } as const;
      await page.emulateMedia(light);
      await drawScene(states, scene);
      expect.soft(await movingElements(page), `${name} moves`).toEqual([]);
      expect.soft(await violations(page), `${name}, light`).toEqual([]);
      await page.emulateMedia({ ...light, colorScheme: 'dark' });
      expect.soft(await violations(page, colourRules), `${name}, dark`).toEqual([]);
      await page.emulateMedia({ ...light, forcedColors: 'active' });
      expect.soft(await violations(page, colourRules), `${name}, forced colours`).toEqual([]);
      await page.emulateMedia(light);
      const { reachesAny, unseen } = await walkFocus(page);
      expect.soft(reachesAny, `${name} can be reached by keyboard`).toBe(true);
      expect.soft(unseen, `${name}, focus`).toEqual([]);
    }
  });
