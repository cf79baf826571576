/**
 * System packages on Linux: the libraries that Electron is linked to, and a virtual display and a message bus if they
 * are needed. On Debian and Ubuntu as root they are installed. Otherwise the command to run is printed.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorsOf, outputOf, run, say, SetUpError } from './processes.mjs';

/** The Debian packages for each need. */
const packagesFor = {
  libraries: [
    ...[
      'libgtk-3-0',
      'libnss3',
      'libnspr4',
      'libatk1.0-0',
      'libatk-bridge2.0-0',
      'libatspi2.0-0',
      'libcups2',
    ],
    ...['libdrm2', 'libgbm1', 'libasound2', 'libxkbcommon0', 'libxcomposite1', 'libxdamage1', 'libxrandr2'],
    ...['libxfixes3', 'libxext6', 'libx11-6', 'libxcb1', 'libpango-1.0-0', 'libcairo2', 'libdbus-1-3'],
    ...['libexpat1', 'libudev1', 'libglib2.0-0', 'libnotify4'],
  ],
  fonts: ['fonts-liberation'],
  // xauth is for people who use xvfb-run.
  display: ['xvfb', 'xauth'],
  bus: ['dbus', 'dbus-daemon'],
  trayHost: ['python3', 'python3-gi'],
  keyring: ['gnome-keyring', 'libsecret-1-0'],
  // Presses keys that go to another program's window.
  keys: ['xdotool'],
};

/** @typedef {keyof typeof packagesFor} Need */

/**
 * Returns the Debian packages for what is missing, with the names of this release.
 * @param {readonly Need[]} missing
 * @param {(name: string) => boolean} isAvailable whether apt knows a package of this name
 * @returns {string[]}
 */
export function debianPackages(missing, isAvailable) {
  const names = missing.flatMap((need) => packagesFor[need]);
  // Ubuntu 24.04 and Debian 13 renamed libraries that were rebuilt for 64-bit time.
  return names
    .map((name) => (isAvailable(`${name}t64`) ? `${name}t64` : name))
    .filter((name) => isAvailable(name));
}

/** @returns {boolean} */
const isOnPath = (program) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)));

/** Returns the sonames that the loader does not find for this executable; empty if ldd cannot tell. */
export function missingLibraries(lddOutput) {
  return [...(lddOutput ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

const hasFont = (folder) => {
  try {
    const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.some((name) => /\.(ttf|otf|ttc|pfb)$/i.test(name));
  } catch {
    return false;
  }
};

/** Returns a Python that has the system's PyGObject; the tray host of the tests runs on it. */
export function trayHostPython() {
  const candidates = ['/usr/bin/python3', 'python3'];
  return (
    candidates.find((python) => outputOf(python, ['-c', 'from gi.repository import Gio']) !== null) ?? null
  );
}

/**
 * @param {{ executable: string, needsDisplay: boolean, forTests: boolean }} what
 * @returns {Need[]}
 */
function missingNeeds({ executable, needsDisplay, forTests }) {
  /** @type {Need[]} */
  const missing = [];
  const sonames = missingLibraries(outputOf('ldd', [executable]));
  if (sonames.length > 0) {
    say(`Electron needs ${sonames.join(', ')}, not installed here.`);
    missing.push('libraries');
  }
  const fontFolders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    path.join(os.homedir(), '.local/share/fonts'),
  ];
  if (!fontFolders.some(hasFont)) missing.push('fonts');
  if (needsDisplay && !isOnPath('Xvfb')) missing.push('display');
  if (forTests && !isOnPath('dbus-daemon')) missing.push('bus');
  if (forTests && trayHostPython() === null) missing.push('trayHost');
  if (forTests && !isOnPath('gnome-keyring-daemon')) missing.push('keyring');
  if (forTests && !isOnPath('xdotool')) missing.push('keys');
  return missing;
}

/**
 * @param {{ executable: string, needsDisplay: boolean, forTests: boolean }} what
 *   `executable` is Electron's; tests also need a message bus, a host for the tray and a keyring
 */
export async function ensureSystemLibraries(what) {
  if (process.platform !== 'linux') return;
  const missing = missingNeeds(what);
  if (missing.length === 0) return;

  const isDebian = isOnPath('apt-get');
  if (!isDebian) {
    throw new SetUpError(
      `This system lacks something the app needs (${missing.join(', ')}). ` +
        `Install your distribution's counterparts of: ${missing.flatMap((need) => packagesFor[need]).join(' ')}`,
    );
  }
  if (process.getuid?.() !== 0) {
    const packages = debianPackages(missing, isKnownToApt);
    throw new SetUpError(
      'Some system packages are missing. This installs them:\n' +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    );
  }
  await installWithApt(missing);
  const stillMissing = missingNeeds(what);
  if (stillMissing.length > 0) {
    throw new SetUpError(`apt-get ended well, but still missing: ${stillMissing.join(', ')}.`);
  }
}

const isKnownToApt = (name) => /Candidate: (?!\(none\))/.test(outputOf('apt-cache', ['policy', name]) ?? '');

async function installWithApt(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`Installing system packages with apt-get (${missing.join(', ')}).`);
  if (!(await updatePackageLists({ env }))) {
    say('apt-get update failed. Trying with the existing package lists.');
  }
  const packages = debianPackages(missing, isKnownToApt);
  // If another apt on this machine holds dpkg's lock, apt-get waits for it.
  const patiently = ['-o', `DPkg::Lock::Timeout=${lockWaitSeconds}`];
  const install = [...patiently, '-q', 'install', '-y', '--no-install-recommends', ...packages];
  if ((await run('apt-get', install, { env, stdio: ['ignore', 'ignore', 2] })) !== 0) {
    throw new SetUpError(`apt-get could not install ${packages.join(' ')}. See its output above.`);
  }
}

/** A new computer often updates itself in the background for a few minutes. */
const lockWaitSeconds = 300;

/**
 * Runs `apt-get update`. While another apt holds the package lists, it is tried again: apt-get has no option that waits
 * for this lock.
 * @param {{ env: NodeJS.ProcessEnv, pauseMs?: number, tries?: number }} options
 * @returns {Promise<boolean>} whether the lists were updated
 */
export async function updatePackageLists({
  env,
  pauseMs = 2000,
  tries = (lockWaitSeconds * 1000) / pauseMs,
}) {
  for (let triesLeft = tries; ; triesLeft--) {
    const { code, errors } = await errorsOf('apt-get', ['-q', 'update'], { env });
    if (code === 0) return true;
    if (!errors.includes('/lists/lock') || triesLeft <= 1) {
      process.stderr.write(errors);
      return false;
    }
    if (triesLeft === tries) say('Waiting for another apt to finish.');
    await sleep(pauseMs);
  }
}
