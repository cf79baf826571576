/** The slots of a compiled series in a window, and how a slot becomes a time. See series.ts for what a slot is. */
import { DAY_MS } from '../../shared/durations.ts';
import type { EventTime } from '../../shared/model.ts';
import { AROUND_MS, dayAt, dayStartMs, msToWall, offsetsAround, utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { slotOfWall } from './boundRule.ts';
import { dayOfIso, isoOfDay } from './civil.ts';
import type { Series } from './series.ts';
import { mostPerDay } from './compiledRule.ts';
import { mayHaveSlotAt } from './prefilter.ts';
import type { Prefilter } from './prefilter.ts';
import { MOST_PER_DAY, iterate } from './expand.ts';

type Clocked = Pick<Series, 'allDay' | 'zone'>;

/** Returns the first day that begins at or after an instant. */
function dayFrom(viewer: Zone, ms: number): number {
  if (ms === -Infinity) return -Infinity;
  let day = dayAt(viewer, ms);
  // Clocks that are set back across midnight show the previous day again although the next one has begun.
  while (dayStartMs(viewer, day) < ms) day += 1;
  // A day that is skipped begins together with the one after it.
  while (dayStartMs(viewer, day - 1) >= ms) day -= 1;
  return day;
}

// The first and the last have separate functions, here and below: a page calls them for every series, and pairs would
// be garbage.

// If clocks change at midnight, the day of an instant can be one that has already ended (00:01 set back to 23:01),
// and a day can be skipped completely. Only the beginnings of the days are reliable.

/** Returns whether clocks run evenly around an instant, so that its day is simply the one they show. */
const isSteady = (viewer: Zone, ms: number): boolean =>
  viewer.steadyOffset(ms - AROUND_MS, ms + AROUND_MS) !== null;

/** Returns the first all-day slot that overlaps a window beginning at `fromMs`. */
function firstDay(length: number, fromMs: number, viewer: Zone): number {
  let first = dayAt(viewer, fromMs) - length + 1;
  if (isSteady(viewer, fromMs)) return first;
  const begin = (day: number): number => dayStartMs(viewer, day);
  while (begin(first + length) <= fromMs) first += 1;
  while (begin(first + length - 1) > fromMs || begin(first - 1) >= fromMs) first -= 1;
  return first;
}

/** Returns the first slot that overlaps a window beginning at `fromMs` and does not begin before `notBeforeMs`. */
function firstSlot(
  series: Pick<Series, 'allDay' | 'length'>,
  fromMs: number,
  viewer: Zone,
  notBeforeMs: number,
): number {
  if (series.allDay) return Math.max(firstDay(series.length, fromMs, viewer), dayFrom(viewer, notBeforeMs));
  // Overlapping means: start < to and (end > from or start ≥ from).
  return Math.max(series.length > 0 ? fromMs - series.length + 1 : fromMs, notBeforeMs);
}

/** Returns the last slot that begins before `toMs`. */
function lastSlot(series: Pick<Series, 'allDay'>, toMs: number, viewer: Zone): number {
  if (!series.allDay) return toMs - 1;
  let last = dayAt(viewer, toMs - 1);
  if (!isSteady(viewer, toMs)) while (dayStartMs(viewer, last + 1) < toMs) last += 1;
  return last;
}

/** Returns the wall time of a slot. */
const wallOf = (series: Series, slot: number): number =>
  series.allDay ? slot * DAY_MS : msToWall(series.zone, slot);

/** How many days of EXRULE are expanded at once: few if a single day contains very many instances. */
const exRuleBlockDays = (series: Series): number =>
  series.exRules.some(({ plan }) => mostPerDay(plan) > MOST_PER_DAY) ? 1 : 400;

/** Returns the lowest wall time whose slot can be this one or a later one. */
const lowestWall = ({ allDay, zone }: Clocked, slot: number): number =>
  allDay
    ? slot * DAY_MS
    : slot + (zone.steadyOffset(slot - AROUND_MS, slot + AROUND_MS) ?? offsetsAround(zone, slot).low);

/** Returns the highest wall time whose slot can be this one or an earlier one. */
const highestWall = ({ allDay, zone }: Clocked, slot: number): number =>
  allDay
    ? slot * DAY_MS
    : slot + (zone.steadyOffset(slot - AROUND_MS, slot + AROUND_MS) ?? offsetsAround(zone, slot).high);

function excludedByRules(series: Series, first: number, last: number): ReadonlySet<number> | null {
  if (series.exRules.length === 0) return null;
  const found = new Set<number>();
  const fromWall = lowestWall(series, first);
  const toWall = highestWall(series, last);
  for (const rule of series.exRules) {
    iterate(rule.plan, {
      fromWall,
      toWall: Math.min(toWall, rule.lastWall),
      // Exclusions have no cap: an instance beyond the cap would not be excluded.
      capped: false,
      visit: (wall) => {
        const slot = slotOfWall(series, wall);
        if (slot <= rule.until) found.add(slot);
        return true;
      },
    });
  }
  return found;
}

/** What is known about a series before it is compiled. */
export type Outline = Pick<Series, 'allDay' | 'zone' | 'length' | 'firstMs' | 'lastMs'> & {
  readonly prefilter: Prefilter | null;
};

/** Returns false if `slotsIn` with the same arguments would return nothing. True is not certain. */
export function mayHaveSlots(
  outline: Outline,
  fromMs: number,
  toMs: number,
  viewer: Zone,
  notBeforeMs = -Infinity,
): boolean {
  if (toMs <= fromMs || outline.firstMs >= toMs || outline.lastMs < fromMs) return false;
  const first = firstSlot(outline, fromMs, viewer, notBeforeMs);
  const last = lastSlot(outline, toMs, viewer);
  if (first > last || outline.prefilter === null) return first <= last;
  return mayHaveSlotAt(outline.prefilter, lowestWall(outline, first), highestWall(outline, last));
}

/** Tells which slots exceptions fill or cancel. Called only with slots that the series has. */
export interface TakenSlots {
  has(slot: number): boolean;
}

/**
 * Returns the slots whose occurrences overlap `[fromMs, toMs)`, ascending, without duplicates, at most the first
 * `mostSlots`. All-day slots are dates, placed where the viewer's days begin. `taken` are slots that exceptions fill
 * or cancel [S15, S18]; they are left out and do not count. Nothing that begins before `notBeforeMs` is returned.
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
  const first = firstSlot(series, fromMs, viewer, notBeforeMs);
  const last = lastSlot(series, toMs, viewer);
  if (first > last) return [];
  const found: number[] = [];

  const dropped = (slot: number): boolean =>
    series.excluded.has(slot) ||
    (series.excludedDays.size > 0 && series.excludedDays.has(dayAt(series.zone, slot))) ||
    taken?.has(slot) === true;
  for (const slot of series.extra) {
    if (slot > last) break;
    if (slot >= first && !dropped(slot)) found.push(slot);
  }
  const extras = found.length;
  if (series.rules.length > 0) {
    const fromWall = lowestWall(series, first);
    const toWall = highestWall(series, last);
    for (const rule of series.rules) {
      let given = 0;
      let latest = -Infinity;
      let block: ReadonlySet<number> | null = null;
      let blockEnd = -Infinity;
      iterate(rule.plan, {
        fromWall,
        toWall: Math.min(toWall, rule.lastWall),
        capped: true,
        visit: (wall) => {
          const slot = slotOfWall(series, wall);
          if (slot < first || slot > last || slot > rule.until || dropped(slot)) return true;
          if (series.exRules.length > 0) {
            // EXRULE is expanded in blocks as the iteration reaches them, never for a whole endless window.
            if (slot > blockEnd) {
              const dayLength = series.allDay ? 1 : DAY_MS;
              blockEnd = Math.min(last, slot + exRuleBlockDays(series) * dayLength);
              block = excludedByRules(series, slot - dayLength, blockEnd);
            }
            if (block?.has(slot)) return true;
          }
          found.push(slot);
          latest = Math.max(latest, slot);
          given += 1;
          // A skipped wall time comes after what follows the gap, so the iteration can stop only once the clock has shown
          // all earlier ones.
          return given < mostSlots || wall < wallOf(series, latest);
        },
      });
    }
  }
  return inOrder(found, extras, series, mostSlots);
}

/** Sorts, drops duplicates and what EXRULE removes from DTSTART and RDATE, and returns at most `most`. */
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

/** Returns a slot as the start of an occurrence. */
export function slotTime(series: Series, slot: number): EventTime {
  return series.allDay
    ? { kind: 'date', date: isoOfDay(slot) }
    : { kind: 'timed', ms: slot, zone: series.zone.name };
}

/** Returns the end that belongs to a slot. */
export const slotEnd = (series: Series, slot: number): EventTime => slotTime(series, slot + series.length);

/**
 * Returns the slot that an exception's originalStart names, as an instant or a date, in whatever zone it was written
 * [S18]. Null if it is of the other kind (the series was changed between all-day and timed since).
 */
export function slotOf(series: Series, originalStart: EventTime): number | null {
  if (originalStart.kind === 'date') return series.allDay ? dayOfIso(originalStart.date) : null;
  return series.allDay ? null : originalStart.ms;
}

/** Returns whether the series in its current state has this slot, ignoring exceptions [S21]. */
export function hasSlot(series: Series, slot: number): boolean {
  const from = series.allDay ? slot * DAY_MS : slot;
  const to = series.allDay ? from + DAY_MS : from + 1;
  return slotsIn(series, from, to, utc, Infinity, undefined, from).includes(slot);
}
