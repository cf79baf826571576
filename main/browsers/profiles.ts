/** Reads which profiles a browser has, from its own files. Pure. Their names are the person's own. */
import type { BrowserProfile } from '../../shared/browsers.ts';
import { LONGEST_BROWSER_ID } from '../../shared/browsers.ts';
import { plainText } from '../../shared/text/plainText.ts';

const MOST_PROFILES = 50;
const LONGEST_NAME = 80;

/** Neither an option nor a path: it becomes an argument. */
const isPlainId = (id: string): boolean =>
  id !== '' && id.length <= LONGEST_BROWSER_ID && !/^-|[/\\\p{Cc}]/u.test(id);

const listed = (profiles: readonly BrowserProfile[]): readonly BrowserProfile[] => {
  const usable = profiles
    .filter(({ id }) => isPlainId(id))
    .map(({ id, name }) => ({ id, name: plainText(name, LONGEST_NAME) || id }))
    .slice(0, MOST_PROFILES);
  // One profile is no choice.
  return usable.length < 2 ? [] : usable;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** `text`: Chromium's `Local State`. */
export const chromiumProfiles = (text: string): readonly BrowserProfile[] => {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    return [];
  }
  const profile = isObject(state) ? state['profile'] : undefined;
  const cache = isObject(profile) ? profile['info_cache'] : undefined;
  if (!isObject(cache)) return [];
  return listed(
    Object.entries(cache).map(([id, info]) => ({
      id,
      name: isObject(info) && typeof info['name'] === 'string' ? info['name'] : id,
    })),
  );
};

/** `text`: Firefox's `profiles.ini`. Firefox is started with a profile's name. */
export const firefoxProfiles = (text: string): readonly BrowserProfile[] => {
  const names: string[] = [];
  let inProfile = false;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\[(.*)\]$/.exec(line)?.[1];
    if (section !== undefined) inProfile = /^Profile\d+$/.test(section);
    const name = inProfile ? /^Name=(.*)$/.exec(line)?.[1] : undefined;
    if (name !== undefined) names.push(name);
  }
  return listed(names.map((name) => ({ id: name, name })));
};
