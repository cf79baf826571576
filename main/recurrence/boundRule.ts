/**
 * Binds an RRULE or EXRULE line to a series: its plan, and where COUNT or UNTIL ends it. COUNT is converted to an end
 * once, so that a window far from DTSTART costs no more than one near it.
 */
import { DAY_MS } from '../../shared/durations.ts';
import { AROUND_MS, dayAt, msToWall, timeOfDay, utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { LAST_DAY, dayOfWall, weekStartOf } from './civil.ts';
import { mostPerDay, planOf } from './compiledRule.ts';
import type { Plan } from './compiledRule.ts';
import { readDateValue } from './recurrenceLines.ts';
import type { DateValue } from './recurrenceLines.ts';
import { DAILY, HOURLY, MINUTELY, SECONDLY, WEEKLY, readRule } from './parseRule.ts';
import type { Rule } from './parseRule.ts';
import { MOST_PER_DAY, iterate } from './expand.ts';

export interface BoundRule {
  readonly plan: Plan;
  /** The last wall time of the rule: the end of COUNT, or UNTIL plus a day. */
  readonly lastWall: number;
  /** UNTIL, inclusive: an instant, or a day number for all-day series. */
  readonly until: number;
  /** The rule has no slot after this one. */
  readonly lastSlot: number;
}

export interface ReadBoundRule {
  /** Null if the rule cannot be used or has no instance. */
  readonly bound: BoundRule | null;
  readonly flaw: string | null;
  /** False if the rule's end is unknown: its meaning is unknown, or its count was cut off. */
  readonly endKnown: boolean;
  /** UNTIL is before DTSTART, so the rule does not even have its first date (docs/RECURRENCE.md). */
  readonly endsBeforeStart: boolean;
}

/** Enough for any count a person would enter. A longer count is cut off, with a flaw. */
const COUNT_STEPS = 200_000;
const PROBE_STEPS = 60_000;
/** How a series counts time: its zone and its start. */
export interface Clock {
  readonly allDay: boolean;
  readonly zone: Zone;
  readonly startWall: number;
  /** The slot of DTSTART. */
  readonly start: number;
}

/** What the lines of a series are read with. */
export interface LineClock extends Clock {
  /** The calendar's zone, in which a day begins. */
  readonly calendarZone: Zone;
}

/**
 * Returns the day that a date with time names in an all-day series. Exchange and others write the midnight of the day
 * in UTC, which east of Greenwich is on the day before (MS-OXCICAL 2.1.3.2.2); otherwise the date counts as written.
 */
export function dayOfInstant(
  { calendarZone }: LineClock,
  value: DateValue & { readonly kind: 'instant' },
): number {
  const isMidnight = value.zone === utc && timeOfDay(calendarZone, value.ms) === 0;
  return isMidnight ? dayAt(calendarZone, value.ms) : dayOfWall(value.wall);
}

/** Returns the slot of a wall time. */
export const slotOfWall = (clock: Clock, wall: number): number => {
  if (clock.allDay) return dayOfWall(wall);
  // DTSTART may be the second occurrence of an ambiguous wall time. It keeps the instant that was sent, and later
  // times within that overlap are read in the same way, since a series has nothing before its start.
  if (wall === clock.startWall) return clock.start;
  const ms = clock.zone.toMs(wall);
  return ms < clock.start && wall > clock.startWall
    ? ms + clock.start - clock.zone.toMs(clock.startWall)
    : ms;
};

/** Returns the slot of a date with time from a line. */
export const slotOfInstant = (clock: Clock, value: DateValue & { readonly kind: 'instant' }): number =>
  value.zone === clock.zone ? slotOfWall(clock, value.wall) : value.ms;

/** Returns UNTIL as the last slot it allows; null if it cannot be read. */
function untilSlot(text: string, clock: LineClock): number | null {
  const value = readDateValue(text, clock.zone);
  if (value === null) return null;
  if (clock.allDay) return value.kind === 'day' ? value.day : dayOfInstant(clock, value);
  // RFC 5545 does not allow a date for a timed series. The whole of that day counts.
  return value.kind === 'instant'
    ? slotOfInstant(clock, value)
    : clock.zone.toMs((value.day + 1) * DAY_MS) - 1;
}

interface CountEnd {
  readonly lastWall: number;
  /** True if finding the end took too long. The end is then earlier than it should be. */
  readonly cut: boolean;
}

/** Returns the end of a count that can be calculated directly: for an interval alone, or weekdays in weeks. */
function plainEndOfCount(plan: Plan, rule: Rule, count: number): number | null {
  const parts =
    rule.months.length +
    rule.monthDays.length +
    rule.yearDays.length +
    rule.weekNumbers.length +
    rule.hours.length +
    rule.minutes.length +
    rule.seconds.length +
    rule.positions.length;
  if (parts > 0) return null;
  const units: Partial<Record<number, number>> = {
    [DAILY]: DAY_MS,
    [HOURLY]: 3_600_000,
    [MINUTELY]: 60_000,
    [SECONDLY]: 1000,
  };
  const unit = units[rule.frequency];
  if (unit !== undefined && rule.days.length === 0) {
    return plan.startWall + (count - 1) * rule.interval * unit;
  }
  if (rule.frequency !== WEEKLY) return null;
  const week = weekStartOf(plan.startDay, plan.weekStart);
  const offsets = [0, 1, 2, 3, 4, 5, 6].filter(
    (offset) => (plan.weekdays & (1 << ((plan.weekStart + offset) % 7))) !== 0,
  );
  // The first week may have begun before DTSTART. Its days before that count as used.
  const before = offsets.filter((offset) => week + offset < plan.startDay).length;
  const index = before + count - 1;
  const weeks = Math.floor(index / offsets.length);
  const day = week + weeks * 7 * rule.interval + (offsets[index % offsets.length] ?? 0);
  return plan.startWall + (day - plan.startDay) * DAY_MS;
}

/** Returns the wall time of the `count`-th instance. */
function endOfCount(plan: Plan, rule: Rule, count: number): CountEnd {
  const plain = plainEndOfCount(plan, rule, count);
  if (plain !== null) return { lastWall: plain, cut: false };
  let seen = 0;
  let lastWall = plan.startWall;
  const end = iterate(plan, {
    fromWall: plan.startWall,
    toWall: Infinity,
    capped: false,
    steps: COUNT_STEPS,
    visit: (wall) => {
      seen += 1;
      lastWall = wall;
      return seen < count;
    },
  });
  return { lastWall, cut: end === 'spent' };
}

/** Returns whether a plan has an instance up to `lastWall`. */
function probeOf(plan: Plan, lastWall: number): 'matches' | 'spent' | 'none' {
  // Most rules need no search: each of their periods has an instance, and the first is close.
  const period = plan.frequency === DAILY ? DAY_MS : plan.frequency === WEEKLY ? 7 * DAY_MS : Infinity;
  const never = plan.frequency === DAILY && !plan.everyDay;
  if (plan.weekdayAlone && !never && plan.positions.length === 0) {
    if (plan.startWall + (plan.interval + 1) * period <= lastWall) return 'matches';
  }
  let matches = false;
  const end = iterate(plan, {
    fromWall: plan.startWall,
    toWall: lastWall,
    capped: false,
    steps: PROBE_STEPS,
    visit: () => {
      matches = true;
      return false;
    },
  });
  return matches ? 'matches' : end === 'spent' ? 'spent' : 'none';
}

/**
 * Returns the latest slot up to a wall time. It need not be that of the last wall time: a time skipped by a clock
 * change is moved after the times that follow it.
 */
function lastSlotOf(plan: Plan, lastWall: number, until: number, clock: Clock): number {
  // There is no end. What clocks do in the year 9999 does not matter.
  if (lastWall >= LAST_DAY * DAY_MS) return until;
  const slot = slotOfWall(clock, lastWall);
  if (clock.allDay || until <= slot) return Math.min(until, slot);
  if (clock.zone.offsetAt(slot - AROUND_MS) === clock.zone.offsetAt(slot)) return slot;
  let last = slot;
  iterate(plan, {
    fromWall: lastWall - AROUND_MS,
    toWall: lastWall,
    capped: false,
    visit: (wall) => {
      last = Math.max(last, slotOfWall(clock, wall));
      return true;
    },
  });
  return Math.min(until, last);
}

/** Binds a rule given as text. */
export function bindRule(text: string, clock: LineClock): ReadBoundRule {
  const { rule, flaw: ruleFlaw } = readRule(text);
  const endsBeforeStart = false;
  if (rule === null) return { bound: null, flaw: ruleFlaw, endKnown: false, endsBeforeStart };
  let flaw = ruleFlaw;
  if (rule.count === 0) return { bound: null, flaw, endKnown: true, endsBeforeStart };
  if (clock.allDay && rule.frequency > DAILY) {
    flaw = 'An all-day event cannot repeat within the day.';
    return { bound: null, flaw, endKnown: false, endsBeforeStart };
  }
  const plan = planOf(
    clock.allDay ? { ...rule, hours: [], minutes: [], seconds: [] } : rule,
    clock.startWall,
  );

  let until = Infinity;
  let lastWall = LAST_DAY * DAY_MS + DAY_MS - 1;
  if (rule.until !== null) {
    const slot = untilSlot(rule.until, clock);
    // An end that cannot be read must not become "forever".
    if (slot === null) {
      flaw = 'The end of the repetition cannot be read; only the first date is shown.';
      return { bound: null, flaw, endKnown: false, endsBeforeStart };
    }
    until = slot;
    lastWall = Math.min(lastWall, clock.allDay ? slot * DAY_MS : msToWall(clock.zone, slot) + 2 * DAY_MS);
    if (slot < clock.start) {
      flaw ??= 'The repetition ends before it begins.';
      // It still tells where the series ends: exceptions before that end are shown [S21].
      const bound = { plan, lastWall, until, lastSlot: until };
      return { bound, flaw, endKnown: true, endsBeforeStart: true };
    }
  }

  const probe = probeOf(plan, lastWall);
  if (probe !== 'matches') {
    if (probe === 'spent' || rule.until === null) {
      flaw ??= 'The repetition rule never matches a date.';
      return { bound: null, flaw, endKnown: false, endsBeforeStart };
    }
    // It has no instance, but still tells where the series ends: exceptions before that end are shown [S21].
    return { bound: { plan, lastWall, until, lastSlot: until }, flaw, endKnown: true, endsBeforeStart };
  }

  let endKnown = true;
  if (rule.count !== null) {
    const end = endOfCount(plan, rule, rule.count);
    lastWall = Math.min(lastWall, end.lastWall);
    endKnown = !end.cut;
    if (end.cut) flaw ??= 'The repetition is too large to count to its end and was cut.';
  }
  if (mostPerDay(plan) > MOST_PER_DAY && lastWall - clock.startWall > MOST_PER_DAY * 1000) {
    flaw ??= `The event repeats too often; the first ${MOST_PER_DAY} of each day are shown.`;
  }
  return {
    bound: { plan, lastWall, until, lastSlot: lastSlotOf(plan, lastWall, until, clock) },
    flaw,
    endKnown,
    endsBeforeStart,
  };
}
