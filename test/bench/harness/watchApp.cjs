'use strict';
/**
 * Loaded into an Electron app's main process (`electron -r`) by the benches, the same in every app: says on stdout
 * when the first `[data-row]` has been painted, and on SIGUSR2 what still waits in the main process.
 */
const { app, BrowserWindow } = require('electron');

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
process.on('SIGUSR2', () => {
  for (const window of BrowserWindow.getAllWindows()) window.hide();
  say('waiting', process.getActiveResourcesInfo());
});
