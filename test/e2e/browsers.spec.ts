/** A browser of the person's own for an account's links: a script with a desktop entry records what it is given. */
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { opened } from '../support/browser.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

test.skip(process.platform !== 'linux', 'Desktop entries are of Linux only.');

const me = 'ada@example.com';
const room = 'https://meet.google.com/abc-defg-hij';

test('the chosen browser gets a link as one argument, and the default one when it is gone', async ({
  google,
  openWithGoogle,
  profile,
}) => {
  const script = path.join(profile, 'fictional browser');
  const given = path.join(profile, 'given');
  const applications = path.join(profile, 'data', 'applications');
  await mkdir(applications, { recursive: true });
  await writeFile(
    script,
    `#!/bin/sh\nprintf '%s\\n' "$#" "$@" > '${given}.new'\nmv '${given}.new' '${given}'\n`,
  );
  await chmod(script, 0o755);
  await writeFile(
    path.join(applications, 'fictional-browser.desktop'),
    `[Desktop Entry]\nType=Application\nName=Fictional Browser\nExec="${script}" %U\nMimeType=x-scheme-handler/https;\n`,
  );
  google.model.addCalendar({ id: me, summary: 'Ada', primary: true });
  const startMs = Date.now() + 300_000;
  google.model.insert(me, {
    id: 'review',
    summary: 'Review',
    start: { dateTime: new Date(startMs).toISOString() },
    end: { dateTime: new Date(startMs + 1_800_000).toISOString() },
    hangoutLink: room,
  });
  const { app, page } = await openWithGoogle({
    userDataDir: path.join(profile, 'profile'),
    env: { XDG_DATA_HOME: path.join(profile, 'data') },
  });
  await connectGoogle(app, page);
  const before = (await opened(app.app)).length;

  await openSettingsPage(page, 'accounts');
  const choice = page.getByRole('region', { name: 'Open links in' }).getByRole('combobox', { name: me });
  await choice.selectOption('Fictional Browser');
  await page.keyboard.press('Escape');
  const join = page
    .getByRole('button', { name: 'Join “Review”' })
    .or(page.getByRole('button', { name: /^Join/ }));
  await join.first().click();
  await expect.poll(() => readFile(given, 'utf8').catch(() => '')).toBe(`1\n${room}?authuser=${me}\n`);
  expect((await opened(app.app)).slice(before)).toEqual([]);

  await rm(script);
  await join.first().click();
  await expect.poll(async () => (await opened(app.app)).slice(before)).toEqual([`${room}?authuser=${me}`]);
  const log = path.join(profile, 'profile', 'logs', 'main.log');
  await expect.poll(() => readFile(log, 'utf8')).toContain('browser.failed');
  expect(app.pageErrors).toEqual([]);
});
