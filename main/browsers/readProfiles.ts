/** Reads a browser's profiles from the first of its folders that has some. */
import type { BrowserProfile } from '../../shared/browsers.ts';
import type { BrowserFiles } from './browser.ts';
import type { BrowserFamily } from './families.ts';
import { chromiumProfiles, firefoxProfiles } from './profiles.ts';

export const readProfiles = async (
  files: BrowserFiles,
  family: BrowserFamily | null,
  folders: readonly string[],
  join: (...parts: string[]) => string,
): Promise<readonly BrowserProfile[]> => {
  const [file, parse] =
    family === 'firefox' ? ['profiles.ini', firefoxProfiles] : ['Local State', chromiumProfiles];
  const texts = await Promise.all(folders.map((folder) => files.read(join(folder, file))));
  const found = texts.map((text) => (text === null ? [] : parse(text)));
  return found.find((profiles) => profiles.length > 0) ?? [];
};
