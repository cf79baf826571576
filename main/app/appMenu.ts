/**
 * The application's menu: what people expect from the keyboard (copy, paste, zoom, quit). Hidden on Windows
 * and Linux until Alt; macOS needs it for the clipboard to work at all.
 */
import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

export const installAppMenu = (developing: boolean): void => {
  const mac = process.platform === 'darwin';
  const zoom: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  const tools: MenuItemConstructorOptions[] = developing ? [{ role: 'toggleDevTools' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      mac ? { role: 'appMenu' } : { role: 'fileMenu', submenu: [{ role: 'close' }, { role: 'quit' }] },
      { role: 'editMenu' },
      { role: 'viewMenu', submenu: [...zoom, ...tools] },
      { role: 'windowMenu' },
    ]),
  );
};
