/** Playwright's `test` with the page of window states, one for each worker. */
import { test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openStates, type StatesWindow } from './openStates.ts';
import type { Scene } from './scenes.ts';

export const test = base.extend<object, { readonly states: StatesWindow }>({
  states: [
    async ({}, use) => {
      const states = await openStates();
      await use(states);
      await states.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Resolves two frames after the last change of state, when everything is on the screen. */
export const drawn = async (page: Page): Promise<void> => {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
};

/** Draws a scene from scratch; resolves when nothing of it is still being drawn. */
export const drawScene = async (
  { page, show }: StatesWindow,
  [, state, open]: Scene,
  more: Readonly<Record<string, string>> = {},
): Promise<void> => {
  await show(state, more);
  await open?.(page);
  await drawn(page);
};

export { expect } from '@playwright/test';
