/**
 * Strangers' text on its whole way: from Google's reply to the screen, the tray and the notification. Nothing may
 * run, load, open or look like something else, and everything must be there.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { hostileEvents } from '../support/hostileEvents.ts';
import { inMain } from '../support/inMain.ts';

test.skip(process.platform !== 'linux', 'The tray and the notifications are read over D-Bus.');

const address = 'ada@example.com';
const minuteMs = 60_000;

/** Characters that look like something else, or are invisible. Line breaks within a text of several lines are fine. */
// eslint-disable-next-line no-control-regex
const deceptive =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/u;

const graphemes = (text: string): number => [...new Intl.Segmenter('en').segment(text)].length;

const textNodes = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
    return texts;
  });
const foreignElements = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [
      ...document.body.querySelectorAll(
        'script, iframe, object, embed, form, style, base, meta, img, math, link',
      ),
    ]
      .map(({ outerHTML }) => outerHTML.slice(0, 200))
      // The bundle's own script, which is at the end of the body or missing.
      .filter((html) => !html.startsWith('<script type="module"')),
  );

test('properties 5, 12 and 13: hostile events are shown, all of them and harmlessly', async ({
  google,
  profile,
  openWithGoogle,
  desktop,
}) => {
  test.setTimeout(180_000);
  google.model.addCalendar({
    id: address,
    summary: `Ada \u202e<script>window.hostile = true</script>`,
    primary: true,
    defaultReminders: [{ method: 'popup', minutes: 10 }],
  });
  for (const [index, { fields }] of hostileEvents.entries()) {
    const startMs = Date.now() + (8 + index) * minuteMs;
    const { start, ...rest } = fields as { start?: object };
    google.model.insertRaw(address, {
      id: `hostile${index}`,
      status: 'confirmed',
      etag: `"${index}"`,
      updated: new Date().toISOString(),
      start: { dateTime: new Date(startMs).toISOString(), timeZone: 'Europe/Berlin', ...start },
      end: { dateTime: new Date(startMs + 20 * minuteMs).toISOString(), timeZone: 'Europe/Berlin' },
      ...rest,
    } as { id: string });
  }
  const { app, page } = await openWithGoogle({
    userDataDir: profile,
    reminders: true,
    env: desktop.env,
  });
  const asked: string[] = [];
  const dialogs: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await connectGoogle(app, page);

  // Everything is there, once or (for series) several times; no event was lost because of its neighbours.
  const status = await page.evaluate(() => window.jarvis.sync.status());
  expect(status.ok && status.value.problems.map(({ kind }) => kind)).toEqual([]);
  const ids = await page.evaluate(async () => {
    const [from, to] = [-1, 3].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
    const found: { masterId: string; eventId: string; calendarId: string; occurrenceStart?: string }[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < 60; pages += 1) {
      const reply = await window.jarvis.agenda.list({ from: from!, to: to!, cursor });
      if (!reply.ok) throw new Error(reply.problem.kind);
      for (const { eventId, masterId = eventId, calendarId, occurrenceStart } of reply.value.occurrences)
        found.push({ masterId, eventId, calendarId, ...(occurrenceStart && { occurrenceStart }) });
      cursor = reply.value.nextCursor;
      if (cursor === null) break;
    }
    return found;
  });
  const seen = new Set<string>(ids.map(({ masterId }) => masterId));
  const missing = hostileEvents.filter((_, index) => !seen.has(`hostile${index}`)).map(({ what }) => what);
  expect(missing).toEqual([]);

  // Each one opened, as by a click in a notification or the tray.
  const beforeMs = Date.now();
  for (const index of hostileEvents.keys()) {
    const { masterId: _, ...ref } = ids.find(({ masterId }) => masterId === `hostile${index}`)!;
    await inMain(app.app)(({ BrowserWindow }, meeting) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('agenda.showRequested', meeting);
    }, ref);
    const what = hostileEvents[index]!.what;
    await expect(page.locator('[role="dialog"], [data-detail]').first(), what).toBeVisible();
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    expect(await foreignElements(page), what).toEqual([]);
    expect(
      (await textNodes(page)).filter((text) => deceptive.test(text)),
      what,
    ).toEqual([]);
  }
  expect(Date.now() - beforeMs, 'no event stalls the window for long').toBeLessThan(120_000);
  expect(await page.evaluate(() => 'hostile' in window)).toBe(false);
  expect(asked.filter((url) => !url.startsWith('app://'))).toEqual([]);
  expect(dialogs).toEqual([]);
  // Except for the sign-in, nothing was opened because it was shown.
  expect((await opened(app.app)).length).toBe(1);
  expect(app.pageErrors).toEqual([]);

  // The tray and the notifications.
  await expect.poll(async () => (await desktop.tray.labels()).join('\n')).toContain('Hostile');
  const labels = await desktop.tray.labels();
  expect(
    labels.filter(
      (label) =>
        deceptive.test(label) || label.includes('\n') || label.length > 500 || graphemes(label) > 100,
    ),
  ).toEqual([]);
  await expect.poll(() => desktop.tray.notifications.length).toBeGreaterThan(0);
  for (const { summary, body, actions } of desktop.tray.notifications) {
    expect(deceptive.test(`${summary}${body}${actions.join('')}`)).toBe(false);
    expect(body).not.toMatch(/<[a-z/!]/i);
  }
  const log = await readFile(path.join(profile, 'logs', 'main.log'), 'utf8');
  expect(log).not.toMatch(/hostile|evil|script|@/i);
});
