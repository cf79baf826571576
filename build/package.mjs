/**
 * `npm run package`: makes the directory build for this system without the network and then checks it: its content,
 * its fuses, its size, its licences. `npm run dist -- …` makes the installers; arguments are passed to
 * electron-builder.
 */
import fs from 'node:fs';
import path from 'node:path';
import { releaseClient } from './bundles.mjs';
import { pinnedNodePath } from './dependencies.mjs';
import { checkPackage } from './packageChecks.mjs';
import { projectRoot, runInForeground, say } from './processes.mjs';
import { setUp, startScript, toolEnvironment } from './setup.mjs';
import { billOfMaterials, noticesOf, packagesIn } from './shippedPackages.mjs';

/** @param {string} name in the project's folder */
const at = (name) => path.join(projectRoot, name);
const readJson = (name) => JSON.parse(fs.readFileSync(at(name), 'utf8'));

/** Shipped unchanged, next to the bundles. */
const unbundled = ['node_modules/better-sqlite3'];
/** The bundler's lists of the packages in the bundles. */
const lists = ['dist/licences-main.md', 'dist/licences-mcp.md', 'dist/renderer/licences.md'];
const notices = 'dist/THIRD-PARTY-NOTICES.txt';

/** Writes the notices to where electron-builder.yml expects them. */
export function writeNotices() {
  const parts = unbundled.map((folder) => {
    const { name, version, license } = readJson(`${folder}/package.json`);
    return { name, version, license, text: fs.readFileSync(at(`${folder}/LICENSE`), 'utf8') };
  });
  const bundled = lists.map((name) => fs.readFileSync(at(name), 'utf8'));
  fs.writeFileSync(at(notices), noticesOf(bundled, parts));
}

/** Returns the packages in a release besides Electron, as its notices name them. */
export const shippedPackages = () => packagesIn(fs.readFileSync(at(notices), 'utf8'));

/**
 * Makes the directory build.
 * @param {{ electron: import('./electronRuntime.mjs').Electron, output: string, beyond?: Record<string, unknown> }} options
 *   `output`: the folder to put it in; `beyond`: for tests, what is added to electron-builder.yml
 * @returns {Promise<string>} the folder of the app
 */
export async function buildDirectory({ electron, output, beyond = {} }) {
  const { build, Platform } = await import('electron-builder');
  const version = fs.readFileSync(path.join(electron.folder, 'version'), 'utf8').trim();
  await build({
    projectDir: projectRoot,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      extends: at('electron-builder.yml'),
      // Nothing is published from here, and a checkout need not have a web page.
      publish: null,
      electronDist: electron.folder,
      electronVersion: version.replace(/^v/, ''),
      directories: { output },
      ...beyond,
    },
  });
  const made = fs.readdirSync(output, { withFileTypes: true }).find((entry) => entry.isDirectory());
  return path.join(output, made.name);
}

async function packageDirectory(electron) {
  const output = at('release');
  fs.rmSync(output, { recursive: true, force: true });
  const folder = await buildDirectory({ electron, output });
  const packages = shippedPackages();
  fs.writeFileSync(
    path.join(output, 'bom.json'),
    `${JSON.stringify(billOfMaterials(readJson('package.json'), packages), null, 2)}\n`,
  );
  const checks = await checkPackage(folder, packages);
  for (const { what, found, good } of checks) say(`${good ? 'ok  ' : 'BAD '} ${what}: ${found}`);
  if (electron.kind !== 'official') {
    say(
      'This Electron is too old for the SQLite module in the package: it starts with the official one only.',
    );
  }
  say(path.relative(projectRoot, folder));
  return checks.every(({ good }) => good) ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) {
  await startScript(async (args) => {
    const { electron } = await setUp({ client: releaseClient(process.env) });
    writeNotices();
    const [first, ...rest] = args;
    if (first !== '--installers') {
      const code = await packageDirectory(electron);
      // At a normal exit, electron-builder's own hook would set it to 0, whatever the checks found.
      process.exit(code);
    }
    const builder = at('node_modules/electron-builder/cli.js');
    return runInForeground(pinnedNodePath(), [builder, ...rest], { env: toolEnvironment(electron) });
  });
}
