/**
 * How a series repeats, as one sentence: `Every 2 weeks on Tuesday and Thursday until 3 March 2027`. Pure.
 *
 * Weekdays and dates are those of the series' zone. If its meetings fall on another day in the viewer's zone, the
 * sentence names the place whose days it means.
 */
import type { Messages } from '../messages/en.ts';
import type { IsoDate, MonthDay, Repeat, RepeatPattern } from '../model.ts';
import { ianaZone, timeOfDay } from '../zone.ts';
import type { Format } from './createFormat.ts';
import { addMonths, dateOf, startOfDate } from './days.ts';
import { zoneName } from './zoneName.ts';

interface Names {
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: (weekday: number) => string;
  /** 1 to 12. */
  readonly month: (month: number) => string;
  /** `24 November`. */
  readonly dayAndMonth: (month: number, date: number) => string;
  /** `3 March 2027`. */
  readonly date: (date: IsoDate) => string;
  readonly list: (parts: readonly string[]) => string;
}

/** Formatters are expensive to create, and there is one locale. */
const made = new Map<string, Names>();

const namesIn = (locale: string): Names => {
  const known = made.get(locale);
  if (known !== undefined) return known;
  const names = makeNames(locale);
  made.set(locale, names);
  return names;
};

const makeNames = (locale: string): Names => {
  const named = (parts: Intl.DateTimeFormatOptions): ((date: IsoDate) => string) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...parts });
    return (date) => formatter.format(startOfDate(date, 'UTC'));
  };
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const two = (value: number): string => String(value).padStart(2, '0');
  const weekday = named({ weekday: 'long' });
  const month = named({ month: 'long' });
  const dayAndMonth = named({ day: 'numeric', month: 'long' });
  return {
    // 1 January 2024 was a Monday, and the year has a 29 February.
    weekday: (day) => weekday(`2024-01-${two(day + 1)}`),
    month: (of) => month(`2024-${two(of)}-01`),
    dayAndMonth: (of, date) => dayAndMonth(`2024-${two(of)}-${two(date)}`),
    date: named({ day: 'numeric', month: 'long', year: 'numeric' }),
    list: (parts) => list.format(parts),
  };
};

const isWorkdays = (weekdays: readonly number[]): boolean => weekdays.join() === '0,1,2,3,4';

const monthDayText = (day: MonthDay, words: Messages['repeat'], names: Names): string => {
  switch (day.kind) {
    case 'date':
      return day.date === -1 ? words.lastDay : words.date(day.date);
    case 'weekday':
      return words.weekday(day.position, names.weekday(day.weekday));
    case 'workday':
      return words.workday(day.position);
    default:
      return day satisfies never;
  }
};

/** Returns null if the calendar has no such day, for example 31 April. */
const patternText = (pattern: RepeatPattern, words: Messages['repeat'], names: Names): string | null => {
  const { interval } = pattern;
  switch (pattern.unit) {
    case 'day':
      return words.daily(interval);
    case 'week':
      if (interval === 1 && isWorkdays(pattern.weekdays)) return words.workdays;
      return words.weekly(interval, names.list(pattern.weekdays.map(names.weekday)));
    case 'month':
      return words.monthly(interval, names.list(pattern.days.map((day) => monthDayText(day, words, names))));
    case 'year': {
      const dates = pattern.months.flatMap((month) =>
        pattern.days.flatMap((day) =>
          day.kind === 'date' && day.date > 0 ? [{ month, date: day.date }] : [],
        ),
      );
      if (dates.length > 0) {
        const exist = dates.every(({ month, date }) => date <= daysInLongest(month));
        return exist
          ? words.yearly(interval, names.list(dates.map(({ month, date }) => names.dayAndMonth(month, date))))
          : null;
      }
      return words.yearlyOf(
        interval,
        names.list(pattern.days.map((day) => monthDayText(day, words, names))),
        names.list(pattern.months.map(names.month)),
      );
    }
    default:
      return pattern satisfies never;
  }
};

/** In a leap year. */
const daysInLongest = (month: number): number => Number(addMonths('2024-01-31', month - 1).slice(8));

/** Returns whether a meeting of the series can fall on another date in the viewer's zone than in the series' own. */
const otherDates = (repeat: Repeat, format: Format, nearMs: number): boolean => {
  const { start } = repeat;
  if (start.kind === 'date' || start.zone === format.timeZone) return false;
  const zone = ianaZone(start.zone);
  const time = timeOfDay(zone, start.ms);
  const near = dateOf(nearMs, start.zone);
  // The clocks of both zones may change within the year.
  return [0, 3, 6, 9].some((months) => {
    const meetingMs = zone.toMs(startOfDate(addMonths(near, months), 'UTC') + time);
    return dateOf(meetingMs, start.zone) !== format.dateOf(meetingMs);
  });
};

/** `nearMs`: the time of the occurrence that the sentence is shown with. */
export const repeatText = (repeat: Repeat, messages: Messages, format: Format, nearMs: number): string => {
  const words = messages.repeat;
  const names = namesIn(format.locale);
  const pattern = repeat.pattern === null ? null : patternText(repeat.pattern, words, names);
  if (pattern === null) return words.unsaid;
  let text = pattern;
  if (repeat.until !== null) text = words.until(text, names.date(repeat.until));
  if (repeat.count !== null) text = words.times(text, repeat.count);
  if (repeat.start.kind === 'timed' && otherDates(repeat, format, nearMs))
    text = words.inZone(text, zoneName(repeat.start.zone));
  if (repeat.moreRules) text = words.moreRules(text);
  if (repeat.moreDates) text = words.moreDates(text);
  return repeat.exceptions ? words.exceptions(text) : text;
};
