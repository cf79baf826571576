/** The screens, and the windows that cover them, with Electron. fullScreen.ts decides which are open. */
import { app, screen } from 'electron';
import type { Log } from '../platform/log.ts';
import { makeWindow } from '../window/appWindow.ts';
import type { Rectangle } from '../window/bounds.ts';
import { watchPage } from '../window/watchedPage.ts';
import type { Cover, CoverEvents, Screens } from './fullScreen.ts';

export interface CoverOptions {
  readonly title: string;
  /** The page's address. Its fragment selects what the page shows. */
  readonly url: string;
  readonly preload: string;
  readonly devTools: boolean;
  readonly log: Log;
}

export const systemScreens: Screens = {
  all: () => screen.getAllDisplays(),
  current: () => screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).id,
  onChanged: (listener) => {
    screen.on('display-added', listener);
    screen.on('display-removed', listener);
    screen.on('display-metrics-changed', listener);
    return () => {
      screen.off('display-added', listener);
      screen.off('display-removed', listener);
      screen.off('display-metrics-changed', listener);
    };
  },
};

export const openCover = (options: CoverOptions, bounds: Rectangle, events: CoverEvents): Cover => {
  const isLinux = process.platform === 'linux';
  const made = makeWindow(
    {
      ...bounds,
      title: options.title,
      frame: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      movable: false,
      minimizable: false,
      maximizable: false,
      // Window managers on Linux leave room for panels otherwise. On macOS, it would get a space of its own.
      fullscreenable: isLinux,
      resizable: isLinux,
      // On macOS, otherwise it would stay below the menu bar.
      enableLargerThanScreen: true,
      hasShadow: false,
      roundedCorners: false,
    },
    options,
  );
  let area = bounds;
  let isReady = false;
  let isFocused = false;
  const bringUp = (): void => {
    if (!isReady) return;
    if (isFocused) made.show();
    else made.showInactive();
    // The level of screen savers is above panels, the Dock and windows that fill a screen.
    made.setAlwaysOnTop(true, 'screen-saver');
    if (isLinux) made.setFullScreen(true);
    // Once shown, it has the scale of its own screen, and macOS no longer moves it below the menu bar.
    else made.setBounds(area);
    if (!isFocused) return;
    app.focus({ steal: true });
    made.focus();
  };
  made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  made.once('ready-to-show', () => {
    isReady = true;
    bringUp();
  });
  made.on('page-title-updated', (event) => event.preventDefault());
  made.on('closed', events.onClosed);
  watchPage(made, { url: `${options.url}#reminders-full`, log: options.log, onLost: events.onLost });
  return {
    place: (next) => {
      area = next;
      made.setBounds(next);
    },
    focus: () => {
      isFocused = true;
      bringUp();
    },
    close: () => made.destroy(),
  };
};
