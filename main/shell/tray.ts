/**
 * Draws the tray's menu with Electron. Keeps the one Tray object referenced (a collected one answers the
 * desktop with errors) and one timer, to the moment at which the menu would read differently.
 */
import { Menu, nativeImage, Tray } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import type { Occurrence } from '../../shared/model.ts';
import { trayIconPixels } from './trayIcon.ts';
import { meetingClick, trayMenu } from './trayMenu.ts';
import type { TrayAction, TrayIcon, TrayItem, TrayState } from './trayMenu.ts';

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
  /** Makes the icon anew, for a panel that appeared after it. */
  renew(): void;
  stop(): void;
}

/** setTimeout's limit is 24.8 days [F17]; the menu changes at midnight at the latest. */
const maxWaitMs = 24 * 60 * 60_000;

export const startTray = (options: TrayOptions): DrawnTray => {
  let tray = makeTray(options);
  let timer: NodeJS.Timeout | undefined;
  /** What is drawn: equal content is not sent to the desktop again, which would close an open menu. */
  let drawn = '';

  const redraw = (): void => {
    clearTimeout(timer);
    const state = options.state();
    const menu = trayMenu(state);
    const wait = Math.min(Math.max(menu.changesAtMs - state.nowMs, 250), maxWaitMs);
    timer = setTimeout(redraw, wait);
    const content = JSON.stringify([menu.items, menu.tooltip, menu.icon]);
    if (content === drawn) return;
    drawn = content;
    tray.setImage(iconImage(menu.icon));
    tray.setToolTip(menu.tooltip);
    tray.setContextMenu(Menu.buildFromTemplate(menu.items.map((item) => toTemplate(item, options))));
  };

  redraw();
  return {
    redraw,
    renew: () => {
      tray.destroy();
      tray = makeTray(options);
      drawn = '';
      redraw();
    },
    stop: () => {
      clearTimeout(timer);
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

const images = new Map<TrayIcon, NativeImage>();

const iconImage = (icon: TrayIcon): NativeImage => {
  const cached = images.get(icon);
  if (cached !== undefined) return cached;
  const template = process.platform === 'darwin';
  // Linux panels scale one image themselves and mostly show 22 to 24 pixels.
  const size = process.platform === 'linux' ? 24 : 16;
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const edge = size * scaleFactor;
    const picture = nativeImage.createFromBitmap(Buffer.from(trayIconPixels(icon, edge, template)), {
      width: edge,
      height: edge,
    });
    image.addRepresentation({ scaleFactor, width: edge, height: edge, buffer: picture.toPNG() });
  }
  if (template) image.setTemplateImage(true);
  images.set(icon, image);
  return image;
};
