import { app } from 'electron';

/** Whether macOS started it at login: its login items take no arguments. */
export const wasStartedAtLogin = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
