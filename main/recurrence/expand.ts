/**
 * Iterates over a plan's instances in wall time, from any point. It calculates the period that contains that point,
 * so nothing before the window is ever enumerated. COUNT and UNTIL are not known here; the caller limits the iteration.
 *
 * The work is bounded: every period and every instance costs a step, and an iteration that runs out of steps says so. With
 * `capped`, only the first `MOST_PER_DAY` instances of each day are returned, always the same ones, whatever the
 * window.
 */
import { DAY_MS } from '../../shared/durations.ts';
import { LAST_DAY, dateOf, dayOf, dayOfWall, monthIn, monthLength, weekStartOf, yearIn } from './civil.ts';
import { dayPasses, daysOfPeriod, timeAt, unitSeconds } from './compiledRule.ts';
import type { Plan } from './compiledRule.ts';
import { DAILY, HOURLY, MONTHLY, SECONDLY, WEEKLY, YEARLY } from './parseRule.ts';

/** One a minute. A rule with more instances in a day would hide everything else on that day. */
export const MOST_PER_DAY = 1440;
const DEFAULT_STEPS = 400_000;

export interface Iteration {
  /** The first and the last wall time wanted, both inclusive. */
  readonly fromWall: number;
  readonly toWall: number;
  readonly capped: boolean;
  readonly steps?: number;
  /** Called with wall times in ascending order. Returning false ends the iteration. */
  readonly visit: (wall: number) => boolean;
}

/** `ended`: nothing more up to `toWall`; `stopped`: by the visitor; `spent`: out of steps. */
export type IterationEnd = 'ended' | 'stopped' | 'spent';

/** Returns the indexes that BYSETPOS selects in a set of `length`, ascending. */
function chosen(positions: readonly number[], length: number): number[] {
  const found = new Set<number>();
  for (const position of positions) {
    const index = position > 0 ? position - 1 : length + position;
    if (index >= 0 && index < length) found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}

const alignedFrom = (first: number, interval: number, wanted: number): number =>
  wanted <= first ? first : first + Math.ceil((wanted - first) / interval) * interval;

export function iterate(plan: Plan, options: Iteration): IterationEnd {
  const fromWall = Math.max(options.fromWall, plan.startWall);
  const toWall = Math.min(options.toWall, LAST_DAY * DAY_MS + DAY_MS - 1);
  if (toWall < fromWall) return 'ended';
  return plan.frequency <= DAILY
    ? iterateDays(plan, fromWall, toWall, options)
    : iterateWithinDays(plan, fromWall, toWall, options);
}

/** Returns the period of a day, in the unit of `daysOfPeriod`. */
function periodOfDay(plan: Plan, day: number): number {
  if (plan.frequency === DAILY) return day;
  if (plan.frequency === WEEKLY) return weekStartOf(day, plan.weekStart);
  const packed = dateOf(day);
  if (plan.frequency === MONTHLY) return yearIn(packed) * 12 + monthIn(packed) - 1;
  return yearIn(packed);
}

/** Returns a day before which no day of this or a later period lies. */
function earliestDayOf(plan: Plan, period: number): number {
  if (plan.frequency <= MONTHLY) {
    if (plan.frequency === MONTHLY) return dayOf(Math.floor(period / 12), (period % 12) + 1, 1);
    return dayOf(period, 1, 1) - 7; // Week 1 can begin in the previous year.
  }
  return period;
}

function latestDayOf(plan: Plan, period: number): number {
  if (plan.frequency === DAILY) return period;
  if (plan.frequency === WEEKLY) return period + 6;
  if (plan.frequency === MONTHLY) {
    const [year, month] = [Math.floor(period / 12), (period % 12) + 1];
    return dayOf(year, month, monthLength(year, month));
  }
  return dayOf(period, 12, 31) + 7;
}

function iterateDays(plan: Plan, fromWall: number, toWall: number, options: Iteration): IterationEnd {
  const { visit } = options;
  const stride = plan.frequency === WEEKLY ? plan.interval * 7 : plan.interval;
  const fromDay = dayOfWall(fromWall);
  const toDay = dayOfWall(toWall);
  const { timesPerDay } = plan;
  const most = options.capped ? Math.min(timesPerDay, MOST_PER_DAY) : timesPerDay;
  const onlyTime = timesPerDay === 1 ? timeAt(plan, 0) * 1000 : 0;
  let left = options.steps ?? DEFAULT_STEPS;
  const days: number[] = [];

  const startPeriod = periodOfDay(plan, plan.startDay);
  // With BYWEEKNO a day can belong to the period of a neighbouring year.
  const slack = plan.frequency === YEARLY && plan.weekNumbers.length > 0 ? 1 : 0;
  const first = slack === 0 ? startPeriod : startPeriod - plan.interval;
  let period = alignedFrom(first, stride, periodOfDay(plan, fromDay) - slack);
  for (; earliestDayOf(plan, period) <= toDay; period += stride) {
    left -= 1;
    if (left < 0) return 'spent';
    if (latestDayOf(plan, period) < fromDay) continue;
    daysOfPeriod(plan, period, days);

    if (plan.positions.length > 0) {
      for (const index of chosen(plan.positions, days.length * timesPerDay)) {
        const day = days[Math.floor(index / timesPerDay)] ?? 0;
        const wall = day * DAY_MS + timeAt(plan, index % timesPerDay) * 1000;
        if (wall < fromWall) continue;
        if (wall > toWall) return 'ended';
        if (!visit(wall)) return 'stopped';
      }
      continue;
    }
    for (const day of days) {
      if (day < fromDay) continue;
      if (timesPerDay === 1) {
        const wall = day * DAY_MS + onlyTime;
        if (wall < fromWall) continue;
        if (wall > toWall) return 'ended';
        left -= 1;
        if (!visit(wall)) return 'stopped';
        continue;
      }
      // On the day of DTSTART the cap counts from DTSTART on.
      let given = 0;
      for (let index = 0; index < timesPerDay && given < most; index += 1) {
        const wall = day * DAY_MS + timeAt(plan, index) * 1000;
        if (wall < plan.startWall) continue;
        given += 1;
        left -= 1;
        if (left < 0) return 'spent';
        if (wall < fromWall) continue;
        if (wall > toWall) return 'ended';
        if (!visit(wall)) return 'stopped';
      }
    }
  }
  return 'ended';
}

function iterateWithinDays(plan: Plan, fromWall: number, toWall: number, options: Iteration): IterationEnd {
  const { visit } = options;
  const { interval, hours, minutes, seconds, positions } = plan;
  const unit = unitSeconds(plan.frequency);
  const perDay = 86_400 / unit;
  const firstUnit = Math.floor(plan.startWall / (unit * 1000));
  const fromUnit = Math.floor(fromWall / (unit * 1000));
  const toDay = dayOfWall(toWall);
  const most = options.capped ? MOST_PER_DAY : Infinity;
  // What one period contains: an hour its minutes and seconds, a minute its seconds, a second itself.
  const setMinutes = plan.frequency === HOURLY ? minutes : null;
  const setSeconds = plan.frequency === SECONDLY ? null : seconds;
  const perMinute = setSeconds?.length ?? 1;
  const setLength = (setMinutes?.length ?? 1) * perMinute;
  const indexes = positions.length > 0 ? chosen(positions, setLength) : null;
  const setSize = indexes?.length ?? setLength;
  if (setSize === 0) return 'ended';
  let left = options.steps ?? DEFAULT_STEPS;

  for (let day = dayOfWall(fromWall); day <= toDay; day += 1) {
    // The cap counts from the beginning of the day. Without a cap, the iteration can start within the day.
    const enter = options.capped ? day * perDay : Math.max(day * perDay, fromUnit);
    let at = alignedFrom(firstUnit, interval, enter);
    day = Math.max(day, Math.floor(at / perDay));
    left -= 1;
    if (left < 0) return 'spent';
    if (day > toDay) break;
    if (!dayPasses(plan, day)) continue;

    const nextDay = (day + 1) * perDay;
    let given = 0;
    while (at < nextDay && given < most) {
      left -= 1;
      if (left < 0) return 'spent';
      const second = (at - day * perDay) * unit;
      const hour = Math.floor(second / 3600);
      if (hours.length > 0 && !hours.includes(hour)) {
        at = alignedFrom(firstUnit, interval, day * perDay + ((hour + 1) * 3600) / unit);
        continue;
      }
      if (setMinutes === null && minutes.length > 0) {
        const minute = Math.floor(second / 60);
        if (!minutes.includes(minute % 60)) {
          at = alignedFrom(firstUnit, interval, day * perDay + ((minute + 1) * 60) / unit);
          continue;
        }
      }
      if (setSeconds !== null || seconds.length === 0 || seconds.includes(second % 60)) {
        for (let i = 0; i < setSize && given < most; i += 1) {
          const index = indexes === null ? i : (indexes[i] ?? 0);
          const minute = setMinutes === null ? 0 : (setMinutes[Math.floor(index / perMinute)] ?? 0);
          const inMinute = setSeconds === null ? 0 : (setSeconds[index % perMinute] ?? 0);
          const wall = day * DAY_MS + (second + minute * 60 + inMinute) * 1000;
          if (wall < plan.startWall) continue;
          given += 1;
          left -= 1;
          if (left < 0) return 'spent';
          if (wall < fromWall) continue;
          if (wall > toWall) return 'ended';
          if (!visit(wall)) return 'stopped';
        }
      }
      at += interval;
    }
  }
  return 'ended';
}
