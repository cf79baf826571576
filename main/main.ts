/**
 * Electron's entry point: shows the window, then loads the app behind it (app/boot.ts). With a command, such as `next`,
 * runs that instead (app/commandLine.ts), and for `sync` a single pass (app/startPass.ts).
 */
import { startApp } from './app/boot.ts';
import { runCommandLine } from './app/commandLine.ts';
import { startPass } from './app/startPass.ts';

/** A release's OAuth client, inserted by the build (`define`). Builds from source have none. */
declare const GOOGLE_CLIENT: { readonly id: string; readonly secret: string | null } | undefined;

const bakedClient = typeof GOOGLE_CLIENT === 'undefined' ? null : GOOGLE_CLIENT;

if (!runCommandLine() && !startPass(bakedClient, async () => (await import('./app/app.ts')).runOnePass)) {
  startApp({
    bakedClient,
    load: async () => (await import('./app/app.ts')).runApp,
    mayStartWithoutSandbox: async (profile, appImage) =>
      (await import('./app/unsandboxedStart.ts')).mayStartWithoutSandbox(profile, appImage),
    loadPrerender: async () => (await import('../renderer/prerender.tsx')).prerender,
  });
}
