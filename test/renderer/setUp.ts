/** Runs before each file of component tests: waiting that holds on a busy machine. */
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { act, configure, getConfig } from '@testing-library/react';

const { asyncWrapper } = getConfig();

let root: Root | null = null;
let renders = 0;

/**
 * Runs the effects that React has put off. What a wait finds is drawn a moment before its effects run, and only they
 * subscribe to keys, to the store and to main: what a test does in that moment would be lost. React runs what was put
 * off before it renders anything, in any root.
 */
const runEffects = (): void => {
  root ??= createRoot(document.createElement('div'));
  act(() => root?.render(createElement('i', { key: (renders += 1) })));
};

configure({
  // Finding by role in a long page takes time. That is not a failure.
  asyncUtilTimeout: 30_000,
  asyncWrapper: async (wait) => {
    const found = await asyncWrapper(wait);
    runEffects();
    return found;
  },
});
