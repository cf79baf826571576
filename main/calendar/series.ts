/**
 * A recurring event compiled for reading [S19]: `compileSeries` once per master, `slotsIn` per window.
 *
 * Two layers. The calculator (`plan`, `walk`) works on wall time without zones. The set layer here turns
 * walls into instants, applies UNTIL as an instant, adds RDATE and DTSTART, takes away EXDATE and EXRULE,
 * and drops duplicates. COUNT becomes an end when the series is compiled, so a window far from DTSTART
 * costs no more than one near it.
 *
 * A *slot* is one place of the series: epoch milliseconds for timed series, a day number (days since
 * 1970-01-01) for all-day ones, which know no zone [S25]. `slotTime` turns it into an EventTime.
 */
import type { EventTime } from '../../shared/model.ts';
import { DAY_MS, LAST_DAY, dayOfIso, dayOfWall, isoOfDay, weekStartOf } from './civil.ts';
import { planOf, mostPerDay } from './plan.ts';
import type { Plan } from './plan.ts';
import { readDateValue, readLines } from './recurrenceLines.ts';
import type { DateValue } from './recurrenceLines.ts';
import { DAILY, HOURLY, MINUTELY, SECONDLY, WEEKLY, readRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { MOST_PER_DAY, walk } from './walk.ts';
import { dayAt, dayStartMs, msToWall, offsetsAround, utc, zoneOf } from './zone.ts';
import type { Zone } from './zone.ts';

/** `lastMs` of a series without end: the largest time a Date can hold. */
export const ENDLESS_MS = 8_640_000_000_000_000;

interface BoundRule {
  readonly plan: Plan;
  /** Last wall time the rule can give: COUNT's end, or UNTIL with a day's room. */
  readonly lastWall: number;
  /** UNTIL, inclusive: an instant, for all-day series a day number. */
  readonly until: number;
}

export interface Series {
  readonly allDay: boolean;
  /** The zone it is expanded in. */
  readonly zone: Zone;
  /** The slot of DTSTART, and the wall time that it is in `zone`. */
  readonly start: number;
  readonly startWall: number;
  /** Length of an occurrence: milliseconds, for all-day series days (at least 1). */
  readonly length: number;
  /**
   * No occurrence begins before `firstMs` or ends after `lastMs`, wherever the viewer is: the bounds
   * columns of the store.
   */
  readonly firstMs: number;
  readonly lastMs: number;
  /** No slot comes after this one; Infinity when the series has no end. */
  readonly lastSlot: number;
  /** What was unusable, as sentences for the inspector; null when all was well [F23]. */
  readonly flaw: string | null;
  readonly rules: readonly BoundRule[];
  readonly exRules: readonly BoundRule[];
  /** DTSTART and RDATE, ascending. */
  readonly extra: readonly number[];
  readonly excluded: ReadonlySet<number>;
  /** Whole local days taken out of a timed series by `EXDATE;VALUE=DATE`. */
  readonly excludedDays: ReadonlySet<number>;
}

export interface SeriesInput {
  readonly start: EventTime;
  readonly end: EventTime;
  readonly recurrence: readonly string[];
  /** The calendar's zone: used when the event's own is unknown [S25]. */
  readonly fallbackZone: string;
}

/** Enough for any count a person would enter; a count that needs more is cut and said so. */
const COUNT_STEPS = 200_000;
const PROBE_STEPS = 60_000;
/** All-day dates begin at most this much before their UTC midnight and end this much after (zones ±14 h). */
const ZONE_ROOM_MS = 15 * 3_600_000;

interface Clock {
  readonly allDay: boolean;
  readonly zone: Zone;
  readonly startWall: number;
  /** Slot of DTSTART. */
  readonly start: number;
}

const slotOfWall = (clock: Clock, wall: number): number => {
  if (clock.allDay) return dayOfWall(wall);
  // DTSTART may be the second of an overlap's two readings: it stays the instant that was sent.
  return wall === clock.startWall ? clock.start : clock.zone.toMs(wall);
};

/** UNTIL as the last slot it lets through; null when it cannot be read. */
function untilSlot(text: string, clock: Clock): number | null {
  const value = readDateValue(text, clock.zone);
  if (value === null) return null;
  if (clock.allDay) return value.kind === 'day' ? value.day : dayOfWall(value.wall);
  // A date with a timed series is not RFC 5545's form: the whole of that day counts.
  return value.kind === 'instant' ? value.ms : clock.zone.toMs((value.day + 1) * DAY_MS) - 1;
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

function bindRule(
  text: string,
  clock: Clock,
): { readonly bound: BoundRule | null; readonly flaw: string | null } {
  const { rule, flaw: ruleFlaw } = readRule(text);
  if (rule === null) return { bound: null, flaw: ruleFlaw };
  let flaw = ruleFlaw;
  if (rule.count === 0) return { bound: null, flaw };
  if (clock.allDay && rule.frequency > DAILY) {
    return { bound: null, flaw: 'An all-day event cannot repeat within the day.' };
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
    if (slot === null)
      return { bound: null, flaw: 'The end of the repetition cannot be read; only the first date is shown.' };
    until = slot;
    lastWall = Math.min(lastWall, clock.allDay ? slot * DAY_MS : msToWall(clock.zone, slot) + 2 * DAY_MS);
    if (slot < clock.start) flaw ??= 'The repetition ends before it begins.';
  }

  let matches = false;
  const probe = walk(plan, {
    fromWall: plan.startWall,
    toWall: lastWall,
    capped: false,
    steps: PROBE_STEPS,
    visit: () => {
      matches = true;
      return false;
    },
  });
  if (!matches) {
    if (probe === 'spent' || rule.until === null) flaw ??= 'The repetition rule never matches a date.';
    return { bound: null, flaw };
  }

  if (rule.count !== null) {
    const end = endOfCount(plan, rule, rule.count);
    lastWall = Math.min(lastWall, end.lastWall);
    if (end.cut) flaw ??= 'The repetition is too large to count to its end and was cut.';
  }
  if (mostPerDay(plan) > MOST_PER_DAY && lastWall - clock.startWall > MOST_PER_DAY * 1000) {
    flaw ??= `The event repeats too often; the first ${MOST_PER_DAY} of each day are shown.`;
  }
  return { bound: { plan, lastWall, until }, flaw };
}

/** The slot that an RDATE names. A date in a timed series means that day at the series' time of day. */
function slotOfDate(value: DateValue, clock: Clock): number {
  if (clock.allDay) return value.kind === 'day' ? value.day : dayOfWall(value.wall);
  if (value.kind === 'instant') return value.ms;
  return clock.zone.toMs(value.day * DAY_MS + (clock.startWall - dayOfWall(clock.startWall) * DAY_MS));
}

function clockOf(input: SeriesInput): { clock: Clock; flaw: string | null } {
  const { start } = input;
  if (start.kind === 'date') {
    const day = dayOfIso(start.date);
    return {
      clock: { allDay: true, zone: utc, startWall: (day ?? 0) * DAY_MS, start: day ?? 0 },
      flaw: day === null ? 'The start is not a date.' : null,
    };
  }
  let flaw: string | null = null;
  let zone = zoneOf(start.zone);
  if (zone === null) {
    flaw = 'The time zone is unknown; the calendar’s own was used.';
    zone = zoneOf(input.fallbackZone) ?? utc;
  }
  const ms = Number.isFinite(start.ms) ? start.ms : 0;
  if (ms !== start.ms) flaw = 'The start is not a time.';
  return { clock: { allDay: false, zone, startWall: msToWall(zone, ms), start: ms }, flaw };
}

function lengthOf(input: SeriesInput, clock: Clock): number {
  if (clock.allDay) {
    const end = input.end.kind === 'date' ? dayOfIso(input.end.date) : null;
    return Math.max(1, (end ?? clock.start + 1) - clock.start);
  }
  const end = input.end.kind === 'timed' && Number.isFinite(input.end.ms) ? input.end.ms : clock.start;
  return Math.max(0, end - clock.start);
}

/** Compiles a master. Never throws; whatever is unusable is left out and named by `flaw`. */
export function compileSeries(input: SeriesInput): Series {
  const { clock, flaw: clockFlaw } = clockOf(input);
  const lines = readLines(input.recurrence, clock.zone);
  let flaw = clockFlaw ?? lines.flaw;

  const bindAll = (texts: readonly string[]): BoundRule[] =>
    texts.flatMap((text) => {
      const { bound, flaw: own } = bindRule(text, clock);
      flaw ??= own;
      return bound === null ? [] : [bound];
    });
  const rules = bindAll(lines.rules);
  const exRules = bindAll(lines.exRules);

  const extra = [...new Set([clock.start, ...lines.rDates.map((date) => slotOfDate(date, clock))])].sort(
    (a, b) => a - b,
  );
  const excluded = new Set<number>();
  const excludedDays = new Set<number>();
  for (const date of lines.exDates) {
    if (!clock.allDay && date.kind === 'day') excludedDays.add(date.day);
    else excluded.add(slotOfDate(date, clock));
  }

  const length = lengthOf(input, clock);
  const lastExtra = extra[extra.length - 1] ?? clock.start;
  const ends = rules.map((rule) => Math.min(rule.until, slotOfWall(clock, rule.lastWall)));
  const lastSlot = Math.max(lastExtra, ...ends);
  const endless = rules.some((rule) => rule.lastWall >= LAST_DAY * DAY_MS);
  const firstSlot = extra[0] ?? clock.start;
  return {
    allDay: clock.allDay,
    zone: clock.zone,
    start: clock.start,
    startWall: clock.startWall,
    length,
    firstMs: clock.allDay ? firstSlot * DAY_MS - ZONE_ROOM_MS : firstSlot,
    lastMs: endless
      ? ENDLESS_MS
      : clock.allDay
        ? (lastSlot + length) * DAY_MS + ZONE_ROOM_MS
        : lastSlot + length,
    lastSlot: endless ? Infinity : lastSlot,
    flaw,
    rules,
    exRules,
    extra,
    excluded,
    excludedDays,
  };
}

/** The slots that overlap a window, as the first and last slot to look at, both inclusive. */
function slotRange(series: Series, fromMs: number, toMs: number, viewer: Zone): readonly [number, number] {
  if (!series.allDay) {
    // Overlaps: start < to and (end > from or start ≥ from).
    const first = series.length > 0 ? fromMs - series.length + 1 : fromMs;
    return [first, toMs - 1];
  }
  return [dayAt(viewer, fromMs) - series.length + 1, dayAt(viewer, toMs - 1)];
}

/** The first day that begins at or after an instant. */
function dayFrom(viewer: Zone, ms: number): number {
  if (ms === -Infinity) return -Infinity;
  const day = dayAt(viewer, ms);
  return dayStartMs(viewer, day) >= ms ? day : day + 1;
}

/** Lowest and highest wall time whose slot can lie in a range of slots. */
function wallRange(series: Series, first: number, last: number): readonly [number, number] {
  if (series.allDay) return [first * DAY_MS, last * DAY_MS];
  return [first + offsetsAround(series.zone, first).low, last + offsetsAround(series.zone, last).high];
}

function excludedByRules(series: Series, first: number, last: number): ReadonlySet<number> | null {
  if (series.exRules.length === 0) return null;
  const found = new Set<number>();
  const [fromWall, toWall] = wallRange(series, first, last);
  for (const rule of series.exRules) {
    walk(rule.plan, {
      fromWall,
      toWall: Math.min(toWall, rule.lastWall),
      capped: true,
      visit: (wall) => {
        const slot = slotOfWall(series, wall);
        if (slot <= rule.until) found.add(slot);
        return true;
      },
    });
  }
  return found;
}

/** Which slots exceptions fill or cancel; asked only about slots that the series really has. */
export interface TakenSlots {
  has(slot: number): boolean;
}

/**
 * The slots whose occurrences overlap `[fromMs, toMs)`, ascending, none twice, at most `mostSlots` of the
 * earliest. All-day slots are dates, placed by the viewer's day beginnings. `taken` are slots that
 * exceptions fill or cancel [S15, S18]; they are left out and do not count. Nothing that begins before
 * `notBeforeMs` is given.
 */
export function slotsIn(
  series: Series,
  fromMs: number,
  toMs: number,
  viewer: Zone,
  mostSlots = Infinity,
  taken?: TakenSlots,
  notBeforeMs = -Infinity,
): number[] {
  if (toMs <= fromMs || series.firstMs >= toMs || series.lastMs < fromMs) return [];
  const [overlapping, last] = slotRange(series, fromMs, toMs, viewer);
  const first = Math.max(overlapping, series.allDay ? dayFrom(viewer, notBeforeMs) : notBeforeMs);
  const found: number[] = [];

  const dropped = (slot: number): boolean =>
    series.excluded.has(slot) ||
    (series.excludedDays.size > 0 && series.excludedDays.has(dayAt(series.zone, slot))) ||
    taken?.has(slot) === true;
  // EXRULE is looked up lazily, for no more than the range that was found.
  for (const slot of series.extra) {
    if (slot > last) break;
    if (slot >= first && !dropped(slot)) found.push(slot);
  }
  const fromRules = series.extra.length > 0 ? found.length : 0;
  if (series.rules.length > 0) {
    const [fromWall, toWall] = wallRange(series, first, last);
    // A little more than asked for, since a gap can put walls out of order.
    const most = mostSlots === Infinity ? Infinity : mostSlots + 4;
    for (const rule of series.rules) {
      let given = 0;
      let block: ReadonlySet<number> | null = null;
      let blockEnd = -Infinity;
      walk(rule.plan, {
        fromWall,
        toWall: Math.min(toWall, rule.lastWall),
        capped: true,
        visit: (wall) => {
          const slot = slotOfWall(series, wall);
          if (slot < first || slot > last || slot > rule.until || dropped(slot)) return true;
          if (series.exRules.length > 0) {
            if (slot > blockEnd) {
              const blockLength = series.allDay ? 400 : 400 * DAY_MS;
              blockEnd = Math.min(last, slot + blockLength);
              block = excludedByRules(series, slot, blockEnd);
            }
            if (block?.has(slot)) return true;
          }
          found.push(slot);
          given += 1;
          return given < most;
        },
      });
    }
  }
  return inOrder(found, fromRules, series, mostSlots);
}

/** Sorts, drops duplicates and what EXRULE takes out of DTSTART and RDATE, cuts to `most`. */
function inOrder(found: number[], extras: number, series: Series, most: number): number[] {
  let kept = found;
  if (series.exRules.length > 0 && extras > 0) {
    kept = found.filter(
      (slot, index) => index >= extras || excludedByRules(series, slot, slot)?.has(slot) !== true,
    );
  }
  let sorted = true;
  for (let i = 1; i < kept.length && sorted; i += 1) sorted = (kept[i - 1] ?? 0) < (kept[i] ?? 0);
  if (!sorted) {
    kept.sort((a, b) => a - b);
    kept = kept.filter((slot, index) => index === 0 || slot !== kept[index - 1]);
  }
  return kept.length > most ? kept.slice(0, most) : kept;
}

/** A slot as the start of an occurrence. */
export function slotTime(series: Series, slot: number): EventTime {
  return series.allDay
    ? { kind: 'date', date: isoOfDay(slot) }
    : { kind: 'timed', ms: slot, zone: series.zone.name };
}

/** The end that belongs to a slot. */
export const slotEnd = (series: Series, slot: number): EventTime => slotTime(series, slot + series.length);

/**
 * The slot that an exception's originalStart names, as an instant or a date, whatever zone it was written
 * in [S18]; null when it is of the other kind (the series was changed between all-day and timed since).
 */
export function slotOf(series: Series, originalStart: EventTime): number | null {
  if (originalStart.kind === 'date') return series.allDay ? dayOfIso(originalStart.date) : null;
  return series.allDay ? null : originalStart.ms;
}

/** Whether the series as it is now has this slot, exceptions left aside [S21]. */
export function hasSlot(series: Series, slot: number): boolean {
  const from = series.allDay ? slot * DAY_MS : slot;
  const to = series.allDay ? from + DAY_MS : from + 1;
  return slotsIn(series, from, to, utc).includes(slot);
}
