/** Signs the app in to the fake Google, in place of the sample that a first start from source brings. */
import type { Page } from '@playwright/test';
import { nextOpened } from './browser.ts';
import type { LaunchedApp } from './electron.ts';

/** Call once what is opened is caught (`catchOpened`); resolves after the first pass. */
export const connectGoogle = async ({ app }: LaunchedApp, page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const accounts = await window.jarvis.accounts.list();
    if (!accounts.ok) return;
    for (const { id } of accounts.value) await window.jarvis.accounts.disconnect({ accountId: id });
    // There is no keyring here, and a restart has to find the sign-in.
    await window.jarvis.settings.set({ tokenStorage: 'file' });
  });
  const connected = page.evaluate(() => window.jarvis.accounts.connectGoogle());
  await fetch(await nextOpened(app));
  const reply = await connected;
  if (!reply.ok) throw new Error(reply.problem.kind);
  // Joins the pass that the sign-in began.
  await page.evaluate(() => window.jarvis.sync.request());
};
