/** Property 16: a calendar that is read from a real file: changed, cut, gone, back, and never more than allowed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileAddress, pathOf, readCalendarFile } from '../../main/feed/file.ts';
import { eventLines, feedOf } from '../support/feedServer.ts';
import { value } from '../support/value.ts';
import { nowMs, openFeedApp } from './feedApp.ts';
import type { FeedApp } from './feedApp.ts';

const { signal } = new AbortController();
const hourMs = 3_600_000;
const content = (...titles: readonly string[]): string =>
  feedOf(
    titles.flatMap((title, index) => eventLines(title, nowMs + (index + 1) * hourMs, [`SUMMARY:${title}`])),
    ['X-WR-CALNAME:Fictional file'],
  );
const titlesOf = (app: FeedApp): readonly string[] =>
  app.occurrences('2026-11-24T00:00:00Z', '2026-11-26T00:00:00Z').map(({ title }) => title);
const failed = (cause: string) => [expect.objectContaining({ kind: 'feedFailed', cause })];

const withFile = async (text: string) => {
  const app = await openFeedApp();
  const file = join(app.profile, 'team.ics');
  writeFileSync(file, text);
  const added = value(await app.accounts.connectFeed({ file }));
  await app.sync();
  return { app, file, added };
};

describe('a file', () => {
  test('is a calendar whose events are shown; its path is shown and kept, and is no address that a window can send', async () => {
    const { app, file, added } = await withFile(content('one', 'two'));
    expect(added).toMatchObject({ kind: 'feed', label: 'Fictional file' });
    expect(titlesOf(app)).toEqual(['one', 'two']);
    expect(value(await app.accounts.feedDetails(added.id))).toMatchObject({ file, host: '', ending: '' });
    expect(await app.accounts.connectFeed({ address: fileAddress(file) ?? '' })).toMatchObject({
      problem: { kind: 'feedFailed', cause: 'badAddress' },
    });
    const later = await openFeedApp({ after: app });
    expect(value(await later.accounts.feedDetails(added.id))).toMatchObject({ file });
  });

  test('without a name is called like the file', async () => {
    const { added } = await withFile(feedOf(eventLines('one', nowMs + hourMs)));
    expect(added.label).toBe('team');
  });

  test('is followed: a save starts a pass that reads it, also after it could not be read', async () => {
    const { app, file } = await withFile(content('one', 'two'));
    writeFileSync(file, content('one', 'three'));
    const shows = (titles: readonly string[], problems: unknown): Promise<void> =>
      // A pass shows its events before it ends and reports.
      expect
        .poll(() => ({ titles: titlesOf(app), problems: app.engine.status().problems }))
        .toEqual({ titles, problems });
    await shows(['one', 'three'], []);
    rmSync(file);
    await app.sync();
    await shows(['one', 'three'], failed('fileUnreadable'));
    writeFileSync(file, content('one', 'four'));
    // No time passes on the app's clock, so its backoff would not have ended.
    await shows(['one', 'four'], []);
  }, 60_000);

  test('that is cut off, or something else by now, changes nothing and says so', async () => {
    const { app, file } = await withFile(content('one'));
    writeFileSync(file, content('two').replace('END:VCALENDAR', ''));
    await app.sync();
    expect(app.engine.status().problems).toEqual(failed('cut'));
    writeFileSync(file, 'a letter');
    await app.sync();
    expect(app.engine.status().problems).toEqual(failed('fileNotACalendar'));
    expect(titlesOf(app)).toEqual(['one']);
  });

  test('that is suddenly empty is held, however little it contained [S12]', async () => {
    const { app, file } = await withFile(content('one'));
    writeFileSync(file, feedOf([]));
    await app.sync();
    expect(app.engine.status().problems).toMatchObject([{ kind: 'sweepHeld', count: 1 }]);
    expect(titlesOf(app)).toEqual(['one']);
    // An event of another day is no reset export.
    writeFileSync(file, feedOf(eventLines('other', nowMs - 24 * hourMs)));
    await app.sync();
    expect(app.engine.status().problems).toEqual([]);
    expect(titlesOf(app)).toEqual([]);
  });

  test('is asked in every pass: looking at it costs nothing', async () => {
    const { app } = await withFile(content('one'));
    const [account] = value(app.store.accounts.list());
    expect(account && app.accounts.sourceFor(account.id)?.restsUntilMs?.()).toBe(null);
  });
});

describe('reading a file', () => {
  const inFolder = async (): Promise<string> => (await openFeedApp()).profile;

  test('reads nothing if its time and size are those of the last reading', async () => {
    const file = join(await inFolder(), 'a.ics');
    writeFileSync(file, content('one'));
    const first = value(await readCalendarFile(file, null, signal));
    if (first.kind !== 'changed') throw new Error('not read');
    expect(value(await readCalendarFile(file, first.validators, signal)).kind).toBe('unchanged');
    const { atime, mtime } = statSync(file);
    utimesSync(file, atime, new Date(mtime.getTime() + 2000));
    expect(value(await readCalendarFile(file, first.validators, signal)).kind).toBe('changed');
  });

  test('reads no more than 20 MB, nothing but a regular file, and does not wait for a pipe', async () => {
    const folder = await inFolder();
    const cause = async (name: string) => {
      const read = await readCalendarFile(join(folder, name), null, signal);
      return read.ok ? null : read.problem;
    };
    writeFileSync(join(folder, 'large.ics'), '');
    truncateSync(join(folder, 'large.ics'), (20 << 20) + 1);
    expect(await cause('large.ics')).toEqual({ kind: 'feedFailed', cause: 'tooLarge' });
    truncateSync(join(folder, 'large.ics'), 20 << 20);
    expect(await cause('large.ics')).toBe(null);
    mkdirSync(join(folder, 'folder.ics'));
    expect(await cause('folder.ics')).toEqual({ kind: 'feedFailed', cause: 'fileUnreadable' });
    expect(await cause('none.ics')).toEqual({ kind: 'feedFailed', cause: 'fileUnreadable' });
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe.ics')]);
    expect(await cause('pipe.ics')).toEqual({ kind: 'feedFailed', cause: 'fileUnreadable' });
  });

  test('ends when the pass does', async () => {
    const file = join(await inFolder(), 'a.ics');
    writeFileSync(file, content('one'));
    expect(await readCalendarFile(file, null, AbortSignal.abort())).toEqual({
      ok: false,
      problem: { kind: 'aborted' },
    });
  });
});

describe('property 16: only some paths are read', () => {
  test.each([
    ['/home/ada/team.ics', true],
    ['/home/ada/Team of ä#1?.ICS', true],
    ['team.ics', false],
    ['/home/ada/team.txt', false],
    ['/home/ada/.ics/passwords', false],
    ['/home/ada/nul\0.ics', false],
    [`/${'a'.repeat(4096)}.ics`, false],
    ['', false],
  ])('%j can be a calendar file: %s', (file, isOne) => {
    const address = fileAddress(file);
    expect(address === null ? null : pathOf(address)).toBe(isOne ? file : null);
  });
});
