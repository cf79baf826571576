/** How an event repeats: `weekly`, `every other Tuesday`, `jeden 2. Montag im Monat`, `dienstags`. Pure. */
import { END, START, type Line } from './line.ts';
import {
  fullWeekdayNames,
  NUMBER,
  numberOf,
  ORDINAL,
  ordinalOf,
  weekdayNames,
  weekdayOf,
  type Language,
} from './vocabulary.ts';

export interface Repetition {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  /** 0 = Monday; empty: that of the first date. */
  readonly weekdays: readonly number[];
  /** The position of the weekday in its month; −1: the last; null: every one. */
  readonly position: number | null;
  readonly count: number | null;
  readonly language: Language;
}

type Read = Omit<Repetition, 'count' | 'language'>;

const plain = (frequency: Read['frequency'], interval = 1): Read => ({
  frequency,
  interval,
  weekdays: [],
  position: null,
});
const workdays: Read = { ...plain('WEEKLY'), weekdays: [0, 1, 2, 3, 4] };

const list = (names: string, and: string): string =>
  `(?:${names})s?(?:(?:\\s?,\\s?|\\s${and}\\s|\\s?&\\s?)(?:${names})s?){0,6}`;
const weekdaysIn = (text: string): readonly number[] => {
  const found = text.split(/\s?,\s?|\s(?:and|und)\s|\s?&\s?/iu).map((name) => weekdayOf(name.trim()));
  return [...new Set(found.filter((day) => day !== null))].toSorted((a, b) => a - b);
};

const units: Readonly<Record<string, Read['frequency']>> = {
  day: 'DAILY',
  tag: 'DAILY',
  week: 'WEEKLY',
  woche: 'WEEKLY',
  month: 'MONTHLY',
  monat: 'MONTHLY',
  year: 'YEARLY',
  jahr: 'YEARLY',
};
const frequencyOf = (unit: string): Read['frequency'] => {
  const lower = unit.toLowerCase();
  return Object.entries(units).find(([name]) => lower.startsWith(name))?.[1] ?? 'WEEKLY';
};

interface Form {
  readonly pattern: RegExp;
  readonly language: Language;
  readonly read: (groups: readonly (string | undefined)[]) => Read | null;
}
const form = (language: Language, source: string, read: Form['read']): Form => ({
  pattern: new RegExp(`${START}(?:${source})${END}`, 'iu'),
  language,
  read,
});

/** "Every second Tuesday" is every other one; "of the month" makes it the second. */
const positioned = (ordinal: string, name: string, ofMonth: string | undefined): Read | null => {
  const day = weekdayOf(name);
  const position = ordinalOf(ordinal);
  if (day === null || position === 0 || position > 5) return null;
  // "Every first Monday" and "every last Friday" have no other meaning than in the month.
  return ofMonth === undefined && position > 1
    ? { ...plain('WEEKLY', position), weekdays: [day] }
    : { ...plain('MONTHLY'), weekdays: [day], position };
};

/** The more exact forms first. */
const forms: readonly Form[] = [
  form(
    'en',
    `(?:every|each)\\s(${ORDINAL})\\s(${weekdayNames.en})(\\s(?:of|in)\\s(?:the|each|every)\\smonth)?`,
    ([ordinal = '', name = '', ofMonth]) => positioned(ordinal, name, ofMonth),
  ),
  form(
    'en',
    `(?:on\\s)?(?:the\\s)?(${ORDINAL})\\s(${weekdayNames.en})\\s(?:of|in)\\s(?:the|each|every)\\smonth|monthly\\son\\sthe\\s(${ORDINAL})\\s(${weekdayNames.en})`,
    ([first, name, other, otherName]) => positioned(first ?? other ?? '', name ?? otherName ?? '', 'month'),
  ),
  form(
    'de',
    `(?:jede[nr]?|am)\\s(${ORDINAL})\\s(${weekdayNames.de})(\\s(?:im|des|jedes|in\\sjedem)\\smonat(?:s|es)?)?(?<!am\\s(?:${ORDINAL})\\s(?:${weekdayNames.de}))`,
    ([ordinal = '', name = '', ofMonth]) => positioned(ordinal, name, ofMonth),
  ),
  form('en', `(?:on\\s|every\\s)(?:weekdays?|workdays?|working\\sdays?)|weekdays`, () => workdays),
  form('de', `werktags|werktäglich|jeden\\s(?:werktag|arbeitstag)|an\\swerktagen`, () => workdays),
  form('en', `(?:every|each)\\s(${list(weekdayNames.en, 'and')})`, ([names = '']) => ({
    ...plain('WEEKLY'),
    weekdays: weekdaysIn(names),
  })),
  form('en', `weekly\\son\\s(${list(weekdayNames.en, 'and')})`, ([names = '']) => ({
    ...plain('WEEKLY'),
    weekdays: weekdaysIn(names),
  })),
  form(
    'en',
    `(?:on\\s)?((?:${fullWeekdayNames.en})s(?:(?:\\s?,\\s?|\\sand\\s)(?:${fullWeekdayNames.en})s){0,6})`,
    ([names = '']) => ({
      ...plain('WEEKLY'),
      weekdays: weekdaysIn(names),
    }),
  ),
  form('de', `jeden\\s(${list(weekdayNames.de, 'und')})`, ([names = '']) => ({
    ...plain('WEEKLY'),
    weekdays: weekdaysIn(names),
  })),
  form(
    'de',
    `((?:${fullWeekdayNames.de})s(?:(?:\\s?,\\s?|\\sund\\s)(?:${fullWeekdayNames.de})s){0,6})`,
    ([names = '']) => ({ ...plain('WEEKLY'), weekdays: weekdaysIn(names) }),
  ),
  form('en', `every\\s(?:other|second|2nd)\\s(day|week|month|year)`, ([unit = '']) =>
    plain(frequencyOf(unit), 2),
  ),
  form('en', `every\\s(${NUMBER})\\s(days?|weeks?|months?|years?)`, ([count = '', unit = '']) =>
    everySo(count, unit),
  ),
  form('de', `alle\\s(${NUMBER})\\s(tage|wochen|monate|jahre)`, ([count = '', unit = '']) =>
    everySo(count, unit),
  ),
  form('de', `jede[nrs]?\\s(?:zweite[nrs]?|2\\.)\\s(tag|woche|monat|jahr)`, ([unit = '']) =>
    plain(frequencyOf(unit), 2),
  ),
  form('en', `bi-?weekly|fortnightly|every\\sfortnight`, () => plain('WEEKLY', 2)),
  form('de', `(?:14-?tägig|vierzehntägig|zweiwöchentlich|2-wöchentlich)`, () => plain('WEEKLY', 2)),
  form('en', `daily|every\\sday|each\\sday`, () => plain('DAILY')),
  form('en', `weekly|every\\sweek|each\\sweek`, () => plain('WEEKLY')),
  form('en', `monthly|every\\smonth|each\\smonth`, () => plain('MONTHLY')),
  form('en', `yearly|annually|every\\syear|each\\syear`, () => plain('YEARLY')),
  form('de', `täglich|jeden\\stag`, () => plain('DAILY')),
  form('de', `wöchentlich|jede\\swoche`, () => plain('WEEKLY')),
  form('de', `monatlich|jeden\\smonat`, () => plain('MONTHLY')),
  form('de', `jährlich|jedes\\sjahr`, () => plain('YEARLY')),
];

const LARGEST_INTERVAL = 99;

const everySo = (count: string, unit: string): Read | null => {
  const interval = numberOf(count);
  return interval >= 1 && interval <= LARGEST_INTERVAL ? plain(frequencyOf(unit), interval) : null;
};

const times = new RegExp(
  `${START}(?:(\\d{1,3})\\s?(?:times|x|mal)|for\\s(\\d{1,2})\\s(?:weeks|months)|für\\s(\\d{1,2})\\s(?:wochen|monate))${END}`,
  'iu',
);

/** Takes the repetition from the line; only the first one. */
export const readRepetition = (line: Line): Repetition | null => {
  const found = firstForm(line, () => true);
  if (found === null) return null;
  // "Dienstags alle zwei Wochen": the weekdays and the interval are apart.
  const isSimple = found.frequency === 'WEEKLY' && found.interval === 1 && found.weekdays.length > 0;
  const further = isSimple
    ? firstForm(
        line,
        (read) => read.frequency === 'WEEKLY' && read.interval > 1 && read.weekdays.length === 0,
      )
    : null;
  const repeats = { ...found, interval: further?.interval ?? found.interval };
  return { ...repeats, count: readCount(line, repeats) };
};

const firstForm = (
  line: Line,
  accepts: (read: Read) => boolean,
): (Read & { readonly language: Language }) | null => {
  const text = line.open();
  for (const { pattern, language, read } of forms) {
    const found = pattern.exec(text);
    const repeats = found === null ? null : read(found.slice(1));
    if (found === null || repeats === null || !accepts(repeats)) continue;
    line.take('repeat', found.index, found.index + found[0].length);
    return { ...repeats, language };
  }
  return null;
};

/** "10 times"; "for 5 weeks" of something that happens once in each of them. */
const readCount = (line: Line, { frequency, interval, weekdays }: Read): number | null => {
  const found = times.exec(line.open());
  if (found === null) return null;
  const spans = found[2] ?? found[3];
  const once = interval === 1 && weekdays.length <= 1;
  const unit = /mon/iu.test(found[0]) ? 'MONTHLY' : 'WEEKLY';
  const count = spans === undefined ? Number(found[1]) : once && frequency === unit ? Number(spans) : 0;
  if (count < 1) return null;
  line.take('repeat', found.index, found.index + found[0].length);
  return count;
};

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Returns the RRULE line. `until` is written as Google wants it: a date for all-day events, otherwise the last second
 * of the day in UTC [W31].
 */
export const ruleOf = (repetition: Repetition, weekday: number, until: string | null): string => {
  const { frequency, interval, position, count } = repetition;
  const own = repetition.weekdays;
  const weekdays = own.length > 0 ? own : frequency === 'WEEKLY' ? [weekday] : [];
  const days = weekdays.map((day) => `${position ?? ''}${codes[day]}`);
  return [
    `RRULE:FREQ=${frequency}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...(days.length > 0 ? [`BYDAY=${days.join(',')}`] : []),
    ...(count === null ? (until === null ? [] : [`UNTIL=${until}`]) : [`COUNT=${count}`]),
  ].join(';');
};
