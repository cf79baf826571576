/**
 * Formats times, dates and durations for window, tray and notifications. A format belongs to one language, zone and
 * clock (12 or 24 hours). Pure: "now" is always an argument.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations.ts';
import { messagesFor } from '../messages/messagesFor.ts';
import type { LanguageChoice } from '../messages/messagesFor.ts';
import type { EventTime, IsoDate } from '../model.ts';
import { dateOf, daysBetween, startOfDate } from './days.ts';
import { firstWeekday } from './week.ts';
import type { FirstDayOfWeek, Weekday } from './week.ts';

/** A person's choice; `auto` follows the region. */
export type TimeFormat = 'auto' | '12' | '24';

export interface FormatOptions {
  /** The system's, such as `de-AT`. Texts are in English if there is no translation. */
  readonly locale: string;
  /** The person's choice; by default the locale's. */
  readonly language?: LanguageChoice;
  /** The viewer's IANA zone. */
  readonly timeZone: string;
  /** The person's choice; with `auto`, the default, the locale decides between 12 and 24 hours. */
  readonly timeFormat?: TimeFormat;
  /** The same for the first day of the week. */
  readonly firstDayOfWeek?: FirstDayOfWeek;
}

export interface Countdown {
  /** `12`, `1:50`, `3`. */
  readonly value: string;
  /** `sec`, `min`, `h`, `days`. */
  readonly unit: string;
}

export interface DayHeading {
  /** `Today`, `Tomorrow`, `Yesterday`, otherwise the weekday. */
  readonly name: string;
  /** True for the first three, whose name does not repeat a part of the date. */
  readonly near: boolean;
  /** `Tuesday 24 November`; with the year if it is not the current one. */
  readonly date: string;
}

export interface Format {
  readonly locale: string;
  readonly timeZone: string;
  readonly hour12: boolean;
  /** The first day of the week. */
  readonly weekStart: Weekday;
  /** `10:00`. */
  time(ms: number): string;
  /** A full hour on an axis: `10:00`, `10 AM`. */
  hour(ms: number): string;
  /** `10:00 – 10:45`; `All day` for dates; with the end's day if it is another one. */
  timeRange(start: EventTime, end: EventTime): string;
  /** The same for times alone. */
  timesRange(startMs: number, endMs: number): string;
  /** `Tuesday 24 November`; with the year if it differs from `today`'s. */
  fullDate(date: IsoDate, today: IsoDate): string;
  /** `Tue 24 Nov`. */
  mediumDate(date: IsoDate): string;
  /** `24 Nov`; with the year if it differs from `today`'s. */
  shortDate(date: IsoDate, today?: IsoDate): string;
  /** `November 2026`. */
  month(date: IsoDate): string;
  /** `Tuesday`, `Tue`. */
  weekday(date: IsoDate): string;
  shortWeekday(date: IsoDate): string;
  dayHeading(date: IsoDate, today: IsoDate): DayHeading;
  /** `today`, `tomorrow`, `Thursday` (within a week) or `Thursday 3 December`, for use inside a sentence. */
  dayInSentence(date: IsoDate, today: IsoDate): string;
  /** `just now`, `2 min ago`, `in 12 min`, `in 3 h`, `yesterday 17:02`: past times are rounded down, future ones up. */
  relative(ms: number, nowMs: number): string;
  /** `45 min`, `3 h`, `3 h 15`, `2 days`. */
  duration(ms: number): string;
  /** The time left as a small dial shows it; never negative. */
  countdown(ms: number): Countdown;
  /** Returns the same format for another zone; null if the system does not know it [F23]. */
  inZone(timeZone: string): Format | null;
  number(value: number): string;
  /** Returns the date of `ms` for the viewer. */
  dateOf(ms: number): IsoDate;
}

/** Dates are in the language of the texts: German dates in English sentences would help nobody. */
const dateLocale = (locale: string, language: string): string => {
  if (locale === language || locale.startsWith(`${language}-`)) return locale;
  return language === 'en' ? 'en-GB' : language;
};

const prefersHour12 = (locale: string): boolean =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;

const supportedLocale = (locale: string): string => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
};

/** Creating one of Intl's formatters takes milliseconds, so each is created when first needed. */
const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

export const createFormat = (options: FormatOptions): Format => {
  const { timeZone, language, timeFormat = 'auto', firstDayOfWeek = 'auto' } = options;
  const systemLocale = supportedLocale(options.locale);
  const words = messagesFor(systemLocale, language).app;
  const locale = dateLocale(systemLocale, words.language);
  const hour12 = timeFormat === 'auto' ? prefersHour12(systemLocale) : timeFormat === '12';

  const clock = lazily(
    () =>
      new Intl.DateTimeFormat(locale, {
        timeZone,
        hour: hour12 ? 'numeric' : '2-digit',
        minute: '2-digit',
        ...(hour12 ? { hour12: true } : { hourCycle: 'h23' as const }),
      }),
  );
  const fullHour = hour12
    ? lazily(() => new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', hour12: true }))
    : clock;
  // Dates are formatted in UTC from their midnight there, so that no zone can move them [S25].
  const dated = (parts: Intl.DateTimeFormatOptions): ((date: IsoDate) => string) => {
    const formatter = lazily(() => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...parts }));
    return (date) => formatter().format(startOfDate(date, 'UTC'));
  };
  const weekday = dated({ weekday: 'long' });
  const thisYear = dated({ weekday: 'long', day: 'numeric', month: 'long' });
  const otherYear = dated({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const shortThisYear = dated({ day: 'numeric', month: 'short' });
  const shortOtherYear = dated({ day: 'numeric', month: 'short', year: 'numeric' });
  const shortDate = (date: IsoDate, today = date): string =>
    (date.slice(0, 4) === today.slice(0, 4) ? shortThisYear : shortOtherYear)(date);
  const numbers = lazily(() => new Intl.NumberFormat(locale));

  const plainSpaces = (text: string): string => text.replace(/[\u202f\u00a0]/g, ' ');
  const time = (ms: number): string => plainSpaces(clock().format(ms));
  const viewersDate = (ms: number): IsoDate => dateOf(ms, timeZone);

  const fullDate = (date: IsoDate, today: IsoDate): string =>
    (date.slice(0, 4) === today.slice(0, 4) ? thisYear : otherYear)(date);

  const nearName = (date: IsoDate, today: IsoDate): string | null => {
    const away = daysBetween(today, date);
    if (away === 0) return words.today;
    if (away === 1) return words.tomorrow;
    return away === -1 ? words.yesterday : null;
  };

  const timesRange = (startMs: number, endMs: number): string => {
    if (endMs <= startMs) return time(startMs);
    const startDate = viewersDate(startMs);
    // A meeting that ends at midnight still ends on the same evening.
    const endDate = viewersDate(endMs - 1);
    const end = startDate === endDate ? time(endMs) : `${shortDate(viewersDate(endMs))}, ${time(endMs)}`;
    const start = startDate === endDate ? time(startMs) : `${shortDate(startDate)}, ${time(startMs)}`;
    return `${start} – ${end}`;
  };

  const duration = (ms: number): string => {
    const minutes = Math.max(0, Math.round(ms / MINUTE_MS));
    if (minutes < 60) return words.minutes(minutes);
    if (minutes < 24 * 60) return words.hours(Math.floor(minutes / 60), minutes % 60);
    return words.days(Math.round(minutes / (24 * 60)));
  };

  const pastPhrase = (ms: number, nowMs: number): string => {
    const ago = nowMs - ms;
    if (ago < MINUTE_MS) return words.justNow;
    if (ago < HOUR_MS) return words.ago(words.minutes(Math.floor(ago / MINUTE_MS)));
    if (viewersDate(ms) === viewersDate(nowMs)) return words.ago(words.hours(Math.floor(ago / HOUR_MS), 0));
    if (daysBetween(viewersDate(ms), viewersDate(nowMs)) === 1) return words.yesterdayAt(time(ms));
    return words.onDateAt(shortDate(viewersDate(ms)), time(ms));
  };

  const futurePhrase = (ms: number, nowMs: number): string => {
    const left = ms - nowMs;
    const minutes = Math.ceil(left / MINUTE_MS);
    if (minutes < 60) return words.inTime(words.minutes(minutes));
    if (minutes < 24 * 60) return words.inTime(words.hours(Math.floor(minutes / 60), minutes % 60));
    return words.inDays(daysBetween(viewersDate(nowMs), viewersDate(ms)));
  };

  return {
    locale,
    timeZone,
    hour12,
    weekStart: firstWeekday(firstDayOfWeek, systemLocale),
    time,
    hour: (ms) => plainSpaces((ms % 3_600_000 === 0 || !hour12 ? fullHour() : clock()).format(ms)),
    timesRange,
    timeRange: (start, end) =>
      start.kind === 'date' || end.kind === 'date' ? words.allDay : timesRange(start.ms, end.ms),
    fullDate,
    shortDate,
    mediumDate: dated({ weekday: 'short', day: 'numeric', month: 'short' }),
    month: dated({ month: 'long', year: 'numeric' }),
    weekday,
    shortWeekday: dated({ weekday: 'short' }),
    dayHeading: (date, today) => {
      const near = nearName(date, today);
      return { name: near ?? weekday(date), near: near !== null, date: fullDate(date, today) };
    },
    dayInSentence: (date, today) => {
      const away = daysBetween(today, date);
      if (away === 0) return words.todayInSentence;
      if (away === 1) return words.tomorrowInSentence;
      return away > 1 && away < 7 ? weekday(date) : fullDate(date, today);
    },
    relative: (ms, nowMs) => (ms > nowMs ? futurePhrase(ms, nowMs) : pastPhrase(ms, nowMs)),
    duration,
    countdown: (ms) => {
      const left = Math.max(0, ms);
      if (left < MINUTE_MS) return { value: String(Math.ceil(left / 1000)), unit: words.unit.seconds };
      const minutes = Math.ceil(left / MINUTE_MS);
      if (minutes < 60) return { value: String(minutes), unit: words.unit.minutes };
      if (left < DAY_MS) {
        const value = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
        return { value, unit: words.unit.hours };
      }
      const days = Math.floor(left / DAY_MS);
      return { value: String(days), unit: words.unit.days(days) };
    },
    inZone: (zone) => {
      try {
        const format = createFormat({ ...options, timeZone: zone });
        // An unknown zone throws when the first time is formatted in it.
        format.time(0);
        return format;
      } catch {
        return null;
      }
    },
    number: (value) => numbers().format(value),
    dateOf: viewersDate,
  };
};
