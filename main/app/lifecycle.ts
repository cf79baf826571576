/**
 * The app's beginning and end: a private profile, one instance [F18], and a quit that stops the sync and
 * closes the store within two seconds [F19].
 */
import { resolve } from 'node:path';
import { app, crashReporter } from 'electron';
import { prepareProfileFolder, standInFolder } from './profileFolder.ts';

/** Everything this process writes is its owner's alone [property 9]. Call first of all. */
export const keepFilesPrivate = (): void => {
  process.umask(0o077);
};

/** By this Windows knows whose notifications and taskbar entries are whose; as electron-builder.yml has it. */
const appId = 'org.jarviscalendar.JarvisCalendar';

export const nameForSystem = (): void => {
  if (process.platform === 'win32') app.setAppUserModelId(appId);
};

/**
 * Where the profile is: `--user-data-dir=DIR`, else Electron's place for this app. Where nothing can be written to it,
 * Chromium gets another folder for its own files: it could not even lock this one.
 */
export const chooseProfile = (): string => {
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  const profile = chosen === '' ? app.getPath('userData') : resolve(chosen);
  const chromiums = prepareProfileFolder(profile) ? profile : (standInFolder(profile) ?? profile);
  if (chosen !== '' || chromiums !== profile) {
    app.setPath('userData', chromiums);
    app.setPath('sessionData', chromiums);
  }
  return profile;
};

/** What a crash leaves lies in the profile's `Crashpad/` for whoever looks for its cause, and is never sent anywhere. */
export const keepCrashesHere = (): void => {
  crashReporter.start({ uploadToServer: false });
};

/**
 * True in the first instance of this profile. The second one wakes the first and must leave at once, before
 * it has opened any file. Its arguments are somebody's text: only the wake-up counts [property 14].
 */
export const claimProfile = (onSecond: () => void): boolean => {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => onSecond());
  return true;
};

const quitLimitMs = 2000;

/** Runs `shutdown` once before the process ends, and ends it after two seconds whatever happens. */
export const onQuit = (shutdown: () => Promise<void>): void => {
  let ending = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    const limit = setTimeout(() => app.exit(0), quitLimitMs);
    void shutdown()
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(limit);
        app.exit(0);
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // The last window's closing is decided in window.ts; without a listener Electron would quit here.
  app.on('window-all-closed', () => undefined);
};
