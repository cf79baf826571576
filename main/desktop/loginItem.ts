/**
 * Where this system keeps the list of what starts at login. Run from source the app is on no such list,
 * unless JARVIS_START_AT_LOGIN=1 asks for it: a developer's desktop should not start a checkout.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { app } from 'electron';
import type { Messages } from '../../shared/messages/en.ts';
import { autostartPath, openAutostartFile } from './autostartFile.ts';
import type { LoginItem } from './startAtLogin.ts';

const hidden = '--hidden';

/** Null where it cannot be had. */
export const openLoginItem = (messages: Messages): LoginItem | null => {
  if (!app.isPackaged && process.env['JARVIS_START_AT_LOGIN'] !== '1') return null;
  if (process.platform === 'linux') {
    const path = autostartPath(process.env, homedir());
    const words = { name: messages.app.name, comment: messages.system.autostartComment };
    return openAutostartFile(path, startCommand(), words);
  }
  if (process.platform === 'win32') return windowsLoginItem();
  if (process.platform === 'darwin') return macLoginItem();
  return null;
};

/** An AppImage runs from a mount that is gone after it; its own file is what starts it. */
const startCommand = (): readonly string[] => {
  const image = process.env['APPIMAGE'] ?? '';
  const program = isAbsolute(image) && existsSync(image) ? image : process.execPath;
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  return [
    program,
    ...(app.isPackaged ? [] : [app.getAppPath()]),
    ...(chosen === '' ? [] : [`--user-data-dir=${resolve(chosen)}`]),
    hidden,
  ];
};

const windowsLoginItem = (): LoginItem => {
  const item = { path: process.execPath, args: startCommand().slice(1) };
  return {
    isOn: () => {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(item);
      // The second knows what was switched off in the task manager.
      return openAtLogin && executableWillLaunchAtLogin;
    },
    set: (on) => app.setLoginItemSettings({ ...item, openAtLogin: on, enabled: on }),
    // Windows finds an item by its path: one of another path is not ours to see.
    mend: () => {},
  };
};

const macLoginItem = (): LoginItem => ({
  isOn: () => app.getLoginItemSettings().openAtLogin,
  set: (on) => app.setLoginItemSettings({ openAtLogin: on }),
  // macOS follows the app by its bundle.
  mend: () => {},
});
