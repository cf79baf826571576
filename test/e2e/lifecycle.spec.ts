/** Starting the app, hiding it in the tray, and quitting it. */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { test } from '@playwright/test';
import { expect } from '../support/expect.ts';
import type { ElectronApplication, Page } from '@playwright/test';
import { projectRoot } from '../../build/processes.mjs';
import { catchOpened, googleEnvironment, nextOpened, opened } from '../support/browser.ts';
import { signIn } from '../support/connectGoogle.ts';
import { startTrayHost } from '../support/dbus.ts';
import type { TrayHost } from '../support/dbus.ts';
import { launchApp, rootFlags } from '../support/electron.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';
import { inMain, isVisible } from '../support/inMain.ts';
import { removeFolder } from '../support/removeFolder.ts';

let profile: string;
let launched: LaunchedApp | null = null;
let host: TrayHost | null = null;

test.beforeEach(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'jarvis-lifecycle-'));
});
test.afterEach(async () => {
  await launched?.close().catch(() => undefined);
  await host?.stop();
  [launched, host] = [null, null];
  await removeFolder(profile);
});

const launch = async (
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<LaunchedApp> => {
  launched = await launchApp({ userDataDir: profile, args, env, unexplained: true });
  await catchOpened(launched.app);
  return launched;
};
const showTray = async (): Promise<TrayHost> => {
  const address = process.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  host = await startTrayHost({ address, env: { DBUS_SESSION_BUS_ADDRESS: address }, stop: async () => {} });
  return host;
};
const closeWindow = (app: ElectronApplication): Promise<void> =>
  inMain(app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
const ended = (app: LaunchedApp): Promise<number | null> => {
  const child = app.app.process();
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
};

/** The first pass is over, so nothing more is written by itself. */
const isSynced = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const status = await window.jarvis.sync.status();
    return status.ok && status.value.phase === 'idle' && status.value.lastSuccessAt !== null;
  });

const onLinux = process.platform === 'linux';

test('[F18] a lock left under another computer’s name does not keep the app from starting', async () => {
  test.skip(process.platform === 'win32', 'Windows locks a file, which ends with its process.');
  const lock = path.join(profile, 'SingletonLock');
  await symlink('elsewhere-1234', lock);
  const app = await launch();
  await app.window();
  expect(await readlink(lock)).toBe(`${hostname()}-${app.app.process().pid}`);
});

test('a second start shows the first one’s window, and changes no file [F18]', async () => {
  const { app } = await launch();
  await showTray();
  const page = await launched!.window();
  await expect.poll(() => isSynced(page)).toBe(true);
  // Shown at its first paint, which may come after the page has loaded.
  await expect.poll(() => isVisible(app)).toBe(true);
  await inMain(app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(() => isVisible(app)).toBe(false);
  // What the first instance writes by itself (the log of the wake-up) does not count.
  const before = await changeTimes(profile);
  const args = [projectRoot, `--user-data-dir=${profile}`, 'https://example.com/', ...rootFlags()];
  const second = spawn(app.process().spawnfile, args, { stdio: 'ignore' });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  await expect.poll(() => isVisible(app)).toBe(true);
  const after = await changeTimes(profile);
  const changed = [...after].filter(([name, time]) => before.get(name) !== time).map(([name]) => name);
  // Nor does what it still indexes for the search.
  const ofTheFirst = /^(logs|calendar\.db-wal)/;
  expect(changed.filter((name) => !ofTheFirst.test(name))).toEqual([]);
  const log = await readFile(path.join(profile, 'logs', 'main.log'), 'utf8');
  expect(log.match(/app\.started/g)).toHaveLength(1);
});

test('closing the window quits if there is no tray', async () => {
  test.skip(!onLinux, 'other systems always have a tray');
  const app = await launch();
  await app.window();
  await closeWindow(app.app).catch(() => undefined);
  expect(await ended(app)).toBe(0);
});

test('closing the window keeps the app in the tray, which can open it again', async () => {
  test.skip(!onLinux, 'the tray is read over D-Bus');
  const tray = await showTray();
  const { app, window: openPage } = await launch();
  const page = await openPage();
  await expect.poll(() => tray.itemCount()).toBe(1);
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  await expect
    .poll(() => tray.notifications.map(({ summary }) => summary))
    .toEqual(['Jarvis Calendar is still running']);

  const before = await page.evaluate(() => window.jarvis.sync.status());
  await tray.click(/^Sync now/);
  await expect
    .poll(async () => {
      const now = await page.evaluate(() => window.jarvis.sync.status());
      return now.ok && before.ok && now.value.lastAttemptAt !== before.value.lastAttemptAt;
    })
    .toBe(true);

  await tray.click('Open Jarvis Calendar');
  await expect.poll(() => isVisible(app)).toBe(true);
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  expect(tray.notifications).toHaveLength(1);
  await tray.click('Quit');
  expect(await ended(launched!)).toBe(0);
});

test('the tray lists the next meetings, joins them and shows them', async () => {
  test.skip(!onLinux, 'the tray is read over D-Bus');
  const tray = await showTray();
  const { app, window: openPage } = await launch();
  const page = await openPage();
  // Absent until the first pass has brought the sample.
  let title = '';
  await expect
    .poll(async () => {
      const labels = (await tray.labels()).map((label) => /^Join (.*), [^,]+$/.exec(label)?.[1]);
      title = labels.find((label) => label !== undefined) ?? '';
      return title;
    })
    .not.toBe('');
  await tray.click(/^Join /);
  expect(await nextOpened(app)).toMatch(/^https:\/\//);

  const later = (await tray.labels()).find((label) => /^\d\d:\d\d – /.test(label) && !label.endsWith(title));
  test.skip(later === undefined, 'no second meeting in the sample at this hour');
  await tray.click(later!);
  await expect(page.getByRole('region', { name: 'Meeting' }).or(page.getByRole('dialog'))).toBeVisible();
  expect((await opened(app)).length).toBeLessThanOrEqual(2);
});

test('a panel that appears after the start gets the icon', async () => {
  test.skip(!onLinux, 'the tray is read over D-Bus');
  const { window: openPage } = await launch();
  await openPage();
  const tray = await showTray();
  await expect.poll(() => tray.itemCount()).toBe(1);
  await expect.poll(() => tray.labels()).toContain('Quit');
});

/** Runs the app with a page that never requests its script. */
const withBrokenPage = async (use: (app: ElectronApplication) => Promise<void>): Promise<void> => {
  const appFolder = await mkdtemp(path.join(tmpdir(), 'jarvis-broken-'));
  try {
    await cp(path.join(projectRoot, 'dist'), path.join(appFolder, 'dist'), { recursive: true });
    await cp(path.join(projectRoot, 'package.json'), path.join(appFolder, 'package.json'));
    await symlink(path.join(projectRoot, 'node_modules'), path.join(appFolder, 'node_modules'));
    await writeFile(path.join(appFolder, 'dist', 'renderer', 'index.html'), '<!doctype html><p>…');
    launched = await launchApp({ userDataDir: profile, appFolder });
    await use(launched.app);
  } finally {
    await launched?.close().catch(() => undefined);
    await removeFolder(appFolder);
  }
};

test('a page that never runs its script prevents neither tray nor sync from starting', async () => {
  test.skip(!onLinux, 'the tray is read over D-Bus');
  const tray = await showTray();
  await withBrokenPage(async () => {
    await expect.poll(() => tray.itemCount()).toBe(1);
    const log = () => readFile(path.join(profile, 'logs', 'main.log'), 'utf8').catch(() => '');
    await expect.poll(log).toContain('pass.finished');
  });
});

test('a keyring that fails does not prevent the tray from appearing', async () => {
  test.skip(!onLinux, 'the tray is read over D-Bus');
  const tray = await showTray();
  // Such a page leaves time to break the keyring before it is used.
  await withBrokenPage(async (app) => {
    await inMain(app)(({ safeStorage }) => {
      safeStorage.getSelectedStorageBackend = () => {
        throw new Error('no keyring');
      };
    });
    await expect.poll(() => tray.itemCount()).toBe(1);
  });
});

test('an update may close the window before the app quits', async () => {
  await showTray();
  const { app, window: openPage } = await launch();
  await openPage();
  await inMain(app)(({ autoUpdater, BrowserWindow }) => {
    autoUpdater.emit('before-quit-for-update');
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect.poll(() => inMain(app)(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
});

test('started hidden, it is in the tray, with a window ready to be shown', async () => {
  test.skip(!onLinux, 'the tray is read over D-Bus');
  const tray = await showTray();
  const { app, window: openPage } = await launch(['--hidden']);
  await expect.poll(() => tray.itemCount()).toBe(1);
  const page = await openPage();
  await expect(page.getByRole('region', { name: 'Agenda' })).toBeAttached();
  expect(await isVisible(app)).toBe(false);
  await tray.click('Open Jarvis Calendar');
  await expect.poll(() => isVisible(app)).toBe(true);
  await expect(page.getByRole('region', { name: 'Agenda' })).toBeVisible();
});

test('quitting in mid-sync ends within two seconds and leaves a sound store [F19]', async () => {
  test.skip(process.platform === 'win32', 'Windows has no signals');
  const google = await startFakeGoogle();
  google.model.addCalendar({ id: 'ada@example.com', summary: 'Ada', primary: true });
  try {
    const app = await launch([], googleEnvironment(google));
    const page = await app.window();
    google.faults.add({ kind: 'hang' }, { on: 'events' });
    await signIn(app, page);
    await expect.poll(() => google.requests.some(({ endpoint }) => endpoint === 'events')).toBe(true);
    app.app.process().kill('SIGTERM');
    expect(await ended(app)).toBe(0);
  } finally {
    await google.stop();
  }
  // After two seconds by its own clock, main would have ended without this line, and the request would still hang.
  const log = await readFile(path.join(profile, 'logs', 'main.log'), 'utf8');
  expect(log).toContain('app.stopped');
  await launch();
  await launched!.window();
  expect(await readFile(path.join(profile, 'logs', 'main.log'), 'utf8')).not.toContain('store.rebuilt');
});

test('the window opens where it was left', async () => {
  const first = await launch();
  await first.window();
  const place = { x: 120, y: 90, width: 900, height: 640 };
  await inMain(first.app)(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), place);
  await closeWindow(first.app).catch(() => undefined);
  await ended(first);
  const { app, window: openPage } = await launch();
  await openPage();
  const bounds = await inMain(app)(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );
  expect(bounds).toMatchObject({ width: place.width, height: place.height });
});

/** Returns when each of the app's own files was last changed, without Chromium's. */
const changeTimes = async (folder: string): Promise<Map<string, number>> => {
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /^(calendar\.db|settings|vault|window|client|logs)/.test(name),
  );
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (await stat(path.join(folder, name))).mtimeMs);
  return times;
};
