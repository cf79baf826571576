import { expect, test } from 'vitest';
import { discardWhenHidden } from '../../main/window/discardHidden.ts';
import { createFakeClock } from '../support/clock.ts';

const aWindow = () => {
  let hear = (_isVisible: boolean): void => {};
  let given = 0;
  return {
    onVisibility: (listener: (isVisible: boolean) => void) => {
      hear = listener;
    },
    discard: () => {
      given += 1;
    },
    turn: (isVisible: boolean) => hear(isVisible),
    givenUp: () => given,
  };
};

/** The app with all of its windows, as macOS hides it by Cmd+H and Cmd+Tab brings it back. */
const anApp = () => {
  let [isHidden, hear] = [false, (): void => {}];
  return {
    isHidden: () => isHidden,
    onActive: (listener: () => void) => {
      hear = listener;
    },
    hide: () => {
      isHidden = true;
    },
    activate: () => {
      isHidden = false;
      hear();
    },
  };
};

test('a window that stays hidden is given up, once', async () => {
  const [window, clock] = [aWindow(), createFakeClock()];
  discardWhenHidden(window, clock, anApp());
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
  discardWhenHidden(window, clock, anApp());
  window.turn(false);
  await clock.advance(20_000);
  window.turn(true);
  await clock.advance(60_000);
  expect(window.givenUp()).toBe(0);
});

test('hidden with the whole app it is kept, for the system brings back only what is there', async () => {
  const [window, clock, app] = [aWindow(), createFakeClock(), anApp()];
  discardWhenHidden(window, clock, app);
  window.turn(true);
  app.hide();
  window.turn(false);
  await clock.advance(3_600_000);
  expect(window.givenUp()).toBe(0);
  // Nothing wakes the machine meanwhile.
  expect(clock.pending()).toEqual([]);
  app.activate();
  window.turn(true);
  await clock.advance(60_000);
  expect(window.givenUp()).toBe(0);
});

test('one that was closed before the whole app was hidden is given up when the app is back', async () => {
  const [window, clock, app] = [aWindow(), createFakeClock(), anApp()];
  discardWhenHidden(window, clock, app);
  window.turn(true);
  window.turn(false);
  app.hide();
  await clock.advance(60_000);
  expect(window.givenUp()).toBe(0);
  app.activate();
  app.activate();
  expect(clock.pending()).toHaveLength(1);
  await clock.advance(31_000);
  expect(window.givenUp()).toBe(1);
  app.activate();
  expect(clock.pending()).toEqual([]);
});
