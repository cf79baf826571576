/** Each command as a process of its own, on a real database, while the app has it open and after it closed it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { at, master, on, single } from '../store/support/builders.ts';
import { withDatabase } from '../store/support/rows.ts';
import { createProfile, now, runCommand, startCommand, team } from './support.ts';

const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/cli.schema.json'), 'utf8')),
);
const parsed = (text: string): unknown => schema.parse(JSON.parse(text));

const standup = master('standup', {
  title: 'Standup',
  start: at('2026-11-23T09:10:00Z'),
  end: at('2026-11-23T09:25:00Z'),
  location: 'Room 4',
});
const review = single('review', {
  title: 'Review',
  start: at('2026-11-24T13:00:00Z'),
  end: at('2026-11-24T14:00:00Z'),
  hangoutLink: 'https://meet.google.com/abc-defg-hij',
});
const holiday = single('holiday', {
  title: 'Trade fair',
  start: on('2026-11-24'),
  end: on('2026-11-26'),
  transparency: 'transparent',
});
const ordinary = (): ReturnType<typeof createProfile> => createProfile([standup, review, holiday]);

test('`next` prints the meeting to get ready for', () => {
  const { folder } = ordinary();
  expect(runCommand(folder, ['next'])).toEqual({ code: 0, out: 'Standup, in 5 min\n', err: '' });
  expect(runCommand(folder, ['next'], { at: '2026-11-24T10:12:00+01:00' }).out).toBe(
    'Now: Standup, until 10:25\n',
  );
  expect(runCommand(folder, ['next', '--format=tsv']).out).toBe(
    '2026-11-24T10:10:00+01:00\t2026-11-24T10:25:00+01:00\tStandup\tAda\tRoom 4\t\n',
  );
});

test('`next` without a meeting in the coming week prints nothing and fails', () => {
  const { folder } = createProfile([holiday]);
  expect(runCommand(folder, ['next'])).toEqual({ code: 1, out: '', err: '' });
  const { out, code } = runCommand(folder, ['next', '--format', 'json']);
  expect([code, parsed(out)]).toEqual([
    1,
    { version: 1, command: 'next', timeZone: 'Europe/Berlin', events: [] },
  ]);
});

test('`agenda` prints days with their events, several days long ones on each', () => {
  const { folder } = ordinary();
  expect(runCommand(folder, ['agenda', '--to', 'tomorrow'])).toEqual({
    code: 0,
    err: '',
    out: `Today, Tuesday 24 November
  All day        Trade fair
  10:10 – 10:25  Standup · Room 4
  14:00 – 15:00  Review

Tomorrow, Wednesday 25 November
  All day        Trade fair
  10:10 – 10:25  Standup · Room 4
`,
  });
});

test('`agenda` is in the person’s language and time zone', () => {
  const { folder } = ordinary();
  const env = { LANG: 'de_DE.UTF-8', TZ: 'America/New_York' };
  expect(runCommand(folder, ['agenda'], { env }).out).toBe(`Heute, Dienstag, 24. November
  Ganztägig      Trade fair
  04:10 – 04:25  Standup · Room 4
  08:00 – 09:00  Review
`);
  writeFileSync(join(folder, 'settings.json'), '{"language":"en","timeFormat":"12"}');
  expect(runCommand(folder, ['agenda'], { env }).out).toContain('4:10 am – 4:25 am');
});

test('the JSON has the form of its schema', () => {
  const { folder } = ordinary();
  for (const args of [['agenda'], ['next'], ['search', 'standup'], ['free']]) {
    const { code, out } = runCommand(folder, [...args, '--format', 'json']);
    expect([args, code]).toEqual([args, 0]);
    parsed(out);
  }
  expect(parsed(runCommand(folder, ['agenda', '--format', 'json']).out)).toMatchObject({
    version: 1,
    events: [
      { title: 'Trade fair', start: '2026-11-24', end: '2026-11-26', allDay: true, busy: false },
      { title: 'Standup', start: '2026-11-24T10:10:00+01:00', calendar: 'Ada', location: 'Room 4' },
      { title: 'Review', joinUrl: 'https://meet.google.com/abc-defg-hij' },
    ],
  });
  expect(schema.safeParse({ version: 1, command: 'agenda', timeZone: 'UTC' }).success).toBe(false);
});

test('`--calendar` names one calendar', () => {
  const profile = ordinary();
  profile.add([single('plan', { title: 'Planning', start: review.start, end: review.end })], team);
  const titles = (...args: string[]): string => runCommand(profile.folder, ['agenda', ...args]).out;
  expect(titles()).toContain('Planning');
  expect(titles('--calendar', 'team')).toContain('Planning');
  expect(titles('--calendar', 'team')).not.toContain('Standup');
  expect(titles('--calendar=ada@example.com')).not.toContain('Planning');
  expect(runCommand(profile.folder, ['agenda', '--calendar', 'x'])).toEqual({
    code: 1,
    out: '',
    err: 'jarvis-calendar: no such calendar: x\n',
  });
});

test('`search` finds events by their words, a series once', () => {
  const { folder } = ordinary();
  expect(runCommand(folder, ['search', 'stand']).out).toBe(
    'Today, Tuesday 24 November\n  10:10 – 10:25  Standup · Room 4\n',
  );
  expect(runCommand(folder, ['search', 'nothing', 'such'])).toEqual({ code: 1, out: '', err: '' });
});

test('`free` prints the times between events, from now on', () => {
  const { folder } = ordinary();
  expect(runCommand(folder, ['free']).out).toBe(
    `Today, Tuesday 24 November
  10:25 – 14:00  3 h 35 min
  15:00 – 17:00  2 h
`,
  );
  expect(
    runCommand(folder, ['free', '--hours', '08:00-11:00', '--at-least', '5', '--format', 'tsv']).out,
  ).toBe(
    '2026-11-24T10:05:00+01:00\t2026-11-24T10:10:00+01:00\t5\n' +
      '2026-11-24T10:25:00+01:00\t2026-11-24T11:00:00+01:00\t35\n',
  );
});

test('titles and places of strangers cannot control the terminal or reorder a line [property 13]', () => {
  const { folder } = createProfile([
    single('evil', {
      title: 'a\u001b]0;owned\u0007\u202eb\tc\nd\u009b31m',
      location: '\u001b[2Jroom',
      start: at('2026-11-24T13:00:00Z'),
      end: at('2026-11-24T14:00:00Z'),
    }),
  ]);
  for (const format of ['text', 'json', 'tsv']) {
    const { out } = runCommand(folder, ['agenda', '--format', format]);
    // oxlint-disable-next-line no-control-regex
    expect(out.replaceAll(/[\t\n]/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]|\\u00/);
    expect(out.trimEnd().split('\n').length).toBe(format === 'text' ? 2 : 1);
  }
});

test('Waybar gets escaped markup, a class, and a line even without a meeting', () => {
  const { folder } = createProfile([
    single('evil', {
      title: '<b>Q&A</b>',
      start: at('2026-11-24T09:15:00Z'),
      end: at('2026-11-24T10:00:00Z'),
    }),
  ]);
  const waybar = (at_: string): unknown =>
    JSON.parse(runCommand(folder, ['next', '--format', 'waybar'], { at: at_ }).out);
  const title = '&lt;b&gt;Q&amp;A&lt;/b&gt;';
  expect(waybar(now)).toEqual({
    text: `${title}, in 10 min`,
    tooltip: `10:15 – 11:00  ${title}`,
    class: 'soon',
  });
  expect(waybar('2026-11-24T08:00:00+01:00')).toMatchObject({ text: `${title}, 10:15`, class: 'later' });
  expect(waybar('2026-11-24T10:30:00+01:00')).toMatchObject({ class: 'now' });
  expect(waybar('2026-11-24T12:00:00+01:00')).toEqual({
    text: '',
    tooltip: 'No more events today',
    class: 'none',
  });
  expect(runCommand(folder, ['next', '--format=waybar'], { at: '2026-11-25T12:00:00Z' }).code).toBe(0);
});

test('a reading changes nothing in the database, whether the app runs or not', async () => {
  const { folder, store } = ordinary();
  const database = join(folder, 'calendar.db');
  const lastExit = (): unknown =>
    withDatabase(database, (db) =>
      db.prepare("SELECT value FROM meta WHERE name = 'lastExit'").pluck().get(),
    );
  expect(runCommand(folder, ['agenda']).code).toBe(0);
  // The app's own mark: a second writer would have replaced it at its end.
  expect(lastExit()).toBe('open');
  await store.close();
  const before = readFileSync(database);
  expect(runCommand(folder, ['agenda']).code).toBe(0);
  expect(readFileSync(database).equals(before)).toBe(true);
  expect(
    existsSync(join(folder, 'calendar.db-wal')) ? statSync(join(folder, 'calendar.db-wal')).size : 0,
  ).toBe(0);
});

test('a profile without calendars, a file that is none, and one of another version are said to be so', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'cli-'));
  onTestFinished(() => rmSync(empty, { recursive: true }));
  const folder = join(empty, 'none');
  expect(runCommand(folder, ['agenda'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('no calendars'),
  });
  expect(existsSync(folder)).toBe(false);
  writeFileSync(
    join(empty, 'calendar.db'),
    'no database, only a text that is long enough to look like one'.repeat(20),
  );
  expect(runCommand(empty, ['next'])).toMatchObject({ code: 1, err: expect.stringContaining('damaged') });
  const later = ordinary();
  await later.store.close();
  const bytes = readFileSync(join(later.folder, 'calendar.db'));
  bytes.writeUInt32BE(9999, 60);
  writeFileSync(join(later.folder, 'calendar.db'), bytes);
  expect(runCommand(later.folder, ['next'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('update'),
  });
});

test('wrong arguments end with 2 and a sentence, before anything is read', () => {
  for (const args of [
    ['nxt'],
    ['agenda', '--from', 'someday'],
    ['next', '--limit', '3'],
    ['free', '--hours', '9'],
  ]) {
    const { code, out, err } = runCommand('/nowhere', args);
    expect([args, code, out]).toEqual([args, 2, '']);
    expect(err).toMatch(/^jarvis-calendar: .+\nTry 'jarvis-calendar --help'\.\n$/);
  }
});

test('`sync` of a profile without calendars says so, and asks nobody', () => {
  expect(runCommand('/nowhere', ['sync'])).toEqual({
    code: 1,
    out: '',
    err: 'jarvis-calendar: there are no calendars in /nowhere yet\n',
  });
});

test('a reader that goes away ends the command quietly', async () => {
  const events = Array.from({ length: 2000 }, (_, n) =>
    single(`e${n}`, {
      title: `${n} `.repeat(40),
      start: at('2026-11-24T13:00:00Z'),
      end: at('2026-11-24T14:00:00Z'),
    }),
  );
  const { folder } = createProfile(events);
  const process_ = startCommand(folder, ['agenda', '--format', 'json']);
  let err = '';
  process_.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  process_.stdout.destroy();
  const [code] = (await once(process_, 'exit')) as [number];
  expect([code, err]).toEqual([0, '']);
});

test('`next --follow` prints a line when the app has written to its database', async () => {
  const profile = ordinary();
  const process_ = startCommand(profile.folder, ['next', '--follow'], { at: '2026-11-24T10:05:01+01:00' });
  onTestFinished(() => void process_.kill());
  const lines: string[] = [];
  const line = async (count: number): Promise<void> => {
    while (lines.length < count) {
      const [chunk] = (await once(process_.stdout, 'data')) as [Buffer];
      lines.push(...chunk.toString().trimEnd().split('\n'));
    }
  };
  await line(1);
  profile.add([
    single('now', { title: 'Call', start: at('2026-11-24T09:07:00Z'), end: at('2026-11-24T09:12:00Z') }),
  ]);
  await line(2);
  expect(lines.map((text) => text.split(',')[0])).toEqual(['Standup', 'Call']);
});

test('the command line from source runs in the pinned Node', () => {
  const { folder } = ordinary();
  const script = join(import.meta.dirname, '../../build/cli.mjs');
  const args = [script, 'agenda', '--from', '2026-11-24'];
  const { status, stdout } = spawnSync(
    process.execPath,
    [...args, '--format', 'tsv', '--user-data-dir', folder],
    {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'Europe/Berlin' },
    },
  );
  expect([status, stdout.split('\n').length]).toEqual([0, 4]);
});
