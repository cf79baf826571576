/**
 * Makes a fresh checkout runnable: dependencies, Electron, system libraries, bundles. Each step checks first and does
 * nothing if there is nothing to do, so every script begins with it.
 *
 * Run directly it does only that: `node build/setup.mjs [--tests | --dependencies | --release]`.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { cacheRoot, withLock } from './cache.mjs';
import { ensureDependencies, pinnedNodePath } from './dependencies.mjs';
import { ensureBuild, releaseClient } from './bundles.mjs';
import { needsVirtualDisplay } from './display.mjs';
import { ensureElectron } from './electronRuntime.mjs';
import { outputOf, projectRoot, runInForeground, runMain, say } from './processes.mjs';
import { ensureSystemLibraries } from './systemLibraries.mjs';

const lockFile = () => {
  const checkout = createHash('sha256').update(projectRoot).digest('hex').slice(0, 16);
  return path.join(cacheRoot(), `setup-${checkout}.lock`);
};

/**
 * Starts a script: installs the dependencies and continues in the pinned Node, whatever Node the machine has.
 * @param {(args: string[]) => Promise<number>} main returns the exit code
 */
export function startScript(main) {
  return runMain(async () => {
    await withLock(lockFile(), ensureDependencies, say);
    const pinned = outputOf(pinnedNodePath(), ['--version'])?.trim();
    const args = process.argv.slice(2);
    if (pinned === process.version) return main(args);
    return runInForeground(pinnedNodePath(), [process.argv[1], ...args]);
  });
}

/**
 * Everything beyond the dependencies.
 * @param {{ forTests?: boolean, build?: boolean, client?: import('./bundles.mjs').OAuthClient | null }} [options]
 *   tests need a few system packages more; a release may carry an OAuth client
 * @returns {Promise<{ electron: import('./electronRuntime.mjs').Electron, needsDisplay: boolean }>}
 */
export function setUp({ forTests = false, build = true, client = null } = {}) {
  const needsDisplay = needsVirtualDisplay({ platform: process.platform, env: process.env, forTests });
  return withLock(
    lockFile(),
    async () => {
      const electron = await ensureElectron();
      await ensureSystemLibraries({ executable: electron.executable, needsDisplay, forTests });
      if (build) await ensureBuild(client);
      return { electron, needsDisplay };
    },
    say,
  );
}

/** Only the last step: the bundles, for callers that have done the others. */
export const ensureBuiltApp = () => withLock(lockFile(), () => ensureBuild(), say);

/**
 * Returns the environment for the project's own programs: the pinned Node and the project's tools first in PATH, and
 * the path of Electron.
 * @param {import('./electronRuntime.mjs').Electron} electron
 */
export function toolEnvironment(electron) {
  const folders = [path.dirname(pinnedNodePath()), path.join(projectRoot, 'node_modules', '.bin')];
  return {
    ...process.env,
    PATH: [...folders, process.env.PATH].join(path.delimiter),
    ...(electron.kind === 'official' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: electron.folder }),
  };
}

/** Returns flags that Electron needs in this environment: Chromium has no sandbox for root on Linux. */
export function platformFlags(platform = process.platform, uid = process.getuid?.()) {
  return platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [];
}

if (process.argv[1] === import.meta.filename) {
  await startScript(async (args) => {
    if (args.includes('--dependencies')) return 0;
    const client = args.includes('--release') ? releaseClient(process.env) : null;
    await setUp({ forTests: args.includes('--tests'), client });
    return 0;
  });
}
