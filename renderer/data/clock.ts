import { useCallback, useSyncExternalStore } from 'react';

const tickers = new Map<number, { listeners: Set<() => void>; stop: () => void }>();

/** Calls back at each full step of the clock (a minute, a second), and not at all while hidden. */
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
  // Shown again, perhaps after a night's sleep: what is drawn is stale now, not at the next step.
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

/** The third argument is what the opening view is drawn with (opening.tsx). */
const useStep = (stepMs: number): number => {
  const now = (): number => floorNow(stepMs);
  return useSyncExternalStore(
    useCallback((listener) => subscribe(stepMs, listener), [stepMs]),
    now,
    now,
  );
};

/** The current minute's beginning in epoch ms. One timer for the whole window, none while it is hidden. */
export const useMinute = (): number => useStep(60_000);

/** The current second, for whoever counts down the last minute. Mount it only while it is needed. */
export const useSecond = (): number => useStep(1000);

const systemZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The system's zone, looked up again each minute: a traveller's days regroup without a restart [F16]. */
export const useTimeZone = (): string =>
  useSyncExternalStore(
    useCallback((listener) => subscribe(60_000, listener), []),
    systemZone,
    systemZone,
  );
