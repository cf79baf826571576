import { describe, expect, test } from 'vitest';
import {
  createAgendaDays,
  rowsOf as rowsOfDay,
  type AgendaDay,
  type AgendaRow,
} from '../../renderer/agenda/agendaDays.ts';
import type { Occurrence } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const berlin = 'Europe/Berlin';
const span = { first: '2026-11-24', last: '2026-11-30', lastComplete: true };
const days = (occurrences: readonly Occurrence[], zone = berlin): readonly AgendaDay[] =>
  createAgendaDays(zone)(occurrences, span, ['2026-11-24']);
const rowsOf = (day: AgendaDay | undefined): readonly AgendaRow[] =>
  day === undefined ? [] : rowsOfDay(day);
const titles = (day: ReturnType<typeof days>[number] | undefined): string[] =>
  rowsOf(day).map((row) => row.occurrence.title);
const minute = 60_000;

describe('days', () => {
  test('contain the occurrences of that day in the viewer’s zone', () => {
    const late = anOccurrence('Late call', '2026-11-24T23:30Z', '2026-11-25T00:00Z');
    expect(days([late]).find((day) => rowsOf(day).length > 0)?.date).toBe('2026-11-25');
    expect(days([late], 'America/New_York').find((day) => rowsOf(day).length > 0)?.date).toBe('2026-11-24');
  });

  test('without occurrences are left out, except today', () => {
    const far = anOccurrence('Review', '2026-11-28T09:00Z', '2026-11-28T10:00Z');
    expect(days([far]).map((day) => day.date)).toEqual(['2026-11-24', '2026-11-28']);
  });

  test('count what the person’s rules hide, also on days with nothing else, and show it on request', () => {
    const attention = { level: 'hidden', by: 'rule' } as const;
    const list = [
      anOccurrence('Review', '2026-11-24T09:00Z', '2026-11-24T10:00Z'),
      anOccurrence('Lunch', '2026-11-24T11:00Z', '2026-11-24T12:00Z', { attention }),
      anOccurrence('Fair', '2026-11-26', '2026-11-27', { attention }),
    ];
    expect(days(list).map((day) => [day.date, titles(day), day.hidden])).toEqual([
      ['2026-11-24', ['Review'], 1],
      ['2026-11-26', [], 1],
    ]);
    const shown = createAgendaDays(berlin, true)(list, span, ['2026-11-24']);
    expect(shown.map((day) => [titles(day), day.hidden])).toEqual([
      [['Review', 'Lunch'], 1],
      [['Fair'], 1],
    ]);
  });

  test('show all-day events first and then the rest by time', () => {
    const [day] = days([
      anOccurrence('Noon', '2026-11-24T11:00Z', '2026-11-24T12:00Z'),
      anOccurrence('Morning', '2026-11-24T08:00Z', '2026-11-24T09:00Z'),
      anOccurrence('Fair', '2026-11-24', '2026-11-25'),
    ]);
    expect(titles(day)).toEqual(['Fair', 'Morning', 'Noon']);
  });

  test('each show their part of a longer event: day 2 of 5, until 03:00', () => {
    const shown = days([
      anOccurrence('Release week', '2026-11-23', '2026-11-28'),
      anOccurrence('Night deploy', '2026-11-25T21:00Z', '2026-11-26T02:00Z'),
    ]);
    const parts = shown.flatMap(rowsOf).filter((row) => row.occurrence.title === 'Release week');
    expect(parts.map((row) => [row.dayIndex, row.dayCount])).toEqual([
      [2, 5],
      [3, 5],
      [4, 5],
      [5, 5],
    ]);
    const deploy = shown.flatMap(rowsOf).filter((row) => row.occurrence.title === 'Night deploy');
    expect(deploy.map((row) => [row.dayIndex, row.allDay, row.endMs - row.startMs])).toEqual([
      [1, false, 120 * minute],
      [2, false, 180 * minute],
    ]);
  });

  test('an event of several weeks is on each of its days, up to the end of the list', () => {
    expect(days([anOccurrence('Fair', '2026-11-20', '2026-12-20')])).toHaveLength(7);
  });

  test('an event of several years is on its first and last day and on days that are listed anyway [F23]', () => {
    const shown = days([
      anOccurrence('Since', '2000-01-01', '2026-11-30'),
      anOccurrence('Forever', '2000-01-01', '9999-12-31'),
      anOccurrence('Review', '2026-11-26T09:00Z', '2026-11-26T10:00Z'),
    ]);
    expect(shown.map((day) => [day.date, titles(day)])).toEqual([
      ['2026-11-24', ['Since', 'Forever']],
      ['2026-11-26', ['Since', 'Forever', 'Review']],
      ['2026-11-29', ['Since', 'Forever']],
    ]);
  });

  test('are the same objects if nothing on them has changed', () => {
    const daysOf = createAgendaDays(berlin);
    const first = anOccurrence('First', '2026-11-24T09:00Z', '2026-11-24T10:00Z');
    const second = anOccurrence('Second', '2026-11-26T09:00Z', '2026-11-26T10:00Z');
    const third = anOccurrence('Third', '2026-11-26T11:00Z', '2026-11-26T12:00Z');
    const before = daysOf([first, second], span, []);
    const after = daysOf([first, second, third], span, []);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1]?.entries[0]).toBe(before[1]?.entries[0]);
  });

  test('a date stays the same day in every zone [S25]', () => {
    const holiday = anOccurrence('Holiday', '2026-11-25', '2026-11-26');
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles'])
      expect(days([holiday], zone).find((day) => rowsOf(day).length > 0)?.date).toBe('2026-11-25');
  });
});

describe('free time', () => {
  const gapsOf = (...occurrences: Occurrence[]): number[] =>
    days(occurrences)[0]?.entries.flatMap((entry) =>
      entry.kind === 'gap' ? [(entry.endMs - entry.startMs) / minute] : [],
    ) ?? [];
  const nine = anOccurrence('Nine', '2026-11-24T08:00Z', '2026-11-24T09:00Z');
  const noon = anOccurrence('Noon', '2026-11-24T11:00Z', '2026-11-24T12:00Z');

  test('is the time between meetings', () => {
    expect(gapsOf(nine, noon)).toEqual([120]);
    expect(days([nine, noon])[0]).toMatchObject({ meetings: 2 });
  });

  test('begins when the last of several overlapping meetings has ended', () => {
    const long = anOccurrence('Long', '2026-11-24T08:00Z', '2026-11-24T10:00Z');
    const inside = anOccurrence('Inside', '2026-11-24T08:30Z', '2026-11-24T09:00Z');
    expect(gapsOf(long, inside, noon)).toEqual([60]);
  });

  test('is not reduced by declined events, events shown as free, or working locations [S27]', () => {
    const between = ['2026-11-24T09:30Z', '2026-11-24T10:30Z'] as const;
    for (const more of [
      { selfResponse: 'declined' },
      { transparency: 'transparent' },
      { eventType: 'workingLocation' },
    ] as const)
      expect(gapsOf(nine, anOccurrence('Between', ...between, more), noon)).toEqual([120]);
  });

  test('is reduced by focus time, which is not a meeting', () => {
    const focus = anOccurrence('Focus', '2026-11-24T09:00Z', '2026-11-24T10:00Z', { eventType: 'focusTime' });
    expect(gapsOf(nine, focus, noon)).toEqual([60]);
    expect(days([nine, focus, noon])[0]?.meetings).toBe(2);
  });

  test('shorter than half an hour is not shown', () => {
    const soon = anOccurrence('Soon', '2026-11-24T09:29Z', '2026-11-24T10:30Z');
    expect(gapsOf(nine, soon, noon)).toEqual([30]);
  });
});

test('a day whose next page is missing shows no totals', () => {
  const meeting = anOccurrence('Nine', '2026-11-30T08:00Z', '2026-11-30T09:00Z');
  const shown = createAgendaDays(berlin)([meeting], { ...span, lastComplete: false }, ['2026-11-24']);
  expect(shown.map((day) => day.complete)).toEqual([true, false]);
});
