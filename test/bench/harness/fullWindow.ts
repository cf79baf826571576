/** The app's window with 100,000 events and 400 series, and how long its page is blocked at a time. */
import type { Page } from '@playwright/test';
import { launchApp } from '../../support/electron.ts';
import type { LaunchedApp } from '../../support/electron.ts';
import { inFolder, putDatabase } from './databases.ts';

/** Calls `work` once the agenda is drawn and idle; closes the app after it. */
export const inFullWindow = <T>(work: (launched: LaunchedApp, page: Page) => Promise<T>): Promise<T> =>
  inFolder(async (folder) => {
    await putDatabase(folder, { singles: 100_000, masters: 400 });
    const launched = await launchApp({ userDataDir: folder });
    try {
      const page = await agendaPage(launched.app);
      await page.waitForTimeout(1000);
      return await work(launched, page);
    } finally {
      await launched.close();
    }
  });

/** The window with the agenda; there may be others, for reminders. */
const agendaPage = async (app: LaunchedApp['app']): Promise<Page> => {
  const find = async (page: Page): Promise<Page> => {
    await page.waitForSelector('[data-row]', { timeout: 30_000 });
    return page;
  };
  await app.firstWindow();
  return Promise.any([
    ...app.windows().map(find),
    app.waitForEvent('window', { timeout: 30_000 }).then(find),
  ]);
};

interface Watching {
  longTasks?: { readonly durations: number[]; readonly observer: PerformanceObserver };
}

/** Returns tasks of the page longer than 50 ms during `work`, in milliseconds. */
export const longTasksIn = async (page: Page, work: () => Promise<void>): Promise<readonly number[]> => {
  await page.evaluate(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(duration);
    });
    observer.observe({ type: 'longtask' });
    (globalThis as Watching).longTasks = { durations, observer };
  });
  await work();
  // They are reported a moment after they end.
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    const watching = (globalThis as Watching).longTasks;
    watching?.observer.disconnect();
    return watching?.durations ?? [];
  });
};
