/**
 * Runs programs as an ordinary user, for tests that run as root: Chromium has no sandbox for root. The checkout and
 * Electron may be where that user has no access (/root), so a mount namespace makes both available to it in a
 * separate folder. Without root, the current user is used.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { locateElectron } from '../../build/electronRuntime.mjs';
import { projectRoot } from '../../build/processes.mjs';

/** An id that nobody has; no entry in /etc/passwd is needed. */
const ordinaryId = 54_321;

const isRoot = process.getuid?.() === 0;

/**
 * What the user's system allows: `open`: user namespaces; `restricted`: none, as with the reported command; `helper`:
 * none, for everyone except root, and Electron's sandbox helper is set up as the start says.
 */
export type Namespaces = 'open' | 'restricted' | 'helper';

export interface OrdinaryUser {
  /** The checkout, Electron's folder and a separate home, at the paths where the user sees them. */
  readonly checkout: string;
  readonly electron: string;
  readonly home: string;
  readonly run: (namespaces: Namespaces, command: readonly string[]) => Running;
  readonly remove: () => void;
}

export interface Running {
  /** Everything written to stdout and stderr so far. */
  readonly output: () => string;
  /** Resolves when the output contains it; throws the output if the program ends before. */
  readonly says: (pattern: RegExp) => Promise<void>;
  readonly ended: Promise<number | null>;
  /** Ends it with everything that it started. */
  readonly stop: () => Promise<void>;
}

const works = (command: string, args: readonly string[]): boolean => spawnSync(command, args).status === 0;

/** Returns why this machine cannot run that; null if it can. */
export const whyNot = (namespaces: Namespaces): string | null => {
  if (process.platform !== 'linux') return 'Linux only';
  if (isRoot && !works('unshare', ['--mount', '--propagation', 'private', 'true'])) {
    return 'root may make no mount namespace here';
  }
  if (namespaces === 'helper' && !isRoot) return 'only root can set the helper';
  if (!works('unshare', ['--user', '--map-root-user', '--net', 'true'])) {
    return 'user namespaces are refused here';
  }
  return null;
};

export const ordinaryUser = (): OrdinaryUser => {
  const found = locateElectron();
  if (found === null) throw new Error('No Electron here yet: "npm test" fetches one.');
  const place = mkdtempSync(path.join(tmpdir(), 'jarvis-user-'));
  const within = (name: string): string => path.join(place, name);
  const home = within('home');
  for (const name of ['home', 'checkout', 'electron']) mkdirSync(within(name));
  // Chromium's own processes may still be writing while they end.
  const remove = (): void => rmSync(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  if (!isRoot) {
    const { folder } = found;
    const run: OrdinaryUser['run'] = (namespaces, command) =>
      start([...restriction(namespaces), ...command], environment(home, folder), projectRoot);
    return { checkout: projectRoot, electron: folder, home, run, remove };
  }
  chmodSync(place, 0o755);
  chownSync(home, ordinaryId, ordinaryId);
  copyFileSync(path.join(found.folder, 'chrome-sandbox'), within('helper'));
  chmodSync(within('helper'), 0o4755);
  const checkout = within('checkout');
  const electron = within('electron');
  const run: OrdinaryUser['run'] = (namespaces, command) => {
    const mounts = [
      `mount --bind '${projectRoot}' '${checkout}'`,
      `mount --bind '${found.folder}' '${electron}'`,
      ...(namespaces === 'helper' ? [`mount --bind '${within('helper')}' '${electron}/chrome-sandbox'`] : []),
      `cd '${checkout}'`,
    ];
    const asUser = ['setpriv', `--reuid=${ordinaryId}`, `--regid=${ordinaryId}`, '--clear-groups'];
    const inside =
      namespaces === 'helper'
        ? // The helper requires root inside: the map is written from outside, then it continues.
          [
            'unshare',
            '--user',
            '--keep-caps',
            'sh',
            '-c',
            `echo ${mine} && read -r _ && ${allowNone} && exec "$@"`,
            'sh',
            ...asUser,
          ]
        : [...asUser, ...restriction(namespaces)];
    const script = `${mounts.join(' && ')} && exec "$@"`;
    const outer = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh'];
    const running = start([...outer, ...inside, ...command], environment(home, electron), place);
    if (namespaces === 'helper') {
      void running.says(new RegExp(mine)).then(
        () => mapEverybody(running.child),
        () => undefined,
      );
    }
    return running;
  };
  return { checkout, electron, home, run, remove };
};

/** Printed once a process is in its new user namespace and waits for the map. */
const mine = 'waits-for-its-map';

const allowNone = 'echo 0 > /proc/sys/user/max_user_namespaces';

const restriction = (namespaces: Namespaces): string[] =>
  namespaces === 'restricted'
    ? ['unshare', '-U', '--map-current-user', '--keep-caps', 'sh', '-c', `${allowNone} && exec "$@"`, 'sh']
    : [];

/** Without the display, bus and settings of the tests. */
const environment = (home: string, electron: string): NodeJS.ProcessEnv => {
  const unwanted =
    /^(JARVIS_|ELECTRON_|XDG_|DISPLAY$|WAYLAND_DISPLAY$|DBUS_|NODE_OPTIONS$|npm_|HOME$|XAUTHORITY$)/;
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name));
  return { ...Object.fromEntries(kept), HOME: home, ELECTRON_OVERRIDE_DIST_PATH: electron };
};

/** Maps every user of the machine into the process's new user namespace, as if it were a separate machine. */
const mapEverybody = (child: ChildProcess): void => {
  for (const map of ['uid_map', 'gid_map']) writeFileSync(`/proc/${child.pid}/${map}`, '0 0 4294967295\n');
  child.stdin?.end('go on\n');
};

const start = (
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
): Running & { readonly child: ChildProcess } => {
  const [program, ...args] = command;
  // A separate group, to end all of it.
  const child = spawn(program!, args, { env, cwd, detached: true, stdio: 'pipe' });
  let said = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    output: () => said,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(said)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended before it said ${pattern}:\n${said}`)));
      }),
    ended,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGTERM');
      await ended;
    },
  };
};
