/**
 * The person's browser in tests of the whole app: what the app would open is recorded, and visited when the test says
 * so, over real HTTP with its redirects.
 */
import type { ElectronApplication } from '@playwright/test';
import type { FakeGoogle } from './fakeGoogle/index.ts';
import { expect } from './expect.ts';
import { inMain } from './inMain.ts';

/** The app's environment for a fake Google. */
export const googleEnvironment = (google: FakeGoogle): Record<string, string> => ({
  JARVIS_GOOGLE_API_ROOT: google.origin,
  JARVIS_OAUTH_AUTH_URL: `${google.origin}/auth`,
  JARVIS_OAUTH_TOKEN_URL: `${google.origin}/token`,
  JARVIS_OAUTH_REVOKE_URL: `${google.origin}/revoke`,
  JARVIS_OAUTH_CLIENT_ID: 'test-client',
  JARVIS_OAUTH_CLIENT_SECRET: 'not-confidential',
});

/** From now on the app opens nothing; what it would have opened is recorded. */
export const catchOpened = (app: ElectronApplication): Promise<void> =>
  inMain(app)(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url: string) => {
      opened.push(url);
      return Promise.resolve();
    };
  });

export const opened = (app: ElectronApplication): Promise<readonly string[]> =>
  inMain(app)(() => (globalThis as unknown as { opened: string[] }).opened);

/** Waits for the next URL after the first `count`. */
export const nextOpened = async (app: ElectronApplication, count = 0): Promise<string> => {
  await expect
    .poll(async () => (await opened(app)).length, { message: 'what the app opens' })
    .toBeGreaterThan(count);
  return (await opened(app))[count] ?? '';
};
