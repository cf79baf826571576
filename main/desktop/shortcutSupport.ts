/**
 * Whether this desktop supports global shortcuts. X11, Windows and macOS do. On Wayland only the desktop's portal can
 * provide them, and not every desktop's portal has that part.
 */
import { isWayland } from './portalShortcuts.ts';
import { callSessionBus } from '../platform/sessionBus.ts';

export const areShortcutsSupported = async (): Promise<boolean> => {
  if (!isWayland()) return true;
  const reply = await callSessionBus({
    destination: 'org.freedesktop.portal.Desktop',
    path: '/org/freedesktop/portal/desktop',
    face: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.portal.GlobalShortcuts', 'version'],
  });
  // A variant: its signature, and the value.
  return Array.isArray(reply?.[0]) && Number(reply[0][1]) > 0;
};
