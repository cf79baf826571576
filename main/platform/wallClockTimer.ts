/**
 * A timer to an instant of the wall clock, for what must happen at a time and not after a delay.
 *
 * It wakes at least every minute and looks at the clock. So no delay overflows the 24.8 days of a system timer [F17],
 * a machine that slept finds what is overdue, and a clock that was set back puts nothing off for long [F16].
 */
import type { Clock } from '../sync/ports.ts';

export const LONGEST_SLEEP_MS = 60_000;

export interface WallClockTimer {
  /** Replaces what was set before. */
  set(atMs: number): void;
  cancel(): void;
}

export interface WallClockTimerOptions {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Called once: when the instant has come, or early (`isDue` false) when the clock was set back. */
  readonly fire: (isDue: boolean) => void;
  /** Called each time the timer has looked at the clock, at least once a minute while it is set. */
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
      // Last: a listener that throws must not keep the next wake-up from coming.
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
