/**
 * Sentences about how a series repeats. The property test interprets the English sentence, day by day, with nothing
 * but the sentence and the first date, and compares the result with what the agenda shows.
 */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../main/recurrence/civil.ts';
import { repeatOf } from '../../main/recurrence/describeRepeat.ts';
import { compileSeries } from '../../main/recurrence/series.ts';
import { slotsIn } from '../../main/recurrence/slots.ts';
import { dayAt, utc } from '../../shared/zone.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { EventTime } from '../../shared/model.ts';
import { createFormat, type Format } from '../../shared/text/createFormat.ts';
import { repeatText } from '../../shared/text/repeatText.ts';

const vienna = 'Europe/Vienna';
const at = (local: string, zone = vienna): EventTime =>
  local.length === 10
    ? { kind: 'date', date: local }
    : {
        kind: 'timed',
        ms: Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds,
        zone,
      };

const compile = (lines: readonly string[], start: EventTime) =>
  compileSeries({ start, end: start, recurrence: lines, fallbackZone: vienna });

const formats = new Map<string, Format>();
const formatFor = (locale: string, timeZone: string): Format => {
  const known = formats.get(locale + timeZone) ?? createFormat({ locale, timeZone });
  formats.set(locale + timeZone, known);
  return known;
};

const say = (
  lines: readonly string[],
  { start = at('2026-11-24T10:00'), locale = 'en-GB', viewer = vienna } = {},
): string | null => {
  const repeat = repeatOf(lines, compile(lines, start));
  const nearMs = start.kind === 'timed' ? start.ms : Date.parse(start.date);
  return repeat === null ? null : repeatText(repeat, messagesFor(locale), formatFor(locale, viewer), nearMs);
};

/** The first date is Tuesday 24 November 2026, 10:00 in Vienna. */
const cases: readonly (readonly [rule: string, english: string, german: string])[] = [
  ['FREQ=DAILY', 'Daily', 'Täglich'],
  ['FREQ=DAILY;INTERVAL=3', 'Every 3 days', 'Alle 3 Tage'],
  ['FREQ=DAILY;COUNT=10', 'Daily, 10 times', 'Täglich, 10-mal'],
  ['FREQ=WEEKLY', 'Weekly on Tuesday', 'Wöchentlich am Dienstag'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270303T225959Z',
    'Every 2 weeks on Tuesday and Thursday until 3 March 2027',
    'Alle 2 Wochen am Dienstag und Donnerstag bis 3. März 2027',
  ],
  [
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    'Every weekday (Monday to Friday)',
    'Jeden Wochentag (Montag bis Freitag)',
  ],
  ['FREQ=DAILY;BYDAY=TU,FR', 'Weekly on Tuesday and Friday', 'Wöchentlich am Dienstag und Freitag'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'Daily', 'Täglich'],
  ['FREQ=MONTHLY', 'Monthly on the 24th', 'Monatlich am 24.'],
  ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=24', 'Every 3 months on the 24th', 'Alle 3 Monate am 24.'],
  ['FREQ=MONTHLY;BYDAY=4TU', 'Monthly on the fourth Tuesday', 'Monatlich am vierten Dienstag'],
  ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=4', 'Monthly on the fourth Tuesday', 'Monatlich am vierten Dienstag'],
  [
    'FREQ=MONTHLY;BYDAY=2TU,4TU',
    'Monthly on the second Tuesday and fourth Tuesday',
    'Monatlich am zweiten Dienstag und vierten Dienstag',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'Monthly on the last weekday, plus other dates',
    'Monatlich am letzten Wochentag (Montag bis Freitag), plus weitere Termine',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'Monthly on the last day, plus other dates',
    'Monatlich am letzten Tag, plus weitere Termine',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
    'Monthly on the last day, plus other dates',
    'Monatlich am letzten Tag, plus weitere Termine',
  ],
  ['FREQ=MONTHLY;BYMONTHDAY=1,15,24', 'Monthly on the 1st, 15th and 24th', 'Monatlich am 1., 15. und 24.'],
  ['FREQ=YEARLY', 'Annually on 24 November', 'Jährlich am 24. November'],
  [
    'FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYMONTHDAY=24',
    'Every 2 years on 24 November',
    'Alle 2 Jahre am 24. November',
  ],
  [
    'FREQ=YEARLY;BYMONTH=5,11;BYMONTHDAY=24',
    'Annually on 24 May and 24 November',
    'Jährlich am 24. Mai und 24. November',
  ],
  [
    'FREQ=YEARLY;BYMONTH=11;BYDAY=4TU',
    'Annually on the fourth Tuesday of November',
    'Jährlich am vierten Dienstag im November',
  ],
  [
    'FREQ=MONTHLY;BYMONTH=11;BYDAY=-1TU',
    'Annually on the last Tuesday of November',
    'Jährlich am letzten Dienstag im November',
  ],
  ['FREQ=WEEKLY;COUNT=1', 'Weekly on Tuesday, 1 time', 'Wöchentlich am Dienstag, 1-mal'],
];

describe('a rule as a sentence', () => {
  test.each(cases)('%s', (rule, english, german) => {
    // The rules of the last day and weekday do not match the first date; it counts all the same.
    expect(say([`RRULE:${rule}`])).toBe(english);
    expect(say([`RRULE:${rule}`], { locale: 'de-AT' })).toBe(german);
  });

  test('is empty for a single event, and for lines without a repetition', () => {
    expect(say([])).toBeNull();
    expect(say(['EXDATE:20261124T090000Z'])).toBeNull();
  });

  test('mentions further rules and dates', () => {
    const weekly = 'RRULE:FREQ=WEEKLY';
    expect(say([weekly, 'RRULE:FREQ=MONTHLY;BYDAY=1MO'])).toBe('Weekly on Tuesday, plus other rules');
    expect(say([weekly, 'RDATE:20261126T090000Z'])).toBe('Weekly on Tuesday, plus other dates');
    expect(say([weekly, 'EXDATE:20261201T090000Z'])).toBe('Weekly on Tuesday, with exceptions');
    expect(say([weekly, 'EXRULE:FREQ=MONTHLY'])).toBe('Weekly on Tuesday, with exceptions');
    expect(say(['RRULE:FREQ=WEEKLY;BYDAY=WE'])).toBe('Weekly on Wednesday, plus other dates');
  });

  const unsaid = 'Repeats on a custom schedule';
  test.each([
    'FREQ=HOURLY',
    'FREQ=DAILY;BYHOUR=9,17',
    'FREQ=DAILY;BYHOUR=12',
    'FREQ=DAILY;INTERVAL=2;BYDAY=MO',
    'FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR',
    'FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,3',
    'FREQ=MONTHLY;BYDAY=MO,2TU',
    'FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8',
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    'FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=1',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=YEARLY;BYYEARDAY=100',
    'FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=5',
    'FREQ=WEEKLY;BYMONTH=3',
    'FREQ=WEEKLY;COUNT=5;UNTIL=20270303T225959Z',
    'FREQ=SOMETIMES',
    'FREQ=WEEKLY;UNTIL=never',
    'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31',
  ])('%s is reported as too complicated', (rule) => {
    expect(say([`RRULE:${rule}`])).toBe(unsaid);
  });

  test('ends on the last date that can have an instance', () => {
    const until = (value: string) => say([`RRULE:FREQ=DAILY;UNTIL=${value}`]);
    expect(until('20261203T090000Z')).toBe('Daily until 3 December 2026');
    // Before that day's meeting.
    expect(until('20261203T085959Z')).toBe('Daily until 2 December 2026');
    expect(until('20261203T000000Z')).toBe('Daily until 2 December 2026');
    expect(until('20261203')).toBe('Daily until 3 December 2026');
    const birthday = { start: at('2026-11-24') };
    expect(say(['RRULE:FREQ=YEARLY;UNTIL=20301124'], birthday)).toBe(
      'Annually on 24 November until 24 November 2030',
    );
  });

  test('names the place whose weekdays it means if the viewer’s differ', () => {
    const evening = at('2026-11-24T20:00', 'America/Los_Angeles');
    const weekly = ['RRULE:FREQ=WEEKLY'];
    expect(say(weekly, { start: evening })).toBe('Weekly on Tuesday (Los Angeles time)');
    expect(say(weekly, { start: evening, locale: 'de' })).toBe(
      'Wöchentlich am Dienstag (Ortszeit Los Angeles)',
    );
    expect(say(weekly, { start: evening, viewer: 'America/Los_Angeles' })).toBe('Weekly on Tuesday');
    expect(say(weekly, { start: at('2026-11-24T10:00', 'Europe/London') })).toBe('Weekly on Tuesday');
    // Another day only in summer: London has it at 23:30 then, and Lagos at 23:30 all year round.
    const lagos = at('2026-11-24T23:30', 'Africa/Lagos');
    expect(say(weekly, { start: lagos, viewer: 'Europe/London' })).toBe('Weekly on Tuesday');
    expect(say(weekly, { start: lagos, viewer: 'Europe/Vienna' })).toBe('Weekly on Tuesday (Lagos time)');
    expect(say(weekly, { start: at('2026-11-24'), viewer: 'America/Los_Angeles' })).toBe('Weekly on Tuesday');
  });
});

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const positionNames = ['first', 'second', 'third', 'fourth', 'fifth'];
const words = (list: string): string[] => list.split(/, | and /);

/** A day as the sentence describes it, in plain numbers, because thousands are checked. */
interface Day {
  readonly iso: string;
  readonly number: number;
  readonly year: number;
  readonly month: number;
  readonly date: number;
  /** 0 Monday … 6 Sunday. */
  readonly weekday: number;
  readonly monthLength: number;
}

const days: readonly Day[] = Array.from({ length: 7 * 366 }, (_, index) => {
  const day = new Temporal.PlainDate(2026, 1, 1).add({ days: index });
  return {
    iso: day.toString(),
    number: index,
    year: day.year,
    month: day.month,
    date: day.day,
    weekday: day.dayOfWeek - 1,
    monthLength: day.daysInMonth,
  };
});

const dayTest = (text: string): ((day: Day) => boolean) => {
  if (text === 'last day') return (day) => day.date === day.monthLength;
  const date = /^(\d+)(?:st|nd|rd|th)$/.exec(text);
  if (date) return (day) => day.date === Number(date[1]);
  const [, position = '', what = ''] = /^(.+) (\w+)$/.exec(text) ?? [];
  const isOne = (weekday: number): boolean =>
    what === 'weekday' ? weekday < 5 : weekdayNames[weekday] === what;
  return (day) => {
    if (!isOne(day.weekday)) return false;
    const all: number[] = [];
    for (let one = 1; one <= day.monthLength; one += 1) {
      if (isOne((day.weekday + one - day.date + 35) % 7)) all.push(one);
    }
    const index = all.indexOf(day.date);
    if (position === 'last') return index === all.length - 1;
    if (position === 'second to last') return index === all.length - 2;
    return positionNames[index] === position;
  };
};

interface Read {
  readonly matches: (day: Day) => boolean;
  /** Inclusive. */
  readonly until: string | null;
  readonly count: number | null;
}

const readDate = (text: string): string => {
  const [day, month, year] = text.split(' ');
  return new Temporal.PlainDate(Number(year), monthNames.indexOf(month ?? '') + 1, Number(day)).toString();
};

/** The sentence as a predicate on days. `weekStart` is what no sentence says: where the weeks of a fortnight begin. */
const readSentence = (sentence: string, first: Day, weekStart: number): Read => {
  let rest = sentence;
  const take = (pattern: RegExp): string | null => {
    const match = pattern.exec(rest);
    if (match) rest = rest.replace(pattern, '');
    return match?.[1] ?? null;
  };
  const count = take(/, (\d+) times?$/);
  const until = take(/ until (\d+ \w+ \d+)$/);
  const ends = {
    until: until === null ? null : readDate(until),
    count: count === null ? null : Number(count),
  };
  if (rest === 'Every weekday (Monday to Friday)') return { matches: (day) => day.weekday < 5, ...ends };
  const head = /^(?:Daily|Weekly|Monthly|Annually|Every (\d+) (?:day|week|month|year)s)(?: on (.*))?$/.exec(
    rest,
  );
  if (!head) throw new Error(`no sentence: ${sentence}`);
  const every = Number(head[1] ?? 1);
  const on = head[2] ?? '';
  const months = (day: Day): number => (day.year - first.year) * 12 + day.month - first.month;
  if (/^Daily|days$/.test(rest))
    return { matches: (day) => (day.number - first.number) % every === 0, ...ends };
  if (/^Weekly|^Every \d+ weeks/.test(rest)) {
    const weekOf = (day: Day): number => day.number - ((day.weekday - weekStart + 7) % 7);
    const names = words(on);
    return {
      matches: (day) =>
        names.includes(weekdayNames[day.weekday] ?? '') && ((weekOf(day) - weekOf(first)) / 7) % every === 0,
      ...ends,
    };
  }
  if (/^Monthly|^Every \d+ months/.test(rest)) {
    const tests = words(on.replace(/^the /, '')).map(dayTest);
    return { matches: (day) => months(day) % every === 0 && tests.some((one) => one(day)), ...ends };
  }
  const inYear = (day: Day): boolean => (day.year - first.year) % every === 0;
  const of = /^the (.*) of (.*)$/.exec(on);
  if (of) {
    const tests = words(of[1] ?? '').map(dayTest);
    const named = words(of[2] ?? '');
    return {
      matches: (day) =>
        inYear(day) && named.includes(monthNames[day.month - 1] ?? '') && tests.some((one) => one(day)),
      ...ends,
    };
  }
  const dates = words(on);
  return {
    matches: (day) => inYear(day) && dates.includes(`${day.date} ${monthNames[day.month - 1] ?? ''}`),
    ...ends,
  };
};

describe('what the sentence says is what the agenda shows', () => {
  const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const some = <T>(value: fc.Arbitrary<T>, most: number) =>
    fc.uniqueArray(value, { minLength: 1, maxLength: most });
  const part = (name: string, value: fc.Arbitrary<unknown>, weight = 1): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 4 - weight, arbitrary: fc.constant('') },
      {
        weight,
        arbitrary: value.map((one) => `;${name}=${String(one)}`),
      },
    );
  const weekdays = fc.oneof(
    some(fc.constantFrom(...codes), 7),
    fc.constant(['MO', 'TU', 'WE', 'TH', 'FR']),
    fc.constant(codes),
    some(
      fc
        .tuple(fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3), fc.constantFrom(...codes))
        .map((day) => day.join('')),
      3,
    ),
  );
  const rule = fc
    .tuple(
      fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'MONTHLY', 'YEARLY', 'HOURLY'),
      part('INTERVAL', fc.integer({ min: 1, max: 4 })),
      part('BYDAY', weekdays, 2),
      part('BYMONTHDAY', some(fc.constantFrom(1, 2, 15, 24, 28, 29, 30, 31, -1, -2), 4)),
      part('BYMONTH', some(fc.integer({ min: 1, max: 12 }), 3)),
      part('BYSETPOS', fc.constantFrom('1', '2', '4', '5', '-1', '-2', '-3', '1,-1', '24')),
      fc.oneof(
        { weight: 6, arbitrary: fc.constant('') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            ';BYHOUR=10',
            ';BYHOUR=11',
            ';BYWEEKNO=5',
            ';BYYEARDAY=-1',
            ';BYMINUTE=0,30',
          ),
        },
      ),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }).map((count) => `;COUNT=${count}`) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.integer({ min: 1, max: 28 }), fc.constantFrom('', 'T000000Z', 'T090000Z', 'T235959Z'))
            .map(([day, time]) => `;UNTIL=202711${String(day).padStart(2, '0')}${time}`),
        },
      ),
      fc.constantFrom('', ';WKST=SU', ';WKST=TH'),
    )
    .map(([frequency, ...parts]) => `FREQ=${frequency}${parts.join('')}`);
  const start = fc.constantFrom(
    '2026-11-24T10:00',
    '2026-11-24',
    '2026-11-30T23:30',
    '2027-01-31T00:15',
    '2028-02-29T10:00',
    '2026-11-29',
  );

  const years = 4;
  const daysShown = (lines: readonly string[], from: EventTime) => {
    const series = compile(lines, from);
    const fromMs = series.firstMs - 86_400_000;
    const slots = slotsIn(series, fromMs, fromMs + years * 366 * 86_400_000, utc);
    const { zone } = series;
    return new Set(slots.map((slot) => (series.allDay ? isoOfDay(slot) : isoOfDay(dayAt(zone, slot)))));
  };

  const daysSaid = (sentence: string, first: Day, weekStart: number): string[] => {
    const { matches, until, count } = readSentence(sentence, first, weekStart);
    const said: string[] = [];
    for (const day of days.slice(first.number)) {
      if (day.year >= first.year + years - 1 || (until !== null && day.iso > until)) break;
      if (count !== null && said.length >= count) break;
      if (matches(day)) said.push(day.iso);
    }
    return said;
  };

  const check = (text: string, local: string): boolean => {
    const from = at(local);
    const sentence = say([`RRULE:${text}`], { start: from });
    if (sentence === null || sentence.startsWith('Repeats on')) return false;
    const first = days.find(({ iso }) => iso === local.slice(0, 10));
    if (first === undefined) throw new Error(local);
    const weekStart = codes.indexOf(/WKST=(..)/.exec(text)?.[1] ?? 'MO');
    const said = daysSaid(sentence.replace(', plus other dates', ''), first, weekStart);
    const end = `${first.year + years - 1}`;
    const shown = new Set([...daysShown([`RRULE:${text}`], from)].filter((day) => day < end));
    // The first date counts in any case; if the rule does not match it, the sentence mentions further dates.
    if (sentence.endsWith(', plus other dates')) {
      expect(said).not.toContain(first.iso);
      shown.delete(first.iso);
    }
    expect([text, local, sentence, [...shown].toSorted()]).toEqual([text, local, sentence, said]);
    return true;
  };

  test('day by day, for every rule that has a sentence', () => {
    let spoken = 0;
    let all = 0;
    fc.assert(
      fc.property(rule, start, (text, local) => {
        all += 1;
        if (check(text, local)) spoken += 1;
      }),
      { numRuns: 1000 },
    );
    // Otherwise the property would hold trivially.
    expect(spoken / all).toBeGreaterThan(0.2);
  });

  test('also for the rules of the table', () => {
    for (const [text] of cases) expect([text, check(text, '2026-11-24T10:00')]).toEqual([text, true]);
  });

  test('in German with the same parts: both languages say the same', () => {
    fc.assert(
      fc.property(rule, start, (text, local) => {
        const english = say([`RRULE:${text}`], { start: at(local) }) ?? '';
        const german = say([`RRULE:${text}`], { start: at(local), locale: 'de' }) ?? '';
        const numbers = (sentence: string): string => (sentence.match(/\d+/g) ?? []).toSorted().join(' ');
        expect(numbers(german)).toBe(numbers(english));
        expect(german).not.toContain('undefined');
        expect(german.startsWith('Benutzerdefinierte')).toBe(english.startsWith('Repeats on'));
      }),
      { numRuns: 300 },
    );
  });
});
