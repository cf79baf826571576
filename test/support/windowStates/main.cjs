'use strict';
/** An Electron with nothing but a window for the page of window states; `?state=` selects one. */
const { app, BrowserWindow } = require('electron');

app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir'));
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1040, height: 720, useContentSize: true });
  void window.loadFile(app.commandLine.getSwitchValue('page'));
});
