/**
 * The app's window, and the one place that makes windows [property 1]. Shown when its first paint is ready, on the
 * theme's own background, where the person left it. Closing it hides it where a tray can bring it back.
 */
import { app, autoUpdater, BrowserWindow, nativeTheme, screen } from 'electron';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Signal, Signals } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import { readJson, writeJson } from '../platform/jsonFile.ts';
import type { Log } from '../platform/log.ts';
import { besideTray, minHeight, minWidth, openingBounds, placeOf } from './bounds.ts';
import type { Place, Rectangle } from './bounds.ts';
import type { AskAboutLostPage } from './lostPageDialog.ts';
import { watchPage } from './watchedPage.ts';
import type { WatchedPage } from './watchedPage.ts';

export interface WindowOptions {
  readonly title: string;
  /** `app://jarvis/`, or Vite's while developing. */
  readonly url: string;
  readonly preload: string;
  /** Where the window's place is remembered. */
  readonly placeFile: string;
  readonly devTools: boolean;
  /** The person closed the window: true hides it, false lets the app quit. */
  readonly onClosing: () => Promise<boolean>;
  /** A page has painted for the first time. */
  readonly onPainted: () => void;
  readonly log: Log;
  readonly askAboutLostPage: AskAboutLostPage;
}

export interface AppWindow {
  /** Brings it to the front, making it anew when there is none. */
  show(): void;
  showOccurrence(meeting: OccurrenceRef): void;
  showSettings(): void;
  applyTheme(theme: Settings['theme']): void;
  /** Tells where the tray's icon is, null where the system does not: a window nobody placed comes up there. */
  followTray(bounds: () => Rectangle | null): void;
  /** Hears from now on when the window is shown and when it is hidden. */
  onVisibility(listener: (isVisible: boolean) => void): void;
  /** Gives up a hidden window with its page and its process; `show` makes it anew. */
  discard(): void;
}

/** A window that shows the app's own page, sandboxed and alone with its preload. */
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
      // Its dictionaries would come from the network.
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
  /** Show as soon as the first paint is there. */
  let wanted = false;
  let painted = false;
  let hearVisibility = (_isVisible: boolean): void => {};
  /** It was maximised when it was closed; done at the first showing, for it shows the window. */
  let toMaximize = false;
  let trayBounds: () => Rectangle | null = () => null;
  const willQuit = (): void => {
    quitting = true;
  };
  app.on('before-quit', willQuit);
  // An update on macOS closes the windows first and quits only when they are gone.
  autoUpdater.on('before-quit-for-update', willQuit);
  nativeTheme.on('updated', () => window?.setBackgroundColor(backgroundColor()));

  /** Its screen may be gone since it was hidden; never placed by the person, it comes up by the tray. */
  const place = (it: BrowserWindow): void => {
    const now = it.getNormalBounds();
    const tray = readPlace(options.placeFile) === null ? trayBounds() : null;
    const wanted = tray === null ? openingBounds(now, workAreas()) : besideTray(now, tray, workAreas());
    const fields = ['x', 'y', 'width', 'height'] as const;
    if (fields.some((field) => now[field] !== wanted[field])) it.setBounds(wanted);
  };
  const bringUp = (it: BrowserWindow): void => {
    if (toMaximize) it.maximize();
    else if (!it.isVisible() && !it.isMaximized()) place(it);
    toMaximize = false;
    if (it.isMinimized()) it.restore();
    it.show();
    it.focus();
  };

  const make = (): BrowserWindow => {
    const place = readPlace(options.placeFile);
    const made = makeWindow(
      { ...openingBounds(place, workAreas()), minWidth, minHeight, title: options.title },
      options,
    );
    painted = false;
    toMaximize = place?.maximized ?? false;
    made.once('ready-to-show', () => {
      painted = true;
      options.onPainted();
      if (wanted) bringUp(made);
    });
    made.on('close', (event) => {
      writePlace(options.placeFile, made);
      if (quitting) return;
      event.preventDefault();
      made.hide();
      void options.onClosing().then((stay) => {
        if (!stay) app.quit();
      });
    });
    made.on('closed', () => {
      window = null;
      page = null;
    });
    made.on('show', () => hearVisibility(true));
    made.on('hide', () => hearVisibility(false));
    made.on('page-title-updated', (event) => event.preventDefault());
    page = watchPage(made, {
      url: options.url,
      log: options.log,
      onLost: () => {
        // Nobody looks at a hidden window; `show` makes it anew.
        if (made.isVisible() || (wanted && !painted)) void askAboutLost(made);
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

  const show = (): void => {
    wanted = true;
    // A page that could not be kept alive is no window to come back to.
    if (page?.isLost() === true) window?.destroy();
    if (window === null) {
      window = make();
      return;
    }
    if (painted) bringUp(window);
  };

  /** Tells the page, once it is there. */
  const showAnd = <S extends Signal>(signal: S, payload: Signals[S]): void => {
    show();
    const contents = window?.webContents;
    if (contents === undefined) return;
    const send = (): void => contents.send(signal, payload);
    if (contents.isLoading() || contents.isCrashed()) contents.once('did-finish-load', send);
    else send();
  };

  return {
    show,
    showOccurrence: (meeting) => showAnd('agenda.showRequested', meeting),
    showSettings: () => showAnd('settings.showRequested', undefined),
    followTray: (bounds) => {
      trayBounds = bounds;
    },
    applyTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    onVisibility: (listener) => {
      hearVisibility = listener;
    },
    discard: () => {
      if (window === null || window.isVisible() || window.isMinimized()) return;
      writePlace(options.placeFile, window);
      wanted = false;
      window.destroy();
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
