/** What typed lines mean: the table of lines, other clocks and zones, what was chosen before, and any text at all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLine, type LineOptions } from '../../main/quickAdd/parseLine.ts';
import { LONGEST_LINE, type QuickLine } from '../../shared/quickAdd.ts';
import type { DraftTime } from '../../shared/writing.ts';
import { american, british, german, type Row } from './lines.ts';

const tuesday: LineOptions = {
  nowMs: Date.parse('2026-11-24T09:00:00Z'),
  zone: 'Europe/Berlin',
  language: 'en',
  hour12: false,
  monthFirst: false,
};

const whenText = (when: DraftTime): string => {
  if (when.allDay) return `${when.from} to ${when.to}`;
  const [startDay, start] = when.start.split('T');
  const [endDay, end] = when.end.split('T');
  return `${startDay} ${start}–${startDay === endDay ? '' : `${endDay} `}${end}`;
};

const read = (line: string, options: Partial<LineOptions> = {}): QuickLine =>
  parseLine(line, { ...tuesday, ...options });
const when = (line: string, options?: Partial<LineOptions>): string => whenText(read(line, options).when);

const check = (rows: readonly Row[], options: Partial<LineOptions>): void => {
  test.each(rows.map((row) => ({ line: row[0], row })))('$line', ({ line, row }) => {
    const [, title, expected, rest = {}] = row;
    const found = read(line, options);
    expect({
      title: found.title,
      when: whenText(found.when),
      repeat: found.repeat ?? undefined,
      place: found.place || undefined,
      guests: found.guests.length > 0 ? found.guests : undefined,
      assumed: found.assumed.length > 0 ? found.assumed : undefined,
    }).toEqual({
      title,
      when: expected,
      repeat: rest.repeat === undefined ? undefined : `RRULE:${rest.repeat}`,
      place: rest.place,
      guests: rest.guests,
      assumed: rest.assumed,
    });
  });
};

describe('an English line', () => check(british, { language: 'en' }));
describe('an English line where the clock has 12 hours and the month comes first', () =>
  check(american, { language: 'en', hour12: true, monthFirst: true }));
describe('a German line', () => check(german, { language: 'de' }));

test('the two example lines are understood in either language of the app', () => {
  for (const language of ['en', 'de'] as const) {
    expect(read('Lunch with Mia tomorrow 12:30 1h at Café Quince', { language })).toMatchObject({
      title: 'Lunch with Mia',
      when: { allDay: false, start: '2026-11-25T12:30', end: '2026-11-25T13:30', zone: 'Europe/Berlin' },
      place: 'Café Quince',
      repeat: null,
    });
    expect(read('Mi 14–15 Uhr Planung wöchentlich', { language })).toMatchObject({
      title: 'Planung',
      when: { allDay: false, start: '2026-11-25T14:00', end: '2026-11-25T15:00' },
      repeat: 'RRULE:FREQ=WEEKLY;BYDAY=WE',
    });
  }
});

test('parts are the stretches of the text that were understood', () => {
  const line = 'Lunch with Mia tomorrow 12:30 1h at Café Quince';
  expect(read(line).parts.map(({ kind, start, end }) => [kind, line.slice(start, end)])).toEqual([
    ['date', 'tomorrow'],
    ['time', '12:30'],
    ['duration', '1h'],
    ['place', 'at Café Quince'],
  ]);
});

describe('the calendar', () => {
  const at = (instant: string, zone = 'Europe/Berlin'): Partial<LineOptions> => ({
    nowMs: Date.parse(instant),
    zone,
  });

  test('at the end of the year, days go on in the next one', () => {
    const eve = at('2026-12-31T21:30:00Z');
    expect(when('call tomorrow 9:00', eve)).toBe('2027-01-01 09:00–10:00');
    expect(when('Feuerwerk 23:30 1h', eve)).toBe('2026-12-31 23:30–2027-01-01 00:30');
    expect(when('Besuch 2.1.', eve)).toBe('2027-01-02 to 2027-01-03');
    expect(when('Review Jan 4 10:00', eve)).toBe('2027-01-04 10:00–11:00');
    expect(when('party 31.12. 22 Uhr', { ...eve, language: 'de' })).toBe('2027-12-31 22:00–23:00');
  });

  test('a time that clocks skip is moved by the gap, and said', () => {
    const before = at('2027-03-27T09:00:00Z');
    const found = read('deploy tomorrow 2:30', before);
    expect(whenText(found.when)).toBe('2027-03-28 03:30–04:30');
    expect(found.assumed).toEqual(['clockChange']);
  });

  test('a length is elapsed time, also across a clock change', () => {
    expect(when('deploy tomorrow 1:30 2h', at('2027-03-27T09:00:00Z'))).toBe('2027-03-28 01:30–04:30');
    expect(when('deploy tomorrow 1:30 3h', at('2026-10-24T08:00:00Z'))).toBe('2026-10-25 01:30–03:30');
  });

  test('“today” is the day in the zone of the viewer', () => {
    const night = '2026-11-24T02:00:00Z';
    expect(when('call today 23:00', at(night, 'America/Los_Angeles'))).toBe(
      '2026-11-23 23:00–2026-11-24 00:00',
    );
    expect(when('call today 23:00', at(night, 'Asia/Tokyo'))).toBe('2026-11-24 23:00–2026-11-25 00:00');
    expect(when('in 30 min call', at(night, 'Asia/Kolkata'))).toBe('2026-11-24 08:00–09:00');
  });

  test('“next Friday” is that of the next week on every day, and said to be open', () => {
    const fridays = ['23', '24', '25', '26', '27', '28', '29'].map((day) =>
      when('next Friday 10am', at(`2026-11-${day}T08:00:00Z`)).slice(0, 10),
    );
    expect(new Set(fridays)).toEqual(new Set(['2026-12-04']));
    expect(read('next Friday 10am').assumed).toEqual(['nextWeekday']);
  });

  test('a rule ends with the last second of its day in the zone, in UTC, or with a date [W31]', () => {
    expect(read('gym daily 7am until Dec 20', at('2026-11-24T09:00:00Z', 'America/New_York')).repeat).toBe(
      'RRULE:FREQ=DAILY;UNTIL=20261221T045959Z',
    );
    expect(read('pills daily all day until Dec 20').repeat).toBe('RRULE:FREQ=DAILY;UNTIL=20261220');
  });
});

describe('what was chosen before typing', () => {
  const day = { base: { date: '2026-12-03' } };
  const slot = { base: { date: '2026-12-03', startMinute: 600, endMinute: 645 } };

  test('is used where the line says nothing', () => {
    expect(when('Planning', day)).toBe('2026-12-03 09:00–10:00');
    expect(when('Planning', slot)).toBe('2026-12-03 10:00–10:45');
    expect(when('Planning 8:00', day)).toBe('2026-12-03 08:00–09:00');
    expect(when('Planning 20 min', slot)).toBe('2026-12-03 10:00–10:20');
    expect(when('Planning Friday', slot)).toBe('2026-11-27 10:00–10:45');
  });

  test('gives way to what the line says', () => {
    expect(when('Planning tomorrow 14:00', slot)).toBe('2026-11-25 14:00–15:00');
    expect(when('Planning all day', slot)).toBe('2026-12-03 to 2026-12-04');
  });
});

describe('guests', () => {
  const people = [
    { name: 'Mia Example', email: 'mia@example.com' },
    { name: 'Leo One', email: 'leo.one@example.com' },
    { name: 'Leo Two', email: 'leo.two@example.com' },
  ];

  test('a name is a guest only if it belongs to exactly one known address', () => {
    expect(read('Lunch with Mia tomorrow', { people })).toMatchObject({
      title: 'Lunch',
      guests: ['mia@example.com'],
    });
    expect(read('Lunch with Leo tomorrow', { people })).toMatchObject({
      title: 'Lunch with Leo',
      guests: [],
    });
    expect(read('Lunch with Leo Two and Mia tomorrow', { people })).toMatchObject({
      title: 'Lunch',
      guests: ['leo.two@example.com', 'mia@example.com'],
    });
    expect(read('Lunch with Nobody tomorrow', { people })).toMatchObject({
      title: 'Lunch with Nobody',
      guests: [],
    });
    expect(read('Mia tomorrow', { people })).toMatchObject({ title: 'Mia', guests: [] });
  });
});

// --- Any text ------------------------------------------------------------------------------------------------------

const fragments = [
  'tomorrow',
  'morgen',
  'next',
  'Friday',
  'Fr',
  'Mi.',
  'at',
  'um',
  '12',
  '12:30',
  '3pm',
  '14–15',
  'Uhr',
  '24.12.',
  '31.2.',
  'every',
  'jeden',
  '2.',
  'Montag',
  'weekly',
  'bis',
  'until',
  'in',
  'Raum',
  '4',
  'Café',
  '"',
  '„',
  '“',
  '@',
  'mia@example.com',
  'with',
  'for',
  '3 days',
  '90 min',
  '1,5 Std.',
  '½ h',
  'halb',
  'drei',
  '2026-02-31',
  '99/99/9999',
  '29.2.',
  'Feb 29',
  '24:00',
  '-',
  '¦',
  ',',
];
const anyLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 14 }).map((words) => words.join(' ')),
  fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 4 })), { maxLength: 14 })
    .map((words) => words.join('')),
);
const anyOptions = fc.record({
  nowMs: fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2099-12-31T00:00:00Z') }),
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'),
  language: fc.constantFrom('en' as const, 'de' as const),
  hour12: fc.boolean(),
  monthFirst: fc.boolean(),
});

test('whatever is typed, parts lie in the text in order, and the event is one that can be sent', () => {
  fc.assert(
    fc.property(anyLine, anyOptions, (text, options) => {
      const found = parseLine(text, options);
      let last = 0;
      for (const { start, end } of found.parts) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
      if (found.when.allDay) {
        expect(found.when.from).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(found.when.to > found.when.from).toBe(true);
      } else {
        expect(found.when.start).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
        expect(found.when.end).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
      }
      if (found.repeat !== null) expect(found.repeat).toMatch(/^RRULE:FREQ=[A-Z]+(;[A-Z]+=[-\w,]+)*$/);
      // Nothing that was not typed gets into the title.
      for (const character of found.title) expect(text.includes(character) || character === ' ').toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('a line that nobody understands stays whole as the title', () => {
  for (const title of ['Project X', 'ask Ana about budget', 'Über Österreich', '北京', '🎉'])
    expect(read(title)).toMatchObject({ title, parts: [], guests: [], place: '', repeat: null });
});

test('of a line that is too long only the beginning is read', () => {
  const found = read(`${'x'.repeat(LONGEST_LINE)} tomorrow`);
  expect(found.parts).toEqual([]);
  expect(found.title).toHaveLength(LONGEST_LINE);
});

test.each([
  ['digits', '1'.repeat(LONGEST_LINE)],
  ['times', '1:1 '.repeat(LONGEST_LINE / 4)],
  ['dots', '1.1.'.repeat(LONGEST_LINE / 4)],
  ['dashes', '1-'.repeat(LONGEST_LINE / 2)],
  ['spaces', ' '.repeat(LONGEST_LINE)],
  ['at', 'at '.repeat(LONGEST_LINE / 3)],
  ['at signs', 'a@'.repeat(LONGEST_LINE / 2)],
  ['an endless address', `a@${'a.'.repeat(LONGEST_LINE / 2)}`],
  ['quotes', '"„“'.repeat(LONGEST_LINE / 3)],
  ['weekdays', 'mo, '.repeat(LONGEST_LINE / 4)],
  ['every', 'every 2nd '.repeat(LONGEST_LINE / 10)],
  ['in', 'in 1 '.repeat(LONGEST_LINE / 5)],
  ['numbers in words', 'eine '.repeat(LONGEST_LINE / 5)],
  ['months', 'Dec 1 '.repeat(LONGEST_LINE / 6)],
])('a full line of %s is read before the test times out', (_name, text) => {
  // Exponential matching would need years.
  expect(read(text.slice(0, LONGEST_LINE)).title.length).toBeLessThanOrEqual(LONGEST_LINE);
});
