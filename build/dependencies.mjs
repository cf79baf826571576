/**
 * Installs node_modules as package-lock.json says. Runs on any Node from version 20, before a single dependency
 * exists.
 *
 * Install scripts are disabled (.npmrc): every native module here contains its binaries, and npm 10 would compile
 * better-sqlite3. The only script that is run is that of the package `node`, which downloads the pinned Node for this
 * machine.
 */
import fs from 'node:fs';
import path from 'node:path';
import { outputOf, projectRoot, runNpm, say, SetUpError } from './processes.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry & Record<string, unknown>> }} Lock
 */

/**
 * Why node_modules has to be installed anew, or null when it is what the lock file asks for.
 * @param {{ lock: Lock, installed: Lock | null, pinnedNode: string, installedNode: string | null }} state
 *   `installed` is npm's own record, node_modules/.package-lock.json, which it writes when an install is complete
 * @returns {string | null}
 */
export function whyInstall({ lock, installed, pinnedNode, installedNode }) {
  if (installed === null) return 'node_modules is not there yet';
  const present = installed.packages ?? {};
  for (const [place, wanted] of Object.entries(lock.packages ?? {})) {
    if (place === '') continue;
    const found = present[place];
    if (found === undefined) {
      // npm leaves out builds for other systems.
      if (wanted.optional || wanted.devOptional) continue;
      return `${place} is missing`;
    }
    if (found.version !== wanted.version || found.integrity !== wanted.integrity)
      return `${place} is outdated`;
  }
  if (installedNode !== pinnedNode) return `Node ${pinnedNode} is not in it`;
  return null;
}

/**
 * Returns what package.json requires that package-lock.json lacks, or null if they agree.
 * @param {Record<string, any>} manifest
 * @param {Lock} lock
 * @returns {string | null}
 */
export function lockDisagreement(manifest, lock) {
  const locked = /** @type {Record<string, any>} */ (lock.packages?.['']) ?? {};
  for (const group of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    const asked = manifest[group] ?? {};
    const known = locked[group] ?? {};
    for (const name of new Set([...Object.keys(asked), ...Object.keys(known)])) {
      if (asked[name] !== known[name]) return name;
    }
  }
  return null;
}

/** The Node that runs everything except this first step. */
export function pinnedNodePath(platform = process.platform) {
  const file = platform === 'win32' ? 'node.exe' : 'node';
  return path.join(projectRoot, 'node_modules', 'node', 'bin', file);
}

const readJson = (name) => JSON.parse(fs.readFileSync(path.join(projectRoot, name), 'utf8'));

function installedState() {
  const lock = readJson('package-lock.json');
  let installed = null;
  try {
    installed = readJson('node_modules/.package-lock.json');
  } catch {
    // Nothing is installed, or an install was interrupted.
  }
  const installedNode = outputOf(pinnedNodePath(), ['--version'])?.trim().slice(1) ?? null;
  return { lock, installed, pinnedNode: lock.packages['node_modules/node'].version, installedNode };
}

/** Installs what the lock file names, if necessary. */
export async function ensureDependencies() {
  const state = installedState();
  const unknown = lockDisagreement(readJson('package.json'), state.lock);
  if (unknown !== null) {
    throw new SetUpError(
      `package.json and package-lock.json disagree about ${unknown}: run "npm install" once.`,
    );
  }
  const reason = whyInstall(state);
  if (reason === null) return;

  say(`Installing dependencies (${reason}).`);
  const quietly = ['--no-audit', '--no-fund', '--loglevel', 'error'];
  // If only the pinned Node is missing, the other packages need not be installed again.
  const onlyNode = whyInstall({ ...state, installedNode: state.pinnedNode }) === null;
  if (!onlyNode && (await runNpm(['ci', '--ignore-scripts', ...quietly])) !== 0) {
    throw new SetUpError('npm ci failed. See its output above.');
  }
  if ((await runNpm(['rebuild', 'node', '--ignore-scripts=false', ...quietly])) !== 0) {
    throw new SetUpError(`Node ${state.pinnedNode} could not be fetched; npm's own words are above.`);
  }
  const stillWrong = whyInstall(installedState());
  if (stillWrong !== null)
    throw new SetUpError(`npm ended well, but the installation is not right: ${stillWrong}.`);
}
