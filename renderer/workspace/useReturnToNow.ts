import { useEffect, useRef } from 'react';
import { MINUTE_MS } from '../../shared/durations.ts';

const longHiddenMs = 15 * MINUTE_MS;

/**
 * Calls `returnToNow` when the window is shown after it was hidden for a while. Main keeps a hidden window with its page,
 * and whoever comes back later wants to see what is next, not where they stopped reading.
 */
export const useReturnToNow = (returnToNow: () => void): void => {
  const latest = useRef(returnToNow);
  useEffect(() => {
    latest.current = returnToNow;
  });
  useEffect(() => {
    let hiddenSinceMs: number | null = null;
    const listen = (): void => {
      if (document.hidden) hiddenSinceMs ??= Date.now();
      else {
        const hiddenMs = hiddenSinceMs === null ? 0 : Date.now() - hiddenSinceMs;
        hiddenSinceMs = null;
        if (hiddenMs >= longHiddenMs) latest.current();
      }
    };
    document.addEventListener('visibilitychange', listen);
    return () => document.removeEventListener('visibilitychange', listen);
  }, []);
};
