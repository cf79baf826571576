import { describe, expect, test } from 'vitest';
import { emptyRule, type AttentionMark, type AttentionRule } from '../../shared/attention.ts';
import type { AccountId, CalendarId, EventId, Occurrence } from '../../shared/model.ts';
import { createAttentionOf, ruleMatcher, type EventFacts } from '../../main/attention/evaluate.ts';

const accountId = 'google:me@example.com' as AccountId;
const calendarId = 'me@example.com' as CalendarId;
const at = Date.parse('2026-12-01T09:00:00Z');

const meeting = (more: Partial<Occurrence> = {}): Occurrence => ({
  accountId,
  calendarId,
  eventId: 'planning' as EventId,
  title: 'Planning',
  start: { kind: 'timed', ms: at, zone: 'UTC' },
  end: { kind: 'timed', ms: at + 3_600_000, zone: 'UTC' },
  status: 'confirmed',
  eventType: 'default',
  selfResponse: 'accepted',
  color: '#112233',
  visibility: 'default',
  transparency: 'opaque',
  guests: { total: 3, accepted: 1 },
  ...more,
});

const rule = (more: Partial<AttentionRule>): AttentionRule => ({ ...emptyRule('r'), ...more });

const known: EventFacts = {
  organizer: { name: 'Ada Example', email: 'ada@example.com' },
  guestsOmitted: false,
};
const hits = (given: Partial<AttentionRule>, more: Partial<Occurrence>, facts: EventFacts | null = known) =>
  ruleMatcher(rule(given))(meeting(more), () => facts);

const onDate = {
  start: { kind: 'date', date: '2026-12-01' },
  end: { kind: 'date', date: '2026-12-02' },
} as const;

describe('a rule hits', () => {
  test.each<[string, Partial<AttentionRule>, Partial<Occurrence>, boolean]>([
    ['nothing without a condition', {}, {}, false],
    ['nothing for words of blanks alone', { words: '  ' }, {}, false],
    ['a word of the title', { words: 'plan' }, {}, true],
    ['words in any order', { words: 'weekly plan' }, { title: 'Planning, weekly' }, true],
    ['only if all words are there', { words: 'plan weekly' }, {}, false],
    ['whatever the case and accents', { words: 'ZURICH' }, { title: 'Besuch in Zürich' }, true],
    ['and the other way round', { words: 'zürich' }, { title: 'Zurich office' }, true],
    ['its own calendar', { calendar: { accountId, calendarId } }, {}, true],
    ['no other calendar', { calendar: { accountId, calendarId: 'team' as CalendarId } }, {}, false],
    ['no other account', { calendar: { accountId: 'sample' as AccountId, calendarId } }, {}, false],
    ['its type', { eventType: 'focusTime' }, { eventType: 'focusTime' }, true],
    ['no other type', { eventType: 'focusTime' }, {}, false],
    ['what is shown as free', { free: true }, { transparency: 'transparent' }, true],
    ['nothing busy if it wants free', { free: true }, {}, false],
    ['what has no guests', { alone: true }, { guests: null }, true],
    ['what has only the person', { alone: true }, { guests: { total: 1, accepted: 1 } }, true],
    ['nothing with other guests', { alone: true }, {}, false],
    ['what is not answered', { unanswered: true }, { selfResponse: 'needsAction' }, true],
    ['nothing answered', { unanswered: true }, {}, false],
    ['nothing without an invitation', { unanswered: true }, { selfResponse: null }, false],
    ['all-day events', { allDay: true }, onDate, true],
    ['nothing with a time if it wants days', { allDay: true }, {}, false],
    ['part of the organizer’s address', { organizer: '@example.com' }, {}, true],
    ['part of the organizer’s name', { organizer: 'ada' }, {}, true],
    ['no other organizer', { organizer: 'bo@' }, {}, false],
    ['only what meets every condition', { words: 'plan', free: true }, {}, false],
  ])('%s', (_what, given, more, expected) => {
    expect(hits(given, more)).toBe(expected);
  });

  test('nothing as "no guests" if Google left guests out [S28]', () => {
    expect(hits({ alone: true }, { guests: null }, { ...known, guestsOmitted: true })).toBe(false);
  });

  test('nothing by organizer if the event is gone or has none', () => {
    expect(hits({ organizer: 'ada' }, {}, null)).toBe(false);
    expect(hits({ organizer: 'ada' }, {}, { organizer: null, guestsOmitted: false })).toBe(false);
  });

  test('without reading the event if its other conditions do not hold', () => {
    const read = (): never => {
      throw new Error('read');
    };
    expect(ruleMatcher(rule({ words: 'other', organizer: 'ada' }))(meeting(), read)).toBe(false);
  });
});

describe('attention', () => {
  const attention = (
    marks: readonly AttentionMark[],
    more: Partial<Occurrence> = {},
    rules: readonly AttentionRule[] = [],
  ) => createAttentionOf(marks, rules)(meeting(more), () => known);
  const calendar = { accountId, calendarId };
  const occurrence = (level: 'done' | 'muted' | 'normal'): AttentionMark => ({
    scope: 'occurrence',
    ...calendar,
    eventId: 'planning' as EventId,
    uid: null,
    start: '2026-12-01T09:00:00.000Z',
    level,
  });
  const seriesMark: AttentionMark = {
    scope: 'series',
    ...calendar,
    seriesId: 'weekly' as EventId,
    uid: null,
    title: 'Weekly',
  };
  const inSeries = { masterId: 'weekly' as EventId };

  test('is full without choices and rules', () => {
    expect(attention([])).toBeNull();
  });

  test('of a dismissed meeting stays "done" when the meeting is only touched', () => {
    expect(attention([occurrence('done')], { title: 'Planning, new agenda' })).toEqual({
      level: 'done',
      by: 'occurrence',
    });
  });

  test('comes back when a dismissed meeting is moved', () => {
    expect(
      attention([occurrence('done')], { start: { kind: 'timed', ms: at + 900_000, zone: 'UTC' } }),
    ).toBeNull();
    expect(attention([occurrence('done')], onDate)).toBeNull();
  });

  test('of a muted series reaches the later parts of a split one [S21]', () => {
    expect(attention([seriesMark], inSeries)).toEqual({ level: 'muted', by: 'series' });
    expect(attention([seriesMark], { masterId: 'weekly_R20261123T090000' as EventId })).toEqual({
      level: 'muted',
      by: 'series',
    });
    expect(attention([seriesMark], { masterId: 'other' as EventId })).toBeNull();
    expect(attention([seriesMark])).toBeNull();
  });

  test('of a muted calendar reaches all of it and nothing else', () => {
    const mark: AttentionMark = { scope: 'calendar', ...calendar };
    expect(attention([mark])).toEqual({ level: 'muted', by: 'calendar' });
    expect(attention([mark], { calendarId: 'team' as CalendarId })).toBeNull();
  });

  test('follows the most specific choice', () => {
    const all = [{ scope: 'calendar', ...calendar } as const, seriesMark];
    const hide = [rule({ words: 'plan', level: 'hidden' })];
    expect(attention([...all, occurrence('normal')], inSeries, hide)).toBeNull();
    expect(attention([...all, occurrence('done')], inSeries, hide)).toMatchObject({ level: 'done' });
    expect(attention(all, inSeries, hide)).toMatchObject({ by: 'series' });
    expect(attention(all, {}, hide)).toEqual({ level: 'hidden', by: 'rule' });
  });

  test('of a rule that hides comes before one that mutes, whatever their order', () => {
    const rules = [rule({ words: 'plan' }), rule({ words: 'plan', level: 'hidden' })];
    expect(attention([], {}, rules)).toEqual({ level: 'hidden', by: 'rule' });
  });

  describe('of the other copy of a meeting in two calendars [S23]', () => {
    const uid = 'planning@example.com';
    const team = { calendarId: 'team' as CalendarId, eventId: 'imported' as EventId };
    const mark = (level: 'done' | 'muted' | 'normal', more: object = {}): AttentionMark =>
      ({ ...occurrence(level), uid, ...more }) as AttentionMark;
    const series: AttentionMark = { ...seriesMark, uid: 'weekly@example.com' };
    const later = { start: { kind: 'timed', ms: at + 900_000, zone: 'UTC' } } as const;
    const master = { masterId: 'import_weekly' as EventId };
    test.each<[string, readonly AttentionMark[], Partial<Occurrence>, string | null]>([
      ['is dismissed with it', [mark('done')], { ...team, iCalUid: uid }, 'done'],
      ['is muted with it', [mark('muted')], { ...team, iCalUid: uid }, 'muted'],
      ['in another account too', [mark('done')], { accountId: 'sample' as AccountId, iCalUid: uid }, 'done'],
      [
        'is exempt with it',
        [mark('normal'), { scope: 'calendar', ...calendar, ...team }],
        { ...team, iCalUid: uid },
        null,
      ],
      [
        'has its own choice first',
        [mark('muted', { ...team, uid: null }), mark('done')],
        { ...team, iCalUid: uid },
        'muted',
      ],
      ['comes back when it is moved', [mark('done')], { ...team, iCalUid: uid, ...later }, null],
      ['is none if the UID differs', [mark('done')], { ...team, iCalUid: 'other@example.com' }, null],
      ['is none without a UID', [mark('done')], team, null],
      ['is none for an empty UID', [mark('done', { uid: null })], { ...team, iCalUid: '' }, null],
      [
        'is none in the same calendar, which means two meetings',
        [mark('done')],
        { eventId: team.eventId, iCalUid: uid },
        null,
      ],
      ['is muted with its series', [series], { ...team, ...master, iCalUid: 'weekly@example.com' }, 'muted'],
      [
        'is none for a single event with the UID of a series',
        [series],
        { ...team, iCalUid: 'weekly@example.com' },
        null,
      ],
    ])('%s', (_what, marks, more, expected) => {
      expect(attention(marks, more)?.level ?? null).toBe(expected);
    });

    test('is found through the UID that the parts of a split series share [S21]', () => {
      const weekly: AttentionMark = { ...seriesMark, uid: 'weekly@google.com' };
      const part = { ...team, ...master, iCalUid: 'weekly_R20261123T090000@google.com' };
      expect(attention([weekly], part)).toEqual({ level: 'muted', by: 'series' });
    });
  });
});
