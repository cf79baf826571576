/**
 * Spreads one account's requests over time, so that 200 calendars are no burst and no minute holds more than
 * Google allows [S37]. A bucket: so many may go at once, then so many a minute, first come, first served.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Clock } from './ports.ts';

/** 600 a minute and user are allowed; whatever minute one looks at, BURST + PER_MINUTE is below that. */
const BURST = 240;
const PER_MINUTE = 300;

/** Resolves when the next request may be sent; at once when the signal is or becomes aborted. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** One account's pace, to be kept from pass to pass. */
export const createPace = (clock: Clock): Pace => {
  let tokens = BURST;
  let countedAtMs = clock.now();
  let last: Promise<void> = Promise.resolve();

  const count = (): void => {
    const nowMs = clock.now();
    // A clock that was set back gives nothing, one that jumped gives a burst at most [F16].
    const passedMs = Math.max(0, nowMs - countedAtMs);
    tokens = Math.min(BURST, tokens + (passedMs * PER_MINUTE) / MINUTE_MS);
    countedAtMs = nowMs;
  };

  const take = async (signal: AbortSignal): Promise<void> => {
    count();
    while (tokens < 1 && !signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop
      await sleep(clock, Math.ceil(((1 - tokens) * MINUTE_MS) / PER_MINUTE), signal);
      count();
    }
    if (!signal.aborted) tokens -= 1;
  };

  return (signal) => {
    last = last.then(() => take(signal));
    return last;
  };
};

const sleep = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(ms, resolve);
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(cancel);
};
