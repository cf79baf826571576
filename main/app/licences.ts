/**
 * The licences of the app and of everything in it: its own, what the builds listed of the packages they bundled
 * (build/bundles.mjs), and that of the one package that is not bundled. Electron's lie beside its executable.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where each text lies, and what is written over one that does not say whose it is. */
const files: readonly { readonly path: string; readonly heading?: string }[] = [
  { path: 'LICENSE' },
  { path: 'dist/licences-main.md' },
  { path: 'dist/renderer/licences.md' },
  { path: 'node_modules/better-sqlite3/LICENSE', heading: '## better-sqlite3' },
];

/** One text; a file that is not there is left out. `appFolder`: where the app's package.json lies. */
export const readLicences = async (appFolder: string): Promise<string> => {
  const texts = await Promise.all(
    files.map(async ({ path, heading }) => {
      const text = await readFile(join(appFolder, path), 'utf8').catch(() => '');
      return [heading, text.trim()].filter((part) => part !== undefined);
    }),
  );
  return texts
    .filter((parts) => parts.at(-1) !== '')
    .map((parts) => parts.join('\n\n'))
    .join('\n\n');
};
