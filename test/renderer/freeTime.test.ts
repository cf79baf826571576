import { describe, expect, test } from 'vitest';
import { createAgendaDays } from '../../renderer/agenda/agendaDays.ts';
import { freeMsOf } from '../../renderer/agenda/freeTime.ts';
import { workingHours } from '../../shared/workingHours.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const berlin = 'Europe/Berlin';
const hour = 3_600_000;
const tuesday = '2026-11-24';

/** `from` and `to` are hours of the day in Berlin. */
const meeting = (from: number, to: number, more: Partial<Occurrence> = {}, date = tuesday): Occurrence => {
  const at = (hours: number): string =>
    new Date(Date.parse(`${date}T00:00:00+01:00`) + hours * hour).toISOString();
  return anOccurrence(`${from} to ${to}`, at(from), at(to), more);
};
const freeHours = (occurrences: readonly Occurrence[], nowHour = 0, date: IsoDate = tuesday): number => {
  const span = { first: date, last: date, lastComplete: true };
  const [day] = createAgendaDays(berlin)(occurrences, span, [date]);
  if (day === undefined) throw new Error('no day');
  return freeMsOf(day, Date.parse(`${date}T00:00:00+01:00`) + nowHour * hour, berlin) / hour;
};

describe('the free time of a day', () => {
  test.each([
    ['is eight hours without meetings', [], 0, 8],
    ['has no night and no evening', [meeting(3.5, 4), meeting(20, 20.5)], 0, 8],
    ['lacks the meetings', [meeting(10, 11), meeting(14, 15.5)], 0, 5.5],
    ['counts overlapping meetings once', [meeting(10, 12), meeting(11, 13)], 0, 5],
    ['lacks only what is within working hours of a meeting', [meeting(7, 10), meeting(16, 19)], 0, 6],
    ['begins now', [meeting(10, 11), meeting(14, 15)], 13, 3],
    ['begins when the running meeting ends', [meeting(10, 12)], 11, 5],
    ['is over in the evening', [meeting(10, 11)], 17.5, 0],
    ['has no pauses shorter than half an hour', [meeting(9.25, 12), meeting(12.25, 17)], 0, 0],
    ['lacks what fills the whole day', [meeting(0, 24, { eventType: 'outOfOffice' })], 0, 0],
    ['is not reduced by declined meetings', [meeting(9, 17, { selfResponse: 'declined' })], 0, 8],
  ] as const)('%s', (_, occurrences, nowHour, expected) => {
    expect(freeHours(occurrences, nowHour)).toBeCloseTo(expected);
  });

  test('is not counted at the weekend', () => {
    expect(freeHours([], 0, '2026-11-28')).toBe(0);
    expect(freeHours([], 0, '2026-11-29')).toBe(0);
  });
});

test('working hours begin at nine on the day when clocks change, too', () => {
  // In Cairo, on a Friday.
  expect(workingHours('2026-04-24', 'Africa/Cairo')).toEqual({
    startMs: Date.parse('2026-04-24T09:00:00+03:00'),
    endMs: Date.parse('2026-04-24T17:00:00+03:00'),
  });
});
