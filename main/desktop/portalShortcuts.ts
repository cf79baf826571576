/** On Wayland, global shortcuts come from the desktop's portal. Chromium uses it only if this feature is enabled. */
import { app } from 'electron';

export const isWayland = (): boolean =>
  process.platform === 'linux' &&
  (process.env['XDG_SESSION_TYPE'] === 'wayland' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '');

/** Must be called before the app is ready. */
export const allowPortalShortcuts = (): void => {
  if (isWayland()) app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
};
