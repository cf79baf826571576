/** A calendar by address or from a file in the running app: added, synced, held, moved, withdrawn, removed. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { removeSample } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { startAgain } from '../support/secondStart.ts';
import type { LaunchOptions } from '../support/electron.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { inMain } from '../support/inMain.ts';
import { eventLines, feedOf, startFeedServer, trustSwitch } from '../support/feedServer.ts';
import type { FeedServer } from '../support/feedServer.ts';

const minuteMs = 60_000;
const secret = 'private-0a1b2c3d4e5f';
const feedPath = `/calendar/ical/ada/${secret}/basic.ics`;

let server: FeedServer;
let profile: string;
let launched: LaunchedApp;

test.beforeEach(async ({ profile: folder }) => {
  profile = folder;
  server = await startFeedServer({ tls: true });
});
test.afterEach(() => server.stop());

const inMinutes = (minutes: number): number => {
  const wholeMs = Math.ceil(Date.now() / minuteMs) * minuteMs;
  return wholeMs + minutes * minuteMs;
};
const head = ['X-WR-CALNAME:Fictional team', 'X-WR-TIMEZONE:Europe/Berlin'];
const serve = (events: readonly (readonly string[])[], etag: string): void => {
  server.answers.set(feedPath, { body: feedOf(events.flat(), head), etag });
};

/** The app without any account: the first run's page. */
const openEmpty = async (
  launch: (options: LaunchOptions) => Promise<LaunchedApp>,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [trustSwitch()],
): Promise<Page> => {
  launched = await launch({ userDataDir: profile, reminders: true, env, args });
  const page = await launched.window();
  await removeSample(launched, page);
  return page;
};

const sync = (page: Page) => page.evaluate(() => window.jarvis.sync.request());
const titles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const [from, to] = [-86_400_000, 3 * 86_400_000].map((ms) => new Date(Date.now() + ms).toISOString());
    const reply = await window.jarvis.agenda.list({ from: from!, to: to! });
    return reply.ok ? reply.value.occurrences.map(({ title }) => title) : [];
  });
const problems = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.jarvis.sync.status();
    return reply.ok ? reply.value.problems : [];
  });
const pasteAddress = async (page: Page, address: string): Promise<void> => {
  await page.getByLabel('Paste a calendar’s secret address').fill(address);
  await page.getByRole('button', { name: 'Add calendar' }).click();
};
/** Saves a picture to look at, if a folder is given. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['JARVIS_LOOK'];
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
};

test('pasted on the first page, an address brings its meetings to window, tray, search and reminders', async ({
  launch,
  desktop,
}) => {
  test.skip(process.platform !== 'linux', 'The tray is on D-Bus on Linux only.');
  serve(
    [
      eventLines('soon', inMinutes(8), ['SUMMARY:Fictional planning', 'LOCATION:Room 4']),
      eventLines('later', inMinutes(120), ['SUMMARY:Fictional review']),
    ],
    '"1"',
  );
  const page = await openEmpty(launch, desktop.env);
  await expect(page.getByRole('heading', { name: 'Know what’s next' })).toBeVisible();
  await picture(page, 'onboarding');
  await pasteAddress(page, `${server.origin}${feedPath}`);
  await expect(page.getByText('Fictional planning').first()).toBeVisible();
  expect([...(await titles(page))].sort()).toEqual(['Fictional planning', 'Fictional review']);

  await expect
    .poll(async () => (await desktop.tray.labels().catch(() => [])).join('\n'))
    .toContain('Fictional planning');
  const reminded = () => desktop.tray.notifications.filter(({ summary }) => summary.includes('planning'));
  await expect.poll(() => reminded().length).toBe(1);
  await page.keyboard.press('/');
  await page.keyboard.type('revie');
  await expect(page.getByRole('option', { name: /Fictional review/ })).toBeVisible();
  await page.keyboard.press('Escape');

  // The address is in the vault and nowhere else.
  const accounts = await page.evaluate(() => window.jarvis.accounts.list());
  expect(JSON.stringify(accounts)).not.toContain(secret);
  expect(accounts).toMatchObject({ ok: true, value: [{ kind: 'feed', label: 'Fictional team' }] });
  await launched.close();
  expect(await readFile(path.join(profile, 'vault.json'), 'utf8')).toContain(secret);
  for (const name of ['calendar.db', 'calendar.db-wal', 'start.json', 'logs/main.log', 'settings.json']) {
    const bytes = await readFile(path.join(profile, name)).catch(() => Buffer.alloc(0));
    expect([name, bytes.includes(secret)]).toEqual([name, false]);
  }
});

test('a feed is kept in step: a 304, a change, one that is cut off, one that is empty, one that moved, one withdrawn', async ({
  launch,
}) => {
  const many = Array.from({ length: 12 }, (_, n) => eventLines(`event-${n}`, inMinutes(60 + 40 * n)));
  serve(many, '"1"');
  const page = await openEmpty(launch);
  await pasteAddress(page, `${server.origin}${feedPath}`);
  await expect.poll(async () => (await titles(page)).length).toBe(12);

  await sync(page);
  expect(server.requests.at(-1)?.status).toBe(304);
  const pass = await sync(page);
  expect(pass).toMatchObject({ ok: true, value: { outcome: 'succeeded', counts: { upserted: 0 } } });

  serve([...many.slice(1), eventLines('new', inMinutes(30))], '"2"');
  expect(await sync(page)).toMatchObject({ ok: true, value: { counts: { upserted: 1, swept: 1 } } });
  await expect(page.getByText('Fictional new').first()).toBeVisible();
  expect(await titles(page)).not.toContain('Fictional event-0');

  const before = await titles(page);
  const whole = feedOf([eventLines('other', inMinutes(90))].flat());
  server.answers.set(feedPath, { body: whole.replace('END:VCALENDAR', ''), etag: '"3"' });
  await sync(page);
  const [account] = await page.evaluate(async () => {
    const reply = await window.jarvis.accounts.list();
    return reply.ok ? reply.value : [];
  });
  const accountId = account!.id;
  const failed = (cause: string) => [{ kind: 'feedFailed', accountId, cause }];
  expect(await problems(page)).toEqual(failed('cut'));
  expect(await titles(page)).toEqual(before);
  await expect(page.getByText('arrived incomplete')).toBeVisible();
  await picture(page, 'cut');

  serve([], '"4"');
  await sync(page);
  expect(await problems(page)).toMatchObject([{ kind: 'sweepHeld', count: 12 }]);
  expect(await titles(page)).toEqual(before);

  server.answers.set(feedPath, { status: 301, headers: { location: `${server.origin}/moved.ics` } });
  const back = [...many, eventLines('moved', inMinutes(45))];
  server.answers.set('/moved.ics', { body: feedOf(back.flat(), head), etag: '"5"' });
  await sync(page);
  await expect.poll(() => titles(page)).toContain('Fictional moved');
  const asked = server.requests.length;
  await sync(page);
  expect(server.requests.slice(asked).map(({ path: each }) => each)).toContain('/moved.ics');
  expect(server.requests.slice(asked).map(({ path: each }) => each)).not.toContain(feedPath);

  server.answers.delete('/moved.ics');
  await sync(page);
  expect(await problems(page)).toEqual(failed('notFound'));
  expect(await titles(page)).toContain('Fictional moved');
  await page.getByRole('button', { name: 'Enter address' }).click();
  await picture(page, 'settings');

  // A new address, as after Google reset the old one, and the calendar continues.
  serve(many, '"6"');
  await page.getByRole('button', { name: 'Edit Fictional team' }).click();
  await picture(page, 'edit');
  await page.getByRole('button', { name: 'Enter new address' }).click();
  await pasteAddress(page, `${server.origin}${feedPath}`);
  await expect.poll(() => problems(page)).toEqual([]);
  expect(await titles(page)).not.toContain('Fictional moved');

  // After removal nothing of it is left, least of all its address.
  await page.getByRole('button', { name: 'Remove Fictional team' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(() => titles(page)).toEqual([]);
  await launched.close();
  for (const name of ['calendar.db', 'vault.json', 'logs/main.log']) {
    const bytes = await readFile(path.join(profile, name)).catch(() => Buffer.alloc(0));
    expect([name, bytes.includes('Fictional event'), bytes.includes(secret)]).toEqual([name, false, false]);
  }
});

test('what is not a calendar is explained, and the address can be corrected', async ({ launch }) => {
  await server.stop();
  server = await startFeedServer();
  server.answers.set('/page', {
    body: '<!doctype html><p>Sign in',
    headers: { 'content-type': 'text/html' },
  });
  server.answers.set('/denied', { status: 403 });
  const own = createServer(
    await readFile(path.resolve(import.meta.dirname, '../support/selfSigned.pem')).then((pem) => ({
      key: pem,
      cert: pem,
    })),
    (_request, response) => response.end(feedOf([])),
  );
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  const page = await openEmpty(launch, {}, []);
  const alert = page.getByRole('alert');
  await pasteAddress(page, `${server.origin}/page`);
  await expect(alert).toContainText('isn’t a calendar');
  await pasteAddress(page, `${server.origin}/denied`);
  await expect(alert).toContainText('denies access');
  await pasteAddress(page, `${server.origin}/nothing.ics`);
  await expect(alert).toContainText('no calendar at this address');
  await pasteAddress(page, 'ftp://example.com/calendar.ics');
  await expect(alert).toContainText('https:// or webcal://');
  await pasteAddress(page, `https://127.0.0.1:${(own.address() as AddressInfo).port}/calendar.ics`);
  await expect(alert).toContainText('certificate can’t be trusted');
  await picture(page, 'refused');
  await new Promise<void>((resolve) => {
    own.close(() => resolve());
    own.closeAllConnections();
  });

  serve([eventLines('one', inMinutes(60))], '"1"');
  await pasteAddress(page, `${server.origin}${feedPath}`);
  await expect(page.getByText('Fictional one').first()).toBeVisible();
});

test('property 15: a name on the internet that leads into the own network by the time it is asked gets no answer', async ({
  launch,
}) => {
  const name = 'calendar.example.com';
  const rules = `--host-resolver-rules=MAP ${name} 127.0.0.1`;
  const page = await openEmpty(launch, {}, [trustSwitch(), rules]);
  const { port } = new URL(server.origin);
  serve([eventLines('inside', inMinutes(60))], '"1"');
  // Chromium's cache would give both questions the same answer; here the first one is answered as by the attacker.
  const lookedUp = (address: string): Promise<unknown> =>
    inMain(launched.app)(({ session }, answer) => {
      const feeds = session.fromPartition('feeds', { cache: false });
      Object.assign(feeds, { resolveHost: async () => ({ endpoints: [{ address: answer }] }) });
    }, address);
  await lookedUp('203.0.113.7');
  await pasteAddress(page, `https://${name}:${port}${feedPath}`);
  await expect(page.getByRole('alert')).toContainText('redirects to one that this app doesn’t follow');
  expect(await titles(page)).toEqual([]);

  // An address that is in the own network from the beginning is the person's own choice.
  await lookedUp('127.0.0.1');
  await pasteAddress(page, `https://${name}:${port}${feedPath}`);
  await expect(page.getByText('Fictional inside').first()).toBeVisible();
});

test('a calendar file is chosen, followed when it is saved, kept when it is gone, and removed', async ({
  launch,
}) => {
  const page = await openEmpty(launch);
  const file = path.join(profile, 'Fictional folder.ics');
  const save = (...events: readonly (readonly string[])[]): Promise<void> =>
    writeFile(file, feedOf(events.flat(), head));
  await save(eventLines('first', inMinutes(60), ['SUMMARY:Fictional first']));
  await inMain(launched.app)(({ dialog }, chosen) => {
    Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [chosen] }) });
  }, file);
  await page.getByRole('button', { name: 'Open a calendar file…' }).click();
  await expect(page.getByText('Fictional first').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('firs');
  await expect(page.getByRole('option', { name: /Fictional first/ })).toBeVisible();
  await page.keyboard.press('Escape');

  // Nobody asks for a sync: the file is watched.
  await save(eventLines('second', inMinutes(60), ['SUMMARY:Fictional second']));
  await expect.poll(() => titles(page)).toEqual(['Fictional second']);
  await expect(page.getByText('Fictional second').first()).toBeVisible();

  await rm(file);
  await sync(page);
  await expect(page.getByText('The calendar file can’t be read.')).toBeVisible();
  expect(await titles(page)).toEqual(['Fictional second']);
  await picture(page, 'file-gone');
  await save(eventLines('third', inMinutes(60), ['SUMMARY:Fictional third']));
  await expect.poll(() => titles(page)).toEqual(['Fictional third']);
  await expect(page.getByText('The calendar file can’t be read.')).toBeHidden();

  await page.evaluate(() => window.jarvis.settings.set({ language: 'de' }));
  await rm(file);
  await sync(page);
  await expect(page.getByText('Die Kalenderdatei kann nicht gelesen werden.')).toBeVisible();
  await page.getByRole('button', { name: 'Datei auswählen' }).click();
  await page.getByRole('button', { name: 'Fictional team bearbeiten' }).click();
  await expect(page.getByText(`Aus der Datei ${file}`)).toBeVisible();
  await picture(page, 'file-edit-de');
  await page.getByRole('button', { name: 'Andere Datei auswählen' }).click();
  await picture(page, 'file-new-de');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await page.getByRole('button', { name: 'Fictional team entfernen' }).click();
  await page.getByRole('button', { name: 'Entfernen', exact: true }).click();
  await expect.poll(() => titles(page)).toEqual([]);
  await launched.close();
  for (const name of ['calendar.db', 'vault.json', 'logs/main.log']) {
    const bytes = await readFile(path.join(profile, name)).catch(() => Buffer.alloc(0));
    const holds = (text: string): boolean => bytes.includes(text);
    expect([name, holds('Fictional second'), holds('Fictional folder')]).toEqual([name, false, false]);
  }
});

/** Answers the app's questions instead of the person, from its start on. */
const answering = `
  const { dialog } = require('electron');
  globalThis.asked = [];
  globalThis.adds = true;
  dialog.showMessageBox = async (...args) => {
    globalThis.asked.push(args.at(-1).message);
    return { response: globalThis.adds ? 0 : 1 };
  };
`;

test('a calendar file is offered when the app is opened with it, or it is dropped on the window [property 16]', async ({
  launch,
}) => {
  const required = path.join(profile, 'answering.cjs');
  await writeFile(required, answering);
  const fileOf = async (name: string): Promise<string> => {
    const file = path.join(profile, `${name}.ics`);
    await writeFile(file, feedOf(eventLines(name, inMinutes(60), [`SUMMARY:Fictional ${name}`])));
    return file;
  };
  launched = await launch({ userDataDir: profile, required, args: [await fileOf('argument')] });
  const page = await launched.window();
  const asked = () => inMain(launched.app)(() => (globalThis as { asked?: string[] }).asked);
  await expect.poll(() => titles(page)).toContain('Fictional argument');
  expect(await asked()).toEqual(['Add the calendar “argument.ics”?']);

  await startAgain(launched, await fileOf('second'));
  await expect.poll(() => titles(page)).toContain('Fictional second');

  const drop = async (file: string): Promise<void> => {
    const session = await page.context().newCDPSession(page);
    // Chromium delivers a drop only if the page has accepted the drag by then. A hand moves on until it has.
    for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', {
        type,
        x: 200,
        y: 200,
        data: { items: [], files: [file], dragOperationsMask: 1 },
      });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))));
    }
    await session.detach();
  };
  await drop(await fileOf('dropped'));
  await expect.poll(() => titles(page)).toContain('Fictional dropped');

  // Nothing else is offered, and what is refused is not added.
  const before = await asked();
  await drop(required);
  await inMain(launched.app)(() => Object.assign(globalThis, { adds: false }));
  await drop(await fileOf('refused'));
  await expect.poll(asked).toEqual([...(before ?? []), 'Add the calendar “refused.ics”?']);
  await sync(page);
  expect(await titles(page)).not.toContain('Fictional refused');
});
