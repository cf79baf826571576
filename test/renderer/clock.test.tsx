import { act, render, screen, type RenderResult } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Ring } from '../../renderer/next/Ring.tsx';
import { WordsContext } from '../../renderer/ui/words.ts';
import { en } from '../../shared/messages/en.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { holdTheClock, nowIso } from './renderApp.tsx';

holdTheClock('timers');

const minute = 60_000;
const now = Date.parse(nowIso);

const words = { messages: en, format: createFormat({ locale: 'en-GB', timeZone: 'Europe/Berlin' }) };
const ringTo = (targetMs: number, running = false): RenderResult =>
  render(
    <WordsContext value={words}>
      <Ring targetMs={targetMs} fullMs={60 * minute} running={running} />
    </WordsContext>,
  );
const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));
const hide = (hidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
};

test('the countdown moves by minutes, with one timer', () => {
  ringTo(now + 12 * minute);
  expect(screen.getByRole('timer', { name: 'in 12 min' })).toBeTruthy();
  expect(vi.getTimerCount()).toBe(1);
  pass(minute + 10);
  expect(screen.getByRole('timer', { name: 'in 11 min' })).toBeTruthy();
});

test('the countdown moves by seconds in the last minute', () => {
  ringTo(now + 90_000);
  pass(60_100);
  expect(screen.getByRole('timer', { name: 'in 30 sec' })).toBeTruthy();
  pass(1000);
  expect(screen.getByRole('timer', { name: 'in 29 sec' })).toBeTruthy();
});

test('no timer runs while the window is hidden, and the time is right as soon as it is shown', () => {
  ringTo(now + 12 * minute);
  hide(true);
  expect(vi.getTimerCount()).toBe(0);
  pass(5 * minute);
  hide(false);
  expect(screen.getByRole('timer', { name: 'in 7 min' })).toBeTruthy();
});

test('a running meeting counts down to its end', () => {
  ringTo(now + 22 * minute, true);
  expect(screen.getByRole('timer', { name: '22 min left' })).toBeTruthy();
});

test('no timer is left after unmounting', () => {
  const { unmount } = ringTo(now + 30_000, true);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
