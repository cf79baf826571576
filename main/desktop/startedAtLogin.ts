import { app } from 'electron';

/** Returns whether macOS started the app at login: its login items have no arguments. */
export const wasStartedAtLogin = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
