/**
 * Whether this desktop supports global shortcuts. X11, Windows and macOS do. On Wayland only the desktop's portal can
 * provide them, and not every desktop's portal has that part.
 */
import { isWayland } from './portalShortcuts.ts';
import { askBus } from '../platform/dbus.ts';

export const areShortcutsSupported = async (): Promise<boolean> => {
  if (!isWayland()) return true;
  const answer = await askBus({
    destination: 'org.freedesktop.portal.Desktop',
    path: '/org/freedesktop/portal/desktop',
    method: 'org.freedesktop.DBus.Properties.Get',
    args: ['org.freedesktop.portal.GlobalShortcuts', 'version'],
  });
  return answer !== null && /\b[1-9]\d*\b/.test(answer.replaceAll(/uint32/g, ''));
};
