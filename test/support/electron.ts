/**
 * The built app in the real Electron, for Playwright. Each launch has its own profile unless one is given, and every
 * error of the window is collected.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { locateElectron } from '../../build/electronRuntime.mjs';
import { projectRoot } from '../../build/processes.mjs';
import { removeFolder } from './removeFolder.ts';

export interface LaunchOptions {
  /** The profile; by default a new one in the temp folder, removed at close. */
  readonly userDataDir?: string;
  readonly args?: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Enables reminders and notices of changes when the sample is removed (`removeSample`). Before, what they show would
   * depend on the hour, because the sample has meetings all day.
   */
  readonly reminders?: boolean;
  /** Shows the explanations that are shown only once. */
  readonly unexplained?: boolean;
  /** The folder of the app to open; by default this project's. */
  readonly appFolder?: string;
  /** A script that the main process runs before the app's own code. */
  readonly required?: string;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly reminders: boolean;
  readonly userDataDir: string;
  /** The first window, once its live page is drawn: it answers keys, and the prerendered view is gone. */
  readonly window: () => Promise<Page>;
  /** Errors that a window's page threw or wrote to its console. */
  readonly pageErrors: readonly string[];
  /** What the app wrote to stdout and stderr. */
  readonly output: () => string;
  /** Quits like a person and waits for the end; removes a temporary profile. */
  readonly close: () => Promise<void>;
}

/** Chromium has no sandbox for root on Linux; all other users test with it. */
export const rootFlags = (): readonly string[] =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const closeWithinMs = 30_000;

export const launchApp = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  const userDataDir = options.userDataDir ?? (await mkdtemp(path.join(tmpdir(), 'jarvis-profile-')));
  await chooseSettings(userDataDir, options);
  pointToElectron();
  const app = await _electron.launch({
    args: [
      ...(options.required === undefined ? [] : ['-r', options.required]),
      options.appFolder ?? projectRoot,
      `--user-data-dir=${userDataDir}`,
      ...(options.args ?? []),
    ],
    cwd: projectRoot,
    env: { ...inheritedEnvironment(), ...options.env },
    chromiumSandbox: rootFlags().length === 0,
  });

  const pageErrors: string[] = [];
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => pageErrors.push(String(error.stack ?? error)));
    page.on('console', (message) => {
      if (message.type() === 'error') pageErrors.push(message.text());
    });
  };
  for (const page of app.windows()) watch(page);
  app.on('window', watch);

  const child = app.process();
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));

  const removeProfile = async (): Promise<void> => {
    if (options.userDataDir === undefined) await removeFolder(userDataDir);
  };

  return {
    app,
    reminders: options.reminders === true,
    userDataDir,
    window: async () => {
      const page = await app.firstWindow();
      await page.locator('#root > :not([data-prerendered])').first().waitFor({ state: 'attached' });
      return page;
    },
    pageErrors,
    output: () => output,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return removeProfile();
      const timer = setTimeout(() => child.kill('SIGKILL'), closeWithinMs);
      await app.close();
      clearTimeout(timer);
      await removeProfile();
      if (child.signalCode === 'SIGKILL') throw new Error(`The app did not quit:\n${output}`);
    },
  };
};

/** Only in the first settings of a profile; existing ones are left to the test. */
const chooseSettings = async (profile: string, options: LaunchOptions): Promise<void> => {
  const quiet = { reminderRule: 'off', changeNotices: false };
  const explained = options.unexplained === true ? {} : { closeToTrayExplained: true };
  const text = `${JSON.stringify({ ...quiet, ...explained })}\n`;
  const file = path.join(profile, 'settings.json');
  await writeFile(file, text, { flag: 'wx', mode: 0o600 }).catch(() => undefined);
};

/** Playwright asks the `electron` package for the executable, which reads this variable. */
export const pointToElectron = (): void => {
  const electron = locateElectron();
  if (electron === null) throw new Error('No Electron here yet: "npm test" fetches one.');
  if (electron.kind !== 'official') process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.folder;
};

/** Returns this process's environment without what would change the app under test. */
const inheritedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(JARVIS_|ELECTRON_RUN_AS_NODE$|NODE_OPTIONS$)/.test(entry[0]),
    ),
  );
