/** The theme in the settings file, for the window's first background: the rest of the settings comes later. */
import type { Settings } from '../../shared/settings.ts';
import { readJson } from './jsonFile.ts';

type Theme = Settings['theme'];
const themes: readonly Theme[] = ['system', 'light', 'dark'];

export const storedTheme = (settingsFile: string): Theme => {
  const file = readJson<Theme>(settingsFile, {
    safeParse: (raw) => {
      const found = themes.find((theme) => theme === (raw as { readonly theme?: unknown } | null)?.theme);
      return found === undefined ? { success: false } : { success: true, data: found };
    },
  });
  return file.state === 'read' ? file.value : 'system';
};
