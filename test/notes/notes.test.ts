/** The notes on real database files: what they survive, and what is said when they cannot be kept. */
import Sqlite from 'better-sqlite3';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNotes, type Notes, type NotesOptions } from '../../main/notes/notes.ts';
import { KEPT_BACKUPS } from '../../main/notes/backups.ts';
import { refOf } from '../../shared/agenda.ts';
import { DAY_MS } from '../../shared/durations.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import { LONGEST_NOTE, type Note, type NotedMeeting, type NoteScope } from '../../shared/notes.ts';
import { value } from '../support/value.ts';

let folder: string;
let path: string;
let nowMs: number;
let open: Notes[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notes-'));
  path = join(folder, 'notes.db');
  nowMs = Date.parse('2026-11-24T09:00:00Z');
  open = [];
});
afterEach(() => {
  open.forEach((notes) => notes.close());
  rmSync(folder, { recursive: true });
});

const start = (more: Partial<NotesOptions> = {}): Notes => {
  const notes = createNotes({ path, now: () => nowMs, find: refOf, onChanged: () => {}, ...more });
  open.push(notes);
  return notes;
};
const again = (notes: Notes, more: Partial<NotesOptions> = {}): Notes => {
  notes.close();
  return start(more);
};

const meeting = (more: Partial<NotedMeeting> = {}): NotedMeeting => ({
  accountId: 'google:ada@example.com' as AccountId,
  calendarId: 'ada@example.com' as CalendarId,
  eventId: 'review' as EventId,
  iCalUid: 'review@google.com',
  title: 'Design review',
  start: { kind: 'timed', ms: Date.parse('2026-11-24T10:00:00Z'), zone: 'Europe/Berlin' },
  ...more,
});
/** An occurrence of a weekly series. */
const weekly = (day: string, more: Partial<NotedMeeting> = {}): NotedMeeting =>
  meeting({
    eventId: `weekly_${day.replaceAll('-', '')}T090000Z` as EventId,
    masterId: 'weekly' as EventId,
    occurrenceStart: `${day}T09:00:00.000Z`,
    iCalUid: 'weekly@google.com',
    title: 'One on one',
    start: { kind: 'timed', ms: Date.parse(`${day}T09:00:00Z`), zone: 'Europe/Berlin' },
    ...more,
  });

const write = (notes: Notes, on: NotedMeeting, text: string, scope: NoteScope = 'occurrence'): Note =>
  value(notes.save({ id: null, scope, meeting: on, text, revision: 0 })).note;
const textOn = (notes: Notes, on: NotedMeeting): string | null =>
  value(notes.of(on)).occurrence?.text ?? null;

describe('a note is found again', () => {
  test('after the app was closed, with its meeting and its place in every list', () => {
    const notes = again(
      (() => {
        const first = start();
        write(first, meeting(), 'Bring the drafts');
        return first;
      })(),
    );
    expect(textOn(notes, meeting())).toBe('Bring the drafts');
    expect(value(notes.marks())).toEqual(['review@google.com\n']);
    expect(value(notes.list({ limit: 10 })).notes).toMatchObject([
      { title: 'Design review', excerpt: 'Bring the drafts', openTasks: 0, ref: { eventId: 'review' } },
    ]);
  });

  test('when a single meeting was moved', () => {
    const notes = start();
    write(notes, meeting(), 'Bring the drafts');
    const moved = meeting({
      start: { kind: 'timed', ms: Date.parse('2026-12-01T10:00Z'), zone: 'Europe/Berlin' },
    });
    expect(textOn(notes, moved)).toBe('Bring the drafts');
  });

  test('when one occurrence of a series was moved, and only on that one', () => {
    const notes = start();
    write(notes, weekly('2026-11-24'), 'Goals');
    const moved = weekly('2026-11-24', {
      start: { kind: 'timed', ms: Date.parse('2026-11-26T15:00Z'), zone: 'Europe/Berlin' },
    });
    expect(textOn(notes, moved)).toBe('Goals');
    expect(textOn(notes, weekly('2026-12-01'))).toBe(null);
  });

  test('when its series was split, whatever the new part calls itself [S21]', () => {
    const notes = start();
    write(notes, weekly('2026-12-01'), 'Goals');
    write(notes, weekly('2026-12-01'), 'For all', 'series');
    const part = weekly('2026-12-01', {
      masterId: 'weekly_R20261201T090000' as EventId,
      iCalUid: 'weekly_R20261201T090000@google.com',
    });
    expect(textOn(notes, part)).toBe('Goals');
    expect(value(notes.of(part)).series?.text).toBe('For all');
  });

  test('when the time of its series was changed, on the same day, once its own occurrence is gone', () => {
    const notes = start({ find: (each) => (each.occurrenceStart?.includes('T09') ? null : refOf(each)) });
    write(notes, weekly('2026-12-01'), 'Goals');
    const later = (day: string): NotedMeeting =>
      weekly(day, {
        occurrenceStart: `${day}T13:00:00.000Z`,
        start: { kind: 'timed', ms: Date.parse(`${day}T13:00Z`), zone: 'Europe/Berlin' },
      });
    expect(textOn(notes, later('2026-12-01'))).toBe('Goals');
    expect(textOn(notes, later('2026-12-08'))).toBe(null);
    // Of two on one day, the other keeps its note.
    expect(textOn(again(notes), later('2026-12-01'))).toBe(null);
  });

  test('when a single meeting was made to repeat, and the other way round', () => {
    const notes = start();
    write(notes, meeting(), 'Bring the drafts');
    const first = meeting({
      masterId: 'review' as EventId,
      eventId: 'review_20261124T100000Z' as EventId,
      occurrenceStart: '2026-11-24T10:00:00.000Z',
    });
    expect(textOn(notes, first)).toBe('Bring the drafts');
    write(notes, weekly('2026-11-24'), 'Goals');
    const { masterId: _, occurrenceStart: __, ...single } = weekly('2026-11-24');
    expect(textOn(notes, single)).toBe('Goals');
  });

  test('on the copy in another account and calendar, by iCalUID and slot', () => {
    const notes = start();
    write(notes, weekly('2026-11-24'), 'Goals');
    const other = weekly('2026-11-24', {
      accountId: 'feed:1' as AccountId,
      calendarId: 'feed' as CalendarId,
      eventId: 'otherid_20261124T090000Z' as EventId,
      masterId: 'otherid' as EventId,
      occurrenceStart: '2026-11-24T10:00:00+01:00',
    });
    expect(textOn(notes, other)).toBe('Goals');
    // Once it is edited there, it leads there.
    const note = value(notes.of(other)).occurrence!;
    value(notes.save({ ...note, meeting: other, text: 'Goals, edited' }));
    expect(value(notes.list({ limit: 1 })).notes[0]?.ref?.calendarId).toBe('feed');
    expect(value(notes.list({ limit: 9 })).total).toBe(1);
  });

  test('without its meeting: a deleted one is listed, and can be read and changed', () => {
    const first = start();
    const { id } = write(first, meeting(), 'Bring the drafts');
    const notes = again(first, { find: () => null });
    expect(value(notes.list({ limit: 10 })).notes).toMatchObject([{ id, ref: null }]);
    const note = value(notes.read(id));
    value(notes.save({ ...note, text: 'Still here' }));
    expect(value(notes.read(id)).text).toBe('Still here');
  });

  test('without an iCalUID, by its id', () => {
    const notes = start();
    const { iCalUid: _, ...plain } = weekly('2026-11-24');
    write(notes, plain, 'Goals');
    expect(textOn(notes, { ...plain, title: 'Renamed' })).toBe('Goals');
    expect(textOn(notes, { ...plain, calendarId: 'other@example.com' as CalendarId })).toBe(null);
  });
});

describe('the next occurrence', () => {
  test('gets the note of the last one that has any, not of a later one', () => {
    const notes = start();
    write(notes, weekly('2026-11-10'), 'First');
    write(notes, weekly('2026-11-17'), '- [ ] Second');
    write(notes, weekly('2026-12-08'), 'Later');
    write(notes, meeting(), 'Another meeting');
    expect(value(notes.of(weekly('2026-12-01'))).last?.text).toBe('- [ ] Second');
    expect(value(notes.of(weekly('2026-11-17'))).last?.text).toBe('First');
    expect(value(notes.of(weekly('2026-11-10'))).last).toBe(null);
  });
});

describe('two windows', () => {
  test('never overwrite each other: the second one is told what the first one wrote', () => {
    const notes = start();
    const note = write(notes, meeting(), 'One');
    const mine = value(notes.save({ ...note, text: 'Two' }));
    expect(mine).toMatchObject({ outcome: 'saved', note: { revision: 2 } });
    expect(value(notes.save({ ...note, text: 'Three' }))).toMatchObject({
      outcome: 'changed',
      note: { text: 'Two' },
    });
    expect(
      value(notes.save({ id: null, scope: 'occurrence', meeting: meeting(), text: 'Four', revision: 0 })),
    ).toMatchObject({
      outcome: 'changed',
    });
    expect(textOn(notes, meeting())).toBe('Two');
    // The same text is no contradiction.
    expect(value(notes.save({ ...note, text: 'Two' })).outcome).toBe('saved');
  });

  test('hear of every change', () => {
    let heard = 0;
    const notes = start({ onChanged: () => (heard += 1) });
    const note = write(notes, meeting(), 'One');
    value(notes.save({ ...note, text: 'Two' }));
    expect(heard).toBe(2);
  });
});

describe('text', () => {
  const every =
    'Ä ß é · Привет · שלום · مرحبا · 会議室 · ไทย · 👩‍👩‍👧‍👦 · e\u0301 · \u202eabc\u202c · a\u0000b · \u2028';

  test('of every script, with NUL and control characters, comes back as it was typed', () => {
    const notes = start();
    write(notes, meeting(), every);
    expect(textOn(again(notes), meeting())).toBe(every);
  });

  test('of a million characters comes back, and is found by its last word', () => {
    const notes = start();
    const long = `${'word '.repeat(LONGEST_NOTE / 5 - 2)}zebra`;
    write(notes, meeting(), long);
    expect(textOn(again(notes), meeting())).toBe(long);
    expect(value(open.at(-1)!.search({ query: 'zebra', limit: 5 }))).toHaveLength(1);
  });

  test('half of a character becomes a replacement character, and the rest stays', () => {
    const notes = start();
    write(notes, meeting(), 'a\ud800b');
    expect(textOn(notes, meeting())).toBe('a\ufffdb');
  });

  test('that is deleted takes the note out of every list, and what is typed next is a note again', () => {
    const notes = start();
    const note = write(notes, meeting(), 'One');
    const emptied = value(notes.save({ ...note, text: ' \n' })).note;
    expect(emptied.text).toBe('');
    expect(value(notes.list({ limit: 10 })).total).toBe(0);
    expect(value(notes.marks())).toEqual([]);
    expect(value(notes.search({ query: 'one', limit: 10 }))).toEqual([]);
    value(notes.save({ ...emptied, text: 'Again' }));
    expect(textOn(notes, meeting())).toBe('Again');
  });
});

describe('search', () => {
  test('finds the words of text and title in any order, by their beginning, without case and accents', () => {
    const notes = start();
    write(notes, meeting(), 'Müller asked for the e-mail list\nof the 会議室');
    const found = (query: string): number => value(notes.search({ query, limit: 10 })).length;
    expect(['list müll', 'muller', 'mueller', 'EMAIL', 'e-mail', 'design', '会議', 'of'].map(found)).toEqual(
      Array.from({ length: 8 }, () => 1),
    );
    expect(['uller', 'o', 'list zebra', '', '%', "'"].map(found)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('shows where, and follows every change', () => {
    const notes = start();
    const note = write(notes, meeting(), `${'padding '.repeat(60)}needle in the note`);
    const [found] = value(notes.search({ query: 'needle', limit: 10 }));
    const [span] = found!.match.spans;
    expect(found!.match.text.slice(...span!)).toBe('needle');
    value(notes.save({ ...note, text: 'Something else' }));
    expect(value(notes.search({ query: 'needle', limit: 10 }))).toEqual([]);
    expect(value(notes.search({ query: 'something', limit: 10 }))).toHaveLength(1);
  });
});

describe('the file', () => {
  test('can be read by its owner only, and so can backups', () => {
    const notes = start();
    write(notes, meeting(), 'One');
    nowMs += DAY_MS;
    write(notes, weekly('2026-11-24'), 'Two');
    const files = readdirSync(folder);
    expect(files.some((name) => name.includes('.backup-'))).toBe(true);
    for (const name of files) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  test('is on the disk when a save returns: a full synchronous write-ahead log', () => {
    const notes = start();
    write(notes, meeting(), 'One');
    const copy = new Sqlite(path, { readonly: true });
    expect(copy.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(copy.prepare('SELECT text FROM notes').pluck().get()).toBe('One');
    copy.close();
  });

  test('of a newer app is read, not changed, and not moved [F5]', () => {
    const first = start();
    write(first, meeting(), 'One');
    first.close();
    const newer = new Sqlite(path);
    newer.exec('ALTER TABLE notes ADD COLUMN colour TEXT; PRAGMA user_version = 99');
    newer.close();
    const notes = start();
    expect(value(notes.of(meeting()))).toMatchObject({
      occurrence: { text: 'One' },
      notice: { kind: 'fromTheFuture' },
    });
    const refused = notes.save({
      id: null,
      scope: 'series',
      meeting: weekly('2026-11-24'),
      text: 'Two',
      revision: 0,
    });
    expect(refused).toEqual({ ok: false, problem: { kind: 'storageFailed', cause: 'fromTheFuture' } });
    expect(readdirSync(folder).filter((name) => name.includes('aside'))).toEqual([]);
  });

  test('of a newer app that this one cannot read is left alone', () => {
    const newer = new Sqlite(path);
    newer.exec('CREATE TABLE pages (id TEXT); PRAGMA user_version = 99');
    newer.close();
    const before = readFileSync(path);
    expect(start().of(meeting())).toEqual({
      ok: false,
      problem: { kind: 'storageFailed', cause: 'fromTheFuture' },
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('a damaged file [F3]', () => {
  const damage = (): void => {
    const bytes = readFileSync(path);
    bytes.fill(0xaa, 4096);
    writeFileSync(path, bytes);
  };
  /** Writes a note on three days, so that two backups exist. */
  const threeDays = (): void => {
    const notes = start();
    for (const text of ['One', 'Two', 'Three']) {
      const note = value(notes.of(meeting())).occurrence;
      value(
        notes.save({
          id: note?.id ?? null,
          scope: 'occurrence',
          meeting: meeting(),
          text,
          revision: note?.revision ?? 0,
        }),
      );
      nowMs += DAY_MS;
    }
    notes.close();
  };

  test('is set aside and replaced by the newest good backup, in words, once', () => {
    threeDays();
    damage();
    const notes = start();
    const found = value(notes.of(meeting()));
    expect(found.occurrence?.text).toBe('Two');
    expect(found.notice).toEqual({ kind: 'restored', backupAt: '2026-11-26T09:00:00.000Z', notes: 1 });
    expect(readdirSync(folder).some((name) => name.includes('aside') && name.includes('corrupt'))).toBe(true);
    expect(value(again(notes).of(meeting())).notice).toBe(null);
  });

  test('yields what can still be read of it: newer notes than the backup’s', () => {
    threeDays();
    const db = new Sqlite(path);
    const page = db
      .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'notes_start'`)
      .pluck()
      .get() as number;
    db.close();
    const bytes = readFileSync(path);
    // The page of an index; the table is whole.
    bytes.fill(0xaa, (page - 1) * 4096, page * 4096);
    writeFileSync(path, bytes);
    expect(value(start().of(meeting()))).toMatchObject({
      occurrence: { text: 'Three' },
      notice: { kind: 'restored' },
    });
  });

  test('is replaced by an older backup if the newest is damaged too', () => {
    threeDays();
    damage();
    const [newest] = readdirSync(folder)
      .filter((name) => /backup-\d/.test(name))
      .toSorted()
      .toReversed();
    truncateSync(join(folder, newest!), 5000);
    expect(textOn(start(), meeting())).toBe('One');
  });

  test.each([0, 10, 5000])('of %i bytes is replaced', (length) => {
    threeDays();
    truncateSync(path, length);
    expect(textOn(start(), meeting())).toBe('Two');
  });

  test('is not missed: without the file, the backup is used', () => {
    threeDays();
    rmSync(path);
    expect(value(start().of(meeting()))).toMatchObject({
      occurrence: { text: 'Two' },
      notice: { kind: 'restored' },
    });
  });

  test('without a backup leaves an empty list, and the file for an expert', () => {
    const notes = start();
    write(notes, meeting(), 'One');
    notes.close();
    for (const name of readdirSync(folder)) if (name.includes('backup')) rmSync(join(folder, name));
    damage();
    expect(value(start().of(meeting()))).toMatchObject({
      occurrence: null,
      notice: { kind: 'restored', backupAt: null },
    });
  });

  test('that shows in use is repaired, and what was being saved is saved', () => {
    const notes = start();
    threeDays();
    expect(textOn(notes, meeting())).toBe('Three');
    damage();
    // Larger than the page cache can answer for.
    const saved = notes.save({
      id: null,
      scope: 'occurrence',
      meeting: weekly('2026-11-24'),
      text: 'x'.repeat(100_000),
      revision: 0,
    });
    expect(value(saved).outcome).toBe('saved');
    expect(textOn(notes, weekly('2026-11-24'))).toHaveLength(100_000);
    expect(textOn(again(notes), weekly('2026-11-24'))).toHaveLength(100_000);
  });
});

describe('backups', () => {
  test('are made on days with changes, a few are kept, and none is made twice a day', () => {
    const notes = start();
    for (let day = 0; day < 12; day += 1) {
      write(notes, weekly(`2026-11-${String(day + 10)}`), `Day ${day}`);
      write(notes, weekly(`2026-10-${String(day + 10)}`), `Day ${day}`);
      nowMs += DAY_MS;
    }
    expect(value(notes.backups())).toHaveLength(KEPT_BACKUPS);
    const newest = value(notes.backups())[0];
    nowMs += 30 * DAY_MS;
    const next = again(notes);
    value(next.marks());
    // What the last day has written, and no more.
    expect(value(next.backups())[0]?.at).not.toBe(newest?.at);
    const latest = value(next.backups())[0]?.at;
    nowMs += 30 * DAY_MS;
    value(again(next).marks());
    expect(value(open.at(-1)!.backups())[0]?.at).toBe(latest);
  });

  test('can be restored, and the way back is a backup too', () => {
    const notes = start();
    write(notes, meeting(), 'Old');
    nowMs += DAY_MS;
    const note = value(notes.of(meeting())).occurrence!;
    value(notes.save({ ...note, text: 'New' }));
    write(notes, weekly('2026-11-24'), 'Later');
    nowMs += 3_600_000;
    const [backup] = value(notes.backups());
    value(notes.restore(backup!.id));
    expect(textOn(notes, meeting())).toBe('Old');
    expect(textOn(notes, weekly('2026-11-24'))).toBe(null);
    // A window that shows the newer text is told.
    expect(value(notes.of(meeting())).occurrence!.revision).toBeGreaterThan(2);
    const [before] = value(notes.backups());
    value(notes.restore(before!.id));
    expect(textOn(notes, meeting())).toBe('New');
    expect(textOn(notes, weekly('2026-11-24'))).toBe('Later');
  });

  test('that do not exist cannot be restored', () => {
    const notes = start();
    write(notes, meeting(), 'One');
    expect(notes.restore('2020-01-01T00:00:00.000Z')).toEqual({ ok: false, problem: { kind: 'notFound' } });
    expect(textOn(notes, meeting())).toBe('One');
  });
});

describe('an account that is disconnected', () => {
  const other = meeting({ accountId: 'google:alan@example.com' as AccountId, iCalUid: 'other@google.com' });

  test('keeps its notes unless the person deletes them, and then they are in no file any more', () => {
    const notes = start();
    write(notes, meeting(), 'Secret of Ada');
    write(notes, other, 'Of Alan');
    nowMs += DAY_MS;
    write(notes, weekly('2026-11-24'), 'Another secret of Ada');
    expect(value(notes.count(meeting().accountId))).toBe(2);
    value(notes.removeOf(meeting().accountId));
    expect(value(notes.list({ limit: 10 })).notes.map(({ excerpt }) => excerpt)).toEqual(['Of Alan']);
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).includes('ecret of Ada'), name).toBe(false);
    expect(value(notes.backups())[0]?.notes).toBe(1);
  });
});

test('nothing is opened or created before something is asked', () => {
  start();
  expect(existsSync(path)).toBe(false);
});
