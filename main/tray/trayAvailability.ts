/**
 * Whether a tray icon would be seen. On Windows and macOS always; on Linux only where something on the
 * session bus watches for status items, else closing the window to the tray would hide the app for good.
 */
import { askBus } from '../platform/dbus.ts';

/** Asks anew each time: panels come and go. Never throws; no bus and no tool mean no tray. */
export const isTrayAvailable = async (platform: NodeJS.Platform = process.platform): Promise<boolean> => {
  if (platform !== 'linux') return true;
  const answer = await askBus({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    method: 'org.freedesktop.DBus.NameHasOwner',
    args: ['org.kde.StatusNotifierWatcher'],
  });
  return answer !== null && /\btrue\b/.test(answer);
};
