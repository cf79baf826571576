import { useCallback, useSyncExternalStore } from 'react';

const tickers = new Map<number, { listeners: Set<() => void>; stop: () => void }>();

/** Calls `tick` at each full step of the clock (a minute, a second), but not while the window is hidden. */
const startTicker = (stepMs: number, tick: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    if (document.hidden) return;
    timer = setTimeout(
      () => {
        tick();
        wait();
      },
      stepMs - (Date.now() % stepMs) + 5,
    );
  };
  // Shown again, perhaps after a night: update at once, not at the next step.
  const shown = (): void => {
    if (!document.hidden) tick();
    wait();
  };
  document.addEventListener('visibilitychange', shown);
  wait();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', shown);
  };
};

const subscribe = (stepMs: number, listener: () => void): (() => void) => {
  let ticker = tickers.get(stepMs);
  if (ticker === undefined) {
    const listeners = new Set<() => void>();
    ticker = { listeners, stop: startTicker(stepMs, () => listeners.forEach((each) => each())) };
    tickers.set(stepMs, ticker);
  }
  const { listeners, stop } = ticker;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop();
    tickers.delete(stepMs);
  };
};

const floorNow = (stepMs: number): number => Math.floor(Date.now() / stepMs) * stepMs;

/** The third argument of `useSyncExternalStore` is used to render the first view in main (prerender.tsx). */
const useStep = (stepMs: number): number => {
  const now = (): number => floorNow(stepMs);
  return useSyncExternalStore(
    useCallback((listener) => subscribe(stepMs, listener), [stepMs]),
    now,
    now,
  );
};

/** Returns the start of the current minute, epoch ms. One timer serves the whole window; none runs while it is hidden. */
export const useMinute = (): number => useStep(60_000);

/** Returns the start of the current second, epoch ms, for countdowns. Use it only while it is needed. */
export const useSecond = (): number => useStep(1000);

const systemZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Returns the system's zone, looked up every minute, so that a new zone regroups the days without a restart [F16]. */
export const useTimeZone = (): string =>
  useSyncExternalStore(
    useCallback((listener) => subscribe(60_000, listener), []),
    systemZone,
    systemZone,
  );
