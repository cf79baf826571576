/**
 * Creates the tray if it is possible, and removes it if not. Desktops on Linux may have no place for it, or only a
 * moment after the app has started, so it is checked a few times at the start and whenever it matters.
 */
import { powerMonitor } from 'electron';
import { startTray } from './tray.ts';
import type { DrawnTray, TrayOptions } from './tray.ts';
import { isTrayAvailable } from './trayAvailability.ts';
import type { Rectangle } from '../window/bounds.ts';

export interface TrayKeeperOptions extends TrayOptions {
  readonly onFound: () => void;
  /** Called if the checks at the start found nothing. */
  readonly onMissing: () => void;
}

export interface TrayKeeper {
  /** Resolves after the first check. Further calls return the same promise. */
  start(): Promise<void>;
  redraw(): void;
  /** Returns where the icon is; null if there is none or the system does not tell. */
  bounds(): Rectangle | null;
  /** Checks again whether a person can see the icon now. */
  isSeen(): Promise<boolean>;
  stop(): void;
}

/** A panel that starts with the session may need a moment. */
const checksAtMs = [0, 2000, 8000, 20_000] as const;

export const keepTray = (options: TrayKeeperOptions): TrayKeeper => {
  let tray: DrawnTray | null = null;
  let seen = false;
  let stopped = false;
  let starting: Promise<void> | null = null;
  const timers: NodeJS.Timeout[] = [];

  const check = async (): Promise<boolean> => {
    const there = await isTrayAvailable();
    if (stopped || starting === null) return there;
    if (there && !seen) {
      if (tray === null) tray = startTray(options);
      else tray.renew();
      options.onFound();
    }
    seen = there;
    return there;
  };

  const lookAgain = (attempt: number): void => {
    const at = checksAtMs[attempt];
    if (at === undefined) {
      options.onMissing();
      return;
    }
    const wait = at - (checksAtMs[attempt - 1] ?? 0);
    timers.push(
      setTimeout(() => {
        void check().then((there) => {
          if (!there && !stopped) lookAgain(attempt + 1);
        });
      }, wait),
    );
  };

  const lookNow = (): void => void check();
  const start = async (): Promise<void> => {
    powerMonitor.on('resume', lookNow);
    powerMonitor.on('unlock-screen', lookNow);
    if (!(await check())) lookAgain(1);
  };
  return {
    start: () => (starting ??= Promise.resolve().then(start)),
    redraw: () => {
      if (seen) tray?.redraw();
    },
    bounds: () => (seen ? (tray?.bounds() ?? null) : null),
    isSeen: check,
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      powerMonitor.off('resume', lookNow);
      powerMonitor.off('unlock-screen', lookNow);
      tray?.stop();
    },
  };
};
