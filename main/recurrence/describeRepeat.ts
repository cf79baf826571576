/**
 * Describes how a series repeats: the parts of a sentence, or that no sentence can describe it.
 *
 * A description is never wrong. It is made from the plan that the agenda itself expands, each shape of a rule is
 * either recognized completely or not at all, and what else a series has (further rules, single dates, exceptions) is
 * mentioned. The shapes are those of RFC 5545 as calendars write them: "the last weekday" is five weekdays and
 * BYSETPOS=-1, "yearly" may be a monthly rule with BYMONTH.
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { MonthDay, Repeat, RepeatPattern } from '../../shared/model.ts';
import { msToWall } from '../../shared/zone.ts';
import { slotOfWall } from './boundRule.ts';
import { dayOfWall, isoOfDay } from './civil.ts';
import { timeAt, type Plan } from './compiledRule.ts';
import { readLines } from './recurrenceLines.ts';
import { DAILY, MONTHLY, WEEKLY, YEARLY, readRule } from './parseRule.ts';
import { slotTime } from './slots.ts';
import type { Series } from './series.ts';
import { iterate } from './expand.ts';

/** More days would be a list, not a sentence. */
const MOST_DAYS = 7;
const EVERY_WEEKDAY = 0b111_1111;
const WORKDAYS = 0b001_1111;

const weekdaysIn = (mask: number): number[] =>
  [0, 1, 2, 3, 4, 5, 6].filter((day) => (mask & (1 << day)) !== 0);
const monthsIn = (mask: number): number[] =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((month) => (mask & (1 << month)) !== 0);

/** Returns the days of a month that the plan's date parts name; null if a sentence cannot express them. */
function monthDaysOf(plan: Plan): readonly MonthDay[] | null {
  const { monthDays, weekdays, ordinals, positions } = plan;
  if (plan.yearDays.length > 0 || plan.weekNumbers.length > 0) return null;
  const kinds = [monthDays.length > 0, weekdays !== 0, ordinals.length > 0].filter(Boolean).length;
  if (kinds !== 1) return null;
  if (positions.length > 0) return positionedDay(plan);
  if (weekdays !== 0) return null;
  const days: MonthDay[] = [
    ...monthDays.filter((date) => date > 0).map((date): MonthDay => ({ kind: 'date', date })),
    ...monthDays.filter((date) => date < 0).map((date): MonthDay => ({ kind: 'date', date })),
    ...ordinals
      .toSorted((a, b) => orderOf(a.ordinal) - orderOf(b.ordinal) || a.weekday - b.weekday)
      .map(({ weekday, ordinal }): MonthDay => ({ kind: 'weekday', weekday, position: ordinal })),
  ];
  return days.length <= MOST_DAYS && days.every(isSayable) ? days : null;
}

/** Sorts from the first to the last; those counted from the end come last. */
const orderOf = (ordinal: number): number => (ordinal > 0 ? ordinal : 100 + ordinal);

const isSayable = (day: MonthDay): boolean =>
  day.kind === 'date' ? day.date >= -1 : day.position !== 0 && day.position >= -2 && day.position <= 5;

/** One day selected by BYSETPOS. */
function positionedDay({ monthDays, weekdays, ordinals, positions }: Plan): readonly MonthDay[] | null {
  const [position = 0] = positions;
  if (positions.length !== 1 || ordinals.length > 0) return null;
  let day: MonthDay | null = null;
  const single = weekdaysIn(weekdays);
  if (single.length === 1) day = { kind: 'weekday', weekday: single[0] ?? 0, position };
  else if (weekdays === WORKDAYS) day = { kind: 'workday', position };
  else if (weekdays === EVERY_WEEKDAY && (position === -1 || (position > 0 && position <= 31)))
    day = { kind: 'date', date: position };
  // "The 31st, or else the last day", as Outlook writes it.
  else if (weekdays === 0 && monthDays.join() === '28,29,30,31' && position === -1)
    day = { kind: 'date', date: -1 };
  return day !== null && isSayable(day) ? [day] : null;
}

function patternOf(plan: Plan, dayTimeMs: number): RepeatPattern | null {
  const { frequency, interval, weekdays, positions } = plan;
  // Several times of day, or one other than that of the first date: the days alone would not describe it.
  if (frequency > DAILY || plan.timesPerDay !== 1 || timeAt(plan, 0) * 1000 !== dayTimeMs) return null;
  if (plan.weekdayAlone && positions.length === 0) {
    if (frequency === DAILY && weekdays === 0) return { unit: 'day', interval };
    if (weekdays === EVERY_WEEKDAY && interval === 1) return { unit: 'day', interval };
    // Every Tuesday of every month is every Tuesday.
    if (weekdays !== 0 && (frequency === WEEKLY || interval === 1))
      return { unit: 'week', interval, weekdays: weekdaysIn(weekdays) };
    return null;
  }
  if (frequency !== MONTHLY && frequency !== YEARLY) return null;
  const days = monthDaysOf(plan);
  if (days === null) return null;
  const months = monthsIn(plan.months);
  if (months.length === 0) {
    // In a yearly rule, ordinals and positions count within the year, and dates without a month apply to every month.
    const ofYear = frequency === YEARLY && (plan.ordinals.length > 0 || positions.length > 0);
    if (ofYear || (frequency === YEARLY && interval > 1)) return null;
    return { unit: 'month', interval, days };
  }
  if (frequency === MONTHLY && interval > 1) return null;
  if (frequency === YEARLY && positions.length > 0 && months.length > 1) return null;
  const dates = days.every((day) => day.kind === 'date' && day.date > 0);
  const mixed = !dates && days.some((day) => day.kind === 'date' && day.date > 0);
  if (mixed || months.length * (dates ? days.length : 1) > MOST_DAYS) return null;
  return { unit: 'year', interval, months, days };
}

/**
 * Returns the last date, in the series' zone, on which an instance can begin. UNTIL may be earlier in that day than
 * the time of an instance.
 */
function untilDate(series: Series, until: number): string {
  if (series.allDay) return isoOfDay(until);
  const day = dayOfWall(msToWall(series.zone, until));
  const dayTime = series.startWall - dayOfWall(series.startWall) * DAY_MS;
  return isoOfDay(slotOfWall(series, day * DAY_MS + dayTime) <= until ? day : day - 1);
}

/** Returns whether the rule itself has an instance at DTSTART, which is an instance in any case. */
function startsOnRule(series: Series, plan: Plan): boolean {
  let matches = false;
  iterate(plan, {
    fromWall: series.startWall,
    toWall: series.startWall,
    capped: false,
    visit: () => {
      matches = true;
      return false;
    },
  });
  return matches;
}

/** Describes how a compiled master repeats; null for lines without a repetition. */
export function repeatOf(recurrence: readonly string[], series: Series): Repeat | null {
  const lines = readLines(recurrence, series.zone);
  if (lines.rules.length === 0 && lines.rDates.length === 0 && series.flaw === null) return null;
  const start = slotTime(series, series.start);
  const unsaid: Repeat = {
    pattern: null,
    until: null,
    count: null,
    moreRules: false,
    moreDates: false,
    exceptions: false,
    start,
  };
  const [first] = series.rules;
  const rule = readRule(lines.rules[0] ?? '').rule;
  // Something unusable was left out, so a sentence would claim what the lines do not say.
  if (series.flaw !== null || first === undefined || rule === null) return unsaid;
  if (series.rules.length !== lines.rules.length || (rule.count !== null && rule.until !== null))
    return unsaid;
  const dayTime = series.startWall - dayOfWall(series.startWall) * DAY_MS;
  const pattern = patternOf(first.plan, dayTime);
  if (pattern === null) return unsaid;
  return {
    pattern,
    until: rule.until === null ? null : untilDate(series, first.until),
    count: rule.count,
    moreRules: series.rules.length > 1,
    moreDates: lines.rDates.length > 0 || !startsOnRule(series, first.plan),
    exceptions: lines.exDates.length > 0 || lines.exRules.length > 0,
    start,
  };
}
