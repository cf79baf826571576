/**
 * A recurring event compiled for reading [S19]: `compileSeries` is called once per master, `slotsIn` (slots) per
 * window.
 *
 * There are two layers. The calculator (parseRule, compiledRule, expand) works on wall time without zones. The set
 * layer (boundRule, slots and this file) converts wall times to instants, applies UNTIL as an instant, adds RDATE and
 * DTSTART, removes EXDATE and EXRULE, and drops duplicates.
 *
 * Invariants: DTSTART is an instance, except if every rule ends before it or a list names all dates
 * (docs/RECURRENCE.md); COUNT counts the rule's own instances, before EXDATE; work and memory are bounded whatever
 * the lines say; what could not be used is described by `flaw`, never ignored silently.
 *
 * A *slot* is one place of the series: epoch milliseconds for timed series, a day number (days since 1970-01-01) for
 * all-day ones, which have no zone [S25].
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { EventTime } from '../../shared/model.ts';
import { msToWall, utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { bindRule, dayOfInstant, slotOfInstant } from './boundRule.ts';
import type { BoundRule, LineClock, ReadBoundRule } from './boundRule.ts';
import { LAST_DAY, dayOfIso, dayOfWall } from './civil.ts';
import { readLines } from './recurrenceLines.ts';
import type { DateValue, ReadLines } from './recurrenceLines.ts';
import { zoneOf } from './zoneNames.ts';

/** `lastMs` of a series without end: the latest time a Date can hold. */
export const ENDLESS_MS = 8_640_000_000_000_000;

export interface Series {
  readonly allDay: boolean;
  /** The zone it is expanded in. */
  readonly zone: Zone;
  /** The slot of DTSTART, and its wall time in `zone`. */
  readonly start: number;
  readonly startWall: number;
  /** Length of an occurrence: in milliseconds, or for all-day series in days (at least 1). */
  readonly length: number;
  /**
   * No occurrence begins before `firstMs` or ends after `lastMs`, wherever the viewer is. The store keeps these
   * bounds in columns.
   */
  readonly firstMs: number;
  readonly lastMs: number;
  /** No slot comes after this one. Infinity if the series has no end or its end is unknown. */
  readonly lastSlot: number;
  /** What could not be used, as sentences for the inspector; null if everything could [F23]. */
  readonly flaw: string | null;
  readonly rules: readonly BoundRule[];
  readonly exRules: readonly BoundRule[];
  /** RDATE, and DTSTART if it is an instance, ascending. */
  readonly extra: readonly number[];
  readonly excluded: ReadonlySet<number>;
  /** Whole local days removed from a timed series by `EXDATE;VALUE=DATE`. */
  readonly excludedDays: ReadonlySet<number>;
}

export interface SeriesInput {
  readonly start: EventTime;
  readonly end: EventTime;
  readonly recurrence: readonly string[];
  /** The calendar's zone, used if the event's own is unknown [S25]. */
  readonly fallbackZone: string;
}

/** All-day dates begin at most this much before their UTC midnight and end at most this much after it (zones ±14 h). */
const ZONE_MARGIN_MS = 15 * 3_600_000;

/** Returns the slot that an RDATE names. A date in a timed series means that day at the series' time of day. */
function slotOfDate(value: DateValue, clock: LineClock): number {
  if (clock.allDay) return value.kind === 'day' ? value.day : dayOfInstant(clock, value);
  if (value.kind === 'instant') return slotOfInstant(clock, value);
  return clock.zone.toMs(value.day * DAY_MS + (clock.startWall - dayOfWall(clock.startWall) * DAY_MS));
}

function clockOf(input: SeriesInput): { clock: LineClock; flaw: string | null } {
  const { start } = input;
  const calendarZone = zoneOf(input.fallbackZone) ?? utc;
  if (start.kind === 'date') {
    const day = dayOfIso(start.date);
    return {
      clock: { allDay: true, zone: utc, startWall: (day ?? 0) * DAY_MS, start: day ?? 0, calendarZone },
      flaw: day === null ? 'The start is not a date.' : null,
    };
  }
  let flaw: string | null = null;
  let zone = zoneOf(start.zone);
  if (zone === null) {
    flaw = 'The time zone is unknown; the calendar’s own was used.';
    zone = calendarZone;
  }
  // Rules have no fractions of a second, and Google sends none.
  const ms = Number.isFinite(start.ms) ? Math.floor(start.ms / 1000) * 1000 : 0;
  if (!Number.isFinite(start.ms)) flaw = 'The start is not a time.';
  return { clock: { allDay: false, zone, startWall: msToWall(zone, ms), start: ms, calendarZone }, flaw };
}

function lengthOf(input: SeriesInput, clock: LineClock): number {
  if (clock.allDay) {
    const end = input.end.kind === 'date' ? dayOfIso(input.end.date) : null;
    return Math.max(1, (end ?? clock.start + 1) - clock.start);
  }
  const end = input.end.kind === 'timed' && Number.isFinite(input.end.ms) ? input.end.ms : clock.start;
  return Math.max(0, end - clock.start);
}

/** Returns whether DTSTART is an instance. If the lines cannot be read, it is the only known date. */
function startsAtStart(lines: ReadLines, rules: readonly ReadBoundRule[]): boolean {
  if (rules.length === 0) return !lines.hasDateRule;
  return !rules.every(({ endsBeforeStart }) => endsBeforeStart);
}

/** Compiles a master. Never throws; what cannot be used is left out and described by `flaw`. */
export function compileSeries(input: SeriesInput): Series {
  const { clock, flaw: clockFlaw } = clockOf(input);
  const lines = readLines(input.recurrence, clock.zone);
  let flaw = clockFlaw ?? lines.flaw;

  const bindAll = (texts: readonly string[]): ReadBoundRule[] =>
    texts.map((text) => {
      const read = bindRule(text, clock);
      flaw ??= read.flaw;
      return read;
    });
  const usable = (read: readonly ReadBoundRule[]): BoundRule[] =>
    read.flatMap(({ bound }) => (bound === null ? [] : [bound]));
  const readRules = bindAll(lines.rules);
  const rules = usable(readRules);
  const exRules = usable(bindAll(lines.exRules));

  const dates = lines.rDates.map((date) => slotOfDate(date, clock));
  const starts = startsAtStart(lines, readRules) ? [clock.start] : [];
  const extra = [...new Set([...starts, ...dates])].sort((a, b) => a - b);
  const excluded = new Set<number>();
  const excludedDays = new Set<number>();
  for (const date of lines.exDates) {
    if (!clock.allDay && date.kind === 'day') excludedDays.add(date.day);
    else excluded.add(slotOfDate(date, clock));
  }

  const length = lengthOf(input, clock);
  const lastSlot = Math.max(...extra.slice(-1), ...rules.map((rule) => rule.lastSlot));
  const endKnown = readRules.every((read) => read.endKnown);
  const endless = rules.some((rule) => rule.lastWall >= LAST_DAY * DAY_MS);
  const firstSlot = extra[0] ?? clock.start;
  return {
    allDay: clock.allDay,
    zone: clock.zone,
    start: clock.start,
    startWall: clock.startWall,
    length,
    firstMs: clock.allDay ? firstSlot * DAY_MS - ZONE_MARGIN_MS : firstSlot,
    lastMs: endless
      ? ENDLESS_MS
      : clock.allDay
        ? (lastSlot + length) * DAY_MS + ZONE_MARGIN_MS
        : lastSlot + length,
    // If a rule's end is unknown, no exception is known to be after it.
    lastSlot: endless || !endKnown ? Infinity : lastSlot,
    flaw,
    rules,
    exRules,
    extra,
    excluded,
    excludedDays,
  };
}
