/**
 * The start: a private profile, one instance, and the window at once. The app behind the window (app.ts) is a bundle of
 * its own, loaded while the window's process starts; calls of the page wait for it. So this file and what it imports
 * stay small: they are all that runs before the window.
 */
import { join } from 'node:path';
import { app, Menu } from 'electron';
import type { Prerender } from '../../shared/startSnapshot.ts';
import { appOrigin } from '../window/assetPath.ts';
import { parseEnvironment } from '../platform/environment.ts';
import type { Environment, OAuthClient } from '../platform/environment.ts';
import { registerCalls } from '../ipc/register.ts';
import type { RunApp, RunningApp } from './app.ts';
import {
  chooseProfile,
  claimProfile,
  keepCrashesHere,
  keepFilesPrivate,
  nameForSystem,
} from './lifecycle.ts';
import { wasStartedAtLogin } from '../desktop/startedAtLogin.ts';
import { createFirstDocument } from './prerender/firstDocument.ts';
import { declareScheme, serveBundle } from '../window/protocol.ts';
import { allowPortalShortcuts } from '../desktop/portalShortcuts.ts';
import { storedTheme } from '../settings/storedTheme.ts';
import { systemLocale } from '../platform/systemLocale.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { createAppWindow } from '../window/appWindow.ts';
import { guardContents, guardSession } from '../window/guards.ts';

export interface StartOptions {
  /** Loads the app behind the window. */
  readonly load: () => Promise<RunApp>;
  /** Loads what draws the first view. */
  readonly loadPrerender: () => Promise<Prerender>;
  /** The client id built into this release. */
  readonly bakedClient: OAuthClient | null;
}

/** After the first paint the page asks for the rest; then there is time for what nobody waits for. */
const settleMs = 250;
/** The page's own code, after its first script (renderer/boot.ts). */
const pageScript = /^assets\/main-.*\.js$/;
/** A painted view is brought to the screen before this process stands still again. */
const frameMs = 17;
/** A page that does not paint must not keep the calendars from being synced. */
const longestStartMs = 5000;

export const startApp = (options: StartOptions): void => {
  keepFilesPrivate();
  nameForSystem();
  const profile = chooseProfile();
  const environment = parseEnvironment({
    variables: process.env,
    argv: process.argv,
    packaged: app.isPackaged,
    bakedClient: options.bakedClient,
  });
  let show = (): void => {};
  if (!claimProfile(() => show())) {
    // In a terminal it would look as if nothing had happened.
    if (!app.isPackaged)
      process.stdout.write('Jarvis Calendar is running already: its window comes to the front.\n');
    app.exit(0);
    return;
  }
  keepCrashesHere();
  declareScheme();
  allowPortalShortcuts();
  // Ours comes when there is time; until then none, or Electron makes its own.
  Menu.setApplicationMenu(null);
  guardContents(environment.devServer);
  void app.whenReady().then(() => {
    show = open(options, environment, profile);
  });
};

/** Returns the function that brings the window to the front. */
const open = (options: StartOptions, environment: Environment, profile: string): (() => void) => {
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
      // With meetings on the screen soon, what follows waits until they are painted.
      if (firstDocument.isShown()) return;
      document.resolve();
      if (pageScript.test(path)) script.resolve();
    },
  });
  // Nobody asks here for a page that comes from elsewhere or not at all. One that fails before it has asked for
  // everything must not keep tray, sync and reminders from beginning.
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
  appWindow.applyTheme(storedTheme(join(profile, 'settings.json')));
  if (!isHidden) appWindow.show();
  // This process stands still while it loads and reads, and the window's process waits for its files: so the code
  // is loaded while that process starts, and the database read while it runs the page's script.
  const loaded = document.promise.then(nextTurn).then(options.load);
  const running: Promise<RunningApp> = Promise.all([loaded, script.promise.then(nextTurn)]).then(([run]) =>
    run({ environment, profile, page, appWindow, isHidden, startOver }),
  );
  registerCalls({
    origin,
    answer: async (channel, args) => {
      const reply = await (await running).answer(channel, args);
      // The live page is drawn next.
      if (channel === 'app.start' && firstDocument.isShown()) endStart();
      return reply;
    },
    onRefused: (channel) => void running.then(({ log }) => log('ipc.refused', { channel })),
  });
  return () => {
    appWindow.show();
    void running.then(({ log }) => log('app.secondInstance'));
  };
};

/** Returns when the start is over, and the function to call when the window has painted. */
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
