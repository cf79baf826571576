import type { Page } from '@playwright/test';
import { expect, test } from '../support/electronTest.ts';
import { isVisible } from '../support/inMain.ts';

/** The tray as a Linux panel sees it, over D-Bus. Its other systems draw the same menu. */
test.skip(process.platform !== 'linux', 'The tray is on D-Bus on Linux only.');

const status = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.jarvis.sync.status();
    if (!reply.ok) throw new Error(reply.problem.kind);
    return reply.value;
  });

test('the tray tells the next meetings and offers what one does without the window', async ({
  openOnDesktop,
  desktop,
}) => {
  const { page } = await openOnDesktop();
  await expect.poll(async () => (await status(page)).lastSuccessAt).not.toBeNull();
  await expect
    .poll(() => desktop.tray.labels())
    .toEqual(expect.arrayContaining(['Sync now', 'Open Jarvis Calendar', 'Quit']));
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
  await expect.poll(() => desktop.tray.labels().catch(() => [])).toContain('Sync now');
  const before = await status(page);
  await desktop.tray.click('Sync now');
  await expect
    .poll(async () => ((await status(page)).lastSuccessAt ?? '') > (before.lastSuccessAt ?? ''))
    .toBe(true);
  const newMeeting = 'Quick sync: payment errors';
  await expect(page.getByRole('button', { name: newMeeting }).first()).toBeVisible();
  await expect.poll(async () => (await desktop.tray.labels()).join('\n')).toContain(newMeeting);
});

test('with a tray, closing the window leaves the app running; the tray opens it again', async ({
  openOnDesktop,
  desktop,
}) => {
  const { app, page } = await openOnDesktop();
  const isShown = (): Promise<boolean> => isVisible(app.app);
  await expect.poll(isShown).toBe(true);
  await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
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

test('"Settings…", clicked in the tray, shows them; the window is made for it', async ({
  launch,
  desktop,
}) => {
  const app = await launch({ env: desktop.env, args: ['--hidden'] });
  // A menu that changes while it is clicked in is another one: the first sync is over before.
  const labels = async (): Promise<string> => (await desktop.tray.labels().catch(() => [])).join('\n');
  await expect.poll(labels).toMatch(/^Tomorrow$[^]*^Sync now$\n^Synced /m);
  await desktop.tray.click('Settings…');
  const page = await app.window();
  await expect(page.getByRole('heading', { name: 'Settings' }).first()).toBeVisible();
});

test('the icon is the one drawn for panels', async ({ openOnDesktop, desktop }) => {
  await openOnDesktop();
  const pictures = (await desktop.tray.property('IconPixmap')) as [number, number, readonly number[]][];
  expect(pictures.map(([width, height]) => [width, height])).toEqual([[24, 24]]);
  // Alpha, red, green, blue of each pixel: a file that is not there would be clear all over.
  const alphas = (pictures[0]?.[2] ?? []).filter((_, index) => index % 4 === 0);
  expect(alphas.filter((alpha) => alpha > 200).length).toBeGreaterThan(150);
});
