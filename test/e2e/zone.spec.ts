/** The system's time zone changes while the app runs [F16]: tray and window follow without a restart. */
import type { Page } from '@playwright/test';
import { createFormat } from '../../shared/text/createFormat.ts';
import { inMain } from '../support/inMain.ts';
import { expect, test } from '../support/electronTest.ts';

test.skip(process.platform !== 'linux', 'The tray is on D-Bus on Linux only.');

/** The upcoming meetings of the sample that have a title, which tells their labels apart; and the app's language. */
const meetings = (
  page: Page,
): Promise<{ readonly next: readonly (readonly [title: string, ms: number])[]; readonly locale: string }> =>
  page.evaluate(async () => {
    const [from, to] = [Date.now(), Date.now() + 86_400_000].map((ms) => new Date(ms).toISOString());
    const reply = await window.jarvis.agenda.list({ from: from!, to: to! });
    const info = await window.jarvis.app.info();
    const next: [string, number][] = [];
    for (const { title, start } of reply.ok ? reply.value.occurrences : [])
      if (title !== '' && start.kind === 'timed' && start.ms > Date.now()) next.push([title, start.ms]);
    return { next, locale: info.ok ? info.value.locale : 'en-GB' };
  });

test('the tray’s times are in the new zone after the next check', async ({ launch, desktop }) => {
  const app = await launch({ env: { ...desktop.env, TZ: 'Europe/Berlin' } });
  const page = await app.window();
  await expect.poll(async () => (await meetings(page)).next.length).toBeGreaterThan(0);
  /** Returns whether the tray shows some meeting with its time in this zone. */
  const tells = async (timeZone: string): Promise<boolean> => {
    const { next, locale } = await meetings(page);
    const format = createFormat({ locale, timeZone });
    const labels = await desktop.tray.labels();
    return labels.some((label) =>
      next.some(([title, ms]) => label.includes(title) && label.includes(format.time(ms))),
    );
  };
  await expect.poll(() => tells('Europe/Berlin')).toBe(true);
  let signals = 0;
  await page.exposeFunction('heard', () => (signals += 1));
  await page.evaluate(() => {
    window.jarvis.agenda.onChanged(() => (window as unknown as { heard: () => void }).heard());
  });

  await inMain(app.app)(({ app: electron }) => {
    process.env['TZ'] = 'Australia/Adelaide';
    electron.emit('browser-window-focus');
  });
  await expect.poll(() => tells('Australia/Adelaide')).toBe(true);
  expect(await tells('Europe/Berlin')).toBe(false);
  await expect.poll(() => signals).toBeGreaterThan(0);
  expect(app.pageErrors).toEqual([]);
});
