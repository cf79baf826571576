/**
 * The system's clock. However many callers wait, the process has one timer, set to the next of them. So an app in the
 * tray wakes up only when something is due.
 */
import type { Clock } from '../sync/ports.ts';

interface Wait {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** setTimeout's limit is 24.8 days [F17]; longer waits are split. */
const longestWaitMs = 2 ** 31 - 1;

/** `performance` would load a module of Node's that nothing else needs before the first paint. */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

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
    const delayMs = Math.max(0, Math.ceil(next.dueMs - monotonicMs()));
    timer = setTimeout(ring, Math.min(delayMs, longestWaitMs));
  };
  const ring = (): void => {
    const next = nextWait();
    const isDue = next !== undefined && next.dueMs <= monotonicMs();
    if (isDue) waits.delete(next);
    // Set before the callback: if it throws, the others must still be called.
    set();
    if (isDue) next.callback();
  };

  return (delayMs, callback) => {
    // NaN would never be due but always be next.
    const wait = { dueMs: monotonicMs() + (Number.isNaN(delayMs) ? 0 : delayMs), callback };
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
