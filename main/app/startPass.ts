/**
 * The process that `jarvis-calendar sync` starts while the app does not run (syncProfile.ts): one pass, without window,
 * tray and reminders. It needs Electron all the same: only Chromium knows the system's proxies and certificates, and
 * can decrypt the sign-ins that it encrypted with the system's keyring.
 */
import { app } from 'electron';
import { parseEnvironment } from '../platform/environment.ts';
import type { OAuthClient } from '../platform/environment.ts';
import { chooseProfile, keepCrashDumpsLocal, makeFilesPrivate, nameForSystem } from './lifecycle.ts';
import type { RunOnePass } from './onePass.ts';
import { claimForPass, readRequestId } from './secondStart.ts';

const name = 'pass-for';

/** The switch that makes a process run a pass and reply to the request `id`. */
export const passSwitch = (id: string): string => `--${name}=${id}`;

/** Returns false, and does nothing, without that switch. */
export const startPass = (bakedClient: OAuthClient | null, load: () => Promise<RunOnePass>): boolean => {
  const id = readRequestId(app.commandLine.getSwitchValue(name));
  if (id === undefined) return false;
  makeFilesPrivate();
  nameForSystem();
  const profile = chooseProfile();
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
  const ids = [id];
  const release = claimForPass(profile, (request) => {
    // Another command shares this pass. The app, which is being started, must not wait for it.
    if (typeof request === 'object' && 'sync' in request) ids.push(request.sync);
    else if (request !== 'nothing') interrupt();
  });
  if (release === null) {
    app.exit(1);
    return true;
  }
  keepCrashDumpsLocal();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt());
  const environment = parseEnvironment({
    variables: process.env,
    argv: process.argv,
    packaged: app.isPackaged,
    bakedClient,
  });
  void app
    .whenReady()
    .then(load)
    .then((runOnePass) => runOnePass({ environment, profile, interrupted, ids }))
    .finally(() => {
      release();
      app.exit(0);
    });
  return true;
};
