/**
 * Whether a tray icon would be seen. On Windows and macOS always; on Linux only where something on the
 * session bus watches for status items, else closing the window to the tray would hide the app for good.
 */
import { execFile } from 'node:child_process';

const watcher = 'org.kde.StatusNotifierWatcher';
const timeoutMs = 1500;

/** The same question in the words of whichever tool the desktop has. */
const questions: readonly (readonly [tool: string, ...args: string[]])[] = [
  [
    'gdbus',
    ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
    ...['--method', 'org.freedesktop.DBus.NameHasOwner', watcher],
  ],
  [
    'dbus-send',
    ...['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
    ...['org.freedesktop.DBus.NameHasOwner', `string:${watcher}`],
  ],
  [
    'busctl',
    ...['--user', 'call', 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'],
    ...['NameHasOwner', 's', watcher],
  ],
];

/** Asks anew each time: panels come and go. Never throws; no bus and no tool mean no tray. */
export const hasTrayHost = async (platform: NodeJS.Platform = process.platform): Promise<boolean> => {
  if (platform !== 'linux') return true;
  for (const [tool, ...args] of questions) {
    const answer = await run(tool, args);
    if (answer !== null) return /\btrue\b/.test(answer);
  }
  return false;
};

/** What the tool printed; null when there is no such tool or it failed. */
const run = (tool: string, args: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(tool, args, { timeout: timeoutMs, windowsHide: true }, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
  });
