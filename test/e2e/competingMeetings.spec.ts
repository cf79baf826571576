/** Which meeting the hero, the tray and the global shortcut join if others' copies and invitations compete with it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { AttendeeResource } from '../../main/googleModel/resources.ts';
import { nextOpened, opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';

test.skip(process.platform !== 'linux', 'The tray is on D-Bus, and keys on X11, on Linux only.');

const address = 'ada@example.com';
const colleague = 'bob@example.com';
const minuteMs = 60_000;
const times = (fromMinutes: number, toMinutes: number): object => ({
  start: { dateTime: new Date(Date.now() + fromMinutes * minuteMs).toISOString() },
  end: { dateTime: new Date(Date.now() + toMinutes * minuteMs).toISOString() },
});
const own = 'https://meet.google.com/abc-defg-hij';
const strangers = 'https://meet.google.com/zzz-zzzz-zzz';
const guest = (
  email: string,
  responseStatus: AttendeeResource['responseStatus'],
  self = false,
): AttendeeResource => ({
  email,
  responseStatus,
  ...(self && { self: true }),
});

test('an unanswered invitation and a colleague’s copy do not take a meeting’s place', async ({
  google,
  openWithGoogle,
  desktop,
}) => {
  const { model } = google;
  model.addCalendar({ id: address, summary: 'Ada', primary: true });
  model.addCalendar({ id: colleague, summary: 'Bob', accessRole: 'reader' });
  const weekly = { summary: 'Weekly', iCalUID: 'weekly@example.com', ...times(-3, 40), hangoutLink: own };
  model.insert(address, {
    ...weekly,
    id: 'weekly',
    organizer: { email: 'grace@example.com' },
    attendees: [guest(address, 'accepted', true), guest(colleague, 'declined')],
  });
  model.insert(colleague, {
    ...weekly,
    id: 'weekly',
    organizer: { email: 'grace@example.com' },
    attendees: [guest(address, 'accepted'), guest(colleague, 'declined', true)],
  });
  model.insert(address, {
    id: 'stranger',
    summary: 'Weekly',
    ...times(-2, 40),
    hangoutLink: strangers,
    organizer: { email: 'eve@example.net' },
    attendees: [guest('eve@example.net', 'accepted'), guest(address, 'needsAction', true)],
  });

  const { app, page } = await openWithGoogle({ env: desktop.env });
  await connectGoogle(app, page);
  const nextTo = async (join: () => Promise<unknown>): Promise<string> => {
    const before = (await opened(app.app)).length;
    await join();
    return nextOpened(app.app, before);
  };

  const hero = page.getByRole('region', { name: 'Now and next' });
  await expect(hero.getByRole('button', { name: 'Join Weekly' })).toBeVisible();
  expect(await nextTo(() => hero.getByRole('button', { name: 'Join Weekly' }).click())).toContain(own);

  const joinWeekly = /^Join .*Weekly/;
  await expect
    .poll(async () => (await desktop.tray.labels().catch(() => [])).some((label) => joinWeekly.test(label)))
    .toBe(true);
  expect(await nextTo(() => desktop.tray.click(joinWeekly))).toContain(own);

  await page.evaluate(() =>
    window.jarvis.settings.set({ globalShortcuts: { showWindow: null, joinNext: 'Control+Alt+K' } }),
  );
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const reply = await window.jarvis.system.state();
        return reply.ok ? reply.value.globalShortcuts.joinNext : reply.problem.kind;
      }),
    )
    .toBe('works');
  expect(await nextTo(() => promisify(execFile)('xdotool', ['key', 'ctrl+alt+k']))).toContain(own);
  expect((await opened(app.app)).some((url) => url.startsWith(strangers))).toBe(false);
});
