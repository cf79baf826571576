/**
 * The system's clock. However many wait, the process has one timer: to the next of them.
 * An app in the tray is woken for its next trigger and for nothing else.
 */
import type { Clock } from '../sync/ports.ts';

interface Wait {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** setTimeout's limit is 24.8 days [F17]; what is further off is waited for in steps. */
const longestWaitMs = 2 ** 31 - 1;

const createAlarm = (): Clock['after'] => {
  const waits = new Set<Wait>();
  let timer: NodeJS.Timeout | undefined;

  const nextWait = (): Wait | undefined => {
    let next: Wait | undefined;
    for (const wait of waits) if (next === undefined || wait.dueMs < next.dueMs) next = wait;
    return next;
  };
  const set = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const next = nextWait();
    if (next === undefined) return;
    const delayMs = Math.max(0, Math.ceil(next.dueMs - performance.now()));
    timer = setTimeout(ring, Math.min(delayMs, longestWaitMs));
  };
  const ring = (): void => {
    const next = nextWait();
    const isDue = next !== undefined && next.dueMs <= performance.now();
    if (isDue) waits.delete(next);
    // Before the call: one that throws must not keep the others waiting.
    set();
    if (isDue) next.callback();
  };

  return (delayMs, callback) => {
    // What is no number would never be due, and always be next.
    const wait = { dueMs: performance.now() + (Number.isNaN(delayMs) ? 0 : delayMs), callback };
    waits.add(wait);
    set();
    return () => {
      if (waits.delete(wait)) set();
    };
  };
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after: createAlarm(),
  random: () => Math.random(),
};
