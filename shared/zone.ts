/**
 * A time zone's clock: converts between local times and instants without calling `Intl` each time. Pure.
 *
 * Each zone keeps the transitions of every year-long stretch of time that was needed, found once through `Intl` by
 * bisection. After that a conversion is a look-up in a short array. Since the first `Intl.DateTimeFormat` of a
 * process alone takes longer than a page of the agenda, these transitions can be kept from one process to the next
 * (`foundTransitions`, `recallTransitions`).
 *
 * Instants are epoch milliseconds; a *wall* is a local date and time written as if it were UTC, a *day* a day number
 * since 1970-01-01. For a local time in a gap the offset before the gap is used, as Google does; in an overlap it is
 * the first of the two.
 */
import { DAY_MS, HOUR_MS } from './durations.ts';

export interface Zone {
  /** A name that `Intl` understands. Aliases are kept (`Asia/Calcutta`). */
  readonly name: string;
  readonly offsetAt: (ms: number) => number;
  /** Returns the offset if it is known to be the same from one instant to another; null: unknown. */
  readonly steadyOffset: (fromMs: number, toMs: number) => number | null;
  /** Returns when clocks show a local time; see above for gaps and overlaps. */
  readonly toMs: (wall: number) => number;
}

/** A stretch of a zone's time: offsets[i] applies from at[i - 1] up to at[i]. */
interface Stretch {
  readonly at: readonly number[];
  readonly offsets: readonly number[];
}

const STRETCH_MS = 366 * DAY_MS;
const SAMPLE_MS = 6 * DAY_MS;
/**
 * Zone rules repeat with the Gregorian calendar, so distant years are read from the corresponding ones in these 400.
 */
const CYCLE_MS = 146_097 * DAY_MS;
const FOLD_FROM_MS = Date.UTC(2300, 0, 1);
const EARLIEST_MS = Date.UTC(1850, 0, 1);

/** Returns the offset in milliseconds at an instant, from `Intl`. */
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

/** The known stretches of every zone by name: index → stretch. */
const found = new Map<string, Map<number, Stretch>>();

function intlZone(name: string): Zone {
  let stretches = found.get(name);
  // A zone with known stretches has a valid name. For another, `Intl` is called at once.
  let format = stretches === undefined ? formatOf(name) : null;
  stretches ??= new Map<number, Stretch>();
  found.set(name, stretches);
  // The segment used last: nearly every call needs it again.
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
    // Offsets are less than a day, so a segment that contains both sides of the local time is enough.
    if (wall - DAY_MS >= segmentFrom && wall + DAY_MS < segmentTo) return wall - segmentOffset;
    const before = offsetAt(wall - DAY_MS);
    const after = offsetAt(wall + DAY_MS);
    const first = wall - before;
    if (before === after && offsetAt(first) === before) return first;
    if (offsetAt(first) === before) return first;
    const second = wall - after;
    // Neither: the local time was skipped, so the offset before the gap applies.
    return offsetAt(second) === after ? second : first;
  };

  return { name, offsetAt, steadyOffset, toMs };
}

export function fixedZone(name: string, offset: number): Zone {
  return { name, offsetAt: () => offset, steadyOffset: () => offset, toMs: (wall) => wall - offset };
}

export const utc: Zone = fixedZone('UTC', 0);

const zones = new Map<string, Zone>();
/** Bounds hostile data, which could contain any number of names. */
const MOST_ZONES = 1000;

/** Returns the zone of a name that `Intl` knows; throws its RangeError for any other. */
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

/** The known stretches of each zone: their index, their transitions and the offsets in between. */
export type Transitions = Readonly<
  Record<string, readonly (readonly [number, readonly number[], readonly number[]])[]>
>;

/** Returns how many stretches are known, which tells whether `foundTransitions` returns more than before. */
export const stretchesFound = (): number => {
  let count = 0;
  for (const stretches of found.values()) count += stretches.size;
  return count;
};

/** Returns what this process knows about zones. Valid as long as `Intl`'s data stays the same. */
export const foundTransitions = (): Transitions =>
  Object.fromEntries(
    [...found].map(([name, stretches]) => [
      name,
      [...stretches].map(([index, { at, offsets }]) => [index, at, offsets] as const),
    ]),
  );

/**
 * Takes over what `foundTransitions` returned in an earlier process with the same data. Must be called before any
 * conversion.
 */
export const recallTransitions = (known: Transitions): void => {
  for (const [name, stretches] of Object.entries(known)) {
    if (found.has(name)) continue;
    found.set(name, new Map(stretches.map(([index, at, offsets]) => [index, { at, offsets }])));
  }
};

/** Returns the local time in `zone` at an instant. */
export const msToWall = (zone: Zone, ms: number): number => ms + zone.offsetAt(ms);

/** Returns the local day number in `zone` at an instant. */
export const dayAt = (zone: Zone, ms: number): number => Math.floor((ms + zone.offsetAt(ms)) / DAY_MS);

/** Returns the local time of day in `zone` at an instant, in milliseconds since midnight. */
export const timeOfDay = (zone: Zone, ms: number): number => msToWall(zone, ms) - dayAt(zone, ms) * DAY_MS;

/** Returns the first instant of a day in `zone`: its midnight, or the end of the gap that skips midnight. */
export function dayStartMs(zone: Zone, day: number): number {
  const midnight = day * DAY_MS;
  const ms = zone.toMs(midnight);
  if (ms + zone.offsetAt(ms) === midnight) return ms;
  // Midnight is skipped: the day begins at the end of the gap, at the transition between the two candidates.
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

/** A local time differs from its instant by at most this much: no offset is larger than a day. */
export const AROUND_MS = 25 * HOUR_MS;

/** Returns the lowest and highest offset around an instant, which bound the local times of instants near it. */
export function offsetsAround(zone: Zone, ms: number): { readonly low: number; readonly high: number } {
  const before = zone.offsetAt(ms - AROUND_MS);
  const at = zone.offsetAt(ms);
  const after = zone.offsetAt(ms + AROUND_MS);
  return { low: Math.min(before, at, after), high: Math.max(before, at, after) };
}
