import { describe, expect, test } from 'vitest';
import { createWallClockTimer, LONGEST_SLEEP_MS } from '../../main/platform/wallClockTimer.ts';
import { createFakeClock } from '../support/clock.ts';

/** A wall clock that may jump, and the timers that wait for it. */
const worldAt = (startMs: number) => {
  let nowMs = startMs;
  let sleeping: { readonly ms: number; readonly wake: () => void } | null = null;
  const fired: boolean[] = [];
  let wakes = 0;
  const timer = createWallClockTimer({
    clock: {
      now: () => nowMs,
      after: (ms, wake) => {
        const mine = { ms, wake };
        sleeping = mine;
        return () => {
          if (sleeping === mine) sleeping = null;
        };
      },
    },
    fire: (isDue) => fired.push(isDue),
    onWake: () => (wakes += 1),
  });
  return {
    timer,
    fired,
    wakes: () => wakes,
    sleepMs: () => sleeping?.ms ?? null,
    /** The timer fires; meanwhile the wall clock moved by `byMs`. */
    wake: (byMs = sleeping?.ms ?? 0) => {
      const due = sleeping;
      sleeping = null;
      nowMs += byMs;
      due?.wake();
    },
  };
};

describe('a wall clock timer [F16, F17]', () => {
  test('waits for one instant at a time: a new one replaces the one before', async () => {
    const clock = createFakeClock();
    const fired: number[] = [];
    const timer = createWallClockTimer({ clock, fire: () => fired.push(clock.now()) });
    const beganMs = clock.now();
    timer.set(beganMs + 1000);
    timer.set(beganMs + 5000);
    expect(clock.pending()).toHaveLength(1);
    await clock.advance(10_000);
    expect(fired).toEqual([beganMs + 5000]);
  });

  test('waits a minute at most, however far away its instant is, and fires once', () => {
    const { timer, fired, sleepMs, wake, wakes } = worldAt(1000);
    timer.set(1000 + 40 * 24 * 3_600_000);
    expect(sleepMs()).toBe(LONGEST_SLEEP_MS);
    wake();
    expect([fired, wakes()]).toEqual([[], 1]);
    // The machine sleeps for two months.
    wake(60 * 24 * 3_600_000);
    expect([fired, sleepMs()]).toEqual([[true], null]);
  });

  test('fires early, as not due, if the clock was set back before the time of setting', () => {
    const { timer, fired, wake } = worldAt(10_000_000);
    timer.set(10_030_000);
    wake(-5_000_000);
    expect(fired).toEqual([false]);
  });

  test('an instant that has passed fires at the next turn', () => {
    const { timer, fired, sleepMs, wake } = worldAt(5000);
    timer.set(4000);
    expect(sleepMs()).toBe(0);
    wake();
    expect(fired).toEqual([true]);
  });

  test('setting it again replaces the instant, and cancelling removes it', () => {
    const { timer, fired, sleepMs, wake } = worldAt(0);
    timer.set(1000);
    timer.set(2000);
    expect(sleepMs()).toBe(2000);
    timer.cancel();
    expect(sleepMs()).toBeNull();
    wake(5000);
    expect(fired).toEqual([]);
  });
});
