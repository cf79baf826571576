/**
 * Every state of the window, drawn without an app behind it: what assistive technology is given (axe), what a
 * finger can hit, what the keyboard shows, and that nothing is cut off where it is narrow or reads from the
 * right.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { openStates, type StatesWindow } from '../support/windowStates/openStates.ts';

const test = base.extend<object, { readonly states: StatesWindow }>({
  states: [
    async ({}, use) => {
      const states = await openStates();
      await use(states);
      await states.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const press =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    page.getByRole('button', { name, exact: true }).first().click();
const openSettings = async (page: Page): Promise<void> => {
  await press(/^(Settings|Einstellungen)/)(page);
  await page.locator('[data-place="about"]').waitFor();
};

/** What the window shows, from which state, and what was done to get there. */
const scenes: readonly (readonly [name: string, state: string, open?: (page: Page) => Promise<void>])[] = [
  ['agenda', 'day'],
  ['crowded day', 'crowded'],
  [
    'crowded day on the timeline',
    'crowded',
    async (page) => {
      // Beside the list where there is room, else instead of it.
      const day = page.locator('header [role="radiogroup"] input').last();
      if (await day.isVisible()) await day.check();
    },
  ],
  [
    'date sheet',
    'day',
    async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('grid').waitFor();
    },
  ],
  [
    'years ahead',
    'day',
    async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('grid').waitFor();
      await page.keyboard.press('Shift+PageDown');
      await page.keyboard.press('Enter');
      await page.locator('[data-day^="2027"]').first().waitFor();
    },
  ],
  ['empty', 'empty'],
  ['nothing today', 'later'],
  ['first sync', 'firstSync'],
  ['all calendars hidden', 'hidden'],
  ['offline', 'offline'],
  [
    'several problems',
    'problems',
    async (page) => {
      await page.locator('footer [aria-expanded]').first().click();
    },
  ],
  ['held sweep', 'held'],
  ['disk full', 'storage'],
  ['no keyring', 'noKeyring'],
  [
    'meeting',
    'day',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Design review' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['what changed', 'day', (page) => page.locator('footer [aria-expanded]').first().click()],
  [
    'search',
    'day',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('e');
    },
  ],
  ['jump to a date', 'day', (page) => page.keyboard.press('g')],
  ['shortcut sheet', 'day', (page) => page.keyboard.press('?')],
  ['settings', 'settings', openSettings],
  [
    'settings that cannot be saved',
    'settings',
    async (page) => {
      await openSettings(page);
      await page.locator('[data-place="appearance"] input[type="radio"]').last().click();
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'question before disconnecting',
    'settings',
    async (page) => {
      await openSettings(page);
      await page.locator('[data-place="accounts"] button').first().click();
      await page.getByRole('alertdialog').waitFor();
    },
  ],
  [
    'keys being recorded',
    'settings',
    async (page) => {
      await openSettings(page);
      await page.locator('[data-place="shortcuts"] button[aria-pressed]').last().click();
      await page.keyboard.press('j');
    },
  ],
  [
    'licences',
    'settings',
    async (page) => {
      await openSettings(page);
      await page.locator('[data-place="about"] button').last().click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['onboarding', 'onboarding'],
  ['onboarding without a client', 'noClient', (page) => page.locator('main button').first().click()],
  ['onboarding while the browser is open', 'waiting', (page) => page.locator('main button').first().click()],
  [
    'onboarding after a failure',
    'denied',
    async (page) => {
      await page.locator('main button').first().click();
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'onboarding with a wrong file',
    'badClientFile',
    async (page) => {
      await page.locator('main button').first().click();
      await page.locator('main button').last().click();
      await page.getByRole('alert').waitFor();
    },
  ],
  ['reminder', 'reminder'],
  ['several reminders', 'reminders'],
];

const drawScene = async (
  { page, show }: StatesWindow,
  [, state, open]: (typeof scenes)[number],
  more: Readonly<Record<string, string>> = {},
): Promise<void> => {
  await show(state, more);
  await open?.(page);
  // What is drawn may still be settling: two frames after the last change of state.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
};

const violations = async (page: Page): Promise<readonly string[]> => {
  // Legacy mode: the other one wants to open a second page.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
};

for (const look of ['light', 'dark', 'forced colours'] as const) {
  test(`axe finds nothing in any state, ${look}`, async ({ states }) => {
    test.setTimeout(240_000);
    const { page, resize } = states;
    await page.emulateMedia({
      reducedMotion: 'reduce',
      colorScheme: look === 'dark' ? 'dark' : 'light',
      forcedColors: look === 'forced colours' ? 'active' : 'none',
    });
    await resize(1040);
    for (const scene of scenes) {
      await drawScene(states, scene, look === 'forced colours' ? {} : { theme: look });
      expect.soft(await violations(page), scene[0]).toEqual([]);
    }
  });
}

/** Everything that can be pressed and is smaller than 24 by 24 px, without enough room around it (WCAG 2.5.8). */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const least = 24;
    const box = (element: Element): DOMRect =>
      // What a label belongs to is hit with the label.
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
      // A circle of 24 px around its middle that meets no other target is room enough.
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

/** What is drawn beyond the window's edge without a way to scroll there, or cut off without saying so. */
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
          // What ends in an ellipsis says so.
          !within(element, ({ textOverflow }) => textOverflow === 'ellipsis') &&
          element.closest('pre') === null
        );
      })
      .map((element) => `outside: ${described(element)}`);
    // Words of a control must be read whole; titles may end in an ellipsis.
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

test('what can be pressed is large enough, and nothing is cut off, from 360 to 1600 px', async ({
  states,
}) => {
  test.setTimeout(240_000);
  const { page, resize } = states;
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light', forcedColors: 'none' });
  for (const width of [360, 760, 1600]) {
    await resize(width);
    for (const scene of scenes) {
      await drawScene(states, scene);
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
    test.setTimeout(240_000);
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

test('wherever the keyboard goes, it shows', async ({ states }) => {
  test.setTimeout(240_000);
  const { page, resize } = states;
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light', forcedColors: 'none' });
  await resize(1040);
  for (const scene of scenes) {
    await drawScene(states, scene);
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
          // The field to search in has a line below it while it has the focus.
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
    expect.soft(first, `${scene[0]} can be reached by keyboard`).not.toBeNull();
    expect.soft(unseen, scene[0]).toEqual([]);
  }
});

test('nothing moves for whoever wants no motion', async ({ states }) => {
  const { page, resize } = states;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await resize(1040);
  for (const scene of scenes) {
    await drawScene(states, scene);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
        const longest = Math.max(
          animationName === 'none' ? 0 : Number.parseFloat(animationDuration),
          ...transitionDuration.split(',').map((part) => Number.parseFloat(part)),
        );
        return longest > 0.01 ? [`${element.tagName}.${String(element.className)}`] : [];
      }),
    );
    expect.soft(moving, scene[0]).toEqual([]);
  }
});
