import { describe, expect, test } from 'vitest';
import { indexChanges } from '../../renderer/changes/changeIndex.ts';
import { changeSentence, tagOf } from '../../renderer/changes/changeSentence.ts';
import { describeChange } from '../../shared/text/describeChange.ts';
import type { AgendaChange, ChangeWhat, EventSpan } from '../../shared/agendaChanges.ts';
import { de } from '../../shared/messages/de.ts';
import { en } from '../../shared/messages/en.ts';
import type { AccountId, CalendarId, EventId, Occurrence } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const nowMs = Date.parse('2026-11-24T08:48:00.000Z');
const words = { messages: en, format: createFormat({ locale: 'en-GB', timeZone: 'Europe/Berlin' }) };
const minutesAgo = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString();

const span = (start: string, end: string): EventSpan => ({
  start: { kind: 'timed', ms: Date.parse(start), zone: 'Europe/Berlin' },
  end: { kind: 'timed', ms: Date.parse(end), zone: 'Europe/Berlin' },
});
const changeOf = (
  occurrence: Occurrence,
  what: ChangeWhat,
  more: Partial<Omit<AgendaChange, keyof ChangeWhat>> = {},
): AgendaChange => ({
  noticedAt: minutesAgo(10),
  accountId: occurrence.accountId,
  calendarId: occurrence.calendarId,
  eventId: occurrence.eventId,
  wholeSeries: false,
  title: occurrence.title,
  start: occurrence.start,
  ...more,
  ...what,
});

const review = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z');
const masterId = 'series' as EventId;
const instance = (date: string): Occurrence =>
  anOccurrence('Stand-up', `${date}T10:00Z`, `${date}T10:15Z`, {
    eventId: `series_${date}` as EventId,
    masterId,
    occurrenceStart: `${date}T10:00:00.000Z`,
  });

const movedFromHalfPast: ChangeWhat = {
  kind: 'moved',
  from: span('2026-11-24T08:30Z', '2026-11-24T09:15Z'),
  to: span('2026-11-24T09:00Z', '2026-11-24T09:45Z'),
};

describe('which change concerns which meeting', () => {
  test('a change belongs to one meeting, even if another calendar has the same id', () => {
    const index = indexChanges([changeOf(review, { kind: 'new' })]);
    expect(index.of(review, 0)).toHaveLength(1);
    expect(index.of({ ...review, calendarId: 'other' as CalendarId }, 0)).toEqual([]);
    expect(index.of({ ...review, accountId: 'other' as AccountId }, 0)).toEqual([]);
  });

  test('a change of an instance applies to its slot only, however the slot’s time is written', () => {
    const tuesday = instance('2026-11-24');
    const change = changeOf(
      tuesday,
      { kind: 'placeChanged', from: null, to: 'Room Ada' },
      { eventId: 'something-else' as EventId, masterId, occurrenceStart: '2026-11-24T10:00:00Z' },
    );
    const index = indexChanges([change]);
    expect(index.of(tuesday, 0)).toEqual([change]);
    expect(index.of(instance('2026-11-25'), 0)).toEqual([]);
  });

  test('a change of a series applies to all occurrences from the next on, not to earlier ones', () => {
    const change = changeOf(
      instance('2026-11-24'),
      { kind: 'placeChanged', from: 'Room Turing', to: 'Room Ada' },
      { eventId: masterId, masterId, wholeSeries: true },
    );
    const index = indexChanges([change]);
    expect(index.of(instance('2026-11-30'), 0)).toEqual([change]);
    expect(index.of(instance('2026-11-23'), 0)).toEqual([]);
  });

  test('older changes are left out, and only the newest of each kind is returned', () => {
    const newest = changeOf(review, movedFromHalfPast, { noticedAt: minutesAgo(5) });
    const before = changeOf(review, movedFromHalfPast, { noticedAt: minutesAgo(30) });
    const old = changeOf(review, { kind: 'new' }, { noticedAt: minutesAgo(25 * 60) });
    const index = indexChanges([newest, before, old]);
    expect(index.of(review, nowMs - 86_400_000)).toEqual([newest]);
  });

  test('the same change in two calendars is listed once; two changes in one calendar are listed twice', () => {
    const here = changeOf(review, movedFromHalfPast);
    const copy = { ...here, calendarId: 'team' as CalendarId, eventId: 'copy' as EventId };
    const again = { ...here, noticedAt: minutesAgo(14) };
    const muchLater = { ...copy, noticedAt: minutesAgo(300) };
    expect(indexChanges([here, copy, again, muchLater]).all).toEqual([here, again, muchLater]);
  });
});

describe('a change in words', () => {
  const told = (what: ChangeWhat, more: Parameters<typeof changeOf>[2] = {}): string =>
    changeSentence(changeOf(review, what, { noticedAt: minutesAgo(70), ...more }), nowMs, words);

  test.each<[string, ChangeWhat]>([
    ['Moved from 09:30 an hour ago', movedFromHalfPast],
    [
      'Moved from Monday 23 November 10:00 an hour ago',
      {
        kind: 'moved',
        from: span('2026-11-23T09:00Z', '2026-11-23T09:45Z'),
        to: span('2026-11-24T09:00Z', '2026-11-24T09:45Z'),
      },
    ],
    [
      'New end time, was 10:30 an hour ago',
      {
        kind: 'moved',
        from: span('2026-11-24T09:00Z', '2026-11-24T09:30Z'),
        to: span('2026-11-24T09:00Z', '2026-11-24T09:45Z'),
      },
    ],
    ['Cancelled an hour ago', { kind: 'cancelled' }],
    ['Added an hour ago', { kind: 'new' }],
    [
      'New location, was “Room Turing” an hour ago',
      { kind: 'placeChanged', from: 'Room Turing', to: 'Room Ada' },
    ],
    ['Location added an hour ago', { kind: 'placeChanged', from: null, to: 'Room Ada' }],
    ['Location removed an hour ago', { kind: 'placeChanged', from: 'Room Ada', to: ' ' }],
    [
      'New link an hour ago',
      { kind: 'linkChanged', from: 'https://zoom.us/j/1', to: 'https://meet.google.com/abc' },
    ],
    [
      'Your response is now “Declined” an hour ago',
      { kind: 'answerChanged', from: 'needsAction', to: 'declined' },
    ],
    ['Not invited an hour ago', { kind: 'answerChanged', from: 'accepted', to: null }],
  ])('%s', (sentence, what) => {
    expect(told(what)).toBe(sentence);
  });

  test('separates adjacent figures', () => {
    expect(told(movedFromHalfPast, { noticedAt: minutesAgo(12) })).toBe('Moved from 09:30, 12\u00a0min ago');
    expect(told(movedFromHalfPast, { noticedAt: minutesAgo(3 * 24 * 60) })).toBe(
      'Moved from 09:30, 3 days ago',
    );
    const german = { messages: de, format: createFormat({ locale: 'de-DE', timeZone: 'Europe/Berlin' }) };
    expect(changeSentence(changeOf(review, movedFromHalfPast), nowMs, german)).toBe(
      'Verschoben von 09:30, vor 10\u00a0Min.',
    );
  });

  test('names services, never a link’s address', () => {
    const said = describeChange(
      changeOf(review, {
        kind: 'linkChanged',
        from: 'https://zoom.us/j/1?pwd=canary',
        to: 'https://zoom.us/j/2',
      }),
      nowMs,
      words,
    );
    expect(said).toMatchObject({ label: 'New link', from: null, to: null });
    expect(JSON.stringify(said)).not.toContain('canary');
  });

  test('a longer all-day event shows both dates', () => {
    const dates = (start: string, end: string): EventSpan => ({
      start: { kind: 'date', date: start },
      end: { kind: 'date', date: end },
    });
    expect(
      describeChange(
        changeOf(review, {
          kind: 'moved',
          from: dates('2026-11-24', '2026-11-26'),
          to: dates('2026-11-24', '2026-11-27'),
        }),
        nowMs,
        words,
      ),
    ).toMatchObject({ from: '24 Nov – 25 Nov', to: '24 Nov – 26 Nov' });
  });

  test('a row’s tag names the most important change, but not the person’s own response', () => {
    const place: ChangeWhat = { kind: 'placeChanged', from: 'A', to: 'B' };
    const answered: ChangeWhat = { kind: 'answerChanged', from: 'needsAction', to: 'accepted' };
    const tag = (...what: ChangeWhat[]): string | null =>
      tagOf(
        what.map((each) => changeOf(review, each)),
        nowMs,
        words,
      );
    expect(tag(place, movedFromHalfPast)).toBe('Moved');
    expect(tag(answered)).toBeNull();
  });
});
