/**
 * A series' repetition as a person would say it: parts for words, or the admission that it has none.
 *
 * Nothing said is ever wrong: what is read here is the plan that the agenda itself expands, each shape of
 * a rule is either known as a whole or not at all, and what stands beside the rule (further rules, single
 * dates, exceptions) is named. Shapes are RFC 5545's as calendars write them: "the last weekday" is five
 * weekdays and BYSETPOS=-1, "yearly" may be a monthly rule with BYMONTH.
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
import { walk } from './expand.ts';

/** More would be a list to study, no sentence. */
const MOST_DAYS = 7;
const EVERY_WEEKDAY = 0b111_1111;
const WORKDAYS = 0b001_1111;

const weekdaysIn = (mask: number): number[] =>
  [0, 1, 2, 3, 4, 5, 6].filter((day) => (mask & (1 << day)) !== 0);
const monthsIn = (mask: number): number[] =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((month) => (mask & (1 << month)) !== 0);

/** The days of a month that the plan's date parts name; null where a sentence cannot hold them. */
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

/** From the first to the last; the ones counted from the end come after. */
const orderOf = (ordinal: number): number => (ordinal > 0 ? ordinal : 100 + ordinal);

const isSayable = (day: MonthDay): boolean =>
  day.kind === 'date' ? day.date >= -1 : day.position !== 0 && day.position >= -2 && day.position <= 5;

/** One day picked by BYSETPOS. */
function positionedDay({ monthDays, weekdays, ordinals, positions }: Plan): readonly MonthDay[] | null {
  const [position = 0] = positions;
  if (positions.length !== 1 || ordinals.length > 0) return null;
  let day: MonthDay | null = null;
  const single = weekdaysIn(weekdays);
  if (single.length === 1) day = { kind: 'weekday', weekday: single[0] ?? 0, position };
  else if (weekdays === WORKDAYS) day = { kind: 'workday', position };
  else if (weekdays === EVERY_WEEKDAY && (position === -1 || (position > 0 && position <= 31)))
    day = { kind: 'date', date: position };
  // "The 31st or else the last day", as Outlook writes it.
  else if (weekdays === 0 && monthDays.join() === '28,29,30,31' && position === -1)
    day = { kind: 'date', date: -1 };
  return day !== null && isSayable(day) ? [day] : null;
}

function patternOf(plan: Plan, dayTimeMs: number): RepeatPattern | null {
  const { frequency, interval, weekdays, positions } = plan;
  // Another time of day than the first date's, or several: the days alone would tell too little.
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
    // A year's ordinals and positions count within the year; a year's dates without a month are every month's.
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

/** The last date, in the series' zone, on which an instance can begin: UNTIL may lie earlier in its day. */
function untilDate(series: Series, until: number): string {
  if (series.allDay) return isoOfDay(until);
  const day = dayOfWall(msToWall(series.zone, until));
  const dayTime = series.startWall - dayOfWall(series.startWall) * DAY_MS;
  return isoOfDay(slotOfWall(series, day * DAY_MS + dayTime) <= until ? day : day - 1);
}

/** Whether the rule itself has an instance at DTSTART, which is one in any case. */
function startsOnRule(series: Series, plan: Plan): boolean {
  let matches = false;
  walk(plan, {
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

/** How a compiled master repeats; null for lines that repeat nothing. */
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
  // What was unusable has been left out: a sentence would claim what the lines do not say.
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
