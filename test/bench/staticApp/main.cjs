'use strict';
/**
 * The smallest possible Electron app: one window that shows one line or, with `--tray`, an empty tray. The app is
 * compared with it.
 */
const { app, BrowserWindow, Menu, nativeImage, Tray } = require('electron');
const path = require('node:path');

app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir'));

let tray = null;
const showTray = () => {
  tray = new Tray(
    nativeImage.createFromPath(path.join(__dirname, '..', '..', '..', 'build', 'icons', '24x24.png')),
  );
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', role: 'quit' }]));
};

const showWindow = () => {
  const window = new BrowserWindow({ width: 1080, height: 760, show: false });
  window.once('ready-to-show', () => window.show());
  app.on('second-instance', () => window.show());
  void window.loadFile(path.join(__dirname, 'index.html'));
};

void app.whenReady().then(process.argv.includes('--tray') ? showTray : showWindow);
// Hidden or not, it runs until it is ended.
app.on('window-all-closed', () => tray);
