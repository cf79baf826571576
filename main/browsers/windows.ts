/** Finds browsers on Windows: those that registered themselves as clients of the start menu's entry "Internet". */
import { win32 } from 'node:path';
import { plainText } from '../../shared/text/plainText.ts';
import type { BrowserFiles, FoundBrowser } from './browser.ts';
import { familyOf, profileArguments, profileFolders } from './families.ts';
import { readProfiles } from './readProfiles.ts';

export const registryKeys = [
  'HKCU\\SOFTWARE\\Clients\\StartMenuInternet',
  'HKLM\\SOFTWARE\\Clients\\StartMenuInternet',
] as const;

interface Registered {
  readonly id: string;
  readonly name: string;
  readonly program: string;
}

/** `"C:\…\chrome.exe"` or `C:\…\chrome.exe`, perhaps with arguments; null for anything else, and for other computers. */
const programIn = (command: string): string | null => {
  const path = /^"([^"]+)"/.exec(command)?.[1] ?? /^(.+?\.exe)(?:\s|$)/i.exec(command)?.[1];
  return path !== undefined && /^[a-z]:\\.+\.exe$/i.test(path) ? path : null;
};

/** `text`: what `reg query KEY /s` prints. The name of a key's default value is in the system's language. */
export const parseRegistry = (text: string): readonly Registered[] => {
  const names = new Map<string, string>();
  const programs = new Map<string, string>();
  let key = '';
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('HKEY_')) key = line.trim();
    const value = /^ {4}\(.+?\) {4}REG_(?:EXPAND_)?SZ {4}(.*)$/.exec(line)?.[1]?.trim();
    const [, id, rest] = /\\StartMenuInternet\\([^\\]+)(?:\\(.*))?$/i.exec(key) ?? [];
    if (value === undefined || id === undefined) continue;
    if (rest === undefined) names.set(id, value);
    else if (rest.toLowerCase() === 'shell\\open\\command') {
      const program = programIn(value);
      if (program !== null) programs.set(id, program);
    }
  }
  return [...programs].map(([id, program]) => ({ id, name: names.get(id) ?? id, program }));
};

/** `query` returns what `reg query KEY /s` prints; empty if there is no such key. */
export const findOnWindows = async (
  files: BrowserFiles,
  env: NodeJS.ProcessEnv,
  query: (key: string) => Promise<string>,
): Promise<readonly FoundBrowser[]> => {
  const texts = await Promise.all(registryKeys.map(query));
  // The person's own registration of a browser comes before the computer's.
  const byProgram = new Map(
    texts
      .flatMap(parseRegistry)
      .toReversed()
      .map((each) => [each.program.toLowerCase(), each]),
  );
  const found = [...byProgram.values()].map(async ({ id, name, program }): Promise<FoundBrowser | null> => {
    if (/\\iexplore\.exe$/i.test(program) || !(await files.exists(program))) return null;
    const family = familyOf([win32.basename(program)]);
    const base = family === 'firefox' ? env['APPDATA'] : env['LOCALAPPDATA'];
    const folders =
      family === null || base === undefined ? [] : [win32.join(base, profileFolders(family).windows)];
    return {
      id,
      name: plainText(name, 60),
      family,
      profiles: await readProfiles(files, family, folders, win32.join),
      program,
      argumentsFor: (url, profile) => [...profileArguments(family, profile), url],
    };
  });
  return (await Promise.all(found)).filter((each) => each !== null);
};
