/** The theme in the settings file, for the window's first background: the rest of the settings comes later. */
import type { Settings } from '../../shared/settings.ts';
import { readJson } from '../platform/jsonFile.ts';
import { isObject } from '../platform/jsonReaders.ts';
import { settingsTable } from './settingsTable.ts';

export const storedTheme = (settingsFile: string): Settings['theme'] => {
  const { initial, read } = settingsTable.theme;
  const file = readJson(settingsFile, (raw) => (isObject(raw) ? read(raw['theme']) : undefined));
  return file.state === 'read' ? file.value : initial;
};
