/**
 * The start: a private profile, one instance, and the window as early as possible. The app behind the window (app.ts)
 * is a separate bundle, loaded while the window's process starts; calls of the page wait for it. Only this file and
 * its imports run before the window, so they stay small.
 */
import { join } from 'node:path';
import { app, Menu } from 'electron';
import type { Prerender } from '../../shared/startSnapshot.ts';
import { appOrigin } from '../window/assetPath.ts';
import { parseEnvironment } from '../platform/environment.ts';
import type { Environment, OAuthClient } from '../platform/environment.ts';
import { registerCalls } from '../ipc/register.ts';
import type { RunApp, RunningApp } from './app.ts';
import { chooseProfile, keepCrashDumpsLocal, makeFilesPrivate, nameForSystem } from './lifecycle.ts';
import { ownArguments } from './commandLine.ts';
import { linkIn } from '../meetings/ownLink.ts';
import { calendarFileIn } from './openedFile.ts';
import { claimProfile, toOpenIn } from './secondStart.ts';
import type { SecondStart, ToOpen } from './secondStart.ts';
import { wasStartedAtLogin } from '../desktop/startedAtLogin.ts';
import { createFirstDocument } from './prerender/firstDocument.ts';
import { declareScheme, serveBundle } from '../window/protocol.ts';
import { allowPortalShortcuts } from '../desktop/portalShortcuts.ts';
import { storedSetting } from '../settings/storedSetting.ts';
import { systemLocale } from '../platform/systemLocale.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { createAppWindow } from '../window/appWindow.ts';
import { guardContents, guardSession } from '../window/guards.ts';

export interface StartOptions {
  /** Loads the app behind the window. */
  readonly load: () => Promise<RunApp>;
  /** Loads what draws the first view. */
  readonly loadPrerender: () => Promise<Prerender>;
  readonly mayStartWithoutSandbox: (profile: string, appImage: string) => Promise<boolean>;
  /** The client id built into this release. */
  readonly bakedClient: OAuthClient | null;
}

/** After the first paint the page requests the rest. Then there is time for what nobody waits for. */
const settleMs = 250;
/** The page's own code, after its first script (renderer/boot.ts). */
const pageScript = /^assets\/main-.*\.js$/;
/** Long enough for a painted view to reach the screen before this process is blocked again. */
const frameMs = 17;
/** A page that does not paint must not keep the calendars from being synced. */
const longestStartMs = 5000;

export const startApp = (options: StartOptions): void => {
  makeFilesPrivate();
  nameForSystem();
  const profile = chooseProfile();
  const environment = parseEnvironment({
    variables: process.env,
    argv: process.argv,
    packaged: app.isPackaged,
    bakedClient: options.bakedClient,
  });
  let onSecondStart: (request: SecondStart) => void = () => {};
  const named = toOpenIn(ownArguments(process.argv), process.cwd());
  const waiting: ToOpen[] = named === null ? [] : [named];
  let onOpened: (toOpen: ToOpen) => void = (toOpen) => waiting.push(toOpen);
  // macOS says so instead, perhaps before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    const file = calendarFileIn([path], '/');
    if (file !== null) onOpened({ file });
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = linkIn([url]);
    if (link !== null) onOpened({ link });
  });
  if (!claimProfile(profile, named, (request) => onSecondStart(request))) {
    // Otherwise it would look in a terminal as if nothing had happened.
    if (!app.isPackaged)
      process.stdout.write('Jarvis Calendar is already running. Its window is now in front.\n');
    app.exit(0);
    return;
  }
  keepCrashDumpsLocal();
  declareScheme();
  allowPortalShortcuts();
  // Our menu is made later. Without this, Electron would make its own.
  Menu.setApplicationMenu(null);
  guardContents(environment.devServer);
  void app.whenReady().then(async () => {
    const appImage = appImageWithoutSandbox();
    if (appImage !== null && !(await options.mayStartWithoutSandbox(profile, appImage))) {
      app.exit(0);
      return;
    }
    onSecondStart = open(options, environment, profile);
    onOpened = onSecondStart;
    waiting.forEach(onOpened);
  });
};

/**
 * Returns the path of the running AppImage if its start script may have disabled the sandbox. For root there is no
 * sandbox to disable.
 */
const appImageWithoutSandbox = (): string | null => {
  const { APPIMAGE: path = '' } = process.env;
  return path !== '' && process.getuid?.() !== 0 && app.commandLine.hasSwitch('no-sandbox') ? path : null;
};

/** Returns what a second start does: it brings the window to the front, syncs, offers a file, or follows a link. */
const open = (
  options: StartOptions,
  environment: Environment,
  profile: string,
): ((request: SecondStart) => void) => {
  const isHidden = environment.hidden || wasStartedAtLogin();
  guardSession(environment.devServer);
  const bundle = join(app.getAppPath(), 'dist');
  const [document, script] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const loadAnyway = (): void => [document, script].forEach(({ resolve }) => resolve());
  const firstDocument = createFirstDocument({
    profile,
    isWanted: !isHidden && environment.devServer === null,
    version: app.getVersion(),
    moment: () => ({ nowMs: Date.now(), timeZone: systemTimeZone(), locale: systemLocale() }),
    load: options.loadPrerender,
    onNone: loadAnyway,
  });
  serveBundle(join(bundle, 'renderer'), {
    onDocument: firstDocument.documentFrom,
    onServed: (path) => {
      // If the meetings will be on the screen soon, the rest waits until they are painted.
      if (firstDocument.isShown()) return;
      document.resolve();
      if (pageScript.test(path)) script.resolve();
    },
  });
  // A page from elsewhere, or no page, does not load the app by its requests. A page that fails before it has
  // requested everything must not keep tray, sync and reminders from starting.
  if (isHidden || environment.devServer !== null) loadAnyway();
  else setTimeout(loadAnyway, longestStartMs);
  const [startOver, endStart] = watchStart(isHidden);

  const origin = environment.devServer ?? appOrigin;
  const page = { url: `${origin}/`, preload: join(bundle, 'preload.cjs'), devTools: !app.isPackaged };
  const appWindow = createAppWindow({
    ...page,
    title: app.name,
    placeFile: join(profile, 'window.json'),
    onClosing: async () => (await running).mayHide(),
    log: (event, facts) => void running.then(({ log }) => log(event, facts)),
    askAboutLostPage: async (closed) => (await running).askAboutLostPage(closed),
    onPainted: () => {
      if (firstDocument.isShown()) setTimeout(loadAnyway, frameMs);
      else endStart();
    },
  });
  appWindow.applyTheme(storedSetting(join(profile, 'settings.json'), 'theme'));
  if (!isHidden) appWindow.show();
  // Loading and reading block this process while the window's process waits for its files. So the code is loaded
  // while that process starts, and the database is read while it runs the page's script.
  const loaded = document.promise.then(nextTurn).then(options.load);
  const running: Promise<RunningApp> = Promise.all([loaded, script.promise.then(nextTurn)]).then(([run]) =>
    run({ environment, profile, page, appWindow, isHidden, startOver }),
  );
  registerCalls({
    origin,
    answer: async (channel, args) => {
      const reply = await (await running).answer(channel, args);
      // Next, the live page is drawn.
      if (channel === 'app.start' && firstDocument.isShown()) endStart();
      return reply;
    },
    onFileDropped: (path) => {
      const file = calendarFileIn([path], '/');
      if (file !== null) void running.then(({ offerFile }) => offerFile(file));
    },
    onRefused: (channel) => void running.then(({ log }) => log('ipc.refused', { channel })),
  });
  return (request) => {
    if (request === 'nothing') return;
    const isSync = typeof request === 'object' && 'sync' in request;
    // A link shows the window if it needs it: to join a meeting, the question is enough.
    if (request === 'show' || 'file' in request) appWindow.show();
    void running.then(({ log, offerFile, openLink, syncFor }) => {
      log('app.secondInstance');
      if (isSync) syncFor(request.sync);
      else if (request !== 'show' && 'file' in request) offerFile(request.file);
      else if (request !== 'show') openLink(request.link);
    });
  };
};

/** Returns a promise that resolves when the start is over, and the function to call when the window has painted. */
const watchStart = (isHidden: boolean): [over: Promise<void>, painted: () => void] => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, isHidden ? 0 : longestStartMs);
  return [
    promise,
    () => {
      clearTimeout(timer);
      setTimeout(resolve, settleMs);
    },
  ];
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
