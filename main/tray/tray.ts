/**
 * Draws the tray's menu with Electron. Keeps the one Tray object referenced (a collected one answers the
 * desktop with errors) and one timer, to the moment at which the menu would read differently.
 */
import { join } from 'node:path';
import { app, Menu, nativeImage, screen, Tray } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import type { Occurrence } from '../../shared/model.ts';
import { systemClock } from '../platform/clock.ts';
import { iconFile } from './trayIcon.ts';
import { meetingClick, trayMenu } from './trayMenu.ts';
import type { TrayAction, TrayIcon, TrayItem, TrayMenu, TrayState } from './trayMenu.ts';
import type { Rectangle } from '../window/bounds.ts';

export interface TrayOptions {
  /** Read at every redraw. */
  readonly state: () => TrayState;
  readonly onJoin: (occurrence: Occurrence) => void;
  readonly onShow: (occurrence: Occurrence) => void;
  readonly onAction: (action: TrayAction) => void;
}

export interface DrawnTray {
  /** Call when the agenda or the status changed. */
  redraw(): void;
  /** Where the icon is, in the screens' coordinates; null where the system does not tell. */
  bounds(): Rectangle | null;
  /** Makes the icon anew, for a panel that appeared after it. */
  renew(): void;
  stop(): void;
}

/** The menu changes at midnight at the latest. */
const maxWaitMs = 24 * 60 * 60_000;
/** Longer nobody reads a menu; then it may be replaced. */
const longestReadMs = 60_000;
/** Linux panels are not told of, and do not tell, what is open: there the fewer new menus the better. */
const settleMs = 1000;

export const startTray = (options: TrayOptions): DrawnTray => {
  let tray = makeTray(options);
  let cancelTimer = (): void => {};
  /** What is drawn: equal content is not sent to the desktop again. */
  let drawn = { icon: '', tooltip: '', title: '', items: '' };
  let open: Menu | null = null;
  let discard: NodeJS.Timeout | undefined;
  let settling: NodeJS.Timeout | undefined;
  let stopped = false;

  const redraw = (): void => {
    cancelTimer();
    if (stopped) return;
    const state = options.state();
    const menu = trayMenu(state);
    const wait = Math.min(Math.max(menu.changesAtMs - state.nowMs, 250), maxWaitMs);
    cancelTimer = systemClock.after(wait, redraw);
    const { icon, tooltip, title } = menu;
    if (icon !== drawn.icon) tray.setImage(iconImage(icon));
    if (tooltip !== drawn.tooltip) tray.setToolTip(tooltip);
    if (title !== drawn.title && process.platform === 'darwin') {
      tray.setTitle(title, { fontType: 'monospacedDigit' });
    }
    drawn = { ...drawn, icon, tooltip, title };
    // What a quick sync changes is back before anybody could have read it.
    if (state.status.phase === 'syncing' && drawn.items !== '') {
      settling ??= setTimeout(() => {
        settling = undefined;
        drawMenu(trayMenu(options.state()));
      }, settleMs);
      return;
    }
    clearTimeout(settling);
    settling = undefined;
    drawMenu(menu);
  };

  const drawMenu = ({ items }: TrayMenu): void => {
    const content = JSON.stringify(items);
    // A menu that is being read is not replaced under the pointer: what changed waits until it closes.
    if (stopped || content === drawn.items || open !== null) return;
    drawn.items = content;
    tray.setContextMenu(watched(Menu.buildFromTemplate(items.map((item) => toTemplate(item, options)))));
  };

  const close = (): void => {
    clearTimeout(discard);
    open = null;
  };
  const watched = (menu: Menu): Menu => {
    menu.on('menu-will-show', () => {
      clearTimeout(discard);
      open = menu;
      // Not every panel tells that it closed a menu.
      discard = setTimeout(() => {
        close();
        redraw();
      }, longestReadMs);
    });
    menu.on('menu-will-close', () => {
      if (open !== menu) return;
      close();
      // The click that closed it is still on its way.
      setImmediate(redraw);
    });
    return menu;
  };

  redraw();
  return {
    redraw,
    bounds: () => {
      const bounds = tray.getBounds();
      return bounds.width > 0 && bounds.height > 0 ? bounds : null;
    },
    renew: () => {
      tray.destroy();
      tray = makeTray(options);
      drawn = { icon: '', tooltip: '', title: '', items: '' };
      close();
      redraw();
    },
    stop: () => {
      stopped = true;
      cancelTimer();
      clearTimeout(settling);
      close();
      tray.destroy();
    },
  };
};

const makeTray = (options: TrayOptions): Tray => {
  const tray = new Tray(iconImage('idle'));
  // A left click opens the window where a click does not open the menu anyway.
  if (process.platform !== 'darwin') tray.on('click', () => options.onAction('open'));
  return tray;
};

const toTemplate = (item: TrayItem, options: TrayOptions): MenuItemConstructorOptions => {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: item.label, enabled: false };
    case 'meeting':
      return {
        label: item.label,
        click: () => {
          const join = meetingClick(item.occurrence, Date.now()) === 'join';
          (join ? options.onJoin : options.onShow)(item.occurrence);
        },
      };
    case 'join': {
      const { occurrence } = item;
      return {
        label: item.label,
        enabled: occurrence !== null,
        click: () => occurrence !== null && options.onJoin(occurrence),
      };
    }
    case 'action':
      return { label: item.label, enabled: item.enabled, click: () => options.onAction(item.action) };
    default:
      return item satisfies never;
  }
};

const images = new Map<string, NativeImage>();

/** Drawn by `npm run icons`. The file's name tells macOS that the system colours it; an ICO has all of Windows' sizes. */
const iconImage = (icon: TrayIcon): NativeImage => {
  const name = iconFile(icon, process.platform, screen.getPrimaryDisplay().scaleFactor);
  const cached = images.get(name);
  if (cached !== undefined) return cached;
  const image = nativeImage.createFromPath(join(app.getAppPath(), 'dist', 'tray', name));
  images.set(name, image);
  return image;
};
