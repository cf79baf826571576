/**
 * Whether Chromium's sandbox can start for an ordinary user on Linux, and what to do if it cannot.
 *
 * Chromium needs one of two things: a user namespace of its own, which Ubuntu 23.10 and later, hardened kernels and
 * many containers deny to programs without explicit permission, or the helper `chrome-sandbox` next to its
 * executable, owned by root and with the set-user-ID bit. Without either it exits at once. Details: docs/LINUX.md.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline/promises';
import { cacheRoot } from './cache.mjs';
import { outputOf, run, say, SetUpError } from './processes.mjs';

/**
 * What stands in the way.
 * `cause`: `apparmor`: only programs with an AppArmor profile may make user namespaces;
 *   `switchedOff`: a kernel setting, named in `setting`, allows nobody to; `refused`: neither, so something around this
 *   process (a container's system call filter, an outer namespace) refuses them.
 * `helperObstacle`: why the helper cannot take their place; null when it can.
 * @typedef {{ cause: 'apparmor' | 'switchedOff' | 'refused', setting: string | null, helperObstacle: string | null }} Obstacle
 */

/**
 * The remedy. `command` is one line for a shell; null if no command on this machine can help.
 * @typedef {{ words: string, command: string | null }} Remedy
 */

/**
 * Reads the obstacle out of the system's files.
 * @param {{ sysctl: (name: string) => string | null, helper: { uid: number, mode: number } | null,
 *   mountOptions: string, noNewPrivileges: boolean }} system
 *   `sysctl` answers a kernel setting's value, null where the kernel has no such setting; `mountOptions` are those of the
 *   file system that holds the helper
 * @returns {Obstacle}
 */
export function obstacleIn({ sysctl, helper, mountOptions, noNewPrivileges }) {
  const helperObstacle = obstacleOfHelper({ helper, mountOptions, noNewPrivileges });
  if (sysctl('kernel.apparmor_restrict_unprivileged_userns') === '1') {
    return { cause: 'apparmor', setting: null, helperObstacle };
  }
  const setting = ['kernel.unprivileged_userns_clone', 'user.max_user_namespaces'].find(
    (name) => sysctl(name) === '0',
  );
  return {
    cause: setting === undefined ? 'refused' : 'switchedOff',
    setting: setting ?? null,
    helperObstacle,
  };
}

function obstacleOfHelper({ helper, mountOptions, noNewPrivileges }) {
  if (helper === null) return 'this Electron has none';
  if (mountOptions.split(',').includes('nosuid')) return 'it lies on a file system mounted with nosuid';
  if (noNewPrivileges) return 'this process may gain no privileges (no_new_privs)';
  if (isHelperSet(helper)) return 'its owner and mode are right already and it does not help';
  return null;
}

/** Chromium's requirements for the helper: owned by root, set-user-ID, executable for everyone. */
const isHelperSet = ({ uid, mode }) => uid === 0 && (mode & 0o4001) === 0o4001;

/**
 * @param {Obstacle} obstacle
 * @param {{ helper: string, profile: string }} files the helper, and where the profile for this Electron has been written
 * @returns {Remedy}
 */
export function remedyFor({ cause, setting, helperObstacle }, { helper, profile }) {
  if (cause === 'apparmor') {
    const installed = path.posix.join('/etc/apparmor.d', path.basename(profile));
    return {
      words: "This allows them to this checkout's Electron alone, by an AppArmor profile:",
      command: `sudo install -m 644 ${quoted(profile)} ${installed} && sudo apparmor_parser -r ${installed}`,
    };
  }
  if (helperObstacle === null) {
    return {
      words: "This lets this checkout's Electron use its sandbox helper instead:",
      command: `sudo chown root:root ${quoted(helper)} && sudo chmod 4755 ${quoted(helper)}`,
    };
  }
  if (setting !== null) {
    const value = setting === 'user.max_user_namespaces' ? 15_000 : 1;
    return {
      words: `The sandbox helper cannot take their place: ${helperObstacle}. This allows user namespaces until the next boot:`,
      command: `sudo sysctl -w ${setting}=${value}`,
    };
  }
  return {
    words:
      `The sandbox helper cannot take their place: ${helperObstacle}. Allow user namespaces to the container, ` +
      'or run this outside of it.',
    command: null,
  };
}

const causes = {
  apparmor: () =>
    'AppArmor allows user namespaces only to programs that have a profile (kernel.apparmor_restrict_unprivileged_userns=1).',
  switchedOff: ({ setting }) => `User namespaces are switched off on this system (${setting}=0).`,
  refused: () => 'User namespaces are refused to this process.',
};

/**
 * Returns the text for the person.
 * @param {Obstacle} obstacle
 * @param {Remedy} remedy
 */
export function explanationOf(obstacle, remedy) {
  const lines = [
    `Chromium's sandbox cannot start here. ${causes[obstacle.cause](obstacle)}`,
    remedy.words,
    ...(remedy.command === null ? [] : [`  ${remedy.command}`]),
  ];
  return lines.join('\n');
}

/** Quotes a word for a shell. */
const quoted = (word) => (/^[\w./+:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/**
 * Returns an AppArmor profile that allows user namespaces for one executable and restricts nothing else.
 * @param {string} name of the profile
 * @param {string} executable its real path
 */
export function appArmorProfile(name, executable) {
  // In a path, AppArmor treats these characters as patterns.
  const pattern = executable.replace(/[\\"*?[\]{}^]/g, '\\$&');
  return `abi <abi/4.0>,
include <tunables/global>

profile ${name} "${pattern}" flags=(unconfined) {
  userns,
}
`;
}

/**
 * Returns the options of the mount that contains a file.
 * @param {string} mountInfo as in /proc/self/mountinfo
 * @param {string} file its real path
 */
export function mountOptionsOf(mountInfo, file) {
  const mounts = mountInfo
    .split('\n')
    .map((line) => line.split(' '))
    .filter((fields) => fields.length > 5)
    .map((fields) => ({
      point: fields[4].replace(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8))),
      options: fields[5],
    }))
    .filter(({ point }) => file === point || file.startsWith(point.endsWith('/') ? point : `${point}/`));
  // If there are several mounts at one point, the last one is visible.
  return mounts.reduce((best, mount) => (mount.point.length >= best.point.length ? mount : best), {
    point: '',
    options: '',
  }).options;
}

/**
 * Returns whether Electron's stderr says that it exited because it has no sandbox. Any other cause becomes visible at
 * the start itself.
 * @param {string} stderr
 */
export const lacksSandbox = (stderr) =>
  /FATAL:[^\n]*(sandbox|zygote|namespace|credentials)|setuid sandbox is not running as root/i.test(stderr);

const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
};

const sysctl = (name) => read(path.join('/proc/sys', name.replaceAll('.', '/')));

/**
 * Returns whether user namespaces are obviously available. Takes a few milliseconds, while asking Electron takes a
 * fraction of a second.
 */
const areNamespacesPlain = () =>
  sysctl('kernel.apparmor_restrict_unprivileged_userns') !== '1' &&
  outputOf('unshare', ['--user', '--map-root-user', '--net', 'true']) !== null;

/** Tests it with Electron itself: an app that quits at once. Chromium sets up its sandbox before that. */
function canElectronStart(executable) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const { stderr } = spawnSync(executable, [path.join(import.meta.dirname, 'endAtOnce.cjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 30_000,
    killSignal: 'SIGKILL',
    env,
  });
  return !lacksSandbox(stderr ?? '');
}

const statOf = (file) => {
  try {
    const { uid, mode } = fs.statSync(file);
    return { uid, mode };
  } catch {
    return null;
  }
};

/** Writes the profile to where the command reads it, so that the person can read it first. */
function writeProfile(executable) {
  const hash = createHash('sha256').update(executable).digest('hex').slice(0, 8);
  const name = `jarvis-calendar-electron-${hash}`;
  const file = path.join(cacheRoot(), name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, appArmorProfile(name, executable));
  return file;
}

/** Asks at the terminal whether to run the command; returns false if nobody can be asked, or `sudo` does not exist. */
async function isWanted() {
  if (!process.stdin.isTTY || !process.stderr.isTTY || outputOf('sudo', ['-V']) === null) return false;
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl+C and Ctrl+D mean no.
  const answer = new Promise((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.once('SIGINT', () => terminal.close());
    terminal.question('Run it now? [y/N] ').then(resolve, () => resolve(''));
  });
  const isYes = /^(y|yes|j|ja)$/i.test((await answer).trim());
  terminal.close();
  return isYes;
}

/**
 * Makes sure that Chromium's sandbox can start. Otherwise it explains what is wrong and how to solve it, and offers
 * to do that if the person can be asked. It never disables the sandbox; only `--no-sandbox` does.
 * @param {import('./electronRuntime.mjs').Electron} electron
 * @param {readonly string[]} [args] passed to the app
 */
export async function ensureSandbox(electron, args = []) {
  // For root, Chromium has no sandbox anyway (platformFlags).
  if (process.platform !== 'linux' || process.getuid?.() === 0 || args.includes('--no-sandbox')) return;
  if (areNamespacesPlain() || canElectronStart(electron.executable)) return;

  const executable = fs.realpathSync(electron.executable);
  const helper = path.join(path.dirname(executable), 'chrome-sandbox');
  const obstacle = obstacleIn({
    sysctl,
    helper: statOf(helper),
    mountOptions: mountOptionsOf(read('/proc/self/mountinfo') ?? '', helper),
    noNewPrivileges: /^NoNewPrivs:\s*1$/m.test(read('/proc/self/status') ?? ''),
  });
  const profile = obstacle.cause === 'apparmor' ? writeProfile(executable) : '';
  const remedy = remedyFor(obstacle, { helper, profile });
  const explanation = explanationOf(obstacle, remedy);
  if (remedy.command === null) throw new SetUpError(explanation);
  say(explanation);
  if (!(await isWanted())) throw new SetUpError('Run that once, then try again.');
  if ((await run('sh', ['-c', remedy.command], { stdio: ['inherit', 2, 2] })) !== 0) {
    throw new SetUpError('That did not work. See the output above.');
  }
  if (!canElectronStart(electron.executable)) {
    throw new SetUpError('It ended well, but the sandbox still cannot start. See docs/LINUX.md.');
  }
}
