/**
 * Whether a tray icon would be visible. On Windows and macOS always; on Linux only if a program on the session bus
 * watches for status items. Otherwise closing the window to the tray would make the app unreachable.
 */
import { callSessionBus } from '../platform/sessionBus.ts';

/** Checks again each time, because panels come and go. Never throws; without a bus there is no tray. */
export const isTrayAvailable = async (
  platform: NodeJS.Platform = process.platform,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Promise<boolean> => {
  if (platform !== 'linux') return true;
  const watcher = {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    face: 'org.freedesktop.DBus',
    member: 'NameHasOwner',
    signature: 's',
    body: ['org.kde.StatusNotifierWatcher'],
  };
  return (await callSessionBus(watcher, variables))?.[0] === true;
};
