/**
 * Collects which calendars changed and reports them together: during a long sync the window is redrawn a few times a
 * second, not after every commit.
 */
import type { CalendarKey, Clock } from './ports.ts';

const CHANGED_DELAY_MS = 250;

export interface ChangedKeys {
  add(keys: readonly CalendarKey[]): void;
  /** Reports at once what has been collected. */
  flush(): void;
  stop(): void;
}

export const collectChanges = (
  clock: Clock,
  onChanged: (keys: readonly CalendarKey[]) => void,
): ChangedKeys => {
  const keys = new Set<CalendarKey>();
  let cancelTimer: (() => void) | null = null;
  const stop = (): void => {
    cancelTimer?.();
    cancelTimer = null;
  };
  const flush = (): void => {
    stop();
    if (keys.size === 0) return;
    const all = [...keys];
    keys.clear();
    onChanged(all);
  };
  return {
    add: (more) => {
      for (const key of more) keys.add(key);
      if (keys.size > 0) cancelTimer ??= clock.after(CHANGED_DELAY_MS, flush);
    },
    flush,
    stop,
  };
};
