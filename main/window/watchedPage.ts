/**
 * Loads a window's page, and loads it again when its process ends, when it hangs, or when it cannot draw itself
 * (pageRecovery.ts decides). What happens to it is logged.
 */
import type { BrowserWindow } from 'electron';
import { systemClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createPageRecovery } from './pageRecovery.ts';
import { onPageState } from './signals.ts';

export interface WatchOptions {
  readonly url: string;
  readonly log: Log;
  /** Called when the page cannot be kept alive. */
  readonly onLost: () => void;
}

export interface WatchedPage {
  isLost(): boolean;
  /** Aborted when the window is closed. */
  readonly closed: AbortSignal;
}

/** Chromium's ERR_ABORTED: another load has replaced this one. */
const aborted = -3;

/** Loads the window's page and watches it until the window is closed. */
export const watchPage = (window: BrowserWindow, { url, log, onLost }: WatchOptions): WatchedPage => {
  const contents = window.webContents;
  const closed = new AbortController();
  const recovery = createPageRecovery({
    clock: systemClock,
    load: () => {
      // Loading an address with a fragment that is already shown would only scroll.
      if (contents.getURL() === url && !contents.isCrashed()) contents.reload();
      // Errors are handled below.
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
  onPageState(contents, (state) => recovery.report(state));
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') recovery.report('gone');
  });
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== aborted) recovery.report('failed');
  });
  contents.on('preload-error', () => recovery.report('failed'));
  // A page that a developer has stopped at a breakpoint is not hanging.
  window.on('unresponsive', () => contents.isDevToolsOpened() || recovery.report('unresponsive'));
  window.on('responsive', () => recovery.report('responsive'));
  window.once('closed', () => {
    recovery.stop();
    closed.abort();
  });
  return { isLost: () => recovery.state().kind === 'lost', closed: closed.signal };
};
