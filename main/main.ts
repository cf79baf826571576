/** What Electron loads. The app's code behind the window comes after it (shell/start.ts says why). */
import { startApp } from './app/boot.ts';

/** The OAuth client of a release, put in its place by the build (`define`); builds from source have none. */
declare const GOOGLE_CLIENT: { readonly id: string; readonly secret: string | null } | undefined;

startApp({
  bakedClient: typeof GOOGLE_CLIENT === 'undefined' ? null : GOOGLE_CLIENT,
  load: async () => (await import('./backend/createBackend.ts')).beginLife,
  loadOpening: async () => (await import('../renderer/opening.tsx')).drawOpening,
});
