/** How much of a week is spent in meetings, as tables: the week of Monday 23 November 2026 in Berlin (UTC+1). */
import { describe, expect, test } from 'vitest';
import { weekLoad } from '../../main/agenda/meetingLoad.ts';
import type { DayLoad, Load, WeekLoad } from '../../shared/meetingLoad.ts';
import type { Occurrence } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { weekOf } from '../../shared/text/week.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const zone = 'Europe/Berlin';
const meeting = (from: string, to: string, more: Partial<Occurrence> = {}): Occurrence =>
  anOccurrence(`${from} to ${to}`, `2026-11-24T${from}+01:00`, `2026-11-24T${to}+01:00`, more);
const week = (occurrences: readonly Occurrence[], from = '2026-11-23', timeZone = zone): WeekLoad =>
  weekLoad(occurrences, from, timeZone);
const tuesday = (occurrences: readonly Occurrence[]): DayLoad => week(occurrences).days[1]!;
const clock = (ms: number, timeZone = zone): string => createFormat({ locale: 'en-GB', timeZone }).time(ms);
const spans = ({ focus }: Load, timeZone = zone): readonly string[] =>
  focus.map(({ startMs, endMs }) => `${clock(startMs, timeZone)}-${clock(endMs, timeZone)}`);
const longest = ({ longest: run }: Load): string | null =>
  run === null ? null : `${clock(run.startMs)}-${clock(run.endMs)}`;
const minutes = ({ meetingMs }: Load): number => meetingMs / 60_000;

describe('the time in meetings', () => {
  test.each<[string, readonly Occurrence[], number]>([
    ['none', [], 0],
    ['one', [meeting('10:00', '10:45')], 45],
    ['one after another', [meeting('10:00', '11:00'), meeting('11:00', '11:30')], 90],
    ['overlapping minutes count once', [meeting('10:00', '11:00'), meeting('10:30', '11:30')], 90],
    ['one within another', [meeting('10:00', '12:00'), meeting('10:30', '11:00')], 120],
    ['the same time in two meetings', [meeting('10:00', '11:00'), meeting('10:00', '11:00')], 60],
    ['in any order', [meeting('14:00', '15:00'), meeting('09:00', '10:00')], 120],
    ['declined', [meeting('10:00', '11:00', { selfResponse: 'declined' })], 0],
    ['not answered yet', [meeting('10:00', '11:00', { selfResponse: 'needsAction' })], 60],
    ['shown as free', [meeting('10:00', '11:00', { transparency: 'transparent' })], 0],
    [
      'shown as free, with a link to join',
      [meeting('10:00', '11:00', { transparency: 'transparent', joinUrl: 'https://meet.example.com/a' })],
      0,
    ],
    ['a colleague’s', [meeting('10:00', '11:00', { isOthers: true })], 0],
    ['focus time', [meeting('10:00', '11:00', { eventType: 'focusTime' })], 0],
    ['an absence', [meeting('10:00', '11:00', { eventType: 'outOfOffice' })], 0],
    ['all day', [anOccurrence('Fair', '2026-11-24', '2026-11-25')], 0],
    [
      'dismissed: it took place',
      [meeting('10:00', '11:00', { attention: { level: 'done', by: 'occurrence' } })],
      60,
    ],
    ['muted', [meeting('10:00', '11:00', { attention: { level: 'muted', by: 'series' } })], 0],
    ['hidden', [meeting('10:00', '11:00', { attention: { level: 'hidden', by: 'rule' } })], 0],
    ['without a length', [meeting('10:00', '10:00')], 0],
  ])('%s', (_name, occurrences, expected) => {
    expect(minutes(tuesday(occurrences))).toBe(expected);
    expect(minutes(week(occurrences))).toBe(expected);
    expect(tuesday(occurrences).meetings).toBe(week(occurrences).meetings);
  });

  test('thirty overlapping meetings are as long as from the first to the last', () => {
    const thirty = Array.from({ length: 30 }, (_, n) =>
      meeting(`10:${String(n * 2).padStart(2, '0')}`, `12:${String(n).padStart(2, '0')}`),
    );
    expect(tuesday(thirty)).toMatchObject({ meetings: 30, meetingMs: 149 * 60_000 });
  });

  test('a meeting over midnight belongs to both days with its part, and once to the week', () => {
    const night = anOccurrence('Night', '2026-11-24T23:00+01:00', '2026-11-25T01:30+01:00');
    const load = week([night]);
    expect(load.days.map(minutes)).toEqual([0, 60, 90, 0, 0, 0, 0]);
    expect(load.days.map(({ meetings }) => meetings)).toEqual([0, 1, 1, 0, 0, 0, 0]);
    expect([minutes(load), load.meetings, longest(load)]).toEqual([150, 1, '23:00-01:30']);
  });

  test('of a meeting that reaches into the week, or out of it, its part counts', () => {
    const sunday = anOccurrence('Sunday', '2026-11-22T23:00+01:00', '2026-11-23T00:30+01:00');
    const end = anOccurrence('End', '2026-11-29T22:00+01:00', '2026-11-30T03:00+01:00');
    const load = week([sunday, end]);
    expect(load.days.map(minutes)).toEqual([30, 0, 0, 0, 0, 0, 120]);
  });

  test('days are those of the viewer', () => {
    const late = anOccurrence('Call', '2026-11-24T22:30+01:00', '2026-11-24T23:30+01:00');
    expect(week([late], '2026-11-23', 'Asia/Tokyo').days.map(minutes)).toEqual([0, 0, 60, 0, 0, 0, 0]);
    expect(week([late], '2026-11-23', 'America/New_York').days.map(minutes)).toEqual([0, 60, 0, 0, 0, 0, 0]);
  });

  test.each([
    [7, '2026-11-22', 2],
    [1, '2026-11-23', 1],
    [6, '2026-11-21', 3],
  ] as const)('a week that begins on weekday %i begins on %s', (first, from, index) => {
    expect(weekOf('2026-11-24', first)).toBe(from);
    const load = week([meeting('10:00', '11:00')], from);
    expect(load.days.map(minutes).indexOf(60)).toBe(index);
    expect(load.days).toHaveLength(7);
  });

  test('a day with 23 or 25 hours is as long as it is', () => {
    const night = (date: string, next: string): Occurrence =>
      anOccurrence('Watch', `${date}T22:00Z`, `${next}T22:00Z`);
    // Clocks go back on Sunday 25 October 2026 and forward on Sunday 29 March.
    expect(minutes(week([night('2026-10-24', '2026-10-25')], '2026-10-19').days[6]!)).toBe(24 * 60);
    expect(
      minutes(week([anOccurrence('Watch', '2026-10-24T22:00Z', '2026-10-25T23:00Z')], '2026-10-19').days[6]!),
    ).toBe(25 * 60);
    expect(
      minutes(week([anOccurrence('Watch', '2026-03-28T23:00Z', '2026-03-29T22:00Z')], '2026-03-23').days[6]!),
    ).toBe(23 * 60);
  });
});

describe('the longest time without a break', () => {
  test.each<[string, readonly Occurrence[], string | null]>([
    ['no meetings', [], null],
    ['one', [meeting('10:00', '10:45')], '10:00-10:45'],
    ['back to back', [meeting('10:00', '11:00'), meeting('11:00', '12:00')], '10:00-12:00'],
    ['nine minutes are no break', [meeting('10:00', '10:51'), meeting('11:00', '12:00')], '10:00-12:00'],
    ['ten minutes are one', [meeting('10:00', '10:50'), meeting('11:00', '12:00')], '11:00-12:00'],
    [
      'a short one within a long one does not end it',
      [meeting('10:00', '12:00'), meeting('10:10', '10:20'), meeting('12:05', '13:00')],
      '10:00-13:00',
    ],
    [
      'the first of two that are as long',
      [meeting('10:00', '11:00'), meeting('14:00', '15:00')],
      '10:00-11:00',
    ],
  ])('%s', (_name, occurrences, expected) => {
    expect(longest(tuesday(occurrences))).toBe(expected);
  });
});

describe('free for focus', () => {
  test.each<[string, readonly Occurrence[], readonly string[]]>([
    ['an empty working day', [], ['09:00-17:00']],
    ['an hour is enough', [meeting('10:00', '16:00')], ['09:00-10:00', '16:00-17:00']],
    ['less is not', [meeting('09:59', '16:01')], []],
    ['outside of working hours', [meeting('07:00', '08:00'), meeting('18:00', '20:00')], ['09:00-17:00']],
    ['focus time is for it', [meeting('10:00', '12:00', { eventType: 'focusTime' })], ['09:00-17:00']],
    ['an absence is not', [meeting('12:00', '17:00', { eventType: 'outOfOffice' })], ['09:00-12:00']],
    [
      'nor is one of a whole day',
      [anOccurrence('Away', '2026-11-24', '2026-11-25', { eventType: 'outOfOffice' })],
      [],
    ],
    [
      'other all-day events leave time',
      [anOccurrence('Release', '2026-11-24', '2026-11-25')],
      ['09:00-17:00'],
    ],
    [
      'a muted meeting still takes time',
      [meeting('09:00', '16:30', { attention: { level: 'muted', by: 'rule' } })],
      [],
    ],
  ])('%s', (_name, occurrences, expected) => {
    expect(spans(tuesday(occurrences))).toEqual(expected);
  });

  test('from Monday to Friday, and the same hours on the clock after it was changed', () => {
    const load = week([], '2026-03-23');
    expect(load.days.map(({ focus }) => focus.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
    expect(load.focus).toHaveLength(5);
    expect(spans(week([], '2026-03-30').days[0]!)).toEqual(['09:00-17:00']);
    expect(spans(week([], '2026-11-23', 'Pacific/Auckland').days[0]!, 'Pacific/Auckland')).toEqual([
      '09:00-17:00',
    ]);
  });
});
