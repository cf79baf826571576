'use strict';
/**
 * Loaded into an Electron app's main process (`electron -r`) by the benches, the same in every app. Writes
 * `BENCH <what> <JSON>` to stdout, times in epoch milliseconds: when the first `[data-row]` of a page has been painted, and
 * the replies to the commands that it reads from stdin, one per line.
 */
const { app, BrowserWindow } = require('electron');
const { createInterface } = require('node:readline');

const say = (name, value) => process.stdout.write(`\nBENCH ${name} ${JSON.stringify(value)}\n`);

/** Resolves in the frame after the one that has the row in it. */
const painted = `new Promise((resolve) => {
  const done = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
  if (document.querySelector('[data-row]')) return done();
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-row]')) return;
    observer.disconnect();
    done();
  });
  observer.observe(document, { childList: true, subtree: true });
})`;

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    contents.executeJavaScript(painted).then(
      (atMs) => say('painted', atMs),
      () => undefined,
    );
  });
});

/** The app's guards let no other document in. */
const row = `document.body.innerHTML = '<p data-row>Design review, 10:00</p>'; ${painted}`;

const commands = {
  /** Hides all windows; replies with what the main process still waits for. */
  hide: () => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    return process.getActiveResourcesInfo();
  },
  /** Shows the app's window as a second start does; replies with how long it takes until a row is on the screen. */
  show: async () => {
    const beganMs = Date.now();
    // The app's reminder window has the same page with a fragment.
    const kept = BrowserWindow.getAllWindows().find(({ webContents }) => !webContents.getURL().includes('#'));
    const shown =
      kept === undefined
        ? new Promise((resolve) => {
            app.once('browser-window-created', (_event, window) =>
              window.webContents.once('dom-ready', () =>
                resolve(window.webContents.executeJavaScript(painted)),
              ),
            );
          })
        : null;
    app.emit('second-instance', {}, [], '');
    const atMs = await (shown ?? kept.webContents.executeJavaScript(painted));
    return { ms: atMs - beganMs, isKept: kept !== undefined };
  },
  /** Shows a new window with one line in the same app, and closes it again. */
  empty: async () => {
    const beganMs = Date.now();
    const window = new BrowserWindow({ width: 1080, height: 760, show: false });
    window.once('ready-to-show', () => window.show());
    const loaded = new Promise((resolve) => window.webContents.once('dom-ready', resolve));
    void window.loadURL('about:blank');
    await loaded;
    const atMs = await window.webContents.executeJavaScript(row);
    window.destroy();
    return { ms: atMs - beganMs };
  },
};

createInterface({ input: process.stdin }).on('line', (name) => {
  Promise.resolve(commands[name]()).then(
    (value) => say(name, value),
    (error) => say('failed', `${name}: ${error.message}`),
  );
});
