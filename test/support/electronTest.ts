/**
 * Playwright's `test` with fixtures for the app. Every app that a test launched is closed after it, however it ended;
 * after a failure the window's picture and the app's output are kept with the report.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { catchOpened, googleEnvironment } from './browser.ts';
import { startSessionBus, startTrayHost } from './dbus.ts';
import type { TrayHost } from './dbus.ts';
import { launchApp } from './electron.ts';
import { removeFolder } from './removeFolder.ts';
import { expect } from './expect.ts';
import type { LaunchedApp, LaunchOptions } from './electron.ts';
import { startFakeGoogle } from './fakeGoogle/index.ts';
import type { FakeGoogle } from './fakeGoogle/index.ts';

export interface OpenedApp {
  readonly app: LaunchedApp;
  readonly page: Page;
}

interface Fixtures {
  /** The apps of the test. Whatever an app uses has to close them before it goes, in whichever order a test names both. */
  readonly apps: Apps;
  /** Opens the app; may be called several times. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>;
  /** A desktop with a tray and notifications; pass its `env` to `launch`. Linux only. */
  readonly desktop: Desktop;
  /** Opens the app on `desktop`, and waits for its tray icon. Linux only. */
  readonly openOnDesktop: () => Promise<OpenedApp>;
  /** A Google without calendars. */
  readonly google: FakeGoogle;
  /** A folder for a profile that exists before the app or is kept after it. */
  readonly profile: string;
  /** Opens the app with `google` as Google; what it would open in a browser is recorded (`nextOpened`). */
  readonly openWithGoogle: (options?: LaunchOptions) => Promise<OpenedApp>;
}

interface Apps {
  readonly add: (app: LaunchedApp) => void;
  readonly close: () => Promise<void>;
}

export interface Desktop {
  readonly tray: TrayHost;
  readonly env: Readonly<Record<string, string>>;
}

export const test = base.extend<Fixtures>({
  apps: async ({}, use, testInfo) => {
    const launched: LaunchedApp[] = [];
    const close = async (): Promise<void> => {
      const hasFailed = testInfo.status !== testInfo.expectedStatus;
      for (const [index, app] of launched.splice(0).entries()) {
        if (hasFailed) {
          await testInfo.attach(`output-${index}`, { body: app.output(), contentType: 'text/plain' });
          for (const page of app.app.windows()) {
            const body = await page.screenshot().catch(() => null);
            if (body !== null) await testInfo.attach(`window-${index}`, { body, contentType: 'image/png' });
          }
        }
        await app.close();
      }
    };
    await use({ add: (app) => launched.push(app), close });
    await close();
  },
  launch: async ({ apps }, use) => {
    await use(async (options) => {
      const app = await launchApp(options);
      apps.add(app);
      return app;
    });
  },
  desktop: async ({ apps }, use) => {
    const bus = await startSessionBus();
    const tray = await startTrayHost(bus);
    await use({ tray, env: bus.env });
    await apps.close();
    await tray.stop();
    await bus.stop();
  },
  openOnDesktop: async ({ launch, desktop }, use) => {
    await use(async () => {
      const app = await launch({ env: desktop.env });
      const page = await app.window();
      await expect.poll(() => desktop.tray.itemCount()).toBe(1);
      return { app, page };
    });
  },
  google: async ({ apps }, use) => {
    const google = await startFakeGoogle();
    await use(google);
    await apps.close();
    await google.stop();
  },
  profile: async ({ apps }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'jarvis-profile-'));
    await use(folder);
    await apps.close();
    await removeFolder(folder);
  },
  openWithGoogle: async ({ launch, google }, use) => {
    await use(async (options = {}) => {
      const app = await launch({ ...options, env: { ...googleEnvironment(google), ...options.env } });
      await catchOpened(app.app);
      return { app, page: await app.window() };
    });
  },
});

export { expect } from './expect.ts';
