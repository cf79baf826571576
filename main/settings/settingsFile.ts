/**
 * The person's settings: `settings.json` in the profile, not in the database, which may be rebuilt. An unusable file
 * is set aside; its valid fields are still used. A file that the system cannot read is left unchanged, and read as
 * soon as that works.
 */
import type { StorageCause } from '../../shared/problems.ts';
import type { Settings } from '../../shared/settings.ts';
import { readJson, saveJson, setAside } from '../platform/jsonFile.ts';
import { isObject } from '../platform/jsonReaders.ts';
import { defaultSettings, settingsTable } from './settingsTable.ts';

export interface SettingsFile {
  get(): Settings;
  /**
   * Merges and writes the change. If the disk cannot be written to, the change applies until the app ends, or until a
   * later one can be written.
   */
  set(change: Partial<Settings>): SavedSettings;
}

export interface SavedSettings {
  /** The settings that now apply. */
  readonly settings: Settings;
  /** Why they could not be written; null if they were. */
  readonly refused: StorageCause | null;
}

export const openSettings = (path: string): SettingsFile => {
  let stored = loadSettings(path);
  /** Changes made in this run. */
  let changed: Partial<Settings> = {};
  const current = (): Settings => ({ ...(stored ?? defaultSettings), ...changed });
  return {
    get: current,
    set: (change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      changed = { ...changed, ...Object.fromEntries(given) };
      stored ??= loadSettings(path);
      return { settings: current(), refused: stored === null ? 'other' : saveJson(path, current()) };
    },
  };
};

/** Returns null if the system cannot read the file now. */
const loadSettings = (path: string): Settings | null => {
  const file = readJson(path, (raw) => (isObject(raw) && hasOnlyGood(raw) ? raw : undefined));
  if (file.state === 'unreadable') return null;
  if (file.state === 'missing') return defaultSettings;
  if (file.state === 'bad') setAside(path);
  return { ...defaultSettings, ...goodIn(file.state === 'read' ? file.value : file.raw) };
};

/** Settings of another version may lack or add fields: absent ones get defaults, unknown ones are dropped. */
const hasOnlyGood = (raw: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(settingsTable).every(
    ([name, { read }]) => raw[name] === undefined || read(raw[name]) !== undefined,
  );

/** Returns the fields that are valid by themselves. */
const goodIn = (raw: unknown): Partial<Settings> => {
  if (!isObject(raw)) return {};
  const good = Object.entries(settingsTable).flatMap(([name, { read }]) => {
    const value = read(raw[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(good) as Partial<Settings>;
};
