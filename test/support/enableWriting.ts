import type { Page } from '@playwright/test';
import type { AccountId } from '../../shared/model.ts';
import { nextOpened, opened } from './browser.ts';
import type { LaunchedApp } from './electron.ts';
import { expect } from './electronTest.ts';

/** Turns writing on for a connected account, as a person does who allows it on Google's page; the page knows it then. */
export const enableWriting = async (
  { app }: LaunchedApp,
  page: Page,
  accountId: AccountId,
): Promise<void> => {
  const before = (await opened(app)).length;
  const enabling = page.evaluate(
    (id) => window.jarvis.writing.enable({ accountId: id, reach: 'own' }),
    accountId,
  );
  await fetch(await nextOpened(app, before));
  expect(await enabling).toMatchObject({ ok: true });
  await page.getByRole('button', { name: 'New event', exact: true }).waitFor();
};

/** Returns how many changes are on their way; -1: nobody knows. */
export const waitingIn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const reply = await window.jarvis.outbox.list();
    return reply.ok ? reply.value.length : -1;
  });

/** Syncs until no change is on its way any more. */
export const untilSent = (page: Page): Promise<void> =>
  expect
    .poll(async () => {
      await page.evaluate(() => window.jarvis.sync.request());
      return waitingIn(page);
    })
    .toBe(0);
