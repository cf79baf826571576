/** Notes beside a calendar that is synced: whatever happens to it there, the note is found again. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findNoted } from '../../main/notes/findNoted.ts';
import { createNotes, type Notes } from '../../main/notes/notes.ts';
import type { CalendarId, Occurrence } from '../../shared/model.ts';
import { noteKey, notedMeetingOf, type ListedNote } from '../../shared/notes.ts';
import { DAY, HOME, HOUR, meeting, openTestApp, START_MS } from '../faults/testApp.ts';
import { value } from '../support/value.ts';

const TEAM = 'team@example.com';

/** A weekly series, a single meeting, and a note on one occurrence of each. */
const openNoted = async () => {
  const app = await openTestApp();
  app.model.addCalendar({ id: TEAM, summary: 'Team' });
  app.model.insert(HOME, { ...meeting('Review', START_MS + HOUR), id: 'review0' });
  app.model.insert(HOME, {
    ...meeting('One on one', START_MS + 2 * HOUR),
    id: 'weekly0',
    recurrence: ['RRULE:FREQ=WEEKLY'],
  });
  await app.sync();
  const notes = createNotes({
    path: join(app.profile, 'notes.db'),
    now: app.clock.now,
    find: (noted, scope) =>
      findNoted(
        {
          occurrence: (ref) => app.store.agenda.get(ref),
          calendars: () => app.store.calendars.list(),
          accounts: () => app.store.accounts.list(),
        },
        noted,
        scope,
      ),
    onChanged: () => {},
  });
  onTestFinished(() => notes.close());
  const shown = (title: string): Occurrence[] =>
    app.occurrences(START_MS - DAY, START_MS + 60 * DAY).filter((each) => each.title === title);
  const write = (on: Occurrence, text: string): void => {
    const save = { id: null, scope: 'occurrence', meeting: notedMeetingOf(on), text, revision: 0 } as const;
    value(notes.save(save));
  };
  write(shown('Review')[0]!, 'On the review');
  write(shown('One on one')[2]!, 'On the third');
  return { app, notes, shown };
};

const textOn = (notes: Notes, occurrence: Occurrence | undefined): string | null | undefined =>
  occurrence && (value(notes.of(notedMeetingOf(occurrence))).occurrence?.text ?? null);
const listed = (notes: Notes, excerpt: string): ListedNote | undefined =>
  value(notes.list({ limit: 100 })).notes.find((note) => note.excerpt === excerpt);
const isMarked = (notes: Notes, occurrence: Occurrence): boolean =>
  value(notes.marks()).includes(noteKey('occurrence', notedMeetingOf(occurrence)));

/** Where the notes are now: on both meetings, marked there, and leading there. */
const expectBoth = ({ notes, shown }: { notes: Notes; shown: (title: string) => Occurrence[] }): void => {
  const [review] = shown('Review');
  const third = shown('One on one')[2];
  expect(textOn(notes, review)).toBe('On the review');
  expect(textOn(notes, third)).toBe('On the third');
  expect(isMarked(notes, review!) && isMarked(notes, third!)).toBe(true);
  expect(listed(notes, 'On the review')?.ref?.eventId).toBe(review!.eventId);
  expect(listed(notes, 'On the third')?.ref?.eventId).toBe(third!.eventId);
};

describe('a note stays on its meeting', () => {
  test('when both are moved, by an hour or to another week', async () => {
    const noted = await openNoted();
    const { app } = noted;
    app.model.move(HOME, 'review0', 9 * DAY);
    app.model.moveInstance(HOME, 'weekly0', START_MS + 2 * HOUR + 14 * DAY, HOUR);
    await app.sync();
    expect(noted.shown('Review')[0]?.start).toMatchObject({ ms: START_MS + HOUR + 9 * DAY });
    expectBoth(noted);
  });

  test('when its series is split before it [S21]', async () => {
    const noted = await openNoted();
    noted.app.model.splitSeries(HOME, 'weekly0', START_MS + 2 * HOUR + 14 * DAY);
    await noted.app.sync();
    expect(noted.shown('One on one')[2]?.masterId).toMatch(/_R/);
    expectBoth(noted);
  });

  test('when the time of the whole series changes', async () => {
    const noted = await openNoted();
    noted.app.model.move(HOME, 'weekly0', 3 * HOUR);
    await noted.app.sync();
    expect(textOn(noted.notes, noted.shown('One on one')[2])).toBe('On the third');
    expect(textOn(noted.notes, noted.shown('One on one')[1])).toBe(null);
  });

  test('through a full sync, an audit, and a calendar that is hidden and shown again', async () => {
    const noted = await openNoted();
    const { app } = noted;
    app.model.expireTokens();
    await app.sync();
    expectBoth(noted);
    await app.engine.audit({});
    expectBoth(noted);
    value(app.store.calendars.setVisible({ calendarId: HOME as CalendarId, visible: false }));
    await app.sync();
    expect(listed(noted.notes, 'On the review')).toBeDefined();
    value(app.store.calendars.setVisible({ calendarId: HOME as CalendarId, visible: true }));
    await app.sync('calendarShown');
    expectBoth(noted);
  });

  test('when the calendar’s database is damaged and rebuilt, or is deleted [F3]', async () => {
    const noted = await openNoted();
    const { app, notes } = noted;
    await app.restart((path) => writeFileSync(path, Buffer.alloc(9000, 0x5a)));
    // Until the calendar is complete, nobody claims that the meetings are gone.
    expect(listed(notes, 'On the review')?.ref).not.toBe(null);
    await app.sync();
    expectBoth(noted);
    await app.restart((path) => rmSync(path));
    expect(value(notes.list({ limit: 10 })).total).toBe(2);
  });

  test('when the account is disconnected and connected again', async () => {
    const noted = await openNoted();
    const { app, notes } = noted;
    value(await app.accounts.disconnect(app.accountId));
    expect(listed(notes, 'On the review')).toMatchObject({ ref: null, title: 'Review' });
    value(await app.accounts.connect('google'));
    await app.sync();
    expectBoth(noted);
  });
});

describe('a note whose meeting is gone is listed without a place', () => {
  test('after the meeting was deleted, and after one occurrence was cancelled', async () => {
    const { app, notes } = await openNoted();
    app.model.delete(HOME, 'review0');
    app.model.cancelInstance(HOME, 'weekly0', START_MS + 2 * HOUR + 14 * DAY);
    await app.sync();
    expect(listed(notes, 'On the review')).toMatchObject({ ref: null, title: 'Review' });
    expect(listed(notes, 'On the third')).toMatchObject({ ref: null, title: 'One on one' });
  });

  test('and leads to the copy in another calendar, if there is one', async () => {
    const { app, notes, shown } = await openNoted();
    const original = app.model.find(HOME, 'review0');
    app.model.delete(HOME, 'review0');
    app.model.insert(TEAM, {
      ...meeting('Review', START_MS + HOUR),
      id: 'review0',
      iCalUID: original!.iCalUID!,
    });
    await app.sync();
    expect(listed(notes, 'On the review')?.ref?.calendarId).toBe(TEAM);
    expect(textOn(notes, shown('Review')[0])).toBe('On the review');
  });
});

test('a calendar that cannot be read claims nothing about the meetings of notes', () => {
  const noted = notedMeetingOf({
    ...({} as Occurrence),
    calendarId: TEAM as CalendarId,
    eventId: 'x' as never,
    title: '',
    start: { kind: 'date', date: '2026-11-24' },
  });
  expect(findNoted(null, noted, 'occurrence')).toMatchObject({ eventId: 'x' });
  const fails = (): { readonly ok: false; readonly problem: null } => ({ ok: false, problem: null });
  const unreadable = { occurrence: fails, calendars: fails, accounts: fails };
  expect(findNoted(unreadable, noted, 'occurrence')).toMatchObject({ eventId: 'x' });
});
