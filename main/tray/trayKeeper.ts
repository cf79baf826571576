/**
 * Whether there is a tray, and the tray while there is one. Desktops on Linux may have no place for it, or
 * get one a moment after the app started: it is looked for a few times at the start and whenever it matters.
 */
import { powerMonitor } from 'electron';
import { startTray } from './tray.ts';
import type { DrawnTray, TrayOptions } from './tray.ts';
import { isTrayAvailable } from './trayAvailability.ts';
import type { Rectangle } from '../window/bounds.ts';

export interface TrayKeeperOptions extends TrayOptions {
  readonly onFound: () => void;
  /** After the looks at the start found nothing. */
  readonly onMissing: () => void;
}

export interface TrayKeeper {
  start(): Promise<void>;
  redraw(): void;
  /** Where the icon is; null where there is none or the system does not tell. */
  bounds(): Rectangle | null;
  /** Looks anew: can a person see the icon now? */
  isSeen(): Promise<boolean>;
  stop(): void;
}

/** A panel that starts with the session may need a moment. */
const looksAtMs = [0, 2000, 8000, 20_000] as const;

export const keepTray = (options: TrayKeeperOptions): TrayKeeper => {
  let tray: DrawnTray | null = null;
  let seen = false;
  let stopped = false;
  let started = false;
  const timers: NodeJS.Timeout[] = [];

  const look = async (): Promise<boolean> => {
    const there = await isTrayAvailable();
    if (stopped || !started) return there;
    if (there && !seen) {
      if (tray === null) tray = startTray(options);
      else tray.renew();
      options.onFound();
    }
    seen = there;
    return there;
  };

  const lookAgain = (attempt: number): void => {
    const at = looksAtMs[attempt];
    if (at === undefined) {
      options.onMissing();
      return;
    }
    const wait = at - (looksAtMs[attempt - 1] ?? 0);
    timers.push(
      setTimeout(() => {
        void look().then((there) => {
          if (!there && !stopped) lookAgain(attempt + 1);
        });
      }, wait),
    );
  };

  const lookNow = (): void => void look();
  return {
    start: async () => {
      started = true;
      powerMonitor.on('resume', lookNow);
      powerMonitor.on('unlock-screen', lookNow);
      if (!(await look())) lookAgain(1);
    },
    redraw: () => {
      if (seen) tray?.redraw();
    },
    bounds: () => (seen ? (tray?.bounds() ?? null) : null),
    isSeen: look,
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      powerMonitor.off('resume', lookNow);
      powerMonitor.off('unlock-screen', lookNow);
      tray?.stop();
    },
  };
};
