'use strict';
/** The least Electron app there is: one window that shows one line. What the app is measured against. */
const { app, BrowserWindow } = require('electron');
const path = require('node:path');

app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir'));
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1080, height: 760, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, 'index.html'));
});
// Hidden or not, it goes on until it is ended.
app.on('window-all-closed', () => undefined);
