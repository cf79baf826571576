/**
 * Draws the tray's menu with Electron. It holds a reference to the one Tray object (a collected one replies to the
 * desktop with errors) and one timer, set to the moment at which the menu would change.
 */
import { join } from 'node:path';
import { app, Menu, nativeImage, screen, Tray } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import type { Occurrence } from '../../shared/model.ts';
import { systemClock } from '../platform/clock.ts';
import { createWallClockTimer, LONGEST_SLEEP_MS } from '../platform/wallClockTimer.ts';
import { drawCountdown } from './countdownIcon.ts';
import { iconFile, iconSize } from './trayIcon.ts';
import { meetingClick, trayMenu } from './trayMenu.ts';
import type { TrayAction, TrayIcon, TrayItem, TrayMenu, TrayState } from './trayMenu.ts';
import type { Rectangle } from '../window/bounds.ts';

export interface TrayOptions {
  /** Called for every redraw. */
  readonly state: () => TrayState;
  readonly onJoin: (occurrence: Occurrence) => void;
  readonly onShow: (occurrence: Occurrence) => void;
  readonly onAction: (action: TrayAction) => void;
}

export interface DrawnTray {
  /** Must be called when the agenda or the status changed. */
  redraw(): void;
  /** Returns where the icon is, in screen coordinates; null if the system does not tell. */
  bounds(): Rectangle | null;
  /** Creates the icon again, for a panel that appeared after it. */
  renew(): void;
  stop(): void;
}

/** The menu changes at midnight at the latest. */
const maxWaitMs = 24 * 60 * 60_000;
/** Nobody reads a menu for longer than this; then it may be replaced. */
const longestReadMs = 60_000;
/** Linux panels do not report what is open, so there should be as few new menus as possible. */
const settleMs = 1000;

export const startTray = (options: TrayOptions): DrawnTray => {
  let tray = makeTray(options);
  const soon = createWallClockTimer({ clock: systemClock, fire: () => redraw() });
  let cancelLater = (): void => {};
  const cancelTimer = (): void => {
    soon.cancel();
    cancelLater();
  };
  /** What comes within a minute follows the wall clock. For the rest, waking up every minute would be for nothing. */
  const redrawAt = (atMs: number, nowMs: number): void => {
    const wait = Math.min(Math.max(atMs - nowMs, 250), maxWaitMs);
    if (wait <= LONGEST_SLEEP_MS) soon.set(nowMs + wait);
    else cancelLater = systemClock.after(wait, redraw);
  };
  /** What was drawn last: equal content is not sent to the desktop again. */
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
    redrawAt(menu.changesAtMs, state.nowMs);
    const { tooltip, title } = menu;
    const icon = iconName(menu);
    if (icon !== drawn.icon) tray.setImage(iconOf(menu));
    if (tooltip !== drawn.tooltip) tray.setToolTip(tooltip);
    if (title !== drawn.title && process.platform === 'darwin') {
      tray.setTitle(title, { fontType: 'monospacedDigit' });
    }
    drawn = { ...drawn, icon, tooltip, title };
    // A short sync is over before anyone could read its text.
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
    // A menu that is open is not replaced under the pointer; changes wait until it closes.
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
      // Not every panel reports that it closed a menu.
      discard = setTimeout(() => {
        close();
        redraw();
      }, longestReadMs);
    });
    menu.on('menu-will-close', () => {
      if (open !== menu) return;
      close();
      // The click that closed it has not arrived yet.
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
  // A left click opens the window, except where a click always opens the menu.
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
    case 'join':
      return { label: item.label, click: () => options.onJoin(item.occurrence) };
    case 'action':
      return { label: item.label, click: () => options.onAction(item.action) };
    case 'submenu':
      return { label: item.label, submenu: item.items.map((each) => toTemplate(each, options)) };
    default:
      return item satisfies never;
  }
};

/** macOS has room for text beside the icon; elsewhere the icon itself counts the minutes. */
const minutesIn = ({ minutes }: TrayMenu): number | null => (process.platform === 'darwin' ? null : minutes);

/** Different for icons that look different. */
const iconName = (menu: TrayMenu): string => {
  const minutes = minutesIn(menu);
  return minutes === null ? menu.icon : `${minutes} ${menu.icon === 'problem' ? 'problem' : ''}`;
};

/** A sync takes a second or two, so it does not interrupt a countdown; a problem stays visible in it. */
const iconOf = (menu: TrayMenu): NativeImage => {
  const minutes = minutesIn(menu);
  if (minutes === null) return iconImage(menu.icon);
  const size = iconSize(process.platform, screen.getPrimaryDisplay().scaleFactor);
  const pixels = drawCountdown({ minutes, size, problem: menu.icon === 'problem' });
  return nativeImage.createFromBitmap(Buffer.from(pixels.buffer), { width: size, height: size });
};

const images = new Map<string, NativeImage>();

/** Drawn by `npm run icons`. The file's name makes macOS choose the colours; an ICO contains all of Windows' sizes. */
const iconImage = (icon: TrayIcon): NativeImage => {
  const name = iconFile(icon, process.platform, screen.getPrimaryDisplay().scaleFactor);
  const cached = images.get(name);
  if (cached !== undefined) return cached;
  const image = nativeImage.createFromPath(join(app.getAppPath(), 'dist', 'tray', name));
  images.set(name, image);
  return image;
};
