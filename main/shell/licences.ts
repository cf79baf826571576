/**
 * The licences of the app and of everything in it: its own, and what the builds listed of the packages they
 * bundled (build/bundles.mjs). Electron's and better-sqlite3's lie beside their own files.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const files = [
  'LICENSE',
  'dist/licences-main.md',
  'dist/renderer/licences.md',
  'node_modules/better-sqlite3/LICENSE',
];

/** One text; a file that is not there is left out. `appFolder`: where the app's package.json lies. */
export const readLicences = async (appFolder: string): Promise<string> => {
  const texts = await Promise.all(
    files.map((file) => readFile(join(appFolder, file), 'utf8').catch(() => '')),
  );
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n');
};
