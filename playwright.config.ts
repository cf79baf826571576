import { defineConfig } from '@playwright/test';
import { enterDesktop } from './test/support/desktop.ts';

// Each worker loads this file too.
enterDesktop();

/** The whole app in the real Electron. Each worker has a display of its own, because windows share its focus. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/support/desktop.ts',
  // Elsewhere all windows are on the person's desktop.
  workers: process.platform === 'linux' ? 2 : 1,
  // Far beyond what any test takes: a busy machine is no failure, only a test that hangs is.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  use: { trace: 'retain-on-failure' },
});
