/**
 * Whether this desktop lets programs have keys that work everywhere. X11 does and so do Windows and macOS;
 * under Wayland only the desktop's portal can give them, and not every desktop's has that part.
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
