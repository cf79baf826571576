/** The command line beside the running app, in the app's own executable. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LaunchedApp, LaunchOptions } from '../support/electron.ts';
import { runCommand, startCommand } from '../support/electronCommand.ts';
import { expect, test } from '../support/electronTest.ts';
import { inMain } from '../support/inMain.ts';
import { eventLines, feedOf, startFeedServer } from '../support/feedServer.ts';
import type { FeedServer } from '../support/feedServer.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

const passes = async (app: LaunchedApp): Promise<readonly string[]> => {
  const page = await app.window();
  return page.evaluate(async () => {
    const history = await window.jarvis.sync.history();
    return history.ok ? history.value.map(({ reason }) => reason) : [];
  });
};

test('a command reads what the app has synced, while it runs and after it has quit', async ({
  launch,
  profile,
}) => {
  const app = await launch({ userDataDir: profile });
  const executable = app.app.process().spawnfile;
  await expect.poll(async () => (await passes(app)).length).toBeGreaterThan(0);
  const args = ['agenda', '--from=-1d', '--to=+7d', '--format=json', `--user-data-dir=${profile}`];
  const running = await runCommand(executable, args);
  expect(running.code).toBe(0);
  const { events } = JSON.parse(running.out) as { readonly events: readonly { readonly title: string }[] };
  expect(events.length).toBeGreaterThan(5);
  await app.close();
  const stopped = await runCommand(executable, args);
  expect([stopped.code, stopped.out]).toEqual([0, running.out]);
});

test('`next --follow` prints again when the person hides the calendars', async ({ launch, profile }) => {
  const app = await launch({ userDataDir: profile });
  await expect.poll(async () => (await passes(app)).length).toBeGreaterThan(0);
  const args = ['next', '--follow', '--format=json', `--user-data-dir=${profile}`];
  const following = startCommand(app.app.process().spawnfile, args);
  try {
    let out = '';
    following.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const lastLine = (): string => out.trimEnd().split('\n').at(-1) ?? '';
    await expect.poll(lastLine).toContain('"title"');
    const page = await app.window();
    await page.evaluate(async () => {
      const calendars = await window.jarvis.calendars.list();
      if (!calendars.ok) return;
      for (const { id } of calendars.value)
        await window.jarvis.calendars.setVisible({ calendarId: id, visible: false });
    });
    await expect.poll(lastLine).toContain('"events":[]');
  } finally {
    following.kill();
  }
});

test('`sync` makes the running app sync, prints the outcome, and leaves its window where it is', async ({
  launch,
  profile,
}) => {
  const app = await launch({ userDataDir: profile });
  const executable = app.app.process().spawnfile;
  await expect.poll(async () => (await passes(app)).length).toBeGreaterThan(0);
  const isVisible = (): Promise<boolean> =>
    inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true);
  await inMain(app.app)(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(isVisible).toBe(false);
  const asked = await runCommand(executable, ['sync', `--user-data-dir=${profile}`]);
  expect(asked).toEqual({ code: 0, out: expect.stringMatching(/^Up to date, .+\n$/), err: '' });
  // It has waited: the pass is over.
  expect(await passes(app)).toContain('person');
  expect(await isVisible()).toBe(false);
});

/** A profile whose only calendar is a feed on `server`, as the app leaves it. */
const feedProfile = async (
  launch: (options: LaunchOptions) => Promise<LaunchedApp>,
  profile: string,
  server: FeedServer,
): Promise<string> => {
  const app = await launch({ userDataDir: profile });
  const page = await app.window();
  await page.evaluate(async (address) => {
    await window.jarvis.settings.set({ tokenStorage: 'file' });
    await window.jarvis.accounts.disconnect({ accountId: 'sample' as never });
    await window.jarvis.accounts.connectFeed({ address });
  }, `${server.origin}/team.ics`);
  // The calendar is added before its events have been read.
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const found = await window.jarvis.agenda.search({ query: 'fictional' });
        return found.ok ? found.value.occurrences.length : 0;
      }),
    )
    .toBeGreaterThan(0);
  const executable = app.app.process().spawnfile;
  await app.close();
  return executable;
};

test.describe('`sync` while the app is closed', () => {
  let server: FeedServer;
  test.beforeEach(async () => {
    server = await startFeedServer();
  });
  test.afterEach(() => server.stop());
  // Read once: served again a minute later, an event must not have moved.
  const inAnHour = Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000;
  const serve = (...names: readonly string[]): void => {
    const lines = names.flatMap((name) => eventLines(name, inAnHour, [`SUMMARY:Fictional ${name}`]));
    server.answers.set('/team.ics', { body: feedOf(lines) });
  };

  test('runs a pass without a display, and says in words and by its exit code how it ended', async ({
    launch,
    profile,
  }) => {
    serve('first');
    const executable = await feedProfile(launch, profile, server);
    const own = `--user-data-dir=${profile}`;
    const agenda = async (): Promise<string> =>
      (await runCommand(executable, ['search', 'fictional', own, '--format=tsv'])).out;
    expect(await agenda()).toContain('Fictional first');

    serve('first', 'second');
    const synced = await runCommand(executable, ['sync', own]);
    expect(synced).toEqual({ code: 0, out: 'Up to date, 1 change\n', err: '' });
    expect(await agenda()).toContain('Fictional second');
    const again = await runCommand(executable, ['sync', own, '--format=json']);
    expect(JSON.parse(again.out)).toEqual({
      version: 1,
      command: 'sync',
      outcome: 'succeeded',
      changes: 0,
      waiting: 0,
      problems: [],
    });

    server.answers.delete('/team.ics');
    const failed = await runCommand(executable, ['sync', own]);
    expect([failed.code, failed.out]).toEqual([1, '']);
    expect(failed.err).toMatch(/^jarvis-calendar: .*no calendar at this address.*\n$/);
    expect(await agenda()).toContain('Fictional second');
    // Nothing is left that a later start could take for a running pass.
    expect(existsSync(path.join(profile, 'syncing'))).toBe(false);
  });

  test('two at once share a pass, and the app that is started meanwhile opens', async ({
    launch,
    profile,
  }) => {
    serve('first');
    const executable = await feedProfile(launch, profile, server);
    const own = `--user-data-dir=${profile}`;
    const both = await Promise.all([0, 1].map(() => runCommand(executable, ['sync', own])));
    expect(both.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
    ]);

    server.answers.set('/team.ics', { body: 'BEGIN:VCALENDAR\r\n', stalls: true });
    const before = server.requests.length;
    const syncing = runCommand(executable, ['sync', own]);
    await expect.poll(() => server.requests.length).toBeGreaterThan(before);
    serve('first', 'third');
    const app = await launch({ userDataDir: profile });
    const page = await app.window();
    await expect(page.getByText('Fictional third').first()).toBeVisible();
    const { code, err } = await syncing;
    expect([code, err]).toEqual([1, 'jarvis-calendar: Sync stopped\n']);
  });
});

test('`sync` without calendars starts nothing', async ({ profile }) => {
  const { locateElectron } = await import('../../build/electronRuntime.mjs');
  const executable = locateElectron()?.executable ?? '';
  const folder = path.join(profile, 'none');
  const { code, err } = await runCommand(executable, ['sync', `--user-data-dir=${folder}`]);
  expect([code, err]).toEqual([1, `jarvis-calendar: there are no calendars in ${folder} yet\n`]);
});

test('a wrong command ends with 2 and opens no window', async () => {
  const { locateElectron } = await import('../../build/electronRuntime.mjs');
  const executable = locateElectron()?.executable ?? '';
  expect(path.isAbsolute(executable)).toBe(true);
  const { code, err } = await runCommand(executable, ['nxt']);
  expect(code).toBe(2);
  expect(err).toContain('no such command: nxt');
});

test('`mcp` answers an AI assistant, without a display, until it ends', async ({ launch, profile }) => {
  const app = await launch({ userDataDir: profile });
  await expect.poll(async () => (await passes(app)).length).toBeGreaterThan(0);
  const page = await app.window();
  const server = startCommand(app.app.process().spawnfile, ['mcp', `--user-data-dir=${profile}`]);
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
  let out = '';
  server.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const send = (message: object): void => {
    server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const lineOf = (id: number): string => out.split('\n').find((line) => line.includes(`"id":${id}`)) ?? '';
  const askForWeek = (id: number): void =>
    send({
      id,
      method: 'tools/call',
      params: { name: 'agenda', arguments: { from: '-1d', to: '+7d' } },
    });
  try {
    const clientInfo = { name: 'test', version: '1' };
    send({
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
    });
    await expect.poll(() => lineOf(1)).toContain('jarvis-calendar');
    send({ method: 'notifications/initialized' });
    askForWeek(2);
    await expect.poll(() => lineOf(2)).toContain('No calendar is shared');
    await openSettingsPage(page, 'assistants');
    const shared = page.locator('[data-place="assistants"]').getByRole('checkbox').first();
    await shared.check();
    await expect.poll(() => readFile(path.join(profile, 'settings.json'), 'utf8')).toMatch(/"calendarId"/);
    askForWeek(3);
    await expect.poll(() => lineOf(3)).toContain('\\"start\\"');
    await shared.uncheck();
    await expect
      .poll(() => readFile(path.join(profile, 'settings.json'), 'utf8'))
      .not.toMatch(/"calendarId"/);
    askForWeek(4);
    await expect.poll(() => lineOf(4)).toContain('No calendar is shared');
    await expect
      .poll(async () => {
        await page.evaluate(() => window.dispatchEvent(new Event('focus')));
        return page.locator('[data-place="assistantCalls"]').textContent();
      })
      .toContain('Agenda');
    server.stdin.end();
    expect(await ended).toBe(0);
  } finally {
    server.kill();
  }
});
