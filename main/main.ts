/** Electron's entry point: shows the window, then loads the app behind it (app/boot.ts). */
import { startApp } from './app/boot.ts';

/** A release's OAuth client, which the build puts in its place (`define`); builds from source have none. */
declare const GOOGLE_CLIENT: { readonly id: string; readonly secret: string | null } | undefined;

startApp({
  bakedClient: typeof GOOGLE_CLIENT === 'undefined' ? null : GOOGLE_CLIENT,
  load: async () => (await import('./app/app.ts')).runApp,
  loadPrerender: async () => (await import('../renderer/prerender.tsx')).prerender,
});
