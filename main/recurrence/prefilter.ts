/**
 * Tells when a series can have slots at all, as one number that is stored with its row. Most series have nothing on
 * the days of a page, and the prefilter excludes them before a row is read and its rule compiled.
 *
 * A prefilter is certain in one direction only: a series that it excludes has no slot there; one that it does not
 * exclude may have one. It is expressed in wall time of the series' own zone (dates for all-day series), so it stays
 * valid whatever the zone's offset is; its part about DTSTART and RDATE depends on the zone data at the time it was
 * made. UNTIL, COUNT and excluded dates only ever reduce the slots.
 */
import { DAY_MS } from '../../shared/durations.ts';
import { dateOf, dayOfMonthIn, dayOfWall, weekdayOf } from './civil.ts';
import { timeAt } from './compiledRule.ts';
import type { Plan } from './compiledRule.ts';
import { DAILY } from './parseRule.ts';
import type { Series } from './series.ts';
import { msToWall } from '../../shared/zone.ts';

/**
 * From the lowest bit: 31 days of the month, 7 weekdays (Monday first), the first and the last quarter-hour of the
 * day, 7 bits each. Fits into the integers that a double can hold.
 */
export type PrefilterNumber = number;

export interface Prefilter {
  /** Bit d − 1 stands for day d of the month. */
  readonly dates: number;
  /** Bit w stands for weekday w, 0 = Monday. */
  readonly weekdays: number;
  /** Milliseconds of the day; `toTime` is inclusive. */
  readonly fromTime: number;
  readonly toTime: number;
}

const ALL_DATES = 0x7fff_ffff;
const ALL_WEEKDAYS = 0x7f;
const QUARTER_MS = 900_000;
const LAST_QUARTER = 95;
/** With more single dates than this, nearly nothing is excluded anyway. */
const MOST_EXTRA = 60;
/** A range of this many days contains every date of a month. */
const MOST_DAYS = 31;

/** Every length that a month can have. */
const monthLengths = [28, 29, 30, 31];

function dateMask(days: readonly number[]): number {
  let mask = 0;
  for (const day of days) {
    if (day > 0) mask |= 1 << (day - 1);
    else for (const length of monthLengths) if (length + day >= 0) mask |= 1 << (length + day);
  }
  return mask;
}

/** The dates on which the n-th weekday of a month, or the n-th last, can fall. */
function ordinalMask(plan: Plan): number {
  const dates: number[] = [];
  for (const { ordinal } of plan.ordinals) {
    if (ordinal === 0) return ALL_DATES;
    const first = (Math.abs(ordinal) - 1) * 7 + 1;
    for (let day = first; day < first + 7 && day <= 31; day += 1) dates.push(ordinal > 0 ? day : -day);
  }
  return dateMask(dates);
}

function datesOf(plan: Plan): number {
  if (plan.monthDays.length > 0) return dateMask(plan.monthDays);
  return plan.ordinals.length > 0 && plan.ordinalScope === 'month' ? ordinalMask(plan) : ALL_DATES;
}

function weekdaysOf(plan: Plan): number {
  if (plan.weekdays !== 0) return plan.weekdays;
  if (plan.ordinals.length === 0) return ALL_WEEKDAYS;
  return plan.ordinals.reduce((mask, { weekday }) => mask | (1 << weekday), 0);
}

/** Returns the prefilter of a series; null if it would exclude too little to be useful. */
export function prefilterOf(series: Series): PrefilterNumber | null {
  if (series.extra.length > MOST_EXTRA) return null;
  let [dates, weekdays, first, last] = [0, 0, LAST_QUARTER, 0];
  const addTimes = (fromMs: number, toMs: number): void => {
    first = Math.min(first, Math.floor(fromMs / QUARTER_MS));
    last = Math.max(last, Math.floor(toMs / QUARTER_MS));
  };
  for (const slot of series.extra) {
    const wall = series.allDay ? slot * DAY_MS : msToWall(series.zone, slot);
    const day = dayOfWall(wall);
    dates |= 1 << (dayOfMonthIn(dateOf(day)) - 1);
    weekdays |= 1 << weekdayOf(day);
    addTimes(wall - day * DAY_MS, wall - day * DAY_MS);
  }
  for (const { plan } of series.rules) {
    dates |= datesOf(plan);
    weekdays |= weekdaysOf(plan);
    if (plan.frequency > DAILY) addTimes(0, DAY_MS - 1);
    else addTimes(timeAt(plan, 0) * 1000, timeAt(plan, plan.timesPerDay - 1) * 1000 + 999);
  }
  return dates + 2 ** 31 * (weekdays + 2 ** 7 * (first + 2 ** 7 * last));
}

export function readPrefilter(number: PrefilterNumber): Prefilter {
  const rest = Math.floor(number / 2 ** 31);
  return {
    dates: number % 2 ** 31,
    weekdays: rest & ALL_WEEKDAYS,
    fromTime: ((rest >> 7) & 0x7f) * QUARTER_MS,
    toTime: (((rest >> 14) & 0x7f) + 1) * QUARTER_MS - 1,
  };
}

/** Returns false if no slot has a wall time in this range, both ends inclusive. */
export function mayHaveSlotAt(prefilter: Prefilter, fromWall: number, toWall: number): boolean {
  if (toWall < fromWall) return false;
  let day = dayOfWall(fromWall);
  let lastDay = dayOfWall(toWall);
  if (prefilter.toTime < fromWall - day * DAY_MS) day += 1;
  if (prefilter.fromTime > toWall - lastDay * DAY_MS) lastDay -= 1;
  if (lastDay - day >= MOST_DAYS) return true;
  for (; day <= lastDay; day += 1) {
    if ((prefilter.weekdays & (1 << weekdayOf(day))) === 0) continue;
    if (prefilter.dates === ALL_DATES || (prefilter.dates & (1 << (dayOfMonthIn(dateOf(day)) - 1))) !== 0)
      return true;
  }
  return false;
}
