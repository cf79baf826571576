/**
 * Makes the system open `jarvis-calendar:` links with this app. On Linux the package's menu entry says so. From source
 * nothing is registered: the link would start Electron without the app.
 */
import { app } from 'electron';
import { linkScheme } from '../meetings/ownLink.ts';

export const claimLinks = (): void => {
  if (!app.isPackaged) return;
  // After `--` nothing in a link can be a switch for Chromium.
  if (process.platform === 'win32') app.setAsDefaultProtocolClient(linkScheme, process.execPath, ['--']);
  else if (process.platform === 'darwin') app.setAsDefaultProtocolClient(linkScheme);
};
