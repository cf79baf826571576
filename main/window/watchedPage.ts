/**
 * A window's page under watch: loaded, and loaded anew when its process ends, when it hangs, or when it cannot draw
 * itself (pageRecovery.ts decides). What becomes of it is in the log.
 */
import type { BrowserWindow } from 'electron';
import { systemClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createPageRecovery } from './pageRecovery.ts';
import { hearPageState } from './signals.ts';

export interface WatchOptions {
  readonly url: string;
  readonly log: Log;
  /** The page cannot be kept alive. */
  readonly onLost: () => void;
}

export interface WatchedPage {
  isLost(): boolean;
  /** Aborted when the window is gone. */
  readonly closed: AbortSignal;
}

/** Chromium's ERR_ABORTED: another load took its place. */
const aborted = -3;

/** Loads the window's page and watches it until the window is closed. */
export const watchPage = (window: BrowserWindow, { url, log, onLost }: WatchOptions): WatchedPage => {
  const contents = window.webContents;
  const closed = new AbortController();
  const recovery = createPageRecovery({
    clock: systemClock,
    load: () => {
      // An address with a fragment that is shown already would only be scrolled to.
      if (contents.getURL() === url && !contents.isCrashed()) contents.reload();
      // What goes wrong is heard below.
      else contents.loadURL(url).catch(() => undefined);
    },
    end: () => contents.forcefullyCrashRenderer(),
    onState: ({ kind, failures }) => {
      if (kind === 'live') log('page.live', { failures });
      if (kind === 'hung') log('page.hung', { failures });
      if (kind === 'waiting') log('page.failed', { failures });
      if (kind !== 'lost') return;
      log('page.lost', { failures });
      onLost();
    },
  });
  hearPageState(contents, (state) => recovery.hear(state));
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') recovery.hear('gone');
  });
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== aborted) recovery.hear('failed');
  });
  contents.on('preload-error', () => recovery.hear('failed'));
  // A page that a developer has stopped at a breakpoint does not hang.
  window.on('unresponsive', () => contents.isDevToolsOpened() || recovery.hear('unresponsive'));
  window.on('responsive', () => recovery.hear('responsive'));
  window.once('closed', () => {
    recovery.stop();
    closed.abort();
  });
  return { isLost: () => recovery.state().kind === 'lost', closed: closed.signal };
};
