/** Finds the browsers of a Linux desktop: the desktop entries in the XDG data folders that open https links. */
import { posix } from 'node:path';
import { plainText } from '../../shared/text/plainText.ts';
import type { BrowserFiles, FoundBrowser } from './browser.ts';
import { entryArguments, parseBrowserEntry } from './desktopEntry.ts';
import type { BrowserEntry } from './desktopEntry.ts';
import { familyOf, profileArguments, profileFolders } from './families.ts';
import type { Packaging } from './families.ts';
import { readProfiles } from './readProfiles.ts';

const { basename, isAbsolute, join } = posix;

const foldersIn = (value: string | undefined, otherwise: string): readonly string[] =>
  (value === undefined || value === '' ? otherwise : value).split(':').filter((folder) => isAbsolute(folder));

/** Returns the folders of desktop entries; an entry in an earlier one replaces those with its name in later ones. */
const entryFolders = (env: NodeJS.ProcessEnv, home: string): readonly string[] =>
  [
    ...foldersIn(env['XDG_DATA_HOME'], join(home, '.local/share')),
    ...foldersIn(env['XDG_DATA_DIRS'], '/usr/local/share:/usr/share'),
  ].map((folder) => join(folder, 'applications'));

const packagingOf = ({ command }: BrowserEntry): Packaging => {
  if (command.some((part) => basename(part) === 'flatpak')) return 'flatpak';
  return command.some((part) => part.startsWith('/snap/')) ? 'snap' : 'native';
};

export const findOnLinux = async (
  files: BrowserFiles,
  env: NodeJS.ProcessEnv,
  home: string,
): Promise<readonly FoundBrowser[]> => {
  const canRun = async (program: string): Promise<boolean> => {
    if (isAbsolute(program)) return files.exists(program);
    if (program.includes('/')) return false;
    const places = foldersIn(env['PATH'], '/usr/bin:/bin').map((folder) =>
      files.exists(join(folder, program)),
    );
    return (await Promise.all(places)).includes(true);
  };
  const config = foldersIn(env['XDG_CONFIG_HOME'], join(home, '.config'))[0] ?? join(home, '.config');
  const toBrowser = async (id: string, entry: BrowserEntry): Promise<FoundBrowser | null> => {
    const [program = ''] = entry.command;
    const needed = [program, ...(entry.tryExec === null ? [] : [entry.tryExec])];
    if ((await Promise.all(needed.map(canRun))).includes(false)) return null;
    const family = familyOf([id.replace(/\.desktop$/, ''), ...entry.command.map((part) => basename(part))]);
    const folders =
      family === null
        ? []
        : profileFolders(family).linux[packagingOf(entry)].map((folder) =>
            folder.startsWith('~config') ? join(config, folder.slice('~config'.length)) : join(home, folder),
          );
    return {
      id,
      name: plainText(entry.name, 60),
      family,
      profiles: await readProfiles(files, family, folders, join),
      program,
      argumentsFor: (url, profile) => entryArguments(entry, url, profileArguments(family, profile)),
    };
  };

  const texts = new Map<string, string>();
  for (const folder of entryFolders(env, home)) {
    // In order: the first entry with a name counts, also if it only hides the others.
    // oxlint-disable-next-line no-await-in-loop
    const names = (await files.list(folder)).filter((name) => name.endsWith('.desktop'));
    // oxlint-disable-next-line no-await-in-loop
    const read = await Promise.all(names.map((name) => files.read(join(folder, name))));
    for (const [index, name] of names.entries()) {
      const id = name.replaceAll('/', '-');
      if (!texts.has(id)) texts.set(id, read[index] ?? '');
    }
  }
  const found = await Promise.all(
    [...texts].map(([id, text]) => {
      const entry = parseBrowserEntry(text);
      return entry === null ? null : toBrowser(id, entry);
    }),
  );
  return found.filter((each) => each !== null);
};
