/**
 * What no window of this app may ever do [property 4]: navigate elsewhere, open another window, host a webview, be
 * granted a permission, use the network. Applied to every web contents, whoever created it.
 */
import { app, session } from 'electron';

/** Must be called before the app is ready. `devServer` is Vite's origin during development, otherwise null. */
export const guardContents = (devServer: string | null): void => {
  // enableSandbox also overrides --no-sandbox. Chromium has no sandbox for root on Linux, so tests and containers
  // start with that flag; the product itself never adds it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Otherwise Chromium contacts Google's dictionary service at every start, for every session. The app has nothing to
  // spell-check.
  app.on('session-created', (created) => {
    created.setSpellCheckerEnabled(false);
    created.setSpellCheckerLanguages([]);
  });
  app.on('web-contents-created', (_event, contents) => {
    const deny = (event: { preventDefault(): void; readonly url: string }): void => {
      // Vite reloads its own page if a change cannot be patched in.
      if (devServer !== null && originOf(event.url) === devServer) return;
      event.preventDefault();
    };
    contents.on('will-navigate', deny);
    contents.on('will-frame-navigate', deny);
    contents.on('will-redirect', deny);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // Neither the policy nor the session's request filter applies to WebRTC.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
};

/** Must be called once the app is ready, before the first window. */
export const guardSession = (devServer: string | null): void => {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  // The page must not use the network at all. Main's calls to Google do not go through this filter.
  defaultSession.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !mayLoad(details.url, devServer) });
  });
  defaultSession.on('will-download', (event) => event.preventDefault());
};

const mayLoad = (url: string, devServer: string | null): boolean => {
  if (url.startsWith('app://')) return true;
  if (devServer === null) return false;
  return url.startsWith('devtools:') || originOf(url.replace(/^ws/, 'http')) === devServer;
};

const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);
