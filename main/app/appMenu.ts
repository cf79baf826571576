/**
 * The application's menu: what people expect from the keyboard (copy, paste, zoom, quit). Hidden on Windows and Linux
 * until Alt; macOS needs it for the clipboard to work at all. Electron has the labels in English only, so they come
 * from the messages.
 */
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { Messages } from '../../shared/messages/en.ts';

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

export const installAppMenu = ({ menu }: Messages, developing: boolean): void => {
  const mac = process.platform === 'darwin';
  const close: Item = { role: 'close', label: menu.close };
  const quit: Item = { role: 'quit', label: mac ? menu.quitApp(app.name) : menu.quit };
  const macItems: Item[] = [
    { role: 'about', label: menu.about(app.name) },
    separator,
    { role: 'services', label: menu.services },
    separator,
    { role: 'hide', label: menu.hide(app.name) },
    { role: 'hideOthers', label: menu.hideOthers },
    { role: 'unhide', label: menu.showAll },
    separator,
    quit,
  ];
  const tools: Item[] = developing ? [{ role: 'toggleDevTools', label: menu.developerTools }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      mac ? { label: app.name, submenu: macItems } : { label: menu.file, submenu: [close, quit] },
      {
        label: menu.edit,
        submenu: [
          { role: 'undo', label: menu.undo },
          { role: 'redo', label: menu.redo },
          separator,
          { role: 'cut', label: menu.cut },
          { role: 'copy', label: menu.copy },
          { role: 'paste', label: menu.paste },
          { role: 'delete', label: menu.delete },
          separator,
          { role: 'selectAll', label: menu.selectAll },
        ],
      },
      {
        label: menu.view,
        submenu: [
          { role: 'resetZoom', label: menu.actualSize },
          { role: 'zoomIn', label: menu.zoomIn },
          { role: 'zoomOut', label: menu.zoomOut },
          separator,
          { role: 'togglefullscreen', label: menu.fullScreen },
          ...tools,
        ],
      },
      {
        role: 'window',
        label: menu.window,
        submenu: [{ role: 'minimize', label: menu.minimise }, ...(mac ? [close] : [])],
      },
    ]),
  );
};
