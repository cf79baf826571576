/** Finds browsers on macOS, at the places where they are installed, and starts them as the Finder does. */
import { posix } from 'node:path';
import type { BrowserFiles, FoundBrowser } from './browser.ts';
import { profileArguments, profileFolders } from './families.ts';
import type { BrowserFamily } from './families.ts';
import { readProfiles } from './readProfiles.ts';

const { join } = posix;

const known: readonly (readonly [name: string, family: BrowserFamily | null])[] = [
  ['Safari', null],
  ['Google Chrome', 'chrome'],
  ['Chromium', 'chromium'],
  ['Microsoft Edge', 'edge'],
  ['Brave Browser', 'brave'],
  ['Vivaldi', 'vivaldi'],
  ['Firefox', 'firefox'],
  ['Arc', null],
  ['Opera', null],
  ['DuckDuckGo', null],
];

export const findOnMac = async (files: BrowserFiles, home: string): Promise<readonly FoundBrowser[]> => {
  const found = known.map(async ([name, family]): Promise<FoundBrowser | null> => {
    const places = ['/Applications', join(home, 'Applications')].map((folder) => join(folder, `${name}.app`));
    const there = await Promise.all(places.map((place) => files.exists(place)));
    const app = places[there.indexOf(true)];
    if (app === undefined) return null;
    const folders =
      family === null ? [] : [join(home, 'Library/Application Support', profileFolders(family).mac)];
    return {
      id: name,
      name,
      family,
      profiles: await readProfiles(files, family, folders, join),
      program: '/usr/bin/open',
      argumentsFor: (url, profile) => {
        const more = profileArguments(family, profile);
        // Only a new process gets arguments; it passes them on to the one that runs.
        return more.length === 0 ? ['-a', app, url] : ['-n', '-a', app, '--args', ...more, url];
      },
    };
  });
  return (await Promise.all(found)).filter((each) => each !== null);
};
