/**
 * A rule combined with its DTSTART, in the form that `iterate` uses. Everything is wall time without a zone. Defaults
 * that RFC 5545 takes from DTSTART are filled in, and lists are masks where that is quicker.
 */
import { DAY_MS } from '../../shared/durations.ts';
import {
  DAY_SECONDS,
  dateOf,
  dayOfMonthIn,
  dayOfWall,
  firstWeekOf,
  monthIn,
  monthLength,
  weekdayOf,
  weekStartOf,
  yearIn,
  dayOf,
  yearLength,
} from './civil.ts';
import { DAILY, HOURLY, MINUTELY, MONTHLY, SECONDLY, WEEKLY, YEARLY } from './parseRule.ts';
import type { Frequency, OrdinalDay, Rule } from './parseRule.ts';

export interface Plan {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly weekStart: number;
  readonly startWall: number;
  readonly startDay: number;
  /** Bit m stands for month m; 0: every month. */
  readonly months: number;
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  /** Bit w stands for weekday w. Used if there are no ordinals; 0 without ordinals: every weekday. */
  readonly weekdays: number;
  readonly ordinals: readonly OrdinalDay[];
  readonly ordinalScope: 'month' | 'year';
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
  /** How many times of day a matching day has, for DAILY and longer periods. */
  readonly timesPerDay: number;
  /** True if every day matches, whatever its date. */
  readonly everyDay: boolean;
  /** True if only the weekday mask decides. */
  readonly weekdayAlone: boolean;
}

const bits = (values: readonly number[]): number => values.reduce((mask, value) => mask | (1 << value), 0);

export function planOf(rule: Rule, startWall: number): Plan {
  const startDay = dayOfWall(startWall);
  const second = Math.floor((startWall - startDay * DAY_MS) / 1000);
  const start = dateOf(startDay);
  const { frequency } = rule;

  let { monthDays } = rule;
  let monthMask = bits(rule.months);
  // Ordinals have a meaning only within a month or a year. Elsewhere (and with BYWEEKNO) RFC 5545 forbids them, and
  // they are read as plain weekdays.
  const withOrdinals =
    frequency === MONTHLY || (frequency === YEARLY && rule.weekNumbers.length === 0)
      ? rule.days.some((day) => day.ordinal !== 0)
      : false;
  let weekdays = withOrdinals ? 0 : bits(rule.days.map((day) => day.weekday));
  const noDay = rule.days.length === 0 && monthDays.length === 0 && rule.yearDays.length === 0;
  if (noDay && rule.weekNumbers.length > 0 && frequency <= WEEKLY) {
    weekdays = 1 << weekdayOf(startDay);
  } else if (noDay) {
    if (frequency === YEARLY && monthMask === 0) monthMask = 1 << monthIn(start);
    if (frequency === YEARLY || frequency === MONTHLY) monthDays = [dayOfMonthIn(start)];
    if (frequency === WEEKLY) weekdays = 1 << weekdayOf(startDay);
  }

  const orStart = (values: readonly number[], slowest: Frequency, own: number): readonly number[] =>
    values.length > 0 || frequency > slowest ? values : [own];
  const hours = orStart(rule.hours, DAILY, Math.floor(second / 3600));
  const minutes = orStart(rule.minutes, HOURLY, Math.floor(second / 60) % 60);
  const seconds = orStart(rule.seconds, MINUTELY, second % 60);

  const weekdayAlone =
    monthMask === 0 &&
    rule.weekNumbers.length === 0 &&
    rule.yearDays.length === 0 &&
    monthDays.length === 0 &&
    !withOrdinals;

  return {
    frequency,
    interval: rule.interval,
    weekStart: rule.weekStart,
    startWall,
    startDay,
    months: monthMask,
    weekNumbers: rule.weekNumbers,
    yearDays: rule.yearDays,
    monthDays,
    weekdays,
    ordinals: withOrdinals ? rule.days : [],
    ordinalScope: frequency === YEARLY && rule.months.length === 0 ? 'year' : 'month',
    hours,
    minutes,
    seconds,
    positions: rule.positions,
    timesPerDay: hours.length * minutes.length * seconds.length,
    everyDay: weekdayAlone && weekdays === 0,
    weekdayAlone,
  };
}

/** Returns the i-th time of day in seconds, ascending: hours × minutes × seconds without building the product. */
export function timeAt(plan: Plan, index: number): number {
  const { hours, minutes, seconds } = plan;
  const perHour = minutes.length * seconds.length;
  const hour = hours[Math.floor(index / perHour)] ?? 0;
  const rest = index % perHour;
  const minute = minutes[Math.floor(rest / seconds.length)] ?? 0;
  return hour * 3600 + minute * 60 + (seconds[rest % seconds.length] ?? 0);
}

/** Returns the most instances a day can have, to recognize rules that would fill the screen. */
export function mostPerDay(plan: Plan): number {
  const { frequency, interval, hours, minutes, seconds } = plan;
  if (frequency <= DAILY) return plan.positions.length > 0 ? plan.positions.length : plan.timesPerDay;
  const h = hours.length || 24;
  const m = minutes.length || 60;
  const s = seconds.length || 60;
  if (frequency === HOURLY) return Math.min(h, Math.ceil(24 / interval)) * m * s;
  if (frequency === MINUTELY) return Math.min(h * m, Math.ceil(1440 / interval)) * s;
  return Math.min(h * m * s, Math.ceil(DAY_SECONDS / interval));
}

const holds = (values: readonly number[], value: number, length: number): boolean =>
  values.includes(value) || values.includes(value - length - 1);

/** Returns whether the date parts of the plan match a day. */
export function dayMatches(plan: Plan, day: number, year: number, month: number, date: number): boolean {
  if (plan.months !== 0 && (plan.months & (1 << month)) === 0) return false;
  if (plan.weekdays !== 0 && (plan.weekdays & (1 << weekdayOf(day))) === 0) return false;
  if (plan.monthDays.length > 0 && !holds(plan.monthDays, date, monthLength(year, month))) return false;
  if (plan.yearDays.length > 0) {
    if (!holds(plan.yearDays, day - dayOf(year, 1, 1) + 1, yearLength(year))) return false;
  }
  if (plan.ordinals.length > 0 && !ordinalMatches(plan, day, year, month, date)) return false;
  if (plan.weekNumbers.length > 0 && !weekMatches(plan, day)) return false;
  return true;
}

function ordinalMatches(plan: Plan, day: number, year: number, month: number, date: number): boolean {
  const weekday = weekdayOf(day);
  const inMonth = plan.ordinalScope === 'month';
  const position = inMonth ? date : day - dayOf(year, 1, 1) + 1;
  const length = inMonth ? monthLength(year, month) : yearLength(year);
  for (const wanted of plan.ordinals) {
    if (wanted.weekday !== weekday) continue;
    if (wanted.ordinal === 0) return true;
    const ordinal =
      wanted.ordinal > 0 ? Math.floor((position - 1) / 7) + 1 : -(Math.floor((length - position) / 7) + 1);
    if (ordinal === wanted.ordinal) return true;
  }
  return false;
}

function weekMatches(plan: Plan, day: number): boolean {
  const start = weekStartOf(day, plan.weekStart);
  const year = yearIn(dateOf(start + 3)); // A week belongs to the year of its fourth day.
  const first = firstWeekOf(year, plan.weekStart);
  const weeks = (firstWeekOf(year + 1, plan.weekStart) - first) / 7;
  return holds(plan.weekNumbers, (start - first) / 7 + 1, weeks);
}

function matchesOwnDate(plan: Plan, day: number): boolean {
  if (plan.weekdayAlone) return plan.weekdays === 0 || (plan.weekdays & (1 << weekdayOf(day))) !== 0;
  const packed = dateOf(day);
  return dayMatches(plan, day, yearIn(packed), monthIn(packed), dayOfMonthIn(packed));
}

/** Returns whether a day matches, for DAILY and shorter periods. */
export const dayPasses = (plan: Plan, day: number): boolean => plan.everyDay || matchesOwnDate(plan, day);

function addMonth(plan: Plan, year: number, month: number, into: number[]): void {
  if (plan.months !== 0 && (plan.months & (1 << month)) === 0) return;
  const first = dayOf(year, month, 1);
  const length = monthLength(year, month);
  const byMonthDayAlone =
    plan.monthDays.length === 1 &&
    plan.weekdays === 0 &&
    plan.ordinals.length === 0 &&
    plan.yearDays.length === 0 &&
    plan.weekNumbers.length === 0;
  if (byMonthDayAlone) {
    const wanted = plan.monthDays[0] ?? 0;
    const date = wanted > 0 ? wanted : length + wanted + 1;
    if (date >= 1 && date <= length) into.push(first + date - 1);
    return;
  }
  for (let date = 1; date <= length; date += 1) {
    const day = first + date - 1;
    if (dayMatches(plan, day, year, month, date)) into.push(day);
  }
}

function addWeeksOfYear(plan: Plan, year: number, into: number[]): void {
  const first = firstWeekOf(year, plan.weekStart);
  const weeks = (firstWeekOf(year + 1, plan.weekStart) - first) / 7;
  const numbers = new Set<number>();
  for (const wanted of plan.weekNumbers) {
    const number = wanted > 0 ? wanted : weeks + wanted + 1;
    if (number >= 1 && number <= weeks) numbers.add(number);
  }
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const start = first + (number - 1) * 7;
    // The weeks of a year extend into its neighbours: 31 December can be in week 1 of the next year.
    for (let day = start; day < start + 7; day += 1) if (matchesOwnDate(plan, day)) into.push(day);
  }
}

/**
 * Writes the matching days of one period into `into`, ascending, after emptying it. `period` is a year, a month
 * counted from year 0, the first day of a week, or a day.
 */
export function daysOfPeriod(plan: Plan, period: number, into: number[]): void {
  into.length = 0;
  if (plan.frequency === DAILY) {
    if (dayPasses(plan, period)) into.push(period);
  } else if (plan.frequency === WEEKLY) {
    for (let day = period; day < period + 7; day += 1) if (matchesOwnDate(plan, day)) into.push(day);
  } else if (plan.frequency === MONTHLY) {
    addMonth(plan, Math.floor(period / 12), (period % 12) + 1, into);
  } else if (plan.weekNumbers.length > 0) {
    addWeeksOfYear(plan, period, into);
  } else {
    for (let month = 1; month <= 12; month += 1) addMonth(plan, period, month, into);
  }
}

/** Returns the seconds in one unit of a rule shorter than daily. */
export const unitSeconds = (frequency: Frequency): number =>
  frequency === HOURLY ? 3600 : frequency === MINUTELY ? 60 : frequency === SECONDLY ? 1 : DAY_SECONDS;
