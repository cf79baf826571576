/**
 * Reads one setting from the settings file, for what needs it before the rest of the app: the first background, the
 * first question.
 */
import type { Settings } from '../../shared/settings.ts';
import { readJson } from '../platform/jsonFile.ts';
import { isObject } from '../platform/jsonReaders.ts';
import { settingsTable } from './settingsTable.ts';

export const storedSetting = <Name extends keyof Settings>(
  settingsFile: string,
  name: Name,
): Settings[Name] => {
  const { initial, read } = settingsTable[name];
  const file = readJson(settingsFile, (raw) => (isObject(raw) ? read(raw[name]) : undefined));
  return file.state === 'read' ? file.value : initial;
};
