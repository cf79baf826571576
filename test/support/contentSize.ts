import type { Page } from '@playwright/test';
import type { LaunchedApp } from './electron.ts';
import { inMain } from './inMain.ts';

/** Resizes the first window; resolves when its page has that width. */
export const resizeContent = async (
  { app }: LaunchedApp,
  page: Page,
  width: number,
  height = 720,
): Promise<void> => {
  await inMain(app)(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await page.waitForFunction((to) => innerWidth === to, width);
};
