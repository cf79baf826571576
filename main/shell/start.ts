/**
 * The app's beginning, as far as it is Electron's: a private profile, one instance, and the window at once. What
 * stands behind the window is life.ts's; the window loads meanwhile.
 */
import { join } from 'node:path';
import { app } from 'electron';
import { parseEnvironment } from './environment.ts';
import type { Environment, OAuthClient } from './environment.ts';
import type { OpenHouse } from './house.ts';
import { live } from './life.ts';
import {
  chooseProfile,
  claimProfile,
  closeProfileToOthers,
  keepCrashesHere,
  keepFilesPrivate,
} from './lifecycle.ts';
import { declareScheme, serveBundle } from './protocol.ts';
import { allowPortalShortcuts } from './shortcutSupport.ts';
import { guardContents, guardSession } from './windowGuards.ts';

export interface StartOptions {
  readonly openHouse: OpenHouse;
  /** The client id built into this release. */
  readonly bakedClient: OAuthClient | null;
  /** The text of Google's client file → its client; null when it is not one. */
  readonly parseClientFile: (text: string) => OAuthClient | null;
}

export const startApp = (options: StartOptions): void => {
  keepFilesPrivate();
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
  guardContents(environment.devServer);
  void app.whenReady().then(() => {
    show = open(options, environment, profile);
  });
};

/** Answers what brings the window to the front. */
const open = (options: StartOptions, environment: Environment, profile: string): (() => void) => {
  closeProfileToOthers(profile);
  guardSession(environment.devServer);
  const bundle = join(app.getAppPath(), 'dist');
  serveBundle(join(bundle, 'renderer'));
  return live({ ...options, environment, profile, preload: join(bundle, 'preload.cjs') });
};
