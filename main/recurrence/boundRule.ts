/**
 * One RRULE or EXRULE line bound to a series: its plan, and where COUNT or UNTIL ends it. COUNT becomes an
 * end here, once, so that a window far from DTSTART costs no more than one near it.
 */
import { DAY_MS } from '../../shared/durations.ts';
import { AROUND_MS, msToWall } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { LAST_DAY, dayOfWall, weekStartOf } from './civil.ts';
import { mostPerDay, planOf } from './compiledRule.ts';
import type { Plan } from './compiledRule.ts';
import { readDateValue } from './recurrenceLines.ts';
import type { DateValue } from './recurrenceLines.ts';
import { DAILY, HOURLY, MINUTELY, SECONDLY, WEEKLY, readRule } from './parseRule.ts';
import type { Rule } from './parseRule.ts';
import { MOST_PER_DAY, walk } from './expand.ts';

export interface BoundRule {
  readonly plan: Plan;
  /** Last wall time the rule can give: COUNT's end, or UNTIL with a day's room. */
  readonly lastWall: number;
  /** UNTIL, inclusive: an instant, for all-day series a day number. */
  readonly until: number;
  /** No slot of the rule comes after this one. */
  readonly lastSlot: number;
}

export interface ReadBoundRule {
  /** Null when the rule cannot be used or gives nothing. */
  readonly bound: BoundRule | null;
  readonly flaw: string | null;
  /** False when nobody can tell where the rule ends: what it means is unknown, or its count was cut. */
  readonly endKnown: boolean;
  /** UNTIL lies before DTSTART, so that the rule does not even make its first date (docs/RECURRENCE.md). */
  readonly endsBeforeStart: boolean;
}

/** Enough for any count a person would enter; a count that needs more is cut and said so. */
const COUNT_STEPS = 200_000;
const PROBE_STEPS = 60_000;
/** How a series tells time: its zone, and where it begins. */
export interface Clock {
  readonly allDay: boolean;
  readonly zone: Zone;
  readonly startWall: number;
  /** Slot of DTSTART. */
  readonly start: number;
}

/** The slot that a wall time of the series is. */
export const slotOfWall = (clock: Clock, wall: number): number => {
  if (clock.allDay) return dayOfWall(wall);
  // DTSTART may be the second of an overlap's two readings: it stays the instant that was sent, and what follows
  // it in that overlap is read like it, since nothing of a series lies before its start.
  if (wall === clock.startWall) return clock.start;
  const ms = clock.zone.toMs(wall);
  return ms < clock.start && wall > clock.startWall
    ? ms + clock.start - clock.zone.toMs(clock.startWall)
    : ms;
};

/** The slot of a date with time out of a line. */
export const slotOfInstant = (clock: Clock, value: DateValue & { readonly kind: 'instant' }): number =>
  value.zone === clock.zone ? slotOfWall(clock, value.wall) : value.ms;

/** UNTIL as the last slot it lets through; null when it cannot be read. */
function untilSlot(text: string, clock: Clock): number | null {
  const value = readDateValue(text, clock.zone);
  if (value === null) return null;
  if (clock.allDay) return value.kind === 'day' ? value.day : dayOfWall(value.wall);
  // A date with a timed series is not RFC 5545's form: the whole of that day counts.
  return value.kind === 'instant'
    ? slotOfInstant(clock, value)
    : clock.zone.toMs((value.day + 1) * DAY_MS) - 1;
}

interface CountEnd {
  readonly lastWall: number;
  /** True when it took too long to find and something earlier stands for it. */
  readonly cut: boolean;
}

/** The end of a count where arithmetic alone tells it: nothing but an interval, or weekdays in weeks. */
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
  // The first week may have begun before DTSTART: as many of its days as lie before count as given.
  const before = offsets.filter((offset) => week + offset < plan.startDay).length;
  const index = before + count - 1;
  const weeks = Math.floor(index / offsets.length);
  const day = week + weeks * 7 * rule.interval + (offsets[index % offsets.length] ?? 0);
  return plan.startWall + (day - plan.startDay) * DAY_MS;
}

/** The wall time of the `count`-th instance. */
function endOfCount(plan: Plan, rule: Rule, count: number): CountEnd {
  const plain = plainEndOfCount(plan, rule, count);
  if (plain !== null) return { lastWall: plain, cut: false };
  let seen = 0;
  let lastWall = plan.startWall;
  const end = walk(plan, {
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

/** Whether a plan has an instance up to `lastWall`. */
function probeOf(plan: Plan, lastWall: number): 'matches' | 'spent' | 'none' {
  // Most rules need no search: every one of their periods has an instance, and the first is within reach.
  const period = plan.frequency === DAILY ? DAY_MS : plan.frequency === WEEKLY ? 7 * DAY_MS : Infinity;
  const never = plan.frequency === DAILY && !plan.everyDay;
  if (plan.weekdayAlone && !never && plan.positions.length === 0) {
    if (plan.startWall + (plan.interval + 1) * period <= lastWall) return 'matches';
  }
  let matches = false;
  const end = walk(plan, {
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

/** The latest slot up to a wall time. In a gap the last wall need not be it: a skipped one comes after what follows. */
function lastSlotOf(plan: Plan, lastWall: number, until: number, clock: Clock): number {
  // Without an end; nobody needs to know what clocks do in the year 9999.
  if (lastWall >= LAST_DAY * DAY_MS) return until;
  const slot = slotOfWall(clock, lastWall);
  if (clock.allDay || until <= slot) return Math.min(until, slot);
  if (clock.zone.offsetAt(slot - AROUND_MS) === clock.zone.offsetAt(slot)) return slot;
  let last = slot;
  walk(plan, {
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

/** Binds a rule's text. */
export function bindRule(text: string, clock: Clock): ReadBoundRule {
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
    // An end nobody can read must not become "for ever".
    if (slot === null) {
      flaw = 'The end of the repetition cannot be read; only the first date is shown.';
      return { bound: null, flaw, endKnown: false, endsBeforeStart };
    }
    until = slot;
    lastWall = Math.min(lastWall, clock.allDay ? slot * DAY_MS : msToWall(clock.zone, slot) + 2 * DAY_MS);
    if (slot < clock.start) {
      flaw ??= 'The repetition ends before it begins.';
      // It still says where the series ends: what was moved before that end shows [S21].
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
    // It gives nothing, but still says where the series ends: what was moved before that end shows [S21].
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
