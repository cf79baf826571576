/**
 * Start at login on Linux: our file in the person's autostart folder. Changes by the person or a tool of the desktop
 * are kept; only the command is updated.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { autostartEntry, isSwitchedOn, withCommand } from './desktopEntry.ts';
import type { AutostartWords } from './desktopEntry.ts';
import type { LoginItem } from './startAtLogin.ts';

export const autostartFileName = 'jarvis-calendar.desktop';

/** Returns the file's path. A relative `XDG_CONFIG_HOME` is ignored, as the base directory specification says. */
export const autostartPath = (
  variables: Readonly<Record<string, string | undefined>>,
  home: string,
): string => {
  const chosen = variables['XDG_CONFIG_HOME'] ?? '';
  const folder = isAbsolute(chosen) ? chosen : join(home, '.config');
  return join(folder, 'autostart', autostartFileName);
};

export const openAutostartFile = (
  path: string,
  command: readonly string[],
  words: () => AutostartWords,
): LoginItem => {
  /** Returns null if there is no file. Throws if it cannot be read: whether it is on is then unknown. */
  const read = (): string | null => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      throw error;
    }
  };
  const write = (text: string): void => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.new`;
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, path);
  };
  return {
    isOn: () => {
      const text = read();
      return text !== null && isSwitchedOn(text);
    },
    set: (on) => {
      if (on) write(autostartEntry(command, words()));
      else rmSync(path, { force: true });
    },
    mend: () => {
      const text = read();
      const mended = text === null ? null : withCommand(text, command);
      if (mended !== null) write(mended);
    },
  };
};
