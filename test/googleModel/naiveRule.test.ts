/** The naive implementation of recurrence, on cases computed by hand or given by RFC 5545. */
import { describe, expect, test } from 'vitest';
import { readSeries } from '../../main/googleModel/naiveRule.ts';
import { instantOf, localDay, offsetDateTime, weekdayOf } from '../../main/googleModel/zoneTime.ts';

function starts(
  start: string,
  zone: string,
  recurrence: readonly string[],
  from: string,
  to: string,
): string[] {
  const allDay = !start.includes('T');
  const series = readSeries(
    allDay
      ? { start: { date: start }, end: { date: start }, recurrence }
      : { start: { dateTime: start, timeZone: zone }, end: { dateTime: start, timeZone: zone }, recurrence },
    zone,
  );
  return [...series.slots(Date.parse(from), Date.parse(to))].map((slot) =>
    new Date(slot).toISOString().slice(0, allDay ? 10 : 16),
  );
}

describe('slots', () => {
  test('[S22] a series keeps its local time across a clock change', () => {
    expect(
      starts('2026-10-23T09:00:00+02:00', 'Europe/Berlin', ['RRULE:FREQ=DAILY'], '2026-10-24', '2026-10-27'),
    ).toEqual(['2026-10-24T07:00', '2026-10-25T08:00', '2026-10-26T08:00']);
  });

  test('the last Friday of each month', () => {
    expect(
      starts('2026-01-30', 'UTC', ['RRULE:FREQ=MONTHLY;BYDAY=-1FR'], '2026-01-01', '2026-06-01'),
    ).toEqual(['2026-01-30', '2026-02-27', '2026-03-27', '2026-04-24', '2026-05-29']);
  });

  test('every second week counts weeks from their first day', () => {
    const rule = 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4';
    const run = (wkst: string) =>
      starts('1997-08-05', 'UTC', [`${rule};WKST=${wkst}`], '1997-01-01', '1998-01-01');
    expect(run('MO')).toEqual(['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24']);
    expect(run('SU')).toEqual(['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31']);
  });

  test('BYSETPOS selects within the month', () => {
    expect(
      starts(
        '1997-09-29',
        'UTC',
        ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2'],
        '1997-09-01',
        '1998-01-01',
      ),
    ).toEqual(['1997-09-29', '1997-10-30', '1997-11-27', '1997-12-30']);
  });

  test('[S22] EXDATE in all its forms removes, RDATE adds, COUNT counts what EXDATE removed', () => {
    const lines = [
      'RRULE:FREQ=DAILY;COUNT=4',
      'EXDATE;TZID=Europe/Berlin:20261125T100000',
      'EXDATE:20261126T090000Z,20261201T090000Z',
      'RDATE;TZID=Europe/Lisbon:20261205T120000',
    ];
    expect(starts('2026-11-24T10:00:00+01:00', 'Europe/Berlin', lines, '2026-11-01', '2027-01-01')).toEqual([
      '2026-11-24T09:00',
      '2026-11-27T09:00',
      '2026-12-05T12:00',
    ]);
  });

  test.each([
    ['20261126T090000Z', 3],
    ['20261126T085959Z', 2],
    ['20261126', 3],
    ['20261126T100000', 3],
  ])('[S22] UNTIL=%s is inclusive, as an instant', (until, count) => {
    const lines = [`RRULE:FREQ=DAILY;UNTIL=${until}`];
    expect(
      starts('2026-11-24T10:00:00+01:00', 'Europe/Berlin', lines, '2026-11-01', '2027-01-01'),
    ).toHaveLength(count);
  });

  test('the start is an instance even if the rule would not make it', () => {
    expect(starts('2026-11-24', 'UTC', ['RRULE:FREQ=WEEKLY;BYDAY=FR'], '2026-11-01', '2026-12-01')).toEqual([
      '2026-11-24',
      '2026-11-27',
    ]);
  });

  test('a rule that never matches ends', () => {
    expect(
      starts('2026-01-01', 'UTC', ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'], '2026-02-01', '2500-01-01'),
    ).toEqual([]);
  });
});

describe('zones', () => {
  test('a local time in the gap uses the offset before it, one in the overlap the first', () => {
    expect(new Date(instantOf(Date.UTC(2026, 2, 29, 2, 30), 'Europe/Berlin')).toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    );
    expect(new Date(instantOf(Date.UTC(2026, 9, 25, 2, 30), 'Europe/Berlin')).toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  test('times are written with the zone’s offset of that moment', () => {
    expect(offsetDateTime(Date.UTC(2026, 6, 1, 12), 'America/New_York')).toBe('2026-07-01T08:00:00-04:00');
    expect(offsetDateTime(Date.UTC(2026, 6, 1, 12), 'Asia/Kolkata')).toBe('2026-07-01T17:30:00+05:30');
  });

  test('days and weekdays are the zone’s', () => {
    const late = Date.UTC(2026, 10, 24, 23, 30);
    expect(localDay(late, 'Europe/Berlin') - localDay(late, 'Europe/Lisbon')).toBe(1);
    expect(weekdayOf(localDay(late, 'Europe/Lisbon'))).toBe(1);
  });
});
