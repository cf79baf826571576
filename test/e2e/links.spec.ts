/**
 * `jarvis-calendar:` links, opened as the system does: the app starts with one as its argument, beside a running app
 * or alone. They show a day or a meeting, and ask before they join one [property 18].
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { inMain, isVisible } from '../support/inMain.ts';
import { startAgain } from '../support/secondStart.ts';

const me = 'ada@example.com';
const room = 'https://meet.google.com/abc-defg-hij';
const join = 'jarvis-calendar://join-next';

/** Answers the system's questions, with the first button if `says` is 0. */
const answering = `
  const { dialog } = require('electron');
  Object.assign(globalThis, { asked: [], says: 1 });
  dialog.showMessageBox = async (...args) => {
    const { message, detail } = args.at(-1);
    globalThis.asked.push(message + ' | ' + detail);
    return { response: globalThis.says };
  };
`;

const asked = ({ app }: LaunchedApp): Promise<readonly string[]> =>
  inMain(app)(() => (globalThis as unknown as { asked: string[] }).asked);
/** Years are said of dates in other years than this one. */
const [firstYear, secondYear] = [2, 3].map((years) => new Date().getFullYear() + years);
const dateButton = (page: Page) => page.getByRole('heading', { level: 1 }).getByRole('button');

test('links show a day and a meeting, and join only after a yes', async ({
  google,
  openWithGoogle,
  profile,
}) => {
  const required = path.join(profile, 'answering.cjs');
  await writeFile(required, answering);
  google.model.addCalendar({ id: me, summary: 'Ada', primary: true });
  const startMs = Date.now() - (Date.now() % 1000) + 300_000;
  const at = (ms: number) => ({ dateTime: new Date(ms).toISOString() });
  google.model.insert(me, {
    summary: 'Fictional review',
    start: at(startMs),
    end: at(startMs + 1_800_000),
    recurrence: ['RRULE:FREQ=DAILY;COUNT=4'],
    hangoutLink: room,
  });
  const { app, page } = await openWithGoogle({
    userDataDir: profile,
    required,
    args: ['--lang=en-GB', `jarvis-calendar://day/${firstYear}-03-05`],
  });
  // The link of the first start.
  await expect(dateButton(page)).toContainText(`${firstYear}`);
  await connectGoogle(app, page);
  const before = (await opened(app.app)).length;
  await page.emulateMedia({ reducedMotion: 'reduce' });

  await startAgain(app, `jarvis-calendar://day/${secondYear}-12-01`);
  await expect(dateButton(page)).toContainText(`${secondYear}`);
  await expect(
    page.getByRole('region', { name: new RegExp(`^Timeline for .*1 December ${secondYear}`) }),
  ).toBeVisible();

  // Settings make room for what a link shows, and a hidden window comes back.
  await page.keyboard.press('Control+,');
  await expect(page.locator('[data-page]')).toBeVisible();
  await inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const third = await page.evaluate(async () => {
    const reply = await window.jarvis.agenda.search({ query: 'Fictional review' });
    return reply.ok ? reply.value.occurrences[0] : undefined;
  });
  await page.evaluate((ref) => window.jarvis.meeting.copyOwnLink(ref), {
    calendarId: third!.calendarId,
    eventId: third!.eventId,
  });
  const link = await inMain(app.app)(({ clipboard }) => clipboard.readText());
  expect(link).toMatch(/^jarvis-calendar:\/\/meeting\/ada%40example\.com\/\w+_\d{8}T\d{6}Z$/);
  await startAgain(app, link);
  await expect(page.getByRole('dialog', { name: 'Fictional review' })).toBeVisible();
  await expect(page.locator('[data-page]')).toHaveCount(0);
  await expect.poll(() => isVisible(app.app)).toBe(true);
  expect(await asked(app)).toEqual([]);

  // Joining needs no window, only the person's yes.
  await inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await startAgain(app, join);
  const question =
    /^Join “Fictional review”\? \| .*\d+:\d+.*\d+:\d+\nA link asked for this\. It opens meet\.google\.com\.$/;
  await expect.poll(() => asked(app)).toEqual([expect.stringMatching(question)]);
  expect((await opened(app.app)).length).toBe(before);
  expect(await isVisible(app.app)).toBe(false);
  await inMain(app.app)(() => Object.assign(globalThis, { says: 0 }));
  await startAgain(app, join);
  await expect
    .poll(async () => (await opened(app.app)).slice(before))
    .toEqual([expect.stringContaining(room)]);

  // Anything else is only said to be unknown.
  const shown = (await asked(app)).length;
  await startAgain(app, 'jarvis-calendar://settings/set?theme=dark');
  await startAgain(app, 'jarvis-calendar://meeting/ada%40example.com/gone');
  await expect
    .poll(async () => (await asked(app)).slice(shown))
    .toEqual([
      expect.stringMatching(/^This link can’t be opened \|/),
      expect.stringMatching(/^This event can’t be shown \|/),
    ]);
  expect((await opened(app.app)).length).toBe(before + 1);
  expect(app.pageErrors).toEqual([]);
});
