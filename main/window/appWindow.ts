/**
 * The app's window, and the only place that creates windows [property 1]. Shown once its first paint is ready, with
 * the theme's background colour, where the person left it. Closing it hides it if a tray can bring it back.
 */
import { app, autoUpdater, BrowserWindow, nativeTheme, screen } from 'electron';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Signal, Signals } from '../../shared/contract.ts';
import type { IsoDate } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import { readJson, writeJson } from '../platform/jsonFile.ts';
import type { Log } from '../platform/log.ts';
import { besideTray, minHeight, minWidth, initialBounds, placeOf } from './bounds.ts';
import type { Place, Rectangle } from './bounds.ts';
import type { AskAboutLostPage } from './lostPageDialog.ts';
import { watchPage } from './watchedPage.ts';
import type { WatchedPage } from './watchedPage.ts';

export interface WindowOptions {
  readonly title: string;
  /** `app://jarvis/`, or Vite's address during development. */
  readonly url: string;
  readonly preload: string;
  /** The file that stores the window's place. */
  readonly placeFile: string;
  readonly devTools: boolean;
  /** Called when the person closes the window. True hides it, false lets the app quit. */
  readonly onClosing: () => Promise<boolean>;
  /** Called when a page has painted for the first time. */
  readonly onPainted: () => void;
  readonly log: Log;
  readonly askAboutLostPage: AskAboutLostPage;
}

export interface AppWindow {
  /** Brings the window to the front, and creates it if there is none. */
  show(): void;
  /** Brings the window up without taking the keyboard focus, as far as the desktop allows that. */
  raise(): void;
  showOccurrence(meeting: OccurrenceRef): void;
  showDay(date: IsoDate): void;
  showInvitations(): void;
  showNewEvent(what: 'event' | 'meetNow'): void;
  showOutbox(): void;
  showSettings(): void;
  applyTheme(theme: Settings['theme']): void;
  /**
   * Sets how to find the tray's icon; null if the system does not tell. A window that was never moved appears next to
   * it.
   */
  followTray(bounds: () => Rectangle | null): void;
  /** Calls the listener whenever the window is shown or hidden. */
  onVisibility(listener: (isVisible: boolean) => void): void;
  /** Creates the window and loads its page while hidden, so that `show` only has to show it. */
  prepare(): void;
  /** Returns the memory of the page's process, including shared pages; 0 without one. */
  memoryBytes(): number;
  /** Replaces a hidden window and its process with new ones, which stay hidden. */
  replaceHidden(): void;
}

/** Creates a window that shows the app's own page, sandboxed, with nothing but its preload. */
export const makeWindow = (
  shape: BrowserWindowConstructorOptions,
  { preload, devTools }: Pick<WindowOptions, 'preload' | 'devTools'>,
): BrowserWindow =>
  new BrowserWindow({
    ...shape,
    show: false,
    backgroundColor: backgroundColor(),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      // Its dictionaries would be downloaded.
      spellcheck: false,
      devTools,
    },
  });

const background = { light: '#f6f6f4', dark: '#171716' };
const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? background.dark : background.light);

export const createAppWindow = (options: WindowOptions): AppWindow => {
  let window: BrowserWindow | null = null;
  let page: WatchedPage | null = null;
  let quitting = false;
  /** Shown as soon as the first paint is ready. */
  let wanted: 'no' | 'raised' | 'focused' = 'no';
  let painted = false;
  /** Otherwise its place is not the person's. */
  let wasShown = false;
  let visibilityChanged = (_isVisible: boolean): void => {};
  /** It was maximized when it was closed. Done when it is first shown, because maximizing shows the window. */
  let toMaximize = false;
  let trayBounds: () => Rectangle | null = () => null;
  const willQuit = (): void => {
    quitting = true;
  };
  app.on('before-quit', willQuit);
  // An update on macOS closes the windows first and quits only when they are closed.
  autoUpdater.on('before-quit-for-update', willQuit);
  nativeTheme.on('updated', () => window?.setBackgroundColor(backgroundColor()));

  /**
   * Its screen may have been removed while it was hidden. If the person never moved it, it appears next to the tray.
   */
  const place = (it: BrowserWindow): void => {
    const now = it.getNormalBounds();
    const tray = readPlace(options.placeFile) === null ? trayBounds() : null;
    const wanted = tray === null ? initialBounds(now, workAreas()) : besideTray(now, tray, workAreas());
    const fields = ['x', 'y', 'width', 'height'] as const;
    if (fields.some((field) => now[field] !== wanted[field])) it.setBounds(wanted);
  };
  const bringUp = (it: BrowserWindow, focus = true): void => {
    // Maximizing and restoring take the focus.
    if (focus && toMaximize) it.maximize();
    else if (!it.isVisible() && !it.isMaximized()) place(it);
    if (focus) {
      toMaximize = false;
      if (it.isMinimized()) it.restore();
      it.show();
      it.focus();
    } else {
      it.showInactive();
      it.moveTop();
    }
  };

  const savePlace = (it: BrowserWindow): void => {
    if (wasShown) writePlace(options.placeFile, it);
  };

  const make = (): BrowserWindow => {
    const place = readPlace(options.placeFile);
    const made = makeWindow(
      { ...initialBounds(place, workAreas()), minWidth, minHeight, title: options.title },
      options,
    );
    painted = false;
    wasShown = false;
    toMaximize = place?.maximized ?? false;
    made.once('ready-to-show', () => {
      painted = true;
      options.onPainted();
      if (wanted !== 'no') bringUp(made, wanted === 'focused');
    });
    made.on('close', (event) => {
      savePlace(made);
      if (quitting) return;
      event.preventDefault();
      made.hide();
      void options.onClosing().then((stay) => {
        if (!stay) app.quit();
      });
    });
    made.on('closed', () => {
      if (window !== made) return;
      window = null;
      page = null;
    });
    made.on('show', () => {
      wasShown = true;
      visibilityChanged(true);
    });
    made.on('hide', () => visibilityChanged(false));
    made.on('page-title-updated', (event) => event.preventDefault());
    page = watchPage(made, {
      url: options.url,
      log: options.log,
      onLost: () => {
        // Nobody sees a hidden window; `show` creates it again.
        if (made.isVisible() || (wanted !== 'no' && !painted)) void askAboutLost(made);
      },
    });
    return made;
  };

  const askAboutLost = async (lost: BrowserWindow): Promise<void> => {
    if (page === null) return;
    const answer = await options.askAboutLostPage(page.closed);
    if (window !== lost) return;
    if (answer === 'tryAgain') show();
    else if (answer === 'quit') app.quit();
    else lost.close();
  };

  const show = (focus = true): void => {
    wanted = focus || (wanted === 'focused' && !painted) ? 'focused' : 'raised';
    // A page that could not be kept alive cannot be shown again.
    if (page?.isLost() === true) window?.destroy();
    if (window === null) {
      window = make();
      return;
    }
    if (painted) bringUp(window, focus);
  };

  /** Sends the signal to the page once it is loaded. */
  const showAnd = <S extends Signal>(signal: S, payload: Signals[S]): void => {
    show();
    const contents = window?.webContents;
    if (contents === undefined) return;
    const send = (): void => contents.send(signal, payload);
    if (contents.isLoading() || contents.isCrashed()) contents.once('did-finish-load', send);
    else send();
  };

  return {
    show: () => show(),
    raise: () => show(false),
    showOccurrence: (meeting) => showAnd('agenda.showRequested', meeting),
    showDay: (date) => showAnd('agenda.showDayRequested', date),
    showNewEvent: (what) => showAnd('edits.newRequested', what),
    showInvitations: () => showAnd('invitations.showRequested', undefined),
    showOutbox: () => showAnd('outbox.showRequested', undefined),
    showSettings: () => showAnd('settings.showRequested', undefined),
    followTray: (bounds) => {
      trayBounds = bounds;
    },
    applyTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    onVisibility: (listener) => {
      visibilityChanged = listener;
    },
    prepare: () => {
      if (!quitting) window ??= make();
    },
    memoryBytes: () => {
      const pid = window?.webContents.getOSProcessId();
      const metric = app.getAppMetrics().find((each) => each.pid === pid);
      return (metric?.memory.workingSetSize ?? 0) * 1024;
    },
    replaceHidden: () => {
      if (window === null || window.isVisible() || window.isMinimized()) return;
      savePlace(window);
      wanted = 'no';
      window.destroy();
      window = make();
    },
  };
};

const workAreas = (): [Rectangle, ...Rectangle[]] => {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary.workArea, ...others.map((display) => display.workArea)];
};

const readPlace = (path: string): Place | null => {
  const file = readJson(path, (raw) => placeOf(raw) ?? undefined);
  return file.state === 'read' ? file.value : null;
};

const writePlace = (path: string, window: BrowserWindow): void => {
  if (window.isMinimized()) return;
  writeJson(path, { ...window.getNormalBounds(), maximized: window.isMaximized() });
};
