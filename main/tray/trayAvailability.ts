/**
 * Whether a tray icon would be visible. On Windows and macOS always; on Linux only if a program on the session bus
 * watches for status items. Otherwise closing the window to the tray would make the app unreachable.
 */
import { askBus } from '../platform/dbus.ts';

/** Checks again each time, because panels come and go. Never throws; without a bus or a tool there is no tray. */
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
