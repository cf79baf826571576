/**
 * A clock for tests: time passes only when the test says so. It separates the two clocks of a real machine: timers
 * follow the elapsed time (`advance`), while `now` can also be set (`jump`), as after sleep or when the system's time
 * is corrected.
 */
import type { Clock } from '../../main/sync/ports.ts';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void;
}

export interface FakeClock extends Clock {
  /** Lets `ms` pass: runs what becomes due, in order, and lets promises and I/O settle in between. */
  advance(ms: number): Promise<void>;
  /** Moves only the wall clock; no timer fires. Negative: set back. */
  jump(ms: number): void;
  /** Milliseconds until each pending timer fires, soonest first. */
  pending(): readonly number[];
}

export interface FakeClockOptions {
  /** The initial value of `now`. */
  readonly nowMs?: number;
  readonly seed?: number;
}

export const createFakeClock = ({
  nowMs = Date.UTC(2026, 10, 24, 9),
  seed = 1,
}: FakeClockOptions = {}): FakeClock => {
  let passedMs = 0;
  let wallMs = nowMs;
  let order = 0;
  let state = seed >>> 0;
  const timers = new Set<Timer>();
  const next = (untilMs: number): Timer | null => {
    let found: Timer | null = null;
    for (const timer of timers) {
      if (timer.dueMs > untilMs) continue;
      const sooner = found === null || timer.dueMs < found.dueMs;
      if (sooner || (timer.dueMs === found?.dueMs && timer.order < found.order)) found = timer;
    }
    return found;
  };
  const passUntil = (toMs: number): void => {
    wallMs += toMs - passedMs;
    passedMs = toMs;
  };
  return {
    now: () => wallMs,
    after: (delayMs, callback) => {
      order += 1;
      const timer: Timer = { dueMs: passedMs + Math.max(0, delayMs), order, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    // mulberry32
    random: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    },
    advance: async (ms) => {
      const untilMs = passedMs + ms;
      await settled();
      for (let timer = next(untilMs); timer !== null; timer = next(untilMs)) {
        timers.delete(timer);
        passUntil(Math.max(timer.dueMs, passedMs));
        timer.callback();
        // oxlint-disable-next-line no-await-in-loop
        await settled();
      }
      passUntil(untilMs);
    },
    jump: (ms) => {
      wallMs += ms;
    },
    pending: () => [...timers].map((timer) => timer.dueMs - passedMs).sort((a, b) => a - b),
  };
};

/** Lets everything run that waits for promises or a turn of the event loop, not for time. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
};
