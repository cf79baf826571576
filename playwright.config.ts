import { defineConfig } from '@playwright/test';

/** The whole app in the real Electron. One at a time: the windows share a display and its focus. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/support/desktop.ts',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  use: { trace: 'retain-on-failure' },
});
