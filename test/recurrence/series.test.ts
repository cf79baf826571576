import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENDLESS_MS, compileSeries } from '../../main/recurrence/series.ts';
import { hasSlot, slotEnd, slotOf, slotTime, slotsIn } from '../../main/recurrence/slots.ts';
import type { Series } from '../../main/recurrence/series.ts';
import { zoneOrUtc } from '../../main/recurrence/zoneNames.ts';
import { utc } from '../../shared/zone.ts';
import type { EventTime } from '../../shared/model.ts';
import { spentMs } from '../support/processorTime.ts';

const HOUR = 3_600_000;
const timed = (text: string, zone = 'America/New_York'): EventTime => ({
  kind: 'timed',
  ms: Date.parse(text),
  zone,
});
const date = (text: string): EventTime => ({ kind: 'date', date: text });

/** One hour from 09:00 in New York on Monday, 5 January 2026. */
const nine = timed('2026-01-05T09:00:00-05:00');
const compile = (recurrence: readonly string[], start: EventTime = nine, hours = 1): Series =>
  compileSeries({
    start,
    end: start.kind === 'timed' ? { ...start, ms: start.ms + hours * HOUR } : date('2026-01-06'),
    recurrence,
    fallbackZone: 'Europe/Berlin',
  });
const starts = (series: Series, from: string, to: string, viewer = utc): string[] =>
  slotsIn(series, Date.parse(from), Date.parse(to), viewer).map((slot) => {
    const start = slotTime(series, slot);
    return start.kind === 'date' ? start.date : new Date(start.ms).toISOString().slice(0, 16);
  });
const january = (recurrence: readonly string[], start?: EventTime): string[] =>
  starts(compile(recurrence, start), '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z');

describe('the set layer', () => {
  test('DTSTART is an instance even if the rule does not make it; COUNT counts the rule’s own', () => {
    expect(january(['RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2'])).toEqual([
      '2026-01-05T14:00',
      '2026-01-06T14:00',
      '2026-01-13T14:00',
    ]);
  });

  test.each(['20251231T000000Z', '20260104', '20260105T085959', '20260105T135959Z'])(
    'UNTIL before DTSTART leaves nothing, with a flaw: %s',
    (until) => {
      const series = compile([`RRULE:FREQ=DAILY;UNTIL=${until}`]);
      expect(starts(series, '2025-12-01T00:00:00Z', '2026-02-01T00:00:00Z')).toEqual([]);
      expect(series.flaw).toContain('ends before it begins');
      // An exception after that end is not shown either.
      expect(series.lastSlot).toBeLessThan(series.start);
    },
  );

  test('UNTIL as a date includes the whole of that day for a timed series', () => {
    expect(january(['RRULE:FREQ=DAILY;UNTIL=20260107'])).toEqual([
      '2026-01-05T14:00',
      '2026-01-06T14:00',
      '2026-01-07T14:00',
    ]);
  });

  test('UNTIL with a time ends an all-day series at its date', () => {
    expect(january(['RRULE:FREQ=DAILY;UNTIL=20260107T235959Z'], date('2026-01-05'))).toEqual([
      '2026-01-05',
      '2026-01-06',
      '2026-01-07',
    ]);
  });

  test('RDATE as a date means that day at the series’ time; EXDATE as a date removes the day', () => {
    expect(january(['RDATE;VALUE=DATE:20260108,20260110', 'EXDATE;VALUE=DATE:20260110'])).toEqual([
      '2026-01-05T14:00',
      '2026-01-08T14:00',
    ]);
  });

  test('EXDATE of an all-day series counts by its date, in any form', () => {
    expect(
      january(
        ['RRULE:FREQ=DAILY;COUNT=4', 'EXDATE:20260106T000000Z', 'EXDATE;TZID=Europe/Berlin:20260107T000000'],
        date('2026-01-05'),
      ),
    ).toEqual(['2026-01-05', '2026-01-08']);
  });

  test('a DTSTART in the second half of an overlap stays the same instant, once', () => {
    const second = timed('2026-11-01T01:30:00-05:00');
    const series = compile(['RRULE:FREQ=DAILY;COUNT=2'], second);
    expect(starts(series, '2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual([
      '2026-11-01T06:30',
      '2026-11-02T06:30',
    ]);
  });

  test('an hourly series has no instance twice if a gap joins two local times', () => {
    const series = compile(['RRULE:FREQ=HOURLY'], timed('2026-03-08T00:30:00-05:00'), 0);
    expect(starts(series, '2026-03-08T05:00:00Z', '2026-03-08T10:00:00Z')).toEqual([
      '2026-03-08T05:30',
      '2026-03-08T06:30',
      '2026-03-08T07:30',
      '2026-03-08T08:30',
      '2026-03-08T09:30',
    ]);
  });

  test('several RRULE lines are combined, EXRULE removes DTSTART and RDATE too', () => {
    expect(
      january([
        'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3',
        'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2',
        'RDATE:20260105T160000Z,20260112T200000Z',
        'EXRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;COUNT=1',
        'EXRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=15;BYMINUTE=0;COUNT=2',
      ]),
    ).toEqual([
      '2026-01-05T16:00',
      '2026-01-07T14:00',
      '2026-01-12T14:00',
      '2026-01-14T14:00',
      '2026-01-19T14:00',
    ]);
  });

  test('a limit returns the earliest slots, and slots that exceptions fill do not count', () => {
    const series = compile(['RRULE:FREQ=DAILY', 'RDATE:20260108T200000Z']);
    const taken = new Set([Date.parse('2026-01-06T14:00:00Z')]);
    const slots = slotsIn(series, 0, Date.parse('9999-01-01T00:00:00Z'), utc, 4, taken);
    expect(slots.map((slot) => new Date(slot).toISOString().slice(5, 16))).toEqual([
      '01-05T14:00',
      '01-07T14:00',
      '01-08T14:00',
      '01-08T20:00',
    ]);
  });

  test('an unknown zone is replaced with the calendar’s, with a flaw [F23]', () => {
    const series = compile(['RRULE:FREQ=DAILY'], timed('2026-01-05T14:00:00Z', 'Mars/Olympus'));
    expect(series.zone.name).toBe('Europe/Berlin');
    expect(series.flaw).toContain('time zone');
    // 15:00 in Berlin, summer and winter.
    expect(starts(series, '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')).toEqual(['2026-07-01T13:00']);
  });
});

describe('all-day series', () => {
  test('overlap a window by the viewer’s days [S25]', () => {
    const series = compile(['RRULE:FREQ=WEEKLY'], date('2026-01-05'));
    const auckland = zoneOrUtc('Pacific/Auckland');
    expect(starts(series, '2026-01-11T10:00:00Z', '2026-01-11T11:00:00Z', auckland)).toEqual([]);
    expect(starts(series, '2026-01-11T10:00:00Z', '2026-01-11T11:00:01Z', auckland)).toEqual(['2026-01-12']);
    const honolulu = zoneOrUtc('Pacific/Honolulu');
    expect(starts(series, '2026-01-13T09:59:59Z', '2026-01-13T10:00:00Z', honolulu)).toEqual(['2026-01-12']);
    expect(starts(series, '2026-01-13T10:00:00Z', '2026-01-13T11:00:00Z', honolulu)).toEqual([]);
  });

  test('have dates as slots and the same length as the first', () => {
    const series = compileSeries({
      start: date('2026-01-30'),
      end: date('2026-02-02'),
      recurrence: ['RRULE:FREQ=MONTHLY'],
      fallbackZone: 'UTC',
    });
    const [slot] = slotsIn(
      series,
      Date.parse('2026-03-30T00:00:00Z'),
      Date.parse('2026-03-31T00:00:00Z'),
      utc,
    );
    expect(slot).toBe(slotOf(series, date('2026-03-30')));
    expect(slotEnd(series, slot ?? 0)).toEqual(date('2026-04-02'));
    expect(slotOf(series, nine)).toBeNull();
    expect(hasSlot(series, slot ?? 0)).toBe(true);
    expect(hasSlot(series, (slot ?? 0) + 1)).toBe(false);
  });
});

describe('bounds', () => {
  test('convert COUNT and UNTIL to an end, exactly for COUNT', () => {
    const counted = compile(['RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=8;INTERVAL=2']);
    expect(new Date(counted.lastMs).toISOString()).toBe('2026-02-04T15:00:00.000Z');
    expect(compile(['RRULE:FREQ=DAILY;UNTIL=20260110T000000Z']).lastMs).toBeLessThanOrEqual(
      Date.parse('2026-01-10T01:00:00Z'),
    );
    expect(compile(['RRULE:FREQ=DAILY']).lastMs).toBe(ENDLESS_MS);
    expect(compile(['RDATE:20260301T140000Z']).lastMs).toBe(Date.parse('2026-03-01T15:00:00Z'));
    expect(compile(['RDATE:20251201T140000Z']).firstMs).toBe(Date.parse('2025-12-01T14:00:00Z'));
  });

  test('contain every occurrence of any rule, wherever the viewer is', () => {
    const rule = fc.record({
      frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      interval: fc.integer({ min: 1, max: 5 }),
      count: fc.integer({ min: 1, max: 40 }),
      days: fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { maxLength: 4 }),
      weekStart: fc.constantFrom('MO', 'SU', 'WE'),
      allDay: fc.boolean(),
      viewer: fc.constantFrom('Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin'),
    });
    fc.assert(
      fc.property(rule, ({ frequency, interval, count, days, weekStart, allDay, viewer }) => {
        const byDay = days.length > 0 ? `;BYDAY=${days.join(',')}` : '';
        const text = `RRULE:FREQ=${frequency};INTERVAL=${interval};COUNT=${count};WKST=${weekStart}${byDay}`;
        const series = compile([text], allDay ? date('2026-01-05') : nine);
        const zone = zoneOrUtc(viewer);
        const all = slotsIn(
          series,
          Date.parse('2025-01-01T00:00:00Z'),
          Date.parse('2300-01-01T00:00:00Z'),
          zone,
        );
        const matched = all.length;
        expect(matched === count || matched === count + 1).toBe(true);
        expect(all[all.length - 1]).toBe(series.lastSlot);
        const whole = slotsIn(series, series.firstMs, series.lastMs + 1, zone);
        expect(whole).toEqual(all);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a window anywhere', () => {
  test('returns the same slots as an iteration from the beginning', () => {
    const rules = [
      'FREQ=DAILY;INTERVAL=3',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU',
      'FREQ=MONTHLY;BYDAY=-1FR',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
      'FREQ=HOURLY;INTERVAL=7',
      'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=90',
      'FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20290101T000000Z',
    ];
    for (const rule of rules) {
      const series = compile([`RRULE:${rule}`]);
      const whole = slotsIn(series, 0, Date.parse('2035-01-01T00:00:00Z'), utc);
      for (let year = 2025; year < 2035; year += 1) {
        for (const month of ['01', '03', '11', '12']) {
          const from = Date.parse(`${year}-${month}-01T00:00:00Z`);
          const to = from + 21 * 24 * HOUR;
          const expected = whole.filter((slot) => slot < to && slot + HOUR > from);
          expect(slotsIn(series, from, to, utc)).toEqual(expected);
        }
      }
    }
  });
});

describe('hostile rules [F23]', () => {
  const list = (length: number): string => Array.from({ length }, (_, i) => i).join(',');
  const everySecond = `BYHOUR=${list(24)};BYMINUTE=${list(60)};BYSECOND=${list(60)}`;
  const hostile: readonly (readonly [rule: string, flawed: boolean])[] = [
    ['FREQ=SECONDLY', true],
    ['FREQ=SECONDLY;COUNT=1000000000', true],
    [`FREQ=MINUTELY;BYSECOND=${list(60)}`, true],
    [`FREQ=DAILY;${everySecond}`, true],
    [`FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;${everySecond};BYSETPOS=-1,1`, false],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', true],
    ['FREQ=SECONDLY;INTERVAL=2;BYSECOND=1', true],
    ['FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6', true],
    ['FREQ=YEARLY;BYDAY=MO;COUNT=100000000', true],
    ['FREQ=MINUTELY;BYHOUR=3;COUNT=99999999', true],
    ['FREQ=DAILY;INTERVAL=1000000000', false],
    ['FREQ=DAILY;COUNT=99999999999999999999', false],
    ['FREQ=WEEKLY;UNTIL=99991231T235959Z', false],
    ['FREQ=DAILY;INTERVAL=0', true],
    ['FREQ=DAILY;COUNT=0', true],
    ['FREQ=DAILY;COUNT=-3', true],
    ['FREQ=DAILY;INTERVAL=often', true],
    ['FREQ=FORTNIGHTLY', true],
    ['', true],
    [';;;=;', true],
    ['FREQ=WEEKLY;BYDAY=XX', true],
    ['FREQ=MONTHLY;BYMONTHDAY=32', true],
    ['FREQ=DAILY;UNTIL=soon', true],
    ['FREQ=DAILY;RSCALE=HEBREW', true],
    [`FREQ=DAILY;BYMONTH=${'1,'.repeat(20_000)}`, true],
    ['FREQ=YEARLY;BYEASTER=0', true],
  ];

  const named = hostile.map(([rule, flawed]) => [rule.slice(0, 60), rule, flawed] as const);
  test.each(named)('%s costs little and reports what is wrong', (_, rule, flawed) => {
    const began = spentMs();
    const series = compile([`RRULE:${rule}`]);
    const day = slotsIn(series, Date.parse('2026-01-05T00:00:00Z'), Date.parse('2026-01-06T05:00:00Z'), utc);
    const far = slotsIn(
      series,
      Date.parse('2026-02-01T00:00:00Z'),
      Date.parse('9999-12-31T00:00:00Z'),
      utc,
      101,
    );
    expect(spentMs() - began).toBeLessThan(2000);
    expect(series.flaw !== null).toBe(flawed);
    // Never ignored silently: the day it begins has it.
    expect(day.length).toBeGreaterThan(0);
    expect(day.length).toBeLessThanOrEqual(2 * 1440);
    expect(far.length).toBeLessThanOrEqual(101);
  });

  test('INTERVAL=0 is read as 1, COUNT=0 as DTSTART alone', () => {
    expect(january(['RRULE:FREQ=WEEKLY;INTERVAL=0'])).toHaveLength(4);
    expect(january(['RRULE:FREQ=WEEKLY;COUNT=0'])).toEqual(['2026-01-05T14:00']);
  });

  test('a cap returns the same slots whatever the window', () => {
    const series = compile(['RRULE:FREQ=SECONDLY']);
    const from = Date.parse('2026-01-06T05:00:00Z');
    const whole = slotsIn(series, from, from + 24 * HOUR, utc);
    const parts = Array.from({ length: 24 }, (_, hour) =>
      slotsIn(series, from + hour * HOUR, from + (hour + 1) * HOUR, utc),
    );
    expect([...new Set(parts.flat())].sort((a, b) => a - b)).toEqual(whole);
  });

  test('unreadable lines are left out, with a flaw', () => {
    const flaw = (lines: readonly string[]): string | null => compile(lines).flaw;
    expect(flaw(['RRULE:FREQ=DAILY', 'EXDATE:tomorrow'])).toContain('cannot be read');
    expect(flaw(['RRULE:FREQ=DAILY', 'EXDATE;TZID=Mars/Olympus:20260107T090000'])).toContain('time zone');
    expect(flaw(['no line at all'])).toContain('cannot be read');
    expect(flaw(['X-RULE:1'])).toContain('no known kind');
    expect(flaw([`EXDATE:${'20260107T090000Z,'.repeat(25_000)}`])).toContain('dates');
    expect(flaw(['RRULE:FREQ=DAILY;COUNT=3;;', '', 'EXDATE:'])).toBeNull();
  });

  test('any text compiles, within bounds and without a throw', () => {
    const word = fc.constantFrom(
      'RRULE',
      'EXRULE',
      'RDATE',
      'EXDATE',
      'FREQ',
      'DAILY',
      'BYDAY',
      'UNTIL',
      'COUNT',
      '=',
      ';',
      ':',
      ',',
      '-1',
      '99',
      '20260107',
      'T090000Z',
      'TZID',
      '"',
      '\n',
      'MO',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 6 })), { maxLength: 20 }), (words) => {
        const series = compile([words.join('')]);
        expect(
          slotsIn(series, Date.parse('2026-01-01T00:00:00Z'), Date.parse('2026-02-01T00:00:00Z'), utc).length,
        ).toBeLessThan(50_000);
      }),
      { numRuns: 500 },
    );
  });

  test('invalid starts do not throw', () => {
    for (const start of [
      timed('nonsense'),
      date('2026-02-31'),
      timed('9999-12-31T23:00:00Z'),
      date('0001-01-01'),
    ]) {
      const series = compileSeries({
        start,
        end: start,
        recurrence: ['RRULE:FREQ=DAILY'],
        fallbackZone: 'nowhere',
      });
      expect(
        slotsIn(series, Date.parse('2026-01-01T00:00:00Z'), Date.parse('2026-01-03T00:00:00Z'), utc).length,
      ).toBeLessThan(5);
    }
  });
});
