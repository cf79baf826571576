/**
 * Playwright's `test` with the app in it. What a test launched is closed after it, however it ended; after a
 * failure the window's picture and the app's own words are kept with the report.
 */
import { test as base } from '@playwright/test';
import { startSessionBus, startTrayHost } from './dbus.ts';
import type { TrayHost } from './dbus.ts';
import { launchApp } from './electron.ts';
import type { LaunchedApp, LaunchOptions } from './electron.ts';

interface Fixtures {
  /** Opens the app; several times where a test starts it again. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>;
  /** A desktop with a tray and notifications; give `env` to `launch`. Linux only. */
  readonly desktop: { readonly tray: TrayHost; readonly env: Readonly<Record<string, string>> };
}

export const test = base.extend<Fixtures>({
  launch: async ({}, use, testInfo) => {
    const launched: LaunchedApp[] = [];
    await use(async (options) => {
      const app = await launchApp(options);
      launched.push(app);
      return app;
    });
    const hasFailed = testInfo.status !== testInfo.expectedStatus;
    for (const [index, app] of launched.entries()) {
      if (hasFailed) {
        await testInfo.attach(`output-${index}`, { body: app.output(), contentType: 'text/plain' });
        for (const page of app.app.windows()) {
          const body = await page.screenshot().catch(() => null);
          if (body !== null) await testInfo.attach(`window-${index}`, { body, contentType: 'image/png' });
        }
      }
      await app.close();
    }
  },
  desktop: async ({}, use) => {
    const bus = await startSessionBus();
    const tray = await startTrayHost(bus);
    await use({ tray, env: bus.env });
    await tray.stop();
    await bus.stop();
  },
});

export { expect } from '@playwright/test';
