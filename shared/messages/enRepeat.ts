/** English: how a series repeats. A part of `en`. Names of days, months and dates arrive formatted. */
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');
const positions: Readonly<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
  [-2]: 'second to last',
};
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

export const repeat = {
  daily: (interval: number): string =>
    interval === 1 ? 'Daily' : `Every ${plural(interval, { one: 'day', other: 'days' })}`,
  workdays: 'Every weekday (Monday to Friday)',
  weekly: (interval: number, days: string): string =>
    `${interval === 1 ? 'Weekly' : `Every ${plural(interval, { one: 'week', other: 'weeks' })}`} on ${days}`,
  /** `days`: of `date`, `lastDay`, `weekday`, `workday`. */
  monthly: (interval: number, days: string): string =>
    `${interval === 1 ? 'Monthly' : `Every ${plural(interval, { one: 'month', other: 'months' })}`} on the ${days}`,
  /** `dates`: `24 November`. */
  yearly: (interval: number, dates: string): string =>
    `${interval === 1 ? 'Yearly' : `Every ${plural(interval, { one: 'year', other: 'years' })}`} on ${dates}`,
  /** `first Monday of November`. */
  yearlyOf: (interval: number, days: string, months: string): string =>
    `${interval === 1 ? 'Yearly' : `Every ${plural(interval, { one: 'year', other: 'years' })}`} on the ${days} of ${months}`,
  date: (date: number): string => `${date}${endings[ordinals.select(date)] ?? 'th'}`,
  lastDay: 'last day',
  weekday: (position: number, weekday: string): string => `${positions[position] ?? ''} ${weekday}`,
  workday: (position: number): string => `${positions[position] ?? ''} weekday`,
  until: (pattern: string, date: string): string => `${pattern} until ${date}`,
  times: (pattern: string, count: number): string =>
    `${pattern}, ${plural(count, { one: 'time', other: 'times' })}`,
  /** The weekdays and dates are those of this place. */
  inZone: (pattern: string, zone: string): string => `${pattern} (${zone} time)`,
  moreRules: (pattern: string): string => `${pattern}, and by more rules`,
  moreDates: (pattern: string): string => `${pattern}, and on more dates`,
  exceptions: (pattern: string): string => `${pattern}, with exceptions`,
  unsaid: 'Repeats by a rule too long to put into words',
};
