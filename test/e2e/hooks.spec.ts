/**
 * Hooks in the running app: added by the person after the system's question, run with real programs, and out of reach
 * for the window alone [property 19].
 */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connectGoogle } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import { inMain } from '../support/inMain.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

test.skip(process.platform === 'win32', 'The programs are shell scripts.');

const me = 'ada@example.com';
const minuteMs = 60_000;

/** Answers the system's questions as the test says. */
const answering = `
  const { dialog } = require('electron');
  Object.assign(globalThis, { asked: [], says: 0 });
  dialog.showMessageBox = async (...args) => {
    const { message, detail } = args.at(-1);
    globalThis.asked.push(message + '\\n' + detail);
    return { response: globalThis.says };
  };
`;
const asked = ({ app }: LaunchedApp): Promise<readonly string[]> =>
  inMain(app)(() => (globalThis as unknown as { asked: string[] }).asked);

test('a program runs at the start and the early end of a meeting, and its failure is said once', async ({
  google,
  openWithGoogle,
  profile,
}) => {
  const required = path.join(profile, 'answering.cjs');
  await writeFile(required, answering);
  const seen = path.join(profile, 'seen');
  const program = path.join(profile, 'record.sh');
  await writeFile(program, `#!/bin/sh\nprintf '%s ' "$1" >> '${seen}'\ncat >> '${seen}'\n`);
  await chmod(program, 0o700);
  const runs = async (): Promise<readonly string[]> => {
    const text = await readFile(seen, 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [word = ''] = line.split(' {', 1);
        const {
          hook,
          test: isTest,
          event,
          ending,
        } = JSON.parse(line.slice(word.length)) as {
          hook: string;
          test: boolean;
          ending: string | null;
          event: { title: string };
        };
        return [word, hook, isTest ? 'test' : event.title, ending].filter((each) => each !== null).join(' ');
      });
  };

  google.model.addCalendar({ id: me, summary: 'Ada', primary: true });
  const { app, page } = await openWithGoogle({ userDataDir: profile, required, args: ['--lang=en-GB'] });
  await connectGoogle(app, page);
  const sync = (): Promise<unknown> => page.evaluate(() => window.jarvis.sync.request());

  // Added by hand, for the start.
  await openSettingsPage(page, 'hooks');
  const section = page.locator('[data-place="hooks"]');
  await section.getByRole('button', { name: 'Add program…' }).click();
  await section.getByLabel('Program', { exact: true }).fill(program);
  await section.getByLabel('Arguments').fill('lamp; touch /tmp/never');
  await section.getByRole('button', { name: 'Save' }).click();
  await expect(section).toContainText('When an event starts');
  expect(await asked(app)).toEqual([
    `Run this program automatically?\nWhen an event starts\n\n${program}\nArgument 1: “lamp; touch /tmp/never”\n\n` +
      'It can do everything that you can do on this computer. Allow it only if you chose it.',
  ]);
  const word = 'lamp; touch /tmp/never';
  await section.getByRole('button', { name: 'Test record.sh' }).click();
  await expect(section).toContainText('Succeeded');
  expect(await runs()).toEqual([`${word} start test`]);

  // For the end; this page may add it because the person says yes.
  await page.evaluate(
    (path) => window.jarvis.hooks.save({ event: 'end', minutes: 1, program: path, args: ['end'] }),
    program,
  );
  await expect(section).toContainText('When an event ends');

  const startMs = Date.now();
  const at = (ms: number) => ({ dateTime: new Date(ms).toISOString() });
  const { id } = google.model.insert(me, {
    summary: 'Fictional review',
    start: at(startMs),
    end: at(startMs + 30 * minuteMs),
  });
  await sync();
  await expect.poll(runs).toEqual([`${word} start test`, `${word} start Fictional review`]);
  google.model.delete(me, id);
  await sync();
  await expect.poll(async () => (await runs()).slice(2)).toEqual(['end end Fictional review early']);

  // A failure.
  await page.keyboard.press('Escape');
  await writeFile(program, '#!/bin/sh\nexit 5\n');
  google.model.insert(me, {
    summary: 'Fictional talk',
    start: at(Date.now()),
    end: at(startMs + 60 * minuteMs),
  });
  await sync();
  const problem = page.locator('[data-problem="hookFailed"]');
  await expect(problem).toContainText('The program “record.sh” didn’t run as it should.');
  await problem.getByRole('button', { name: 'Show' }).click();
  await expect(section).toContainText('It failed with exit code 5.');
  await expect(problem).toHaveCount(0);
  expect(await readFile(path.join(profile, 'logs', 'hooks.log'), 'utf8')).toContain('--- exit code 5');

  // The person was asked once for each hook.
  expect(await asked(app)).toHaveLength(2);
  expect(app.pageErrors).toEqual([]);
});

test('code in the window can add, change or switch on no hook without the person [property 19]', async ({
  launch,
  profile,
}) => {
  const required = path.join(profile, 'answering.cjs');
  await writeFile(required, answering);
  const program = path.join(profile, 'never.sh');
  await writeFile(program, `#!/bin/sh\ntouch '${path.join(profile, 'ran')}'\n`);
  await chmod(program, 0o700);
  const app = await launch({ userDataDir: profile, required });
  const page = await app.window();
  await inMain(app.app)(() => Object.assign(globalThis, { says: 1 }));
  const replies = await page.evaluate(async (path) => {
    const { hooks, settings } = window.jarvis;
    const choice = { event: 'start' as const, minutes: 1, program: path, args: [] };
    const set = settings.set as (change: unknown) => Promise<{ ok: boolean }>;
    const save = hooks.save as (request: unknown) => Promise<{ ok: boolean }>;
    return [
      await hooks.save(choice),
      await save({ ...choice, on: true }),
      await save({ ...choice, args: ['\u202Egnp.exe'] }),
      await set({ hooks: [{ ...choice, id: 'x', on: true }] }),
      await hooks.setOn({ id: 'x', on: true }),
      await hooks.test({ id: 'x' }),
      await hooks.list(),
    ].map((reply) => ('problem' in reply ? (reply.problem as { kind: string }).kind : reply));
  }, program);
  expect(replies).toEqual([
    'cancelled',
    'invalidRequest',
    'invalidRequest',
    'invalidRequest',
    'notFound',
    'notFound',
    { ok: true, value: [] },
  ]);
  expect(await asked(app)).toHaveLength(1);
  expect(await readFile(path.join(profile, 'ran')).catch(() => null)).toBeNull();
  expect(await readFile(path.join(profile, 'hooks.json')).catch(() => null)).toBeNull();
});
