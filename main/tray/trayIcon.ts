/** Which of the drawn icons (build/tray) a system's tray uses. Pure. */
import type { TrayIcon } from './trayMenu.ts';

/** The sizes drawn for Linux: pixels per side. */
const linuxSizes = [24, 32, 48] as const;
/** Most panels show 22 to 24 pixels and scale larger icons. */
const linuxSize = 24;
/** At its usual scale. */
const windowsSize = 16;

/** @param scaleFactor physical pixels per pixel of the desktop */
export const iconFile = (icon: TrayIcon, platform: NodeJS.Platform, scaleFactor: number): string => {
  if (platform === 'darwin') return `${icon}Template.png`;
  if (platform === 'win32') return `${icon}.ico`;
  return `${icon}-${iconSize(platform, scaleFactor)}.png`;
};

/** Returns the pixels per side of an icon that is drawn while the app runs. */
export const iconSize = (platform: NodeJS.Platform, scaleFactor: number): number => {
  if (platform === 'win32') return Math.round(windowsSize * scaleFactor);
  return linuxSizes.find((size) => size >= linuxSize * scaleFactor) ?? 48;
};
