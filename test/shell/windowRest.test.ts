import { expect, test } from 'vitest';
import { letRest } from '../../main/shell/windowRest.ts';
import { createFakeClock } from '../support/clock.ts';

const aWindow = () => {
  let hear = (_isVisible: boolean): void => {};
  let given = 0;
  return {
    onVisibility: (listener: (isVisible: boolean) => void) => {
      hear = listener;
    },
    letGo: () => {
      given += 1;
    },
    turn: (isVisible: boolean) => hear(isVisible),
    givenUp: () => given,
  };
};

test('a window that stays hidden is given up, once', async () => {
  const [window, clock] = [aWindow(), createFakeClock()];
  letRest(window, clock);
  window.turn(true);
  await clock.advance(60_000);
  expect(window.givenUp()).toBe(0);
  window.turn(false);
  await clock.advance(29_000);
  expect(window.givenUp()).toBe(0);
  await clock.advance(2000);
  expect(window.givenUp()).toBe(1);
  expect(clock.pending()).toEqual([]);
});

test('one that is shown again in time is kept', async () => {
  const [window, clock] = [aWindow(), createFakeClock()];
  letRest(window, clock);
  window.turn(false);
  await clock.advance(20_000);
  window.turn(true);
  await clock.advance(60_000);
  expect(window.givenUp()).toBe(0);
});
