/**
 * A time zone's clock: wall ↔ instant without asking `Intl` each time. Pure.
 *
 * Each zone keeps, for every year-long stretch of time that was asked about, the transitions in it, found
 * once through `Intl` by bisection. After that a conversion is a look-up in a short array. The first
 * `Intl.DateTimeFormat` of a process alone takes longer than a page of the agenda, so what was found can be kept from one
 * process to the next (`foundTransitions`, `recallTransitions`).
 *
 * Instants are epoch milliseconds; a *wall* is a local date and time written as if it were UTC, a *day* a day
 * number since 1970-01-01. A local time in a gap takes the offset before the gap, as Google shows it; in an
 * overlap it is the first of the two.
 */
import { DAY_MS, HOUR_MS } from './durations.ts';

export interface Zone {
  /** A name that `Intl` understands; aliases stay (`Asia/Calcutta`). */
  readonly name: string;
  readonly offsetAt: (ms: number) => number;
  /** The offset when it is known to be the same from one instant to another; null is no promise. */
  readonly steadyOffset: (fromMs: number, toMs: number) => number | null;
  /** When clocks show a wall time; see above for gaps and overlaps. */
  readonly toMs: (wall: number) => number;
}

/** A stretch of a zone's time: offsets[i] holds from at[i - 1] up to at[i]. */
interface Stretch {
  readonly at: readonly number[];
  readonly offsets: readonly number[];
}

const STRETCH_MS = 366 * DAY_MS;
const SAMPLE_MS = 6 * DAY_MS;
/** Zone rules repeat with the Gregorian calendar; far years are read from their image in these 400. */
const CYCLE_MS = 146_097 * DAY_MS;
const FOLD_FROM_MS = Date.UTC(2300, 0, 1);
const EARLIEST_MS = Date.UTC(1850, 0, 1);

/** Offset in milliseconds at an instant, from `Intl`. */
function intlOffset(format: Intl.DateTimeFormat, ms: number): number {
  const match = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/.exec(format.format(ms));
  if (!match) return 0;
  const wall = Date.UTC(
    Number(match[3]),
    Number(match[1]) - 1,
    Number(match[2]),
    Number(match[4]) % 24,
    Number(match[5]),
    Number(match[6]),
  );
  return wall - Math.floor(ms / 1000) * 1000;
}

function findTransitions(offsetOf: (ms: number) => number, from: number, to: number): Stretch {
  const at: number[] = [];
  const offsets = [offsetOf(from)];
  for (let left = from; left < to; left += SAMPLE_MS) {
    const right = Math.min(left + SAMPLE_MS, to);
    const after = offsetOf(right);
    const before = offsets[offsets.length - 1];
    if (after === before) continue;
    let [low, high] = [left, right];
    // Transitions fall on whole seconds.
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetOf(middle) === before) low = middle;
      else high = middle;
    }
    at.push(high);
    offsets.push(offsetOf(high));
  }
  return { at, offsets };
}

const formatOf = (name: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/** By name, the stretches of every zone that was asked for: index → stretch. */
const found = new Map<string, Map<number, Stretch>>();

function intlZone(name: string): Zone {
  let stretches = found.get(name);
  // What is found was a name that `Intl` knows; of another it is asked at once.
  let format = stretches === undefined ? formatOf(name) : null;
  stretches ??= new Map<number, Stretch>();
  found.set(name, stretches);
  // The segment last used: nearly every question falls into it again.
  let segmentFrom = 1;
  let segmentTo = 0;
  let segmentOffset = 0;

  const fold = (ms: number): number => {
    if (ms < EARLIEST_MS) return EARLIEST_MS;
    if (ms < FOLD_FROM_MS) return ms;
    return FOLD_FROM_MS - CYCLE_MS + ((ms - FOLD_FROM_MS) % CYCLE_MS);
  };

  const offsetAt = (given: number): number => {
    if (given >= segmentFrom && given < segmentTo) return segmentOffset;
    const ms = fold(given);
    const index = Math.floor(ms / STRETCH_MS);
    const from = index * STRETCH_MS;
    let stretch = stretches.get(index);
    if (!stretch) {
      const asked = (format ??= formatOf(name));
      stretch = findTransitions((at) => intlOffset(asked, at), from, from + STRETCH_MS);
      stretches.set(index, stretch);
    }
    const { at, offsets } = stretch;
    let i = 0;
    while (i < at.length && ms >= (at[i] ?? 0)) i += 1;
    const offset = offsets[i] ?? 0;
    if (ms === given) {
      segmentFrom = at[i - 1] ?? from;
      segmentTo = at[i] ?? from + STRETCH_MS;
      segmentOffset = offset;
    }
    return offset;
  };

  const steadyOffset = (fromMs: number, toMs: number): number | null =>
    fromMs >= segmentFrom && toMs < segmentTo ? segmentOffset : null;

  const toMs = (wall: number): number => {
    // Offsets lie within a day of zero, so a segment that holds both sides of the wall decides alone.
    if (wall - DAY_MS >= segmentFrom && wall + DAY_MS < segmentTo) return wall - segmentOffset;
    const before = offsetAt(wall - DAY_MS);
    const after = offsetAt(wall + DAY_MS);
    const first = wall - before;
    if (before === after && offsetAt(first) === before) return first;
    if (offsetAt(first) === before) return first;
    const second = wall - after;
    // Neither: the wall time was skipped, and the offset before the gap holds.
    return offsetAt(second) === after ? second : first;
  };

  return { name, offsetAt, steadyOffset, toMs };
}

export function fixedZone(name: string, offset: number): Zone {
  return { name, offsetAt: () => offset, steadyOffset: () => offset, toMs: (wall) => wall - offset };
}

export const utc: Zone = fixedZone('UTC', 0);

const zones = new Map<string, Zone>();
/** Hostile data could bring any number of names. */
const MOST_ZONES = 1000;

/** The zone of a name that `Intl` knows; throws its RangeError for any other. */
export function ianaZone(name: string): Zone {
  if (name === 'UTC') return utc;
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = intlZone(name);
  if (zones.size >= MOST_ZONES) {
    zones.clear();
    found.clear();
  }
  zones.set(name, zone);
  return zone;
}

/** Of each zone the stretches that are known: their index, their transitions and the offsets between these. */
export type Transitions = Readonly<
  Record<string, readonly (readonly [number, readonly number[], readonly number[]])[]>
>;

/** How many stretches are known by now: whether `foundTransitions` has more to say than before. */
export const stretchesFound = (): number => {
  let count = 0;
  for (const stretches of found.values()) count += stretches.size;
  return count;
};

/** What this process knows of zones: right for as long as `Intl`'s own data stays the same. */
export const foundTransitions = (): Transitions =>
  Object.fromEntries(
    [...found].map(([name, stretches]) => [
      name,
      [...stretches].map(([index, { at, offsets }]) => [index, at, offsets] as const),
    ]),
  );

/** Takes over what `foundTransitions` said in an earlier process with the same data; before the first question. */
export const recallTransitions = (known: Transitions): void => {
  for (const [name, stretches] of Object.entries(known)) {
    if (found.has(name)) continue;
    found.set(name, new Map(stretches.map(([index, at, offsets]) => [index, { at, offsets }])));
  }
};

/** The wall time that clocks in `zone` show at an instant. */
export const msToWall = (zone: Zone, ms: number): number => ms + zone.offsetAt(ms);

/** The day number that calendars in `zone` show at an instant. */
export const dayAt = (zone: Zone, ms: number): number => Math.floor((ms + zone.offsetAt(ms)) / DAY_MS);

/** How long after midnight clocks in `zone` seem to be at an instant, in milliseconds. */
export const timeOfDay = (zone: Zone, ms: number): number => msToWall(zone, ms) - dayAt(zone, ms) * DAY_MS;

/** The first instant of a day in `zone`: its midnight, or the end of the gap that swallows midnight. */
export function dayStartMs(zone: Zone, day: number): number {
  const midnight = day * DAY_MS;
  const ms = zone.toMs(midnight);
  if (ms + zone.offsetAt(ms) === midnight) return ms;
  // Skipped: the day begins where the gap ends, at the transition between the two readings.
  let [low, high] = [midnight - zone.offsetAt(ms), ms];
  if (low > high) [low, high] = [high, low];
  const after = zone.offsetAt(high);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offsetAt(middle) === after) high = middle;
    else low = middle;
  }
  return zone.offsetAt(low) === after ? low : high;
}

/** An offset holds a wall time within this much of its instant: none is larger than a day. */
export const AROUND_MS = 25 * HOUR_MS;

/** Lowest and highest offset around an instant: bounds the wall times that can become instants near it. */
export function offsetsAround(zone: Zone, ms: number): { readonly low: number; readonly high: number } {
  const before = zone.offsetAt(ms - AROUND_MS);
  const at = zone.offsetAt(ms);
  const after = zone.offsetAt(ms + AROUND_MS);
  return { low: Math.min(before, at, after), high: Math.max(before, at, after) };
}
