/**
 * One meeting in the running app: its parts, joining it, what is copied; with the mouse and with the keyboard alone.
 */
import type { ElectronApplication, Page } from '@playwright/test';
import { violations } from '../support/accessibility.ts';
import { opened } from '../support/browser.ts';
import { signIn } from '../support/connectGoogle.ts';
import { resizeContent } from '../support/contentSize.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test as base } from '../support/electronTest.ts';
import { inMain } from '../support/inMain.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

const me = 'ada@example.com';
const hourMs = 3_600_000;
const zoom = 'https://example.zoom.us/j/123456789?pwd=aB1';

interface Meeting {
  readonly app: LaunchedApp;
  readonly page: Page;
  /** What has been opened since the sign-in. */
  readonly openedSince: () => Promise<readonly string[]>;
}

const test = base.extend<{ readonly meeting: Meeting }>({
  meeting: async ({ google, openWithGoogle }, use) => {
    google.model.addCalendar({ id: me, summary: 'Ada', primary: true });
    const startMs = Date.now() - (Date.now() % 1000);
    const at = (ms: number) => ({ dateTime: new Date(ms).toISOString(), timeZone: 'Asia/Tokyo' });
    google.model.insert(me, {
      summary: 'Design \u202Ereview',
      location: 'Room Turing',
      start: at(startMs),
      end: at(startMs + hourMs),
      recurrence: ['RRULE:FREQ=DAILY;COUNT=4'],
      description:
        'Notes: <a href="https://docs.example.com/notes">here</a>, <a href="javascript:alert(1)">not here</a>, ' +
        '<a href="https://evil.example/">https://zoom.us/j/1</a><img src=x onerror=alert(1)>',
      attendees: [
        { email: me, self: true, responseStatus: 'tentative' },
        ...Array.from({ length: 20 }, (_, n) => ({
          email: `guest${n}@example.com`,
          displayName: `Guest ${n}`,
          responseStatus: 'accepted' as const,
        })),
      ],
      conferenceData: {
        entryPoints: [
          {
            entryPointType: 'video',
            uri: zoom,
            label: 'example.zoom.us/j/123456789',
            passcode: 'Zq7Pk2',
          },
          { entryPointType: 'phone', uri: 'tel:+43-1-5550100', label: '+43 1 5550100', pin: '123456#' },
          { entryPointType: 'more', uri: 'https://example.zoom.us/u/abc' },
        ],
      },
    });
    // The meeting's zone is said where it is not the viewer's.
    const { app, page } = await openWithGoogle({ args: ['--lang=en-GB'], env: { TZ: 'Europe/Berlin' } });
    await signIn(app, page);
    const before = (await opened(app.app)).length;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect(page.getByRole('button', { name: /Design review/ }).first()).toBeVisible();
    // The page knows that the account is one of Google's, whose own pages open by key.
    await expect(page.getByRole('button', { name: 'New event in Google Calendar' })).toBeVisible();
    await use({ app, page, openedSince: async () => (await opened(app.app)).slice(before) });
    expect(app.pageErrors).toEqual([]);
  },
});

const clipboard = (app: ElectronApplication): Promise<string> =>
  inMain(app)(({ clipboard: board }) => board.readText());

/** Makes the system know an app for such links, or none. */
const systemKnowsApp = (app: ElectronApplication, name: string): Promise<void> =>
  inMain(app)(({ app: electron }, answer) => {
    electron.getApplicationNameForProtocol = () => answer;
  }, name);

const open = async (page: Page) => {
  await page.locator('[data-row]', { hasText: 'Design review' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Design review' });
  await expect(dialog.getByText('Ada', { exact: true })).toBeVisible();
  return dialog;
};

test('everything about it is there, as text', async ({ meeting: { page } }) => {
  const dialog = await open(page);
  await expect(dialog).toContainText('Daily, 4 times');
  await expect(dialog).toContainText(/\d\d:\d\d – .*\d\d:\d\d in Tokyo/);
  await expect(dialog).toContainText('You might go');
  await expect(dialog).toContainText('Phone+43 1 5550100PIN 123456#');
  await expect(dialog).toContainText('21 guests');
  await expect(dialog).toContainText('https://zoom.us/j/1 (opens evil.example)');
  await expect(dialog.locator('img, a, iframe')).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'not here' })).toHaveCount(0);
  expect(await dialog.innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

test('with the mouse: joins, opens, and copies', async ({ meeting: { app, page, openedSince } }) => {
  const dialog = await open(page);
  await dialog.getByRole('button', { name: 'Join with Zoom' }).click();
  await expect.poll(openedSince).toEqual([zoom]);
  await dialog.getByRole('button', { name: 'Open map' }).click();
  const map = 'https://www.google.com/maps/search/?api=1&query=Room%20Turing';
  await expect.poll(openedSince).toEqual([zoom, map]);
  await dialog.getByRole('button', { name: 'here', exact: true }).click();
  await expect.poll(openedSince).toEqual([zoom, map, 'https://docs.example.com/notes']);

  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByText('Link copied')).toBeAttached();
  expect(await clipboard(app.app)).toBe(zoom);
  await dialog.getByRole('button', { name: 'Copy +43 1 5550100' }).click();
  await expect.poll(() => clipboard(app.app)).toBe('+43-1-5550100');
  await dialog.getByRole('button', { name: 'Copy Passcode Zq7Pk2' }).click();
  await expect.poll(() => clipboard(app.app)).toBe('Zq7Pk2');
  await dialog.getByRole('button', { name: 'More actions' }).click();
  const more = page.getByRole('dialog', { name: 'More actions' });
  await more.getByRole('button', { name: 'Copy details' }).click();
  await expect(more.getByRole('button', { name: 'Details copied' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await clipboard(app.app)).toMatch(
    /^Design review\n.*\d{4}.*\(.*\)\nRoom Turing\nhttps:\/\/example\.zoom\.us\//,
  );
  await dialog.getByRole('button', { name: 'Open in Google Calendar' }).click();
  await expect.poll(async () => (await openedSince()).at(-1)).toContain(`authuser=${me}`);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('region', { name: 'Now and next' }).getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => clipboard(app.app)).toBe(zoom);
});

test('property 5: opens in the app if the person wants that and it is installed, otherwise in the browser', async ({
  meeting: { app, page, openedSince },
}) => {
  await openSettingsPage(page, 'general');
  await page.getByRole('checkbox', { name: 'Open Zoom meetings in the Zoom app' }).check();
  await page.keyboard.press('Escape');
  const dialog = await open(page);
  const join = dialog.getByRole('button', { name: 'Join with Zoom' });
  await systemKnowsApp(app.app, 'Zoom');
  await join.click();
  const inZoom = 'zoommtg://example.zoom.us/join?action=join&confno=123456789&pwd=aB1';
  await expect.poll(openedSince).toEqual([inZoom]);
  await systemKnowsApp(app.app, '');
  await join.click();
  await expect.poll(openedSince).toEqual([inZoom, zoom]);
});

test('with the keyboard alone: opened, read, joined, copied, closed', async ({
  meeting: { app, page, openedSince },
}) => {
  const row = page.locator('[data-row]', { hasText: 'Design review' }).first();
  await row.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Design review' });
  await expect(dialog).toBeFocused();
  await expect(dialog.getByText('21 guests')).toBeVisible();
  const names: string[] = [];
  const press = async (name: string): Promise<void> => {
    for (let tabs = 0; tabs < 30; tabs += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      const label = (await focused.getAttribute('aria-label')) ?? (await focused.innerText());
      names.push(label);
      if (label === name) return page.keyboard.press('Enter');
    }
    throw new Error(`Tab never reached ${name}: ${names.join(', ')}`);
  };
  await press('Join with Zoom');
  await expect.poll(openedSince).toEqual([zoom]);
  await press('Copy link');
  await expect.poll(() => clipboard(app.app)).toBe(zoom);
  await press('Copy +43 1 5550100');
  await expect.poll(() => clipboard(app.app)).toBe('+43-1-5550100');
  await press('Open map');
  await press('Show all 21');
  await expect(dialog.getByRole('listitem').filter({ hasText: /^Guest \d+/ })).toHaveCount(20);
  await press('here');
  await press('More actions');
  await press('Copy details');
  await expect.poll(() => clipboard(app.app)).toContain('Room Turing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(row).toBeFocused();
});

test('axe finds nothing, light or dark, wide or narrow', async ({ meeting: { app, page } }) => {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => window.jarvis.settings.set({ theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const width of [1040, 360]) {
      await resizeContent(app, page, width);
      const dialog = await open(page);
      await dialog.getByRole('button', { name: 'Show all 21' }).click();
      expect(await violations(page), `${theme} ${width}`).toEqual([]);
      // Nothing overflows the window horizontally.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.keyboard.press('Escape');
    }
  }
});

test('property 5: Google’s pages for an answer and a new event open as the account, by keys', async ({
  meeting: { app, page, openedSince },
}) => {
  await page.locator('[data-row]', { hasText: 'Design review' }).first().focus();
  await page.keyboard.press('r');
  await expect
    .poll(async () => (await openedSince()).at(-1))
    .toMatch(/calendar\/event\?.*authuser=ada@example\.com/);
  await page.keyboard.press('n');
  const newEvent =
    /^https:\/\/calendar\.google\.com\/calendar\/render\?action=TEMPLATE&dates=\d{8}T\d{6}Z\/\d{8}T\d{6}Z&authuser=ada@example\.com$/;
  await expect.poll(async () => (await openedSince()).at(-1)).toMatch(newEvent);
  expect(await openedSince()).toHaveLength(2);
  expect(app.pageErrors).toEqual([]);
});
