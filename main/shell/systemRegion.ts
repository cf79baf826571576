/** The system's time zone and language, as Electron and Intl tell them. */
import { app } from 'electron';
import { chooseLocale } from './locale.ts';

/** Asked anew each time: a traveller's zone changes while the app runs [F16]. */
export const systemTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

export const systemLocale = (): string =>
  chooseLocale({ region: app.getSystemLocale(), preferred: app.getPreferredSystemLanguages() });
