/** The system's time zone changes while the app runs [F16]: tray and window follow, nobody restarts anything. */
import type { Page } from '@playwright/test';
import { createFormat } from '../../shared/text/createFormat.ts';
import { inMain } from '../support/inMain.ts';
import { expect, test } from '../support/electronTest.ts';

test.skip(process.platform !== 'linux', 'The tray is on D-Bus on Linux only.');

/** When the next meetings of the sample begin, and the app's language. */
const meetings = (page: Page): Promise<{ readonly startsMs: readonly number[]; readonly locale: string }> =>
  page.evaluate(async () => {
    const [from, to] = [Date.now(), Date.now() + 86_400_000].map((ms) => new Date(ms).toISOString());
    const reply = await window.jarvis.agenda.list({ from: from!, to: to! });
    const info = await window.jarvis.app.info();
    const starts = reply.ok ? reply.value.occurrences.map(({ start }) => start) : [];
    return {
      startsMs: starts.flatMap((start) => (start.kind === 'timed' ? [start.ms] : [])),
      locale: info.ok ? info.value.locale : 'en-GB',
    };
  });

test('the tray’s times are the new zone’s as soon as anything looks', async ({ launch, desktop }) => {
  const app = await launch({ env: { ...desktop.env, TZ: 'Europe/Berlin' } });
  const page = await app.window();
  await expect.poll(async () => (await meetings(page)).startsMs.length).toBeGreaterThan(0);
  const { startsMs, locale } = await meetings(page);
  const timesIn = (timeZone: string): readonly string[] => {
    const format = createFormat({ locale, timeZone });
    return startsMs.map((ms) => format.time(ms));
  };
  const told = async (times: readonly string[]): Promise<boolean> => {
    const labels = await desktop.tray.labels();
    return labels.some((label) => times.some((time) => label.includes(time)));
  };
  await expect.poll(() => told(timesIn('Europe/Berlin'))).toBe(true);
  let signals = 0;
  await page.exposeFunction('heard', () => (signals += 1));
  await page.evaluate(() => {
    window.jarvis.agenda.onChanged(() => (window as unknown as { heard: () => void }).heard());
  });

  // Half an hour off every zone of full hours: no meeting keeps its figures.
  await inMain(app.app)(({ app: electron }) => {
    process.env['TZ'] = 'Australia/Adelaide';
    electron.emit('browser-window-focus');
  });
  await expect.poll(() => told(timesIn('Australia/Adelaide'))).toBe(true);
  expect(await told(timesIn('Europe/Berlin'))).toBe(false);
  await expect.poll(() => signals).toBeGreaterThan(0);
  expect(app.pageErrors).toEqual([]);
});
