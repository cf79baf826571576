/**
 * Series that no random rule hits, each with what is right about it and why. "Both" says that python-dateutil 2.9 and
 * libical 4.0.3 give these walls, "RFC" that only RFC 5545's text decides; the rest is how Google or this program reads
 * what the RFC forbids.
 *
 * Beside these tables stood comparisons that are too long to be kept here (22 November 2026, Node 24, tzdata 2026c): 8,835
 * series of every kind with their lines, windows from 1970 to 2097 and 56 zones, expanded as walls by python-dateutil
 * 2.9.0 and by libical 4.0.3, made instants by Temporal. For 7,601 all three agree. Nowhere did both others agree on
 * anything else than what is held here, but where DTSTART is the second reading of an overlap, which walls cannot say.
 * Elsewhere one of them gave up, or is wrong by RFC 5545: dateutil takes BYWEEKNO without BYDAY for whole weeks and
 * weeks only as far as they lie in the calendar year, lets plain and ordinal weekdays limit each other, and begins a
 * week's BYSETPOS with DTSTART; libical counts INTERVAL of weeks from the first match, keeps BYMONTHDAY of a yearly
 * rule to DTSTART's month, and limits rules quicker than hourly by fewer parts than they name. 2,063 of the
 * agreed ones also came the whole way from the fake Google, by pages of 100 and of one to nine.
 * Offsets of all 597 zones agree with tzdata 2026d, as far as that is not newer (Bogotá 1992, Tehran 1979, Inuvik 2026).
 */
import { describe, expect, test } from 'vitest';
import { compileSeries } from '../../main/recurrence/series.ts';
import type { Series } from '../../main/recurrence/series.ts';
import { hasSlot, slotTime, slotsIn } from '../../main/recurrence/slots.ts';
import { zoneOrUtc } from '../../main/recurrence/zoneNames.ts';
import type { EventTime } from '../../shared/model.ts';

const MINUTE = 60_000;
const FIRST = Date.parse('1950-01-01T00:00:00Z');
const LAST = Date.parse('2150-01-01T00:00:00Z');

/** `2026-01-05T09:00:00-05:00 America/New_York`, or a date. */
function timeOf(text: string): EventTime {
  const space = text.indexOf(' ');
  if (space < 0) return { kind: 'date', date: text };
  return { kind: 'timed', ms: Date.parse(text.slice(0, space)), zone: text.slice(space + 1) };
}

/** A series whose occurrences last an hour or a day, or the given minutes. */
function compile(start: string, recurrence: readonly string[], minutes = 60): Series {
  const time = timeOf(start);
  const end: EventTime =
    time.kind === 'date'
      ? { kind: 'date', date: new Date(Date.parse(time.date) + 1440 * MINUTE).toISOString().slice(0, 10) }
      : { ...time, ms: time.ms + minutes * MINUTE };
  return compileSeries({ start: time, end, recurrence, fallbackZone: 'Europe/Berlin' });
}

/** Instants to the minute, or to the second if that is not zero. */
const textOf = (series: Series, slot: number): string => {
  const time = slotTime(series, slot);
  if (time.kind === 'date') return time.date;
  return new Date(time.ms).toISOString().replace('.000Z', 'Z').replace(/:00Z$/, 'Z');
};

const all = (series: Series, most = 12, fromMs = FIRST, toMs = LAST, viewer = 'UTC'): string[] =>
  slotsIn(series, fromMs, toMs, zoneOrUtc(viewer), most).map((slot) => textOf(series, slot));

type Row = readonly [why: string, start: string, recurrence: readonly string[], expected: readonly string[]];

const newYork = '2026-01-05T09:00:00-05:00 America/New_York';

const rules: readonly Row[] = [
  [
    'both: COUNT counts what the rule makes, not the DTSTART that does not match it',
    newYork,
    ['RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2'],
    ['2026-01-05T14:00Z', '2026-01-06T14:00Z', '2026-01-13T14:00Z'],
  ],
  [
    'RFC: every second week counts from the week of DTSTART, matching or not',
    '2015-10-15T22:00:00-04:00 America/New_York',
    ['RRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;COUNT=2'],
    ['2015-10-16T02:00Z', '2015-10-19T02:00Z', '2015-11-09T03:00Z'],
  ],
  [
    'RFC: BYSETPOS picks out of the whole week, of which days before DTSTART are a part',
    '2026-01-09',
    ['RRULE:FREQ=WEEKLY;BYDAY=SU,SA,TU;BYSETPOS=2,-2;COUNT=3'],
    // Of Tuesday, Saturday and Sunday the second is Saturday, from either end.
    ['2026-01-09', '2026-01-10', '2026-01-17', '2026-01-24'],
  ],
  [
    'RFC: a BYSETPOS that lies outside every set never matches',
    newYork,
    ['RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6'],
    ['2026-01-05T14:00Z'],
  ],
  [
    'both: BYSETPOS counts over days and times together',
    newYork,
    ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYHOUR=9,15;BYSETPOS=2,-1;COUNT=4'],
    ['2026-01-05T14:00Z', '2026-01-05T20:00Z', '2026-01-27T20:00Z', '2026-02-02T20:00Z', '2026-02-24T20:00Z'],
  ],
  [
    'RFC: week −53 is week 1 in a year of 53 weeks, wherever its days lie',
    '2011-06-06',
    ['RRULE:FREQ=YEARLY;BYWEEKNO=-53;COUNT=2'],
    ['2011-06-06', '2014-12-29', '2019-12-30'],
  ],
  [
    'RFC: WKST moves the week that BYWEEKNO names',
    '2026-01-01',
    ['RRULE:FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU;COUNT=3'],
    ['2026-01-01', '2026-01-04', '2027-01-03', '2028-01-02'],
  ],
  [
    'both: day −366 of the year is 1 January of leap years only',
    '2020-01-01',
    ['RRULE:FREQ=YEARLY;BYYEARDAY=-366;COUNT=3'],
    ['2020-01-01', '2024-01-01', '2028-01-01'],
  ],
  [
    'both: BYMONTHDAY=31,-31 is the 31st and the 1st of months that have 31 days',
    '2026-01-01',
    ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31,-31;COUNT=6'],
    ['2026-01-01', '2026-01-31', '2026-03-01', '2026-03-31', '2026-05-01', '2026-05-31'],
  ],
  [
    'both: ordinals count in the year without BYMONTH, in the month with it',
    '2026-01-05',
    ['RRULE:FREQ=YEARLY;BYDAY=20MO;COUNT=2', 'RRULE:FREQ=YEARLY;BYMONTH=2,3;BYDAY=-1MO;COUNT=2'],
    ['2026-01-05', '2026-02-23', '2026-03-30', '2026-05-18', '2027-05-17'],
  ],
  [
    'a daily rule by week takes every day of the week: only a rule by the year takes its weekday from DTSTART',
    '2026-05-12',
    ['RRULE:FREQ=DAILY;BYWEEKNO=20;COUNT=7'],
    ['2026-05-12', '2026-05-13', '2026-05-14', '2026-05-15', '2026-05-16', '2026-05-17', '2027-05-17'],
  ],
  [
    'a leap second is read as the second before it',
    '2026-01-05T09:00:00Z UTC',
    ['RRULE:FREQ=DAILY;BYSECOND=60,59;COUNT=2'],
    ['2026-01-05T09:00Z', '2026-01-05T09:00:59Z', '2026-01-06T09:00:59Z'],
  ],
  [
    'a fraction of a second is not repeated',
    '2026-01-05T09:00:00.250Z UTC',
    ['RRULE:FREQ=DAILY;COUNT=2'],
    ['2026-01-05T09:00Z', '2026-01-06T09:00Z'],
  ],
  [
    'both: 29 February that is a Sunday, across the year 2100',
    '2032-02-29',
    ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;COUNT=4'],
    ['2032-02-29', '2060-02-29', '2088-02-29', '2128-02-29'],
  ],
];

const ends: readonly Row[] = [
  [
    'UNTIL as a date lets a timed series have the whole of that day in its own zone',
    '2026-01-05T23:30:00-05:00 America/New_York',
    ['RRULE:FREQ=DAILY;UNTIL=20260106'],
    ['2026-01-06T04:30Z', '2026-01-07T04:30Z'],
  ],
  [
    'both: UNTIL without Z is a time of the series’ zone',
    newYork,
    ['RRULE:FREQ=DAILY;UNTIL=20260106T090000'],
    ['2026-01-05T14:00Z', '2026-01-06T14:00Z'],
  ],
  [
    'UNTIL with an offset is the instant that it names',
    newYork,
    ['RRULE:FREQ=DAILY;UNTIL=20260106T150000+0100'],
    ['2026-01-05T14:00Z', '2026-01-06T14:00Z'],
  ],
  [
    'UNTIL on the very instance counts it, on either side of a change of clocks',
    '2026-03-07T09:00:00-05:00 America/New_York',
    ['RRULE:FREQ=DAILY;UNTIL=20260308T130000Z'],
    ['2026-03-07T14:00Z', '2026-03-08T13:00Z'],
  ],
  [
    'UNTIL is compared with the instant that a skipped time became',
    '2026-03-07T02:30:00-05:00 America/New_York',
    ['RRULE:FREQ=DAILY;UNTIL=20260308T072959Z'],
    ['2026-03-07T07:30Z'],
  ],
  [
    'UNTIL and COUNT together, which RFC 5545 forbids: what ends first',
    newYork,
    ['RRULE:FREQ=DAILY;COUNT=5;UNTIL=20260106T140000Z'],
    ['2026-01-05T14:00Z', '2026-01-06T14:00Z'],
  ],
  [
    'RFC: EXDATE does not lengthen a count, RDATE does not use it up',
    newYork,
    ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20260106T140000Z', 'RDATE:20260120T140000Z,20260107T140000Z'],
    ['2026-01-05T14:00Z', '2026-01-07T14:00Z', '2026-01-20T14:00Z'],
  ],
];

/** UNTIL before DTSTART, in both spellings (docs/RECURRENCE.md). */
const emptied: readonly Row[] = [
  ...[
    ['20260105T140000Z', ['2026-01-05T14:00Z']],
    ['20260105', ['2026-01-05T14:00Z']],
    ['20260105T090000', ['2026-01-05T14:00Z']],
    ['20260105T135959Z', []],
    ['20260105T085959', []],
    ['20260104', []],
    ['19700101', []],
  ].map(([until, expected]): Row => [
    `a series from 5 January until ${String(until)}`,
    newYork,
    [`RRULE:FREQ=WEEKLY;INTERVAL=6;BYDAY=MO;UNTIL=${String(until)}`],
    expected as readonly string[],
  ]),
  ...[
    ['20260105', ['2026-01-05']],
    ['20260105T000000Z', ['2026-01-05']],
    ['20260105T000000', ['2026-01-05']],
    ['20260104', []],
    ['20260104T235959Z', []],
    ['20260104T235959', []],
  ].map(([until, expected]): Row => [
    `an all-day series from 5 January until ${String(until)}`,
    '2026-01-05',
    [`RRULE:FREQ=DAILY;UNTIL=${String(until)}`],
    expected as readonly string[],
  ]),
  [
    'what RDATE adds to an ended rule takes place all the same, the first date with it where it is named',
    newYork,
    ['RRULE:FREQ=DAILY;UNTIL=20251231', 'RDATE:20260107T140000Z,20260105T140000Z', 'EXDATE:20260107T140000Z'],
    ['2026-01-05T14:00Z'],
  ],
  [
    'one rule that has not ended keeps the first date',
    newYork,
    ['RRULE:FREQ=DAILY;UNTIL=20251231', 'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=1'],
    ['2026-01-05T14:00Z', '2026-01-06T14:00Z'],
  ],
  [
    'beside a rule that nobody can read the first date is all that is known',
    newYork,
    ['RRULE:FREQ=DAILY;UNTIL=20251231', 'RRULE:FREQ=SOMETIMES'],
    ['2026-01-05T14:00Z'],
  ],
  [
    'COUNT=0 leaves the first date, INTERVAL=0 is read as 1',
    newYork,
    ['RRULE:FREQ=DAILY;COUNT=0', 'RRULE:FREQ=DAILY;INTERVAL=0;COUNT=2'],
    ['2026-01-05T14:00Z', '2026-01-06T14:00Z'],
  ],
];

/** Lists in place of a rule: they contain all dates of their series. */
const listed: readonly Row[] = [
  ...[
    'RRULE:DATE;TZID=Europe/Warsaw:20260107T150000,20260108T150000',
    'rrule:date;tzid="Europe/Warsaw":20260107T150000 , 20260108T150000,',
    'RRULE:DATE;VALUE=DATE-TIME;TZID=Europe/Warsaw:20260107T150000,20260108T150000',
    'RRULE;TZID=Europe/Warsaw:DATE:20260107T150000,20260108T150000',
    'RRULE:RDATE;TZID=Central European Standard Time:20260107T150000,20260108T150000',
    'RRULE:DATE:20260107T140000Z,20260108T140000Z',
    'RRULE:DATE;VALUE=DATE:20260107,20260108',
    'RRULE:DATE:20260107T090000,20260108T090000',
    'RRULE:DATE;VALUE=PERIOD:20260107T140000Z/PT1H,20260108T140000Z/20260108T150000Z',
    'DATE;TZID=Europe/Warsaw:20260107T150000,20260108T150000',
    'RRULE:DATE;TZID=Europe/Wa\r\n rsaw:20260107T150000,2026\n\t0108T150000',
  ].map((line): Row => [line, newYork, [line], ['2026-01-07T14:00Z', '2026-01-08T14:00Z']]),
  [
    'the dates of an all-day series are those of the zone that they are written in',
    '2026-01-05',
    ['RRULE:DATE;TZID=Asia/Tokyo:20260107T000000', 'RRULE:DATE:20260109,20260110T003000'],
    ['2026-01-07', '2026-01-09', '2026-01-10'],
  ],
  [
    'with dates taken out',
    newYork,
    ['RRULE:DATE:20260107T140000Z,20260108T140000Z', 'EXDATE;TZID=Asia/Tokyo:20260107T230000'],
    ['2026-01-08T14:00Z'],
  ],
  [
    'beside a rule the first date stays one',
    newYork,
    ['RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=1', 'RRULE:DATE:20260108T140000Z'],
    ['2026-01-05T14:00Z', '2026-01-06T14:00Z', '2026-01-08T14:00Z'],
  ],
  [
    'without a date that can be read the first one stays',
    newYork,
    ['RRULE:DATE:soon,,'],
    ['2026-01-05T14:00Z'],
  ],
  [
    'a rule that was named twice',
    newYork,
    ['RRULE:RRULE:FREQ=DAILY;COUNT=2'],
    ['2026-01-05T14:00Z', '2026-01-06T14:00Z'],
  ],
  [
    'a plain RDATE adds to the first date',
    newYork,
    ['RDATE:20260108T140000Z'],
    ['2026-01-05T14:00Z', '2026-01-08T14:00Z'],
  ],
];

const lines: readonly Row[] = [
  [
    'RDATE before DTSTART counts',
    newYork,
    ['RDATE;TZID=America/New_York:20251224T100000', 'RRULE:FREQ=DAILY;COUNT=1'],
    ['2025-12-24T15:00Z', '2026-01-05T14:00Z'],
  ],
  [
    'a PERIOD with an end or a duration counts by its start',
    newYork,
    ['RDATE;VALUE=PERIOD:20260107T140000Z/20260107T150000Z,20260108T140000Z/PT90M'],
    ['2026-01-05T14:00Z', '2026-01-07T14:00Z', '2026-01-08T14:00Z'],
  ],
  [
    'RDATE as a date means that day at the series’ time, in summer too; the same instant twice is one',
    newYork,
    ['RDATE;VALUE=DATE:20260701,20260701', 'RDATE:20260701T130000Z'],
    ['2026-01-05T14:00Z', '2026-07-01T13:00Z'],
  ],
  [
    'RFC: EXDATE is an instant, in whatever zone it is written',
    newYork,
    [
      'RRULE:FREQ=DAILY;COUNT=4',
      'EXDATE;TZID=Asia/Kolkata:20260106T193000',
      'EXDATE;TZID=America/New_York:20260107T090000Z',
      'EXDATE:20260108T140000Z',
    ],
    // 09:00Z on the 7th is not an instance: with a Z the zone next to it has no meaning.
    ['2026-01-05T14:00Z', '2026-01-07T14:00Z'],
  ],
  [
    'EXDATE as a date takes the day out where the series is, not where its instants lie in UTC',
    '2026-01-05T22:00:00-05:00 America/New_York',
    ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20260106'],
    ['2026-01-06T03:00Z', '2026-01-08T03:00Z'],
  ],
  [
    'an EXDATE of an unknown zone is read in the series’ own',
    newYork,
    ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;TZID=Nowhere/At_All:20260106T090000'],
    ['2026-01-05T14:00Z'],
  ],
  ...[
    'EXDATE;TZID=(UTC-05:00) Eastern Time (US & Canada):20260106T090000',
    'EXDATE;TZID="(UTC-05:00) Eastern Time (US & Canada)":20260106T090000',
    'EXDATE;TZID=(UTC+01:00) Amsterdam\\, Berlin\\, Bern:20260106T150000',
    'EXDATE;TZID=tzone://Microsoft/Utc:20260106T140000',
    'EXDATE;TZID=tzone://Microsoft/Custom:20260106T090000',
    'EXDATE;TZID=Customized Time Zone:20260106T090000',
    'EXDATE;TZID=GMT-05:00:20260106T090000',
    'EXDATE;TZID=GMT+0100;VALUE=DATE-TIME:20260106T150000',
    'EXDATE;TZID=GMT+01:00:2026-01-06T15:00:00',
    'EXDATE;TZID=/freeassociation.sourceforge.net/Europe/Paris:20260106T150000',
    'EXDATE;TZID="Eastern Standard Time 1":20260106T090000',
    'EXDATE:20260106T090000-0500,20260106T090000-05:00',
    'EXDATE:2026-01-06T14:00:00.000Z',
    'EXDATE:20260106',
    'EXDATE:20260106Z',
    'EXDATE;TZID=America/New_York:20260106T090000;20251224T090000',
  ].map((line): Row => [
    `the 6th is taken out by ${line}`,
    newYork,
    ['RRULE:FREQ=DAILY;COUNT=3', line],
    ['2026-01-05T14:00Z', '2026-01-07T14:00Z'],
  ]),
  [
    'names in any case, spaces, folded lines, unknown parameters and several values are read',
    newYork,
    [
      ' rrule;X-ODD="a:b;c" : freq=daily ; count = 5 ;; X-OTHER=1 ',
      'exdate;value=date-time;tzid="America/New_York":20260106T090000 , 20260107T090000,,',
      'EXDATE;TZID=America/New_York:2026\r\n 0108T090000\n',
    ],
    ['2026-01-05T14:00Z', '2026-01-09T14:00Z'],
  ],
  [
    'a zone named the way Mozilla, Evolution and libical name it',
    newYork,
    [
      'RRULE:FREQ=DAILY;COUNT=5',
      'EXDATE;TZID=/mozilla.org/20050126_1/America/New_York:20260106T090000',
      'EXDATE;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Berlin:20260107T150000',
      'EXDATE;TZID=/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires:20260108T110000',
      'EXDATE;TZID=Eastern Standard Time:20260109T090000',
    ],
    ['2026-01-05T14:00Z'],
  ],
  [
    'EXRULE takes out what it makes itself, DTSTART and RDATE among it, also where it makes thousands a day',
    newYork,
    [
      'RRULE:FREQ=DAILY;COUNT=3',
      'RDATE:20260106T143000Z,20260106T150000Z',
      'EXRULE:FREQ=SECONDLY;BYHOUR=9;BYMONTHDAY=6',
    ],
    ['2026-01-05T14:00Z', '2026-01-06T15:00Z', '2026-01-07T14:00Z'],
  ],
];

/** In a calendar of Berlin (MS-OXCICAL 2.1.3.2.2; jens-maus/node-ical#454, Etar-Group/Etar-Calendar#779, tutao/tutanota#5318). */
const midnights: readonly Row[] = [
  [
    'an all-day UNTIL that is the midnight of its day in UTC',
    '2026-10-01',
    ['RRULE:FREQ=DAILY;UNTIL=20261002T220000Z'],
    ['2026-10-01', '2026-10-02', '2026-10-03'],
  ],
  [
    'an all-day EXDATE that is the midnight of its day in UTC',
    '2026-01-05',
    ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20260105T230000Z'],
    ['2026-01-05', '2026-01-07'],
  ],
  [
    'an all-day RDATE that is the midnight of its day in UTC, in summer',
    '2026-01-05',
    ['RDATE:20260706T220000Z,20260710T000000Z'],
    ['2026-01-05', '2026-07-07', '2026-07-10'],
  ],
  [
    'any other time is the date as written',
    '2026-01-05',
    ['RRULE:FREQ=DAILY;UNTIL=20260106T235959Z', 'EXDATE;TZID=Asia/Tokyo:20260105T000000'],
    ['2026-01-06'],
  ],
];

/** Ends and days as programs that do not follow the RFC write them; each says clearly what it means. */
const loose: readonly Row[] = [
  ...[
    'RRULE:FREQ=DAILY;UNTIL=20260106T',
    'RRULE:FREQ=DAILY;UNTIL=20260106Z',
    'RRULE:FREQ=DAILY;UNTIL=20260106T240000',
    'COUNT=2;FREQ=DAILY',
    'INTERVAL=1;WKST=MO;FREQ=DAILY;COUNT=2',
  ].map((line): Row => [line, newYork, [line], ['2026-01-05T14:00Z', '2026-01-06T14:00Z']]),
  [
    'a space within a weekday',
    newYork,
    ['RRULE:FREQ=MONTHLY;BYDAY=1 MO, -1 FR;COUNT=3'],
    ['2026-01-05T14:00Z', '2026-01-30T14:00Z', '2026-02-02T14:00Z'],
  ],
];

const clocks: readonly Row[] = [
  [
    'a series that begins in the second 01:30 stays there, and nothing of it lies before its start',
    '2026-11-01T01:30:00-05:00 America/New_York',
    ['RRULE:FREQ=MINUTELY;INTERVAL=10;COUNT=5'],
    ['2026-11-01T06:30Z', '2026-11-01T06:40Z', '2026-11-01T06:50Z', '2026-11-01T07:00Z', '2026-11-01T07:10Z'],
  ],
  [
    'its own start is taken out by the time that clocks showed',
    '2026-11-01T01:30:00-05:00 America/New_York',
    ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;TZID=America/New_York:20261101T013000'],
    ['2026-11-02T06:30Z'],
  ],
  [
    'quicker than daily, clocks count: a repeated hour is not filled, a skipped one falls onto the next',
    '2026-10-31T23:00:00-04:00 America/New_York',
    ['RRULE:FREQ=HOURLY;COUNT=6'],
    [
      '2026-11-01T03:00Z',
      '2026-11-01T04:00Z',
      '2026-11-01T05:00Z',
      '2026-11-01T07:00Z',
      '2026-11-01T08:00Z',
      '2026-11-01T09:00Z',
    ],
  ],
  [
    'two times of a day that a gap turns round are given in the order they take place',
    '2026-03-07T02:30:00-05:00 America/New_York',
    ['RRULE:FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30;COUNT=8'],
    [
      // 02:00 and 02:30 on the 8th are skipped: 03:00 and 03:30, which are instances already.
      '2026-03-07T07:30Z',
      '2026-03-07T08:00Z',
      '2026-03-07T08:30Z',
      '2026-03-08T07:00Z',
      '2026-03-08T07:30Z',
      '2026-03-09T06:00Z',
    ],
  ],
  [
    'half an hour: Lord Howe’s 02:15 in its gap',
    '2026-10-03T02:15:00+10:30 Australia/Lord_Howe',
    ['RRULE:FREQ=DAILY;COUNT=3'],
    ['2026-10-02T15:45Z', '2026-10-03T15:45Z', '2026-10-04T15:15Z'],
  ],
  [
    'Apia’s missing 30 December 2011 falls onto the 31st, once',
    '2011-12-28T09:00:00-10:00 Pacific/Apia',
    ['RRULE:FREQ=DAILY;COUNT=5'],
    ['2011-12-28T19:00Z', '2011-12-29T19:00Z', '2011-12-30T19:00Z', '2011-12-31T19:00Z'],
  ],
  [
    'an all-day series has the date that Apia never had: it is a date, not a time',
    '2011-12-29',
    ['RRULE:FREQ=DAILY;COUNT=3'],
    ['2011-12-29', '2011-12-30', '2011-12-31'],
  ],
  [
    'Kwajalein crossed the date line in 1993',
    '1993-08-20T09:00:00-12:00 Pacific/Kwajalein',
    ['RRULE:FREQ=DAILY;COUNT=4'],
    ['1993-08-20T21:00Z', '1993-08-21T21:00Z', '1993-08-22T21:00Z'],
  ],
  [
    'two hours at once: Troll',
    '2026-03-28T02:30:00+00:00 Antarctica/Troll',
    ['RRULE:FREQ=DAILY;COUNT=3'],
    ['2026-03-28T02:30Z', '2026-03-29T02:30Z', '2026-03-30T00:30Z'],
  ],
  [
    'half an hour for good: Caracas in 2016, Pyongyang in 2018',
    '2016-04-30T09:00:00-04:30 America/Caracas',
    ['RRULE:FREQ=DAILY;COUNT=2', 'RDATE;TZID=Asia/Pyongyang:20180504T090000,20180506T090000'],
    ['2016-04-30T13:30Z', '2016-05-01T13:00Z', '2018-05-04T00:30Z', '2018-05-06T00:00Z'],
  ],
  [
    'midnight that São Paulo skipped',
    '2018-11-03T00:00:00-03:00 America/Sao_Paulo',
    ['RRULE:FREQ=DAILY;COUNT=3'],
    ['2018-11-03T03:00Z', '2018-11-04T03:00Z', '2018-11-05T02:00Z'],
  ],
  [
    'a winter time that is called daylight time turned round: Dublin',
    '2026-10-24T01:30:00+01:00 Europe/Dublin',
    ['RRULE:FREQ=DAILY;COUNT=3'],
    ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  ],
];

const zones: readonly Row[] = [
  ...['US/Eastern', 'EST5EDT', 'Eastern Standard Time', 'america/new_york'].map((zone): Row => [
    `${zone} is New York`,
    `2026-03-07T09:00:00-05:00 ${zone}`,
    ['RRULE:FREQ=DAILY;COUNT=2'],
    ['2026-03-07T14:00Z', '2026-03-08T13:00Z'],
  ]),
  ...['Etc/GMT+5', 'GMT-05:00', 'UTC-5', '-0500'].map((zone): Row => [
    `${zone} is five hours behind all year`,
    `2026-03-07T09:00:00-05:00 ${zone}`,
    ['RRULE:FREQ=DAILY;COUNT=2'],
    ['2026-03-07T14:00Z', '2026-03-08T14:00Z'],
  ]),
  [
    'an unknown zone gives way to the calendar’s: Berlin’s clocks go forward on the 29th',
    '2026-03-28T09:00:00Z Atlantis/Capital',
    ['RRULE:FREQ=DAILY;COUNT=2'],
    ['2026-03-28T09:00Z', '2026-03-29T08:00Z'],
  ],
];

describe.each([
  ['rules', rules],
  ['ends', ends],
  ['ends before the beginning', emptied],
  ['lists', listed],
  ['lines', lines],
  ['midnights', midnights],
  ['loose lines', loose],
  ['clocks', clocks],
  ['zones', zones],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_why, start, recurrence, expected) => {
    const series = compile(start, recurrence);
    expect(all(series)).toEqual(expected);
    // The same again one by one, as pages request it, and by name.
    let next = FIRST;
    for (const slot of slotsIn(series, FIRST, LAST, zoneOrUtc('UTC'), 12)) {
      const [found] = slotsIn(series, FIRST, LAST, zoneOrUtc('UTC'), 1, undefined, next);
      expect(found).toBe(slot);
      expect(hasSlot(series, slot)).toBe(true);
      next = (series.allDay ? slot * 1440 * MINUTE : slot) + 1;
    }
    expect(series.lastSlot).toBeGreaterThanOrEqual(
      slotsIn(series, FIRST, LAST, zoneOrUtc('UTC')).at(-1) ?? 0,
    );
  });
});

describe('pages', () => {
  /** The series read in pages of every size, each from where the last one ended. */
  const paged = (series: Series, size: number, fromMs: number, toMs: number, viewer = 'UTC'): number[] => {
    const zone = zoneOrUtc(viewer);
    const found: number[] = [];
    let next = fromMs;
    for (;;) {
      const page = slotsIn(series, fromMs, toMs, zone, size, undefined, next);
      found.push(...page);
      const last = page.at(-1);
      if (page.length < size || last === undefined) return found;
      next = last + 1;
    }
  };
  const gap = '2026-03-07T00:03:00-05:00 America/New_York';
  const [fromMs, toMs] = [Date.parse('2026-03-08T05:00:00Z'), Date.parse('2026-03-08T10:00:00Z')];

  test.each([
    ['a gap pushes an hour’s instances behind those of the next', ['RRULE:FREQ=MINUTELY;INTERVAL=7']],
    [
      'of which some are taken out',
      ['RRULE:FREQ=MINUTELY;INTERVAL=7', 'EXRULE:FREQ=MINUTELY;INTERVAL=21', 'RDATE:20260308T073100Z'],
    ],
    ['several times a day', ['RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=2,17,31,46']],
  ])('together contain what a window contains: %s', (_, recurrence) => {
    const series = compile(gap, recurrence, 0);
    const whole = slotsIn(series, fromMs, toMs, zoneOrUtc('UTC'));
    expect(whole.length).toBeGreaterThan(7);
    expect(whole.toSorted((a, b) => a - b)).toEqual(whole);
    for (let size = 1; size <= whole.length; size += 1) {
      expect(paged(series, size, fromMs, toMs)).toEqual(whole);
    }
  });

  test('a count that ends with a skipped time ends there', () => {
    const series = compile('2026-03-07T02:30:00-05:00 America/New_York', [
      'RRULE:FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,50;COUNT=6',
    ]);
    // 02:50 comes after 03:00 on the 8th; in the order of local times it is 02:00, 02:50, 03:00.
    expect(all(series).at(-1)).toBe('2026-03-08T07:50Z');
    expect(series.lastMs).toBe(Date.parse('2026-03-08T08:50:00Z'));
    expect(all(series, 12, Date.parse('2026-03-08T08:30:00Z'))).toEqual(['2026-03-08T07:50Z']);
  });
});

describe('all-day series for viewers whose clocks change at midnight', () => {
  const daily = compile('2000-01-01', ['RRULE:FREQ=DAILY']);
  const shown = (from: string, to: string, viewer: string): string[] =>
    all(daily, 9, Date.parse(from), Date.parse(to), viewer);

  test('a day set back across midnight continues once it has begun', () => {
    // In St. John’s 00:01 on 7 November 2010 became 23:01 on the 6th.
    expect(shown('2010-11-07T02:35:00Z', '2010-11-07T03:00:00Z', 'America/St_Johns')).toEqual(['2010-11-07']);
    expect(shown('2010-11-07T02:29:00Z', '2010-11-07T02:30:00Z', 'America/St_Johns')).toEqual(['2010-11-06']);
    // It has begun at 02:30Z, so a request for days that begin later does not return it again.
    const [from, to] = [Date.parse('2010-11-07T02:31:00Z'), Date.parse('2010-11-07T04:00:00Z')];
    expect(slotsIn(daily, from, to, zoneOrUtc('America/St_Johns'), 9, undefined, from)).toEqual([]);
  });

  test('a skipped midnight begins the day at the end of the gap', () => {
    expect(shown('2018-11-04T02:59:00Z', '2018-11-04T03:00:00Z', 'America/Sao_Paulo')).toEqual([
      '2018-11-03',
    ]);
    expect(shown('2018-11-04T03:00:00Z', '2018-11-04T03:01:00Z', 'America/Sao_Paulo')).toEqual([
      '2018-11-04',
    ]);
  });

  test('a skipped day is placed where it would have been, and never left out', () => {
    const both = ['2011-12-30', '2011-12-31'];
    expect(shown('2011-12-30T09:59:00Z', '2011-12-30T10:00:00Z', 'Pacific/Apia')).toEqual(['2011-12-29']);
    expect(shown('2011-12-30T10:00:00Z', '2011-12-30T11:00:00Z', 'Pacific/Apia')).toEqual(both);
    expect(shown('2011-12-30T11:00:00Z', '2011-12-30T12:00:00Z', 'Pacific/Apia')).toEqual(['2011-12-31']);
    const rest = slotsIn(
      daily,
      0,
      Date.parse('2011-12-30T12:00:00Z'),
      zoneOrUtc('Pacific/Apia'),
      9,
      undefined,
      Date.parse('2011-12-30T10:00:00Z'),
    );
    expect(rest.map((slot) => textOf(daily, slot))).toEqual(both);
  });
});

describe('what cannot be expanded', () => {
  test.each([
    ['another calendar', 'RRULE:RSCALE=CHINESE;FREQ=YEARLY'],
    ['no frequency', 'RRULE:COUNT=5'],
    ['an end that nobody can read', 'RRULE:FREQ=DAILY;UNTIL=eternity'],
    ['an end with a zone of its own', 'RRULE:FREQ=DAILY;UNTIL;TZID=Europe/Berlin=20260107T150000'],
    ['an end without a value', 'RRULE:FREQ=DAILY;COUNT'],
    ['30 February', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
    ['a count that takes too long', 'RRULE:FREQ=YEARLY;BYDAY=MO;COUNT=100000000'],
  ])('keeps its end open, so that no exception counts as being after it: %s', (_, rule) => {
    const series = compile(newYork, [rule]);
    expect(series.flaw).not.toBeNull();
    expect(series.lastSlot).toBe(Infinity);
    expect(all(series, 1)).toEqual(['2026-01-05T14:00Z']);
  });

  test('thousands of lines with a date each are all read', () => {
    const dates = Array.from({ length: 4000 }, (_, i) =>
      new Date(Date.parse('2026-01-05T14:00:00Z') + i * 1440 * MINUTE)
        .toISOString()
        .replace(/[-:]|\.000/g, ''),
    );
    const series = compile(newYork, [
      'RRULE:FREQ=DAILY;COUNT=4001',
      ...dates.map((date) => `EXDATE:${date}`),
    ]);
    expect(series.flaw).toBeNull();
    // From March to November the same 14:00Z is an hour too late for an instance.
    expect(all(series, 1)).toEqual(['2026-03-08T13:00Z']);
  });

  test('a rare rule is found however far away it is, and an impossible one costs little', () => {
    const rare = compile('2026-01-05', ['RRULE:FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=29']);
    expect(all(rare, 3)).toEqual(['2026-01-05', '2044-02-29', '2072-02-29']);
    const rarest = compile('2026-01-05', ['RRULE:FREQ=YEARLY;INTERVAL=100;BYWEEKNO=53;BYDAY=WE']);
    expect(all(rarest, 4, FIRST, Date.parse('9999-01-01T00:00:00Z')).length).toBe(4);
  });
});
