/** The page of window states in a bare Electron: the window as it is drawn, without an app behind it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { keepingNodeEnv } from '../../../build/bundles.mjs';
import { pointToElectron } from '../electron.ts';
import { inMain } from '../inMain.ts';

export interface StatesWindow {
  readonly page: Page;
  /** Draws a state from scratch. */
  readonly show: (state: string, more?: Readonly<Record<string, string>>) => Promise<void>;
  readonly resize: (width: number, height?: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const folder = import.meta.dirname;

const buildPage = async (outDir: string): Promise<void> => {
  const { default: react } = await import('@vitejs/plugin-react');
  await keepingNodeEnv(async () => {
    await build({
      configFile: false,
      root: folder,
      base: './',
      logLevel: 'warn',
      plugins: [react()],
      build: {
        outDir,
        emptyOutDir: false,
        target: 'chrome130',

        modulePreload: { polyfill: false },
        reportCompressedSize: false,
      },
    });
  });
};

export const openStates = async (): Promise<StatesWindow> => {
  const made = await mkdtemp(path.join(tmpdir(), 'jarvis-states-'));
  await buildPage(path.join(made, 'page'));
  pointToElectron();
  const app = await _electron.launch({
    args: [
      path.join(folder, 'main.cjs'),
      `--user-data-dir=${path.join(made, 'profile')}`,
      `--page=${path.join(made, 'page', 'index.html')}`,
    ],
    // Chromium has no sandbox for root on Linux.
    chromiumSandbox: !(process.platform === 'linux' && process.getuid?.() === 0),
    env: { ...(process.env as Record<string, string>), TZ: 'Europe/Berlin' },
  });
  const page = await app.firstWindow();
  const at = page.url().split('?')[0] ?? '';
  return {
    page,
    show: async (state, more = {}) => {
      await page.goto(`${at}?${new URLSearchParams({ state, ...more }).toString()}`);
      await page.locator('main, [role="main"]').first().waitFor();
      await page.evaluate(() => document.fonts.ready);
    },
    resize: async (width, height = 720) => {
      await inMain(app)(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await page.waitForFunction((size) => innerWidth === size, width);
    },
    close: async () => {
      await app.close();
      await rm(made, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
};
