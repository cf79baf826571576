/** The browsers that the operating system knows. */
import { execFile } from 'node:child_process';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import type { Log } from '../platform/log.ts';
import type { Clock } from '../sync/ports.ts';
import type { BrowserFiles, FoundBrowser } from './browser.ts';
import { createBrowsers } from './browsers.ts';
import type { Browsers } from './browsers.ts';
import { findOnLinux } from './linux.ts';
import { findOnMac } from './mac.ts';
import { startBrowser } from './start.ts';
import { findOnWindows } from './windows.ts';

/** Chromium's `Local State` of many profiles is a few hundred kilobytes. */
const LONGEST_FILE = 8_000_000;
const REGISTRY_LIMIT_MS = 5000;

const systemFiles: BrowserFiles = {
  read: async (path) => {
    try {
      const { size } = await stat(path);
      return size > LONGEST_FILE ? null : await readFile(path, 'utf8');
    } catch {
      return null;
    }
  },
  list: async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  },
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
};

const queryRegistry = (key: string): Promise<string> =>
  new Promise((resolve) => {
    const tool = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
    execFile(
      tool,
      ['query', key, '/s'],
      { timeout: REGISTRY_LIMIT_MS, windowsHide: true, maxBuffer: LONGEST_FILE },
      (error, stdout) => resolve(error === null ? stdout : ''),
    );
  });

const findInstalled = (): Promise<readonly FoundBrowser[]> => {
  if (process.platform === 'win32') return findOnWindows(systemFiles, process.env, queryRegistry);
  if (process.platform === 'darwin') return findOnMac(systemFiles, homedir());
  return findOnLinux(systemFiles, process.env, homedir());
};

export const systemBrowsers = (clock: Pick<Clock, 'after'>, log: Log): Browsers =>
  createBrowsers({
    find: findInstalled,
    start: (program, args) => startBrowser(program, args, clock.after),
    log,
  });
