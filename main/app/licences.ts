/**
 * Returns the licences of the app and everything in it: its own, those of the bundled packages as the builds listed
 * them (build/bundles.mjs), and that of the one package that is not bundled. Electron's licences are next to its
 * executable.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where each text is, and the heading for one that does not say whose it is. */
const files: readonly { readonly path: string; readonly heading?: string }[] = [
  { path: 'LICENSE' },
  { path: 'dist/licences-main.md' },
  { path: 'dist/licences-mcp.md' },
  { path: 'dist/renderer/licences.md' },
  { path: 'node_modules/better-sqlite3/LICENSE', heading: '## better-sqlite3' },
];

/** Joins the texts; missing files are left out. `appFolder`: the folder of the app's package.json. */
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
