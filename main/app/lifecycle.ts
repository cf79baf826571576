/**
 * How the app begins and ends: a private profile, and on quit the sync stops and the store closes
 * within two seconds [F19].
 */
import { resolve } from 'node:path';
import { app, crashReporter } from 'electron';
import { prepareProfileFolder, substituteFolder } from './profileFolder.ts';

/** Makes every file this process writes private to its owner [property 9]. Must be called first. */
export const makeFilesPrivate = (): void => {
  process.umask(0o077);
};

/** Windows uses this id to assign notifications and taskbar entries. It must match electron-builder.yml. */
const appId = 'org.jarviscalendar.JarvisCalendar';

export const nameForSystem = (): void => {
  if (process.platform === 'win32') app.setAppUserModelId(appId);
};

/**
 * Returns the profile's folder: `--user-data-dir=DIR`, otherwise Electron's default for this app. If it cannot be
 * written to, Chromium gets another folder for its own files, because it could not even lock this one.
 */
export const chooseProfile = (): string => {
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  const profile = chosen === '' ? app.getPath('userData') : resolve(chosen);
  const chromiumFolder = prepareProfileFolder(profile) ? profile : (substituteFolder(profile) ?? profile);
  if (chosen !== '' || chromiumFolder !== profile) {
    app.setPath('userData', chromiumFolder);
    app.setPath('sessionData', chromiumFolder);
  }
  return profile;
};

/** Crash dumps are written to the profile's `Crashpad/` and never sent anywhere. */
export const keepCrashDumpsLocal = (): void => {
  crashReporter.start({ uploadToServer: false });
};

const quitLimitMs = 2000;

/**
 * Runs `shutdown` once before the process ends, and ends the process after two seconds in any case, or `extraMs` later:
 * what the person may still have undone is sent before that [O20].
 */
export const onQuit = (shutdown: () => Promise<void>, extraMs: () => number): void => {
  let ending = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    const limit = setTimeout(() => app.exit(0), quitLimitMs + extraMs());
    void shutdown()
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(limit);
        app.exit(0);
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // window.ts decides what closing the last window does. Without a listener Electron would quit here.
  app.on('window-all-closed', () => undefined);
};
