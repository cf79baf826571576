/** The system's language, as reported by Electron. */
import { app } from 'electron';
import { chooseLocale } from './locale.ts';

export const systemLocale = (): string =>
  chooseLocale({ region: app.getSystemLocale(), preferred: app.getPreferredSystemLanguages() });
