/**
 * Proleptic Gregorian calendar arithmetic on integers. A *day* is a day number (days since 1970-01-01). A *wall* is a
 * local date and time, in milliseconds, written as if it were UTC. Neither has a zone.
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { IsoDate } from '../../shared/model.ts';

export const DAY_SECONDS = 86_400;

/** The last supported day: 9999-12-31. */
export const LAST_DAY = 2_932_896;

/** Returns the day number of a date; `month` is 1–12. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** A date packed into one number, so that loops over many days allocate nothing. */
export type PackedDate = number;
export const yearIn = (packed: PackedDate): number => packed >> 9;
export const monthIn = (packed: PackedDate): number => (packed >> 5) & 15;
export const dayOfMonthIn = (packed: PackedDate): number => packed & 31;

export function dateOf(day: number): PackedDate {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return (year << 9) | (month << 5) | dayOfMonth;
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
export const monthLength = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);

export const yearLength = (year: number): number => (isLeapYear(year) ? 366 : 365);

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(day: number): number {
  const weekday = (day + 3) % 7;
  return weekday < 0 ? weekday + 7 : weekday;
}

/** Returns the first day of the week of `day`, for weeks that start on `weekStart` (0 = Monday … 6 = Sunday). */
export function weekStartOf(day: number, weekStart: number): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

/** Returns the first day of week 1 of a year: the week with 4 January (at least four of its days are in the year). */
export const firstWeekOf = (year: number, weekStart: number): number =>
  weekStartOf(dayOf(year, 1, 4), weekStart);

export const dayOfWall = (wall: number): number => Math.floor(wall / DAY_MS);

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** Returns a day number as `YYYY-MM-DD`. */
export function isoOfDay(day: number): IsoDate {
  const packed = dateOf(day);
  return `${String(yearIn(packed)).padStart(4, '0')}-${two(monthIn(packed))}-${two(dayOfMonthIn(packed))}`;
}

/** Returns the day number of `YYYY-MM-DD`; null if it is not a valid date. */
export function dayOfIso(date: string): number | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(date);
  if (!match) return null;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > monthLength(year, month)) return null;
  return dayOf(year, month, dayOfMonth);
}
