/**
 * The person's settings: `settings.json` in the profile, outside what a rebuild of the database throws
 * away. A file that cannot be used is set aside; what is good in it still holds.
 */
import type { StorageCause } from '../../shared/problems.ts';
import type { Settings } from '../../shared/settings.ts';
import { readJson, saveJson, setAside } from '../platform/jsonFile.ts';
import { isObject } from '../platform/jsonReaders.ts';
import { defaultSettings, settingsTable } from './settingsTable.ts';

export interface SettingsFile {
  get(): Settings;
  /** Merges and writes. What the disk refuses holds until the app ends, or until it takes the next change. */
  set(change: Partial<Settings>): SavedSettings;
}

export interface SavedSettings {
  /** As they now hold. */
  readonly settings: Settings;
  /** Why they could not be written; null when they were. */
  readonly refused: StorageCause | null;
}

export const openSettings = (path: string): SettingsFile => {
  let settings = loadSettings(path);
  return {
    get: () => settings,
    set: (change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      settings = { ...settings, ...Object.fromEntries(given) };
      return { settings, refused: saveJson(path, settings) };
    },
  };
};

const loadSettings = (path: string): Settings => {
  const file = readJson(path, (raw) => (isObject(raw) && hasOnlyGood(raw) ? raw : undefined));
  if (file.state === 'missing') return defaultSettings;
  if (file.state === 'bad') setAside(path);
  return { ...defaultSettings, ...goodIn(file.state === 'read' ? file.value : file.raw) };
};

/** Settings of a later version may lack or add fields: absent ones take defaults, unknown ones are dropped. */
const hasOnlyGood = (raw: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(settingsTable).every(
    ([name, { read }]) => raw[name] === undefined || read(raw[name]) !== undefined,
  );

/** The fields that are good by themselves. */
const goodIn = (raw: unknown): Partial<Settings> => {
  if (!isObject(raw)) return {};
  const good = Object.entries(settingsTable).flatMap(([name, { read }]) => {
    const value = read(raw[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(good) as Partial<Settings>;
};
