/**
 * Spreads one account's requests over time, so that 200 calendars do not cause a burst and no minute has more
 * requests than Google allows [S37]. A token bucket: a number of requests may be sent at once, then a number per
 * minute, in order of arrival.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Clock } from './ports.ts';

/** Google allows 600 per minute and user. BURST + PER_MINUTE, the most in any minute, is below that. */
const BURST = 240;
const PER_MINUTE = 300;

/** Resolves when the next request may be sent, or when the signal is aborted. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** Creates one account's pace, which is kept from pass to pass. */
export const createPace = (clock: Clock): Pace => {
  let tokens = BURST;
  let countedAtMs = clock.now();
  let last: Promise<void> = Promise.resolve();

  const count = (): void => {
    const nowMs = clock.now();
    // A clock that was set back adds nothing, and one that jumped forwards at most a burst [F16].
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
