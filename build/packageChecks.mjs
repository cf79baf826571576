/** Checks of a directory build, made on its files. */
import fs from 'node:fs';
import path from 'node:path';
import { isPermissive } from './shippedPackages.mjs';

/** @typedef {{ what: string, found: string, good: boolean }} Check */

/** P7: the largest size of the app without Electron. What most people never use is in chunks of its own. */
const payloadLimitBytes = 6_000_000;

const languages = ['de.pak', 'en-GB.pak', 'en-US.pak'];

/** Everything that app.asar may contain. */
const allowed = [
  /^package\.json$/,
  /^LICENSE$/,
  /^dist\/[\w-]+\.cjs$/,
  /^dist\/tray\/(idle|syncing|problem)(-\d+\.png|\.ico|Template(@2x)?\.png)$/,
  /^dist\/renderer\/index\.html$/,
  /^dist\/renderer\/assets\/[\w-]+\.(js|css|svg|png|woff2)$/,
  /^dist\/(renderer\/)?licences(-main|-mcp)?\.md$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js)$/,
  new RegExp(`^node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}\\.node$`),
];

/** @param {readonly string[]} files as in the archive, with `/` */
export const unexpectedFiles = (files) =>
  files.filter((file) => !allowed.some((pattern) => pattern.test(file)));

/** Whether each fuse must be on. */
const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/**
 * @param {string} folder of the app, as electron-builder made it
 * @param {readonly import('./shippedPackages.mjs').ShippedPackage[]} packages
 * @returns {Promise<Check[]>}
 */
export async function checkPackage(folder, packages) {
  const places = placesIn(folder);
  const archive = path.join(places.resources, 'app.asar');
  const files = await filesOf(archive);
  const strange = unexpectedFiles(files);
  const unpacked = listFiles(`${archive}.unpacked`);
  const fuses = await wrongFuses(places.executable);
  const bytes = fs.statSync(archive).size + sizeOf(`${archive}.unpacked`, unpacked);
  const refused = packages.filter(({ license }) => !isPermissive(license)).map(({ name }) => name);
  const development = ['default_app.asar', 'registry-modules', 'app'].filter((name) =>
    fs.existsSync(path.join(places.resources, name)),
  );
  const locales = places.locales === null ? languages : fs.readdirSync(places.locales).toSorted();
  return [
    check('archive', `${files.length} files`, strange, 'what does not belong there'),
    check(
      'unpacked',
      unpacked.join(', '),
      unpacked.length === 1 && unpacked[0].endsWith('.node') ? [] : [''],
    ),
    check('nothing to develop with', 'none', development),
    check('fuses', `${Object.keys(wantedFuses).length} as wanted`, fuses, 'otherwise'),
    check('payload', `${(bytes / 1e6).toFixed(1)} MB`, bytes <= payloadLimitBytes ? [] : ['too much']),
    check(
      'languages',
      locales.join(', '),
      locales.filter((name) => !languages.includes(name)),
      'also',
    ),
    check('licences', `${packages.length} packages, all permissive`, refused, 'to be looked at'),
    check(
      'notices',
      'beside the app',
      fs.existsSync(path.join(places.extra, 'THIRD-PARTY-NOTICES.txt')) ? [] : ['missing'],
    ),
  ];
}

/** @returns {Check} */
const check = (what, found, wrong, words = 'wrong') => ({
  what,
  found: wrong.length === 0 ? found : `${found}; ${words}: ${wrong.join(', ')}`,
  good: wrong.length === 0,
});

/** Where a system's build has its parts. */
function placesIn(folder) {
  if (process.platform === 'darwin') {
    const contents = path.join(folder, 'Jarvis Calendar.app', 'Contents');
    return {
      executable: path.join(contents, 'MacOS', 'Jarvis Calendar'),
      resources: path.join(contents, 'Resources'),
      extra: contents,
      locales: null,
    };
  }
  const name = process.platform === 'win32' ? 'Jarvis Calendar.exe' : 'jarvis-calendar';
  return {
    executable: path.join(folder, name),
    resources: path.join(folder, 'resources'),
    extra: folder,
    locales: path.join(folder, 'locales'),
  };
}

async function filesOf(archive) {
  const { listPackage, statFile } = await import('@electron/asar');
  return listPackage(archive, { isPack: false })
    .map((file) => file.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((file) => !('files' in statFile(archive, path.normalize(file))));
}

async function wrongFuses(executable) {
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(wantedFuses)
    .filter(([name, on]) => wire[FuseV1Options[name]] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([name]) => name);
}

const listFiles = (folder) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile());

const sizeOf = (folder, files) =>
  files.reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
