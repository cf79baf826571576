/** Signs the app in to the fake Google. Only after `catchOpened`, which records what the app opens. */
import type { Page } from '@playwright/test';
import type { Account } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { nextOpened, opened } from './browser.ts';
import type { LaunchedApp } from './electron.ts';

/** Goes through Google's pages like a person in a browser; returns what the window is told. */
export const signIn = async ({ app }: LaunchedApp, page: Page): Promise<Result<Account, Problem>> => {
  const before = (await opened(app)).length;
  const connected = page.evaluate(() => window.jarvis.accounts.connectGoogle());
  await fetch(await nextOpened(app, before));
  return connected;
};

/** Removes the sample of a first start from source. A restart finds what is connected next: there is no keyring here. */
export const removeSample = ({ reminders }: LaunchedApp, page: Page): Promise<void> =>
  page.evaluate(async (reminds) => {
    await window.jarvis.settings.set({ tokenStorage: 'file' });
    const accounts = await window.jarvis.accounts.list();
    for (const { id, kind } of accounts.ok ? accounts.value : [])
      if (kind === 'sample') await window.jarvis.accounts.disconnect({ accountId: id });
    if (reminds) await window.jarvis.settings.set({ reminderRule: 'google', changeNotices: true });
  }, reminders);

/** Replaces the sample of a first start from source; resolves after the first pass, once the page shows the account. */
export const connectGoogle = async (launched: LaunchedApp, page: Page): Promise<void> => {
  await removeSample(launched, page);
  const reply = await signIn(launched, page);
  if (!reply.ok) throw new Error(reply.problem.kind);
  // Joins the pass that the sign-in started.
  await page.evaluate(() => window.jarvis.sync.request());
  // Until then it is the first run's page, or the sample's, which is going to be replaced together with its keys.
  await page.getByRole('button', { name: 'New event in Google Calendar' }).waitFor();
};
