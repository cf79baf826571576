/**
 * A timer for an instant of the wall clock, for what must happen at a certain time and not after a delay.
 *
 * It wakes up at least every minute and checks the clock. So no delay exceeds the system timer's 24.8 days [F17],
 * after sleep overdue work is found, and a clock that is set back delays nothing for long [F16].
 */
import type { Clock } from '../sync/ports.ts';

export const LONGEST_SLEEP_MS = 60_000;

export interface WallClockTimer {
  /** Replaces the previous time. */
  set(atMs: number): void;
  cancel(): void;
}

export interface WallClockTimerOptions {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Called once: at the instant, or early (`isDue` false) if the clock was set back. */
  readonly fire: (isDue: boolean) => void;
  /** Called after each check of the clock, at least once a minute while the timer is set. */
  readonly onWake?: () => void;
}

export const createWallClockTimer = ({ clock, fire, onWake }: WallClockTimerOptions): WallClockTimer => {
  let cancelSleep = (): void => {};
  const sleep = (setAtMs: number, atMs: number): void => {
    const leftMs = atMs - clock.now();
    cancelSleep = clock.after(Math.min(Math.max(leftMs, 0), LONGEST_SLEEP_MS), () => {
      const nowMs = clock.now();
      if (nowMs < setAtMs) fire(false);
      else if (nowMs >= atMs) fire(true);
      else sleep(setAtMs, atMs);
      // Called last: a listener that throws must not prevent the next wake-up.
      onWake?.();
    });
  };
  return {
    set: (atMs) => {
      cancelSleep();
      sleep(clock.now(), atMs);
    },
    cancel: () => {
      cancelSleep();
      cancelSleep = () => {};
    },
  };
};
