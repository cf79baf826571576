/** The slots of a compiled series in a window, and what a slot is as a time. See series for what a slot is. */
import type { EventTime } from '../../shared/model.ts';
import { AROUND_MS, dayAt, dayStartMs, msToWall, offsetsAround, utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { slotOfWall } from './boundRule.ts';
import { DAY_MS, dayOfIso, isoOfDay } from './civil.ts';
import type { Series } from './series.ts';
import { mostPerDay } from './plan.ts';
import { letsThrough } from './sieve.ts';
import type { Sieve } from './sieve.ts';
import { MOST_PER_DAY, walk } from './walk.ts';

/** The slots that overlap a window, as the first and last slot to look at, both inclusive. */
function slotRange(
  series: Pick<Series, 'allDay' | 'length'>,
  fromMs: number,
  toMs: number,
  viewer: Zone,
): readonly [number, number] {
  if (!series.allDay) {
    // Overlaps: start < to and (end > from or start ≥ from).
    const first = series.length > 0 ? fromMs - series.length + 1 : fromMs;
    return [first, toMs - 1];
  }
  let first = dayAt(viewer, fromMs) - series.length + 1;
  let last = dayAt(viewer, toMs - 1);
  if (viewer.steadyOffset(fromMs - AROUND_MS, toMs + AROUND_MS) !== null) return [first, last];
  // Where clocks change at midnight, the day that an instant is in can be one that has ended before (00:01 set back
  // to 23:01), and a day can be skipped altogether: only the days' own beginnings tell.
  const begin = (day: number): number => dayStartMs(viewer, day);
  while (begin(last + 1) < toMs) last += 1;
  while (begin(first + series.length) <= fromMs) first += 1;
  while (begin(first + series.length - 1) > fromMs || begin(first - 1) >= fromMs) first -= 1;
  return [first, last];
}

/** The first day that begins at or after an instant. */
function dayFrom(viewer: Zone, ms: number): number {
  if (ms === -Infinity) return -Infinity;
  let day = dayAt(viewer, ms);
  if (dayStartMs(viewer, day) < ms) day += 1;
  // A skipped day begins with the one after it.
  while (dayStartMs(viewer, day - 1) >= ms) day -= 1;
  return day;
}

/** Lowest and highest wall time whose slot can lie in a range of slots. */
function wallRange(
  series: Pick<Series, 'allDay' | 'zone'>,
  first: number,
  last: number,
): readonly [number, number] {
  if (series.allDay) return [first * DAY_MS, last * DAY_MS];
  const offset = series.zone.steadyOffset(first - AROUND_MS, last + AROUND_MS);
  if (offset !== null) return [first + offset, last + offset];
  return [first + offsetsAround(series.zone, first).low, last + offsetsAround(series.zone, last).high];
}

/** What clocks show at a slot. */
const wallOf = (series: Series, slot: number): number =>
  series.allDay ? slot * DAY_MS : msToWall(series.zone, slot);

/** How many days of EXRULE are expanded at once: few where a day alone holds very many. */
const exRuleBlockDays = (series: Series): number =>
  series.exRules.some(({ plan }) => mostPerDay(plan) > MOST_PER_DAY) ? 1 : 400;

function excludedByRules(series: Series, first: number, last: number): ReadonlySet<number> | null {
  if (series.exRules.length === 0) return null;
  const found = new Set<number>();
  const [fromWall, toWall] = wallRange(series, first, last);
  for (const rule of series.exRules) {
    walk(rule.plan, {
      fromWall,
      toWall: Math.min(toWall, rule.lastWall),
      // What is taken out has no cap: it would come back behind it.
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

/** What is known of a series before it is compiled. */
export type Outline = Pick<Series, 'allDay' | 'zone' | 'length' | 'firstMs' | 'lastMs'> & {
  readonly sieve: Sieve | null;
};

/** The first and last slot that `slotsIn` looks at, both inclusive. */
function slotsOf(
  series: Pick<Series, 'allDay' | 'length'>,
  fromMs: number,
  toMs: number,
  viewer: Zone,
  notBeforeMs: number,
): readonly [number, number] {
  const [overlapping, last] = slotRange(series, fromMs, toMs, viewer);
  return [Math.max(overlapping, series.allDay ? dayFrom(viewer, notBeforeMs) : notBeforeMs), last];
}

/** False when `slotsIn` with the same question would give nothing. True is no promise. */
export function mayHaveSlots(
  outline: Outline,
  fromMs: number,
  toMs: number,
  viewer: Zone,
  notBeforeMs = -Infinity,
): boolean {
  if (toMs <= fromMs || outline.firstMs >= toMs || outline.lastMs < fromMs) return false;
  const [first, last] = slotsOf(outline, fromMs, toMs, viewer, notBeforeMs);
  if (first > last || outline.sieve === null) return first <= last;
  const [fromWall, toWall] = wallRange(outline, first, last);
  return letsThrough(outline.sieve, fromWall, toWall);
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
  const [first, last] = slotsOf(series, fromMs, toMs, viewer, notBeforeMs);
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
    const [fromWall, toWall] = wallRange(series, first, last);
    for (const rule of series.rules) {
      let given = 0;
      let latest = -Infinity;
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
            // EXRULE is expanded in blocks as the walk comes to them, never over a whole endless window.
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
          // Skipped walls come after what follows the gap: what is enough is known once the clock has shown them all.
          return given < mostSlots || wall < wallOf(series, latest);
        },
      });
    }
  }
  return inOrder(found, extras, series, mostSlots);
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
  return slotsIn(series, from, to, utc, Infinity, undefined, from).includes(slot);
}
