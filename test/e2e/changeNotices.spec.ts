/** Notices about changes in the running app, over D-Bus: what others did to meetings of today and tomorrow. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import type { OpenedApp } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';

test.skip(process.platform !== 'linux', 'The notification service is on D-Bus on Linux only.');

const address = 'ada@example.com';
const minuteMs = 60_000;

let google: FakeGoogle;
let profile: string;
let open: (env: Readonly<Record<string, string>>) => Promise<OpenedApp>;

test.beforeEach(({ google: ours, profile: folder, openWithGoogle }) => {
  [google, profile] = [ours, folder];
  nextHourMs = Math.ceil(Date.now() / hourMs) * hourMs;
  open = (env) => openWithGoogle({ userDataDir: profile, reminders: true, env });
  // It has no reminders, so everything received here is about changes.
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true, defaultReminders: [] });
});

const hourMs = 60 * minuteMs;
let nextHourMs: number;
/** Returns a full hour, so that times are easy to read: `hours` after the one that was next when the test began. */
const startIn = (hours: number): number => nextHourMs + hours * hourMs;
const times = (startMs: number): { start: { dateTime: string }; end: { dateTime: string } } => ({
  start: { dateTime: new Date(startMs).toISOString() },
  end: { dateTime: new Date(startMs + hourMs).toISOString() },
});
const guests = (response: string): object => ({
  organizer: { email: 'grace@example.com' },
  attendees: [
    { email: 'grace@example.com', organizer: true, responseStatus: 'accepted' },
    { email: address, self: true, responseStatus: response },
  ],
});
const meeting = (id: string, summary: string, more: object = {}): string =>
  google.model.insert(address, { id, summary, ...times(startIn(2)), ...guests('accepted'), ...more }).id;

/** Syncs until this many changes were recorded: a running pass may have asked before Google changed. */
const sync = async (page: Page, changes: number): Promise<void> => {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        await window.jarvis.sync.request();
        const reply = await window.jarvis.agenda.changes();
        return reply.ok ? reply.value.length : 0;
      }),
    )
    .toBe(changes);
};
const time = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(ms);

test('a moved meeting gets one notice, with its times and without markup; a click opens it', async ({
  desktop,
}) => {
  const { tray, env } = desktop;
  const id = meeting('review', '<b>Design</b> review \u202e& more', { location: 'Room 1' });
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  expect(tray.notifications).toEqual([]);

  google.model.patch(address, id, { ...times(startIn(3)), location: 'Room <i>2</i>' });
  await sync(page, 2);
  await expect.poll(() => tray.notifications.length).toBe(1);
  const [shown] = tray.notifications;
  expect(shown?.summary).toBe('<b>Design</b> review & more');
  const moved = shown?.body.split('\n')[0] ?? '';
  expect(moved.startsWith('Moved ')).toBe(true);
  expect(moved).toContain(`${time(startIn(2))} → `);
  expect(moved).toContain(time(startIn(3)));
  expect(shown?.body).toContain('New location: Room &lt;i&gt;2&lt;/i&gt;');

  await tray.invokeAction(shown!.notification, 'default');
  await expect(page.getByRole('region', { name: 'Meeting' }).or(page.getByRole('dialog'))).toContainText(
    'Room <i>2</i>',
  );

  await app.close();
  const again = await open(env);
  await sync(again.page, 2);
  expect(tray.notifications).toHaveLength(1);
  const log = await readFile(path.join(profile, 'logs', 'main.log'), 'utf8');
  expect(log).toContain('changes.shown count=1');
  expect(log).not.toMatch(/design|room/i);
});

test('cancelled meetings and invitations get notices; own entries, declined and distant ones do not', async ({
  desktop,
}) => {
  const { tray, env } = desktop;
  const cancelled = meeting('cancelled', 'Cancelled meeting');
  const declined = meeting('declined', 'Declined meeting', guests('declined'));
  const own = google.model.insert(address, {
    id: 'own',
    summary: 'Own block',
    ...times(startIn(2)),
    organizer: { email: address, self: true },
  }).id;
  const far = meeting('far', 'Far meeting', times(startIn(24 * 9)));
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  google.model.delete(address, cancelled);
  for (const each of [declined, own]) google.model.patch(address, each, times(startIn(4)));
  google.model.patch(address, far, times(startIn(24 * 9 + 1)));
  meeting('invited', 'Invitation', guests('needsAction'));
  await sync(page, 5);
  const told = (): readonly string[] =>
    tray.notifications.map(({ summary, body }) => `${summary}: ${body.split('\n')[0]}`).toSorted();
  await expect.poll(told).toEqual(['Cancelled meeting: Cancelled', 'Invitation: New invitation']);
});

test('a move onto another meeting names it, in the notice and in the list; what collided before is not named', async ({
  desktop,
}) => {
  const { tray, env } = desktop;
  const onto = meeting('onto', 'Design review');
  const beside = meeting('beside', 'Stand-up', times(startIn(6)));
  meeting('other', '<i>1:1</i> with Mia', times(startIn(3)));
  meeting('free', 'Shown as free', { ...times(startIn(3)), transparency: 'transparent' });
  meeting('declined', 'Declined', { ...times(startIn(3)), ...guests('declined') });
  meeting('before', 'Collided before', times(startIn(6)));
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  google.model.patch(address, onto, times(startIn(3)));
  google.model.patch(address, beside, {
    start: { dateTime: new Date(startIn(6) + 30 * minuteMs).toISOString() },
    end: { dateTime: new Date(startIn(7) + 30 * minuteMs).toISOString() },
  });
  await sync(page, 2);
  await expect.poll(() => tray.notifications.length).toBe(2);
  const bodyOf = (title: string): string =>
    tray.notifications.find(({ summary }) => summary === title)?.body ?? '';
  expect(bodyOf('Design review')).toMatch(/^Moved .*\nNow overlaps “&lt;i&gt;1:1&lt;\/i&gt; with Mia”$/);
  expect(bodyOf('Stand-up')).toMatch(/^Moved /);
  expect(bodyOf('Stand-up')).not.toContain('overlaps');

  await page.getByRole('button', { name: 'Show 2 changes' }).click();
  const list = page.getByRole('dialog', { name: 'Recent changes' });
  await expect(list.getByRole('button', { name: /Design review/ })).toContainText(
    'Now overlaps “<i>1:1</i> with Mia”',
  );
  await expect(list.getByRole('button', { name: /Stand-up/ })).not.toContainText('overlaps');
});

test('more than three get one notice, and a pause holds them back until it ends', async ({ desktop }) => {
  const { tray, env } = desktop;
  const names = ['One', 'Two', 'Three', 'Four', 'Five'];
  const ids = names.map((name) => meeting(name.toLowerCase(), name));
  const { app, page } = await open(env);
  await connectGoogle(app, page);
  await page.evaluate(
    (until) => window.jarvis.settings.set({ remindersPausedUntil: until }),
    new Date(Date.now() + hourMs).toISOString(),
  );
  for (const id of ids) google.model.patch(address, id, times(startIn(3)));
  await sync(page, 5);
  expect(tray.notifications).toEqual([]);
  await page.evaluate(() => window.jarvis.settings.set({ remindersPausedUntil: null }));
  await expect.poll(() => tray.notifications.map(({ summary }) => summary)).toEqual(['5 events changed']);
  expect(tray.notifications[0]?.body.split('\n')).toHaveLength(4);
  expect(tray.notifications[0]?.body).toMatch(/and 2 more$/);
});
