/** Which of the drawn icons (build/tray) a system's tray takes. Pure. */
import type { TrayIcon } from './trayMenu.ts';

/** What is drawn for Linux, in pixels a side. */
const linuxSizes = [24, 32, 48] as const;
/** Most panels show 22 to 24 pixels, and scale what is larger. */
const linuxSize = 24;

/** @param scaleFactor physical pixels to one of the desktop's */
export const iconFile = (icon: TrayIcon, platform: NodeJS.Platform, scaleFactor: number): string => {
  if (platform === 'darwin') return `${icon}Template.png`;
  if (platform === 'win32') return `${icon}.ico`;
  const wanted = linuxSize * scaleFactor;
  return `${icon}-${linuxSizes.find((size) => size >= wanted) ?? 48}.png`;
};
