/** Weeks: which weekday a date is, and with which day a week begins. Pure. */
import type { IsoDate } from '../model.ts';
import { addDays, daysBetween } from './days.ts';

/** As in ISO 8601: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A person's choice; `auto` follows the region. */
export type FirstDayOfWeek = 'auto' | 'monday' | 'saturday' | 'sunday';

const chosen = { monday: 1, saturday: 6, sunday: 7 } as const;

interface WeekInfo {
  readonly firstDay: number;
}

/** Returns the region's first day of the week; Monday if the system does not know the locale. */
const firstOf = (locale: string): Weekday => {
  try {
    // A property in older engines, a function in newer ones.
    const known = new Intl.Locale(locale) as unknown as {
      readonly getWeekInfo?: () => WeekInfo;
      readonly weekInfo?: WeekInfo;
    };
    const { firstDay } = known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1 };
    return firstDay >= 1 && firstDay <= 7 ? (firstDay as Weekday) : 1;
  } catch {
    return 1;
  }
};

/** Returns the first day of the week: the person's choice, or the locale's. */
export const firstWeekday = (setting: FirstDayOfWeek, locale: string): Weekday =>
  setting === 'auto' ? firstOf(locale) : chosen[setting];

export const weekdayOf = (date: IsoDate): Weekday => {
  // 1 January 1970 was a Thursday.
  const since = (daysBetween('1970-01-01', date) + 3) % 7;
  return (((since + 7) % 7) + 1) as Weekday;
};

/** Returns the first day of the week of `date`. */
export const weekOf = (date: IsoDate, first: Weekday): IsoDate =>
  addDays(date, -((weekdayOf(date) - first + 7) % 7));
