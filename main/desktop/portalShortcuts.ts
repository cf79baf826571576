/** Under Wayland keys for every program come from the desktop's portal, which Chromium asks when it is told to. */
import { app } from 'electron';

export const isWayland = (): boolean =>
  process.platform === 'linux' &&
  (process.env['XDG_SESSION_TYPE'] === 'wayland' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '');

/** Call before the app is ready. */
export const allowPortalShortcuts = (): void => {
  if (isWayland()) app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
};
