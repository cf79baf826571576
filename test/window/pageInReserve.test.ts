import { expect, test } from 'vitest';
import { budgetBytes, keepPageInReserve } from '../../main/window/pageInReserve.ts';
import { createFakeClock } from '../support/clock.ts';

/** A window whose page uses this much memory. */
const aWindow = (memoryBytes: number) => {
  let hear = (_isVisible: boolean): void => {};
  let replaced = 0;
  return {
    onVisibility: (listener: (isVisible: boolean) => void) => {
      hear = listener;
    },
    memoryBytes: () => memoryBytes,
    replaceHidden: () => {
      replaced += 1;
    },
    turn: (isVisible: boolean) => hear(isVisible),
    replaced: () => replaced,
  };
};

test('a hidden page is kept, and no timer wakes the computer for it', async () => {
  const [window, clock] = [aWindow(budgetBytes), createFakeClock()];
  keepPageInReserve(window, clock);
  window.turn(true);
  window.turn(false);
  await clock.advance(3_600_000);
  expect(window.replaced()).toBe(0);
  expect(clock.pending()).toEqual([]);
});

test('a page over its memory budget is replaced, once, when it has been hidden for half a minute', async () => {
  const [window, clock] = [aWindow(budgetBytes + 1), createFakeClock()];
  keepPageInReserve(window, clock);
  window.turn(true);
  await clock.advance(60_000);
  window.turn(false);
  await clock.advance(29_000);
  expect(window.replaced()).toBe(0);
  await clock.advance(2000);
  expect(window.replaced()).toBe(1);
  expect(clock.pending()).toEqual([]);
});

test('a window that is shown again in time keeps its page', async () => {
  const [window, clock] = [aWindow(budgetBytes + 1), createFakeClock()];
  keepPageInReserve(window, clock);
  window.turn(false);
  await clock.advance(20_000);
  window.turn(true);
  await clock.advance(60_000);
  expect(window.replaced()).toBe(0);
});
