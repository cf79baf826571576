/**
 * Days and instants: which date an instant falls on in a zone, and when a date begins there. Dates are `YYYY-MM-DD`,
 * instants epoch milliseconds. Pure: the clock and the zone are arguments.
 */
import { DAY_MS } from '../durations.ts';
import type { EventTime, IsoDate } from '../model.ts';
import { dayStartMs, ianaZone, msToWall } from '../zone.ts';

/** Returns a date's UTC midnight, in which dates are counted because no zone can move it [S25]. */
const utcOf = (date: IsoDate): number => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`not a date: ${date}`);
  return ms;
};

const dateOfUtc = (ms: number): IsoDate => {
  const text = new Date(ms).toISOString();
  return text.slice(0, text.indexOf('T'));
};

/** Beginnings of days by zone, then by date. A list needs the same few hundred again and again. */
const beginnings = new Map<string, Map<IsoDate, number>>();
const mostBeginnings = 20_000;

/**
 * Returns the first instant of a date in `zone`. If a clock change skips midnight, that is the first one that exists.
 */
export const startOfDate = (date: IsoDate, zone: string): number => {
  let known = beginnings.get(zone);
  const before = known?.get(date);
  if (before !== undefined) return before;
  const startMs = dayStartMs(ianaZone(zone), utcOf(date) / DAY_MS);
  if (known === undefined) beginnings.set(zone, (known = new Map()));
  if (known.size >= mostBeginnings) known.clear();
  known.set(date, startMs);
  return startMs;
};

/** Returns the date that an instant falls on in `zone`. */
export const dateOf = (ms: number, zone: string): IsoDate => dateOfUtc(msToWall(ianaZone(zone), ms));

export const addDays = (date: IsoDate, days: number): IsoDate => dateOfUtc(utcOf(date) + days * DAY_MS);

/** Returns the same day of another month, or that month's last day if it has no such day. */
export const addMonths = (date: IsoDate, months: number): IsoDate => {
  const day = new Date(utcOf(date));
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1);
  const afterIt = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 1);
  return dateOfUtc(Math.min(first + (day.getUTCDate() - 1) * DAY_MS, afterIt - DAY_MS));
};

/** Returns the whole days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => (utcOf(to) - utcOf(from)) / DAY_MS;

/** Returns when an event time begins for a viewer in `zone`. An all-day date begins with its day there [S25]. */
export const startMsOf = (time: EventTime, zone: string): number =>
  time.kind === 'timed' ? time.ms : startOfDate(time.date, zone);

export interface DateSpan {
  readonly first: IsoDate;
  /** Inclusive. */
  readonly last: IsoDate;
}

/**
 * Returns the dates that an event covers for a viewer in `zone`, both inclusive. Ends are exclusive: a meeting until
 * midnight does not touch the next day, and an all-day event from Monday to Wednesday covers two days.
 */
export const dateSpan = (
  event: { readonly start: EventTime; readonly end: EventTime },
  zone: string,
): DateSpan => {
  const { start, end } = event;
  if (start.kind === 'date') {
    const last = end.kind === 'date' ? addDays(end.date, -1) : dateOf(end.ms - 1, zone);
    return { first: start.date, last: last < start.date ? start.date : last };
  }
  const first = dateOf(start.ms, zone);
  const endMs = startMsOf(end, zone);
  const last = endMs > start.ms ? dateOf(endMs - 1, zone) : first;
  return { first, last };
};
