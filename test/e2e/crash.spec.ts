/** What a crash leaves: a dump in the private profile, and nothing anywhere else. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '../support/electronTest.ts';
import { inMain } from '../support/inMain.ts';

test.skip(process.platform !== 'linux', 'Processes, sockets and modes are read as Linux has them.');

/** Everything in a folder, itself included, that group or others may do something with. */
const openToOthers = async (folder: string): Promise<readonly string[]> => {
  const names = ['.', ...(await readdir(folder, { recursive: true }))];
  const modes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).mode));
  return names.filter((_, index) => ((modes[index] ?? 0) & 0o077) !== 0);
};

interface Handler {
  readonly pid: string;
  readonly args: readonly string[];
}

/** The processes that write dumps into this folder. */
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

/** How many of a process's sockets lead to a network. */
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

test('a crashed page leaves a dump in the profile for its owner alone, and nobody sends it', async ({
  launch,
}) => {
  const { app, userDataDir, window } = await launch();
  await window();
  const folder = path.join(userDataDir, 'Crashpad');
  const dumps = async (): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.dmp'));
  expect(await dumps()).toEqual([]);
  await inMain(app)(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Asked twice, it would be two crashes.
    if (contents?.isCrashed() === false) contents.forcefullyCrashRenderer();
  });
  await expect.poll(async () => (await dumps()).length).toBe(1);
  const dump = path.join(folder, (await dumps())[0] ?? '');
  await expect.poll(async () => (await readFile(dump)).subarray(0, 4).toString()).toBe('MDMP');
  expect(await openToOthers(folder)).toEqual([]);
  expect((await stat(userDataDir)).mode & 0o077).toBe(0);

  // Without an address it has nowhere to send anything.
  const handlers = await handlersOf(folder);
  expect(handlers).toHaveLength(1);
  for (const { pid, args } of handlers) {
    expect(args.filter((arg) => /url|https?:/i.test(arg))).toEqual([]);
    expect(await networkSockets(pid)).toBe(0);
  }
  expect(await inMain(app)(({ crashReporter }) => crashReporter.getUploadToServer())).toBe(false);

  // The window comes back by itself; Playwright has given this page up.
  const isBack = () =>
    inMain(app)(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return false;
      return contents.executeJavaScript("document.querySelector('[data-agenda-list]') !== null");
    });
  await expect.poll(isBack).toBe(true);
});
