import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../main/platform/clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('however many callers wait, there is one timer, and each is called in turn', () => {
  const called: string[] = [];
  for (const [name, delayMs] of [
    ['c', 3000],
    ['a', 1000],
    ['b', 2000],
    ['b2', 2000],
  ] as const) {
    systemClock.after(delayMs, () => called.push(name));
  }
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1999);
  expect(called).toEqual(['a']);
  vi.advanceTimersByTime(1001);
  expect(called).toEqual(['a', 'b', 'b2', 'c']);
  expect(vi.getTimerCount()).toBe(0);
});

test('a cancelled wait is not called, and the timer ends with the last one', () => {
  const called: string[] = [];
  const cancel = systemClock.after(1000, () => called.push('off'));
  const cancelLater = systemClock.after(2000, () => called.push('later'));
  cancel();
  cancel();
  vi.advanceTimersByTime(1500);
  expect(called).toEqual([]);
  cancelLater();
  expect(vi.getTimerCount()).toBe(0);
});

test('a callback that throws does not block the others', () => {
  const called: string[] = [];
  systemClock.after(1000, () => {
    throw new Error('a bug');
  });
  systemClock.after(1000, () => called.push('after it'));
  expect(() => vi.advanceTimersByTime(1000)).toThrow('a bug');
  vi.advanceTimersByTime(1);
  expect(called).toEqual(['after it']);
});

test('a wait of more than 24.8 days is a single wait [F17]', () => {
  const called: string[] = [];
  systemClock.after(40 * 86_400_000, () => called.push('then'));
  vi.advanceTimersByTime(39 * 86_400_000);
  expect(called).toEqual([]);
  vi.advanceTimersByTime(2 * 86_400_000);
  expect(called).toEqual(['then']);
});

test('a wait that is not a number does not block the others', () => {
  const called: string[] = [];
  systemClock.after(Number.NaN, () => called.push('no number'));
  systemClock.after(1000, () => called.push('after it'));
  vi.advanceTimersByTime(1000);
  expect(called).toEqual(['no number', 'after it']);
  expect(vi.getTimerCount()).toBe(0);
});
