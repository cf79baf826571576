import type { Page } from '@playwright/test';
import { drawCountdown } from '../../main/tray/countdownIcon.ts';
import { expect, test } from '../support/electronTest.ts';
import { opened } from '../support/browser.ts';
import { signIn } from '../support/connectGoogle.ts';
import { inMain, isVisible } from '../support/inMain.ts';

/** The tray as a Linux panel sees it, over D-Bus. Other systems draw the same menu. */
test.skip(process.platform !== 'linux', 'The tray is on D-Bus on Linux only.');

const status = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.jarvis.sync.status();
    if (!reply.ok) throw new Error(reply.problem.kind);
    return reply.value;
  });

test('the tray lists the next meetings and offers what can be done without the window', async ({
  openOnDesktop,
  desktop,
}) => {
  const { page } = await openOnDesktop();
  await expect.poll(async () => (await status(page)).lastSuccessAt).not.toBeNull();
  // A menu that is open stays unchanged; the first sync must be over before.
  await expect.poll(async () => (await status(page)).phase).toBe('idle');
  await expect
    .poll(() => desktop.tray.labels())
    .toEqual(
      expect.arrayContaining([expect.stringMatching(/^Sync now · synced /), 'Open Jarvis Calendar', 'Quit']),
    );
  // Tomorrow always has meetings in the sample.
  await expect.poll(() => desktop.tray.labels()).toContain('Tomorrow');
});

test('"Sync now", clicked in the tray, shows what changed in the sample, in window and tray', async ({
  openOnDesktop,
  desktop,
}) => {
  const { page } = await openOnDesktop();
  await expect.poll(async () => (await status(page)).lastSuccessAt).not.toBeNull();
  await expect.poll(async () => (await status(page)).phase).toBe('idle');
  const labels = async (): Promise<string> => (await desktop.tray.labels().catch(() => [])).join('\n');
  await expect.poll(labels).toMatch(/^Sync now · synced /m);
  const before = await status(page);
  await desktop.tray.click(/^Sync now/);
  await expect
    .poll(async () => ((await status(page)).lastSuccessAt ?? '') > (before.lastSuccessAt ?? ''))
    .toBe(true);
  const newMeeting = 'Quick sync: payment errors';
  await expect(page.getByRole('button', { name: newMeeting }).first()).toBeVisible();
  await expect.poll(async () => (await desktop.tray.labels()).join('\n')).toContain(newMeeting);
});

test('with a tray, closing the window leaves the app running, and the tray opens it again', async ({
  openOnDesktop,
  desktop,
}) => {
  const { app, page } = await openOnDesktop();
  const isShown = (): Promise<boolean> => isVisible(app.app);
  await expect.poll(isShown).toBe(true);
  await inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(isShown).toBe(false);
  await desktop.tray.click('Open Jarvis Calendar');
  await expect.poll(isShown).toBe(true);
  expect(page.isClosed()).toBe(false);
});

test('"Quit", clicked in the tray, ends the app', async ({ openOnDesktop, desktop }) => {
  const { app } = await openOnDesktop();
  const ended = new Promise((resolve) => app.app.process().once('exit', resolve));
  await desktop.tray.click('Quit');
  expect(await ended).toBe(0);
});

test('"Settings…", clicked in the tray, shows them, even if the app was started hidden', async ({
  launch,
  desktop,
}) => {
  const app = await launch({ env: desktop.env, args: ['--hidden'] });
  // A menu that changes during a click is replaced; the first sync must be over before.
  const labels = async (): Promise<string> => (await desktop.tray.labels().catch(() => [])).join('\n');
  await expect.poll(labels).toMatch(/^Tomorrow$[^]*^Sync now · synced /m);
  await desktop.tray.click('Settings…');
  const page = await app.window();
  await expect(page.getByRole('heading', { name: 'Settings' }).first()).toBeVisible();
});

test('the icon is the one drawn for panels', async ({ openOnDesktop, desktop }) => {
  await openOnDesktop();
  const pictures = (await desktop.tray.property('IconPixmap')) as [number, number, readonly number[]][];
  expect(pictures.map(([width, height]) => [width, height])).toEqual([[24, 24]]);
  // Alpha, red, green, blue of each pixel: a missing file would be completely transparent.
  const alphas = (pictures[0]?.[2] ?? []).filter((_, index) => index % 4 === 0);
  expect(alphas.filter((alpha) => alpha > 200).length).toBeGreaterThan(150);
});

test('before a meeting the icon counts the minutes, and not when the person has switched that off', async ({
  openWithGoogle,
  google,
  desktop,
}) => {
  const address = 'ada@example.com';
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  const startMs = Date.now() + 8.5 * 60_000;
  const [start, end] = [startMs, startMs + 30 * 60_000].map((ms) => ({
    dateTime: new Date(ms).toISOString(),
  }));
  google.model.insert(address, { id: 'review', summary: 'Review', start, end });
  const { app, page } = await openWithGoogle({ env: desktop.env });
  await expect.poll(() => desktop.tray.itemCount()).toBe(1);
  await signIn(app, page);
  const minutesLeft = (): number => Math.ceil((startMs - Date.now()) / 60_000);
  /** What the panel was told to draw: the opaque pixels as `red,green,blue`, in the order of the picture. */
  const icon = async (): Promise<readonly string[]> => {
    const [picture] = (await desktop.tray.property('IconPixmap')) as [number, number, readonly number[]][];
    const bytes = picture?.[2] ?? [];
    return Array.from({ length: bytes.length / 4 }, (_, index) => {
      const [alpha, ...colour] = bytes.slice(index * 4, index * 4 + 4);
      return alpha === 255 ? colour.join() : '';
    });
  };
  const drawn = (minutes: number): readonly string[] => {
    // On this desktop, the app has to ask where to store sign-ins.
    const pixels = drawCountdown({ minutes, size: 24, problem: true });
    return Array.from({ length: pixels.length / 4 }, (_, index) => {
      const [blue, green, red, alpha] = pixels.subarray(index * 4, index * 4 + 4);
      return alpha === 255 ? [red, green, blue].join() : '';
    });
  };
  const isCounting = async (): Promise<boolean> => {
    const [before, seen, after] = [minutesLeft(), (await icon()).join(' '), minutesLeft()];
    return [before, after].some((minutes) => seen === drawn(minutes).join(' '));
  };
  await expect.poll(isCounting).toBe(true);
  expect(JSON.stringify(await desktop.tray.property('ToolTip'))).toMatch(/Review, in [89]\u00a0min/);

  await page.evaluate(() => window.jarvis.settings.set({ trayCountdown: 0 }));
  await expect.poll(isCounting).toBe(false);
  await page.evaluate(() => window.jarvis.settings.set({ trayCountdown: 10 }));
  await expect.poll(isCounting).toBe(true);
});

test('"New event…", clicked in the tray, opens Google Calendar as the connected account', async ({
  openWithGoogle,
  google,
  desktop,
}) => {
  google.model.addCalendar({ id: 'ada@example.com', summary: 'Ada', primary: true });
  const { app, page } = await openWithGoogle({ env: desktop.env });
  await signIn(app, page);
  const before = (await opened(app.app)).length;
  await expect.poll(() => desktop.tray.labels().catch(() => [])).toContain('New event…');
  await desktop.tray.click('New event…');
  await expect.poll(async () => (await opened(app.app)).length).toBe(before + 1);
  expect((await opened(app.app)).at(-1)).toMatch(
    /^https:\/\/calendar\.google\.com\/calendar\/render\?action=TEMPLATE&dates=.*&authuser=ada@example\.com$/,
  );
});
