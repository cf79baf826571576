/**
 * The system's list of apps to start at login. When run from source, the app is not added to it unless
 * JARVIS_START_AT_LOGIN=1 is set: a developer's desktop should not start a checkout.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { app } from 'electron';
import type { Messages } from '../../shared/messages/en.ts';
import { autostartPath, openAutostartFile } from './autostartFile.ts';
import type { LoginItem } from './startAtLogin.ts';

const hidden = '--hidden';

/** Returns null if it is not supported. */
export const openLoginItem = (messages: () => Messages): LoginItem | null => {
  if (!app.isPackaged && process.env['JARVIS_START_AT_LOGIN'] !== '1') return null;
  if (process.platform === 'linux') {
    const path = autostartPath(process.env, homedir());
    return openAutostartFile(path, startCommand(), () => {
      const { app: names, system } = messages();
      return { name: names.name, comment: system.autostartComment };
    });
  }
  if (process.platform === 'win32') return windowsLoginItem();
  if (process.platform === 'darwin') return macLoginItem();
  return null;
};

/** An AppImage runs from a mount that exists only while it runs, so its own file is started instead. */
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
      // The second one also knows what was disabled in the task manager.
      return openAtLogin && executableWillLaunchAtLogin;
    },
    set: (on) => app.setLoginItemSettings({ ...item, openAtLogin: on, enabled: on }),
    // Windows finds an entry by its path, so one with another path cannot be seen.
    mend: () => {},
  };
};

const macLoginItem = (): LoginItem => ({
  isOn: () => app.getLoginItemSettings().openAtLogin,
  set: (on) => app.setLoginItemSettings({ openAtLogin: on }),
  // macOS finds the app by its bundle.
  mend: () => {},
});
