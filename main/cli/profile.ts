/** Where the app keeps its files, and the person's language, found without Electron. Pure. */
import path from 'node:path';
import { chooseLocale } from '../platform/locale.ts';

export interface System {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The app's name, which Electron gives to the folder. */
const folderName = 'Jarvis Calendar';

/** Returns Electron's default profile folder for the app. */
export const defaultProfile = ({ platform, env, home }: System): string => {
  const { join } = platform === 'win32' ? path.win32 : path.posix;
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), folderName);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', folderName);
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), folderName);
};

/** `de_DE.UTF-8@euro` → `de-DE`. */
const tagOf = (posix: string): string => (posix.split(/[.@]/)[0] ?? '').replaceAll('_', '-');

/** Returns the locale of the terminal; `fallback`, the process's own, where the environment says nothing. */
export const terminalLocale = ({ platform, env }: Omit<System, 'home'>, fallback: string): string => {
  const first = (...names: readonly string[]): string =>
    names.map((name) => env[name] ?? '').find((text) => text !== '') ?? '';
  const language = first('LC_ALL', 'LC_MESSAGES', 'LANG');
  if (platform === 'win32' || language === '') return chooseLocale({ region: '', preferred: [fallback] });
  return chooseLocale({ region: tagOf(first('LC_ALL', 'LC_TIME', 'LANG')), preferred: [tagOf(language)] });
};
