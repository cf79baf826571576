/** Integration with the system: start at login with a real autostart file, and global shortcuts. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { Settings, SystemState } from '../../shared/settings.ts';
import { opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { inMain, isVisible } from '../support/inMain.ts';

test.skip(process.platform !== 'linux', 'Autostart files and X11 are Linux’s.');

let folder: string;
test.beforeEach(({ profile }) => {
  folder = profile;
});

const setSettings = (page: Page, change: Partial<Settings>): Promise<unknown> =>
  page.evaluate((part) => window.jarvis.settings.set(part), change);
const settingsOf = (page: Page): Promise<Settings> =>
  page.evaluate(async () => {
    const reply = await window.jarvis.settings.get();
    if (!reply.ok) throw new Error(reply.problem.kind);
    return reply.value;
  });
const systemOf = (page: Page): Promise<SystemState> =>
  page.evaluate(async () => {
    const reply = await window.jarvis.system.state();
    if (!reply.ok) throw new Error(reply.problem.kind);
    return reply.value;
  });

test.describe('start at login', () => {
  const autostart = (): string => path.join(folder, 'config', 'autostart');
  const file = (): string => path.join(autostart(), 'jarvis-calendar.desktop');
  const env = (): Record<string, string> => ({
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    JARVIS_START_AT_LOGIN: '1',
  });
  const profile = (): string => path.join(folder, 'my profile');

  test('creates a file whose command starts the app hidden in the tray, and removes it again', async ({
    launch,
    desktop,
  }) => {
    const app = await launch({ userDataDir: await made(profile()), env: { ...env(), ...desktop.env } });
    const page = await app.window();
    expect((await systemOf(page)).canStartAtLogin).toBe(true);
    await setSettings(page, { startAtLogin: true });
    const exec = /^Exec=(.*)$/m.exec(await readFile(file(), 'utf8'))?.[1] ?? '';
    expect(exec).toContain('"--user-data-dir=');
    expect(exec).toMatch(/ --hidden$/);
    await app.close();

    // As a desktop would at the next login; the root of a container needs another flag.
    const { argv } = await parsed(file());
    const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const [program = '', ...args] = argv;
    const started = spawn(program, [...args, ...flags], {
      stdio: 'ignore',
      env: { ...process.env, ...env(), ...desktop.env },
    });
    try {
      await expect.poll(() => desktop.tray.labels().catch(() => [])).toContain('Open Jarvis Calendar');
      expect(await windowsOn(process.env.DISPLAY ?? '', started.pid ?? 0)).toEqual([]);
      await desktop.tray.click('Open Jarvis Calendar');
      await expect.poll(() => windowsOn(process.env.DISPLAY ?? '', started.pid ?? 0)).not.toEqual([]);
      const ended = new Promise((resolve) => started.once('exit', resolve));
      await desktop.tray.click('Quit');
      expect(await ended).toBe(0);
    } finally {
      started.kill('SIGKILL');
    }

    const again = await launch({ userDataDir: profile(), env: { ...env(), ...desktop.env } });
    const second = await again.window();
    expect((await settingsOf(second)).startAtLogin).toBe(true);
    await setSettings(second, { startAtLogin: false });
    expect(await readdir(autostart())).toEqual([]);
  });

  test('an entry that the person disabled stays disabled and is shown as off; an outdated command is updated', async ({
    launch,
  }) => {
    await mkdir(autostart(), { recursive: true });
    const hidden =
      '[Desktop Entry]\nType=Application\nName=Jarvis\nExec=/gone/jarvis --hidden\nHidden=true\n';
    await writeFile(file(), hidden);
    await writeFile(path.join(await made(profile()), 'settings.json'), '{"startAtLogin":true}');
    const app = await launch({ userDataDir: profile(), env: env() });
    const page = await app.window();
    await expect.poll(async () => (await settingsOf(page)).startAtLogin).toBe(false);
    expect(await readFile(file(), 'utf8')).toBe(hidden);
    await app.close();

    await writeFile(file(), hidden.replace('Hidden=true\n', 'X-Own=kept\n'));
    const again = await launch({ userDataDir: profile(), env: env() });
    const second = await again.window();
    await expect.poll(async () => (await settingsOf(second)).startAtLogin).toBe(true);
    await expect.poll(async () => (await parsed(file())).argv[0]).toBe(again.app.process().spawnfile);
    expect(await readFile(file(), 'utf8')).toContain('X-Own=kept');
  });

  test('a folder that cannot be written to is reported, and the setting stays off', async ({ launch }) => {
    await mkdir(path.join(folder, 'config'), { recursive: true });
    await writeFile(autostart(), 'a file where the folder should be');
    const app = await launch({ env: env() });
    const page = await app.window();
    await setSettings(page, { startAtLogin: true });
    await expect.poll(async () => (await settingsOf(page)).startAtLogin).toBe(false);
    expect((await systemOf(page)).startAtLoginFailed).toBe(true);
  });

  test('a run from source adds no entry unless asked to', async ({ launch }) => {
    const app = await launch({ env: { XDG_CONFIG_HOME: path.join(folder, 'config') } });
    const page = await app.window();
    expect((await systemOf(page)).canStartAtLogin).toBe(false);
    await setSettings(page, { startAtLogin: true });
    await expect.poll(async () => (await settingsOf(page)).startAtLogin).toBe(false);
    expect(await readdir(path.join(folder, 'config')).catch(() => [])).not.toContain('autostart');
  });
});

test.describe('global shortcuts', () => {
  const press = async (keys: string): Promise<void> => {
    await promisify(execFile)('xdotool', ['key', keys]);
  };

  test('one opens the window, and releases its keys when it is removed', async ({ openOnDesktop }) => {
    const { app, page } = await openOnDesktop();
    await setSettings(page, { globalShortcuts: { showWindow: 'Control+Alt+J', joinNext: null } });
    await expect.poll(async () => (await systemOf(page)).globalShortcuts.showWindow).toBe('works');
    await inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await expect.poll(() => isVisible(app.app)).toBe(false);
    await press('ctrl+alt+j');
    await expect.poll(() => isVisible(app.app)).toBe(true);
    await setSettings(page, { globalShortcuts: { showWindow: null, joinNext: null } });
    await expect.poll(async () => (await systemOf(page)).globalShortcuts.showWindow).toBe('off');
    const free = await inMain(app.app)(({ globalShortcut }) => !globalShortcut.isRegistered('Control+Alt+J'));
    expect(free).toBe(true);
  });

  test('another joins the running meeting; without one it says so and what is next', async ({
    google,
    openWithGoogle,
    desktop,
  }) => {
    const address = 'ada@example.com';
    google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
    const { app, page } = await openWithGoogle({ env: desktop.env });
    await connectGoogle(app, page);
    await setSettings(page, { globalShortcuts: { showWindow: null, joinNext: 'Control+Alt+K' } });
    await expect.poll(async () => (await systemOf(page)).globalShortcuts.joinNext).toBe('works');
    await press('ctrl+alt+k');
    await expect
      .poll(() => desktop.tray.notifications.map(({ summary }) => summary))
      .toEqual(['No meeting to join right now']);

    const nowMs = Date.now();
    google.model.insert(address, {
      id: 'running',
      summary: 'Review',
      start: { dateTime: new Date(nowMs - 60_000).toISOString() },
      end: { dateTime: new Date(nowMs + 1_800_000).toISOString() },
      hangoutLink: 'https://meet.google.com/abc-defg-hij',
    });
    await page.evaluate(() => window.jarvis.sync.request());
    await expect
      .poll(async () => {
        await press('ctrl+alt+k');
        return opened(app.app);
      })
      .toContain('https://meet.google.com/abc-defg-hij?authuser=ada@example.com');
  });

  test('keys that another program has are reported as taken', async ({ launch }) => {
    const first = await launch();
    const holder = await first.window();
    await setSettings(holder, { globalShortcuts: { showWindow: 'Control+Alt+U', joinNext: null } });
    await expect.poll(async () => (await systemOf(holder)).globalShortcuts.showWindow).toBe('works');
    const second = await launch();
    const page = await second.window();
    await setSettings(page, { globalShortcuts: { showWindow: 'Control+Alt+U', joinNext: 'J' } });
    await expect
      .poll(async () => (await systemOf(page)).globalShortcuts)
      .toEqual({ showWindow: 'taken', joinNext: 'invalid' });
  });
});

const made = async (name: string): Promise<string> => {
  await mkdir(name, { recursive: true });
  return name;
};

/** Parses the command with GLib, which desktops use to start programs. */
const parsed = async (name: string): Promise<{ readonly argv: readonly string[] }> => {
  const script = [
    'import json, sys',
    'from gi.repository import GLib',
    'entry = GLib.KeyFile()',
    'entry.load_from_file(sys.argv[1], GLib.KeyFileFlags.NONE)',
    'command = entry.get_string("Desktop Entry", "Exec")',
    'print(json.dumps([each.replace("%%", "%") for each in GLib.shell_parse_argv(command)[1]]))',
  ].join('\n');
  const { stdout } = await promisify(execFile)('/usr/bin/python3', ['-c', script, name]);
  return { argv: JSON.parse(stdout) as string[] };
};

/** The visible windows of a process. */
const windowsOn = async (display: string, pid: number): Promise<readonly string[]> => {
  const args = ['search', '--onlyvisible', '--pid', String(pid)];
  const env = { ...process.env, DISPLAY: display };
  const { stdout } = await promisify(execFile)('xdotool', args, { env }).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter((line) => line !== '');
};
