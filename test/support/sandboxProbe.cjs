'use strict';
/**
 * Required into the app before its own code (`electron -r`): opens a page whose window requests no sandbox, and
 * prints for each page how the kernel filters the system calls of its process, `PAGE <address> seccomp <mode>`; 2 is
 * a filter. Read from the kernel, since only it knows.
 */
const { app, BrowserWindow } = require('electron');
const fs = require('node:fs');

app.on('web-contents-created', (_event, contents) => {
  contents.on('did-finish-load', () => {
    const status = fs.readFileSync(`/proc/${contents.getOSProcessId()}/status`, 'utf8');
    const [, mode] = /^Seccomp:\s*(\d)/m.exec(status);
    process.stdout.write(`PAGE ${contents.getURL()} seccomp ${mode}\n`);
  });
});

void app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: false } });
  return window.loadURL('about:blank');
});
