/**
 * What a crash leaves: a dump in the private profile, and nothing anywhere else. Also what happens to a window whose
 * page crashes, hangs or cannot draw itself: main writes it to the log, and the tests wait for that.
 */
import { cp, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { projectRoot } from '../../build/processes.mjs';
import { expect, test } from '../support/electronTest.ts';
import { inMain, isVisible } from '../support/inMain.ts';

test.skip(process.platform !== 'linux', 'Processes, sockets and modes are read as Linux has them.');

/** Returns everything in a folder, including the folder, that group or others have access to. */
const openToOthers = async (folder: string): Promise<readonly string[]> => {
  const names = ['.', ...(await readdir(folder, { recursive: true }))];
  const modes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).mode));
  return names.filter((_, index) => ((modes[index] ?? 0) & 0o077) !== 0);
};

interface Handler {
  readonly pid: string;
  readonly args: readonly string[];
}

/** Returns the processes that write dumps into this folder. */
const handlersOf = async (folder: string): Promise<readonly Handler[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid, args: command.split('\0') };
    }),
  );
  return commands.filter(
    ({ args: [program = '', ...args] }) =>
      program.includes('crashpad_handler') && args.includes(`--database=${folder}`),
  );
};

/** Returns how many of a process's sockets lead to a network. */
const networkSockets = async (pid: string): Promise<number> => {
  const tables = await Promise.all(
    ['tcp', 'tcp6', 'udp', 'udp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const inodes = new Set(tables.flatMap((table) => table.split('\n').map((line) => line.split(/\s+/)[10])));
  const links = await Promise.all(
    (await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')),
  );
  return links.filter((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '')).length;
};

/** Waits until the log contains the line this many times. Main waits several seconds between its attempts. */
const said = (userDataDir: string, line: string, times = 1): Promise<void> => {
  const count = async (): Promise<number> => {
    const log = await readFile(path.join(userDataDir, 'logs', 'main.log'), 'utf8').catch(() => '');
    return log.split('\n').filter((each) => each.endsWith(line)).length;
  };
  return expect.poll(count, { message: `${line} in the log` }).toBe(times);
};

/** May be called only after main has logged that the page is live. */
const listsMeetings = (app: ElectronApplication): Promise<boolean> =>
  inMain(app)(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      "document.querySelector('[data-agenda-list]') !== null",
    ),
  );

interface Caught {
  questions?: { readonly message: string; readonly buttons: readonly string[] }[];
  answer?: (label: string) => void;
}

/** From now on the system's dialogs are recorded. */
const catchQuestions = (app: ElectronApplication): Promise<void> =>
  inMain(app)(({ dialog }) => {
    const caught = globalThis as Caught;
    if (caught.questions !== undefined) return;
    const asked = (caught.questions = [] as NonNullable<Caught['questions']>);
    const show = ({ message, buttons = [] }: { message: string; buttons?: string[] }) => {
      asked.push({ message, buttons });
      return new Promise((resolve) => {
        caught.answer = (label) => resolve({ response: buttons.indexOf(label), checkboxChecked: false });
      });
    };
    Object.assign(dialog, { showMessageBox: show });
  });
const questions = (app: ElectronApplication) => inMain(app)(() => (globalThis as Caught).questions);
const answer = (app: ElectronApplication, label: string): Promise<void> =>
  inMain(app)((_electron, chosen) => (globalThis as Caught).answer?.(chosen), label);

const question = { message: 'This window couldn’t be displayed.', buttons: ['Try again', 'Close', 'Quit'] };

test('a crashed page leaves a dump in the profile, readable by its owner only, and nobody sends it', async ({
  launch,
}) => {
  const { app, userDataDir, window } = await launch();
  await window();
  const folder = path.join(userDataDir, 'Crashpad');
  const dumps = async (): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.dmp'));
  expect(await dumps()).toEqual([]);
  await said(userDataDir, 'page.live failures=0');
  await inMain(app)(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Run twice, it would cause two crashes.
    if (contents?.isCrashed() === false) contents.forcefullyCrashRenderer();
  });
  await expect.poll(async () => (await dumps()).length).toBe(1);
  // Crashpad moves a dump to another folder when it is complete.
  const start = async (): Promise<string> =>
    (await readFile(path.join(folder, (await dumps())[0] ?? ''))).subarray(0, 4).toString();
  await expect.poll(start).toBe('MDMP');
  await expect.poll(() => openToOthers(folder)).toEqual([]);
  expect((await stat(userDataDir)).mode & 0o077).toBe(0);

  // Without an address it has nowhere to send anything.
  const handlers = () => handlersOf(folder);
  await expect.poll(handlers).toHaveLength(1);
  await expect
    .poll(async () =>
      (await handlers()).flatMap(({ args }) => args.filter((arg) => /url|https?:/i.test(arg))),
    )
    .toEqual([]);
  await expect
    .poll(async () => Promise.all((await handlers()).map(({ pid }) => networkSockets(pid))))
    .toEqual([0]);
  expect(await inMain(app)(({ crashReporter }) => crashReporter.getUploadToServer())).toBe(false);

  // The window recovers by itself. Main logs whether it has: a call to a page whose process is ending never returns,
  // and the dump exists before main knows about that end.
  await said(userDataDir, 'page.live failures=1');
  await expect.poll(() => listsMeetings(app)).toBe(true);
});

test('a page that crashes at every load is reported to the person, who can try again', async ({ launch }) => {
  const { app, userDataDir, window } = await launch();
  await window();
  await said(userDataDir, 'page.live failures=0');
  await catchQuestions(app);
  await inMain(app)(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.listenerCount('dom-ready') > 0) return;
    contents.on('dom-ready', () => contents.forcefullyCrashRenderer());
    contents.forcefullyCrashRenderer();
  });
  for (const line of ['page.failed failures=1', 'page.failed failures=2', 'page.failed failures=3']) {
    await said(userDataDir, line);
  }
  await said(userDataDir, 'page.lost failures=4');
  await expect.poll(() => questions(app)).toEqual([question]);

  await answer(app, 'Try again');
  await said(userDataDir, 'page.live failures=0', 2);
  await expect.poll(() => listsMeetings(app)).toBe(true);
  await expect.poll(() => isVisible(app)).toBe(true);
});

test('a page whose code throws before it has drawn is reported to the person, and shown once it runs', async ({
  launch,
  profile,
}) => {
  const folder = path.join(profile, 'app');
  await cp(path.join(projectRoot, 'dist'), path.join(folder, 'dist'), { recursive: true });
  await cp(path.join(projectRoot, 'package.json'), path.join(folder, 'package.json'));
  await symlink(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
  const assets = path.join(folder, 'dist', 'renderer', 'assets');
  const script = path.join(assets, (await readdir(assets)).find((name) => /^main-.*\.js$/.test(name)) ?? '');
  const code = await readFile(script);
  await writeFile(script, "throw new Error('broken');");

  const { app, userDataDir } = await launch({ appFolder: folder });
  await catchQuestions(app);
  await said(userDataDir, 'page.failed failures=3');
  await said(userDataDir, 'page.lost failures=4');
  await expect.poll(() => questions(app)).toEqual([question]);

  await writeFile(script, code);
  await answer(app, 'Try again');
  await said(userDataDir, 'page.live failures=0');
  await expect.poll(() => isVisible(app)).toBe(true);
});

test('a page that hangs is ended and loaded again', async ({ launch }) => {
  const { app, userDataDir, window } = await launch();
  await window();
  await said(userDataDir, 'page.live failures=0');
  await inMain(app)(({ BrowserWindow }) => {
    const [shown] = BrowserWindow.getAllWindows();
    if (shown === undefined || shown.webContents.listenerCount('dom-ready') > 0) return;
    shown.webContents.on('dom-ready', () => undefined);
    void shown.webContents.executeJavaScript('for (;;);');
    // Chromium reports it once input has been unanswered for 15 seconds.
    shown.emit('unresponsive');
  });
  await said(userDataDir, 'page.hung failures=0');
  await said(userDataDir, 'page.failed failures=1');
  await said(userDataDir, 'page.live failures=1');
  await expect.poll(() => listsMeetings(app)).toBe(true);
});
