/**
 * Days as people live them: which date an instant falls on in a zone, and when a date begins there.
 * Dates are `YYYY-MM-DD`, instants epoch milliseconds. Pure: the clock and the zone are arguments.
 */
import { Temporal } from 'temporal-polyfill';
import type { EventTime, IsoDate } from '../model.ts';

const dayMs = 86_400_000;

/** A date's midnight in UTC: what dates are counted by, since no zone can move it [S25]. */
const utcOf = (date: IsoDate): number => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`not a date: ${date}`);
  return ms;
};

const dateOfUtc = (ms: number): IsoDate => {
  const text = new Date(ms).toISOString();
  return text.slice(0, text.indexOf('T'));
};

/** Day beginnings by zone, then by date. A list asks for the same few hundred again and again. */
const beginnings = new Map<string, Map<IsoDate, number>>();
const mostBeginnings = 20_000;

/** The first instant of a date in `zone`; where midnight is skipped by a clock change, the first that exists. */
export const startOfDate = (date: IsoDate, zone: string): number => {
  let known = beginnings.get(zone);
  const before = known?.get(date);
  if (before !== undefined) return before;
  const startMs = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  if (known === undefined) beginnings.set(zone, (known = new Map()));
  if (known.size >= mostBeginnings) known.clear();
  known.set(date, startMs);
  return startMs;
};

/** The date an instant falls on in `zone`. */
export const dateOf = (ms: number, zone: string): IsoDate => {
  // No zone is a whole day away from UTC, save where one jumped over the date line.
  let date = dateOfUtc(ms);
  while (ms < startOfDate(date, zone)) date = addDays(date, -1);
  for (let next = addDays(date, 1); ms >= startOfDate(next, zone); next = addDays(next, 1)) date = next;
  return date;
};

export const addDays = (date: IsoDate, days: number): IsoDate => dateOfUtc(utcOf(date) + days * dayMs);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => (utcOf(to) - utcOf(from)) / dayMs;

/** When an event time begins for a viewer in `zone`: all-day dates begin with their day there [S25]. */
export const startMsOf = (time: EventTime, zone: string): number =>
  time.kind === 'timed' ? time.ms : startOfDate(time.date, zone);

export interface DateSpan {
  readonly first: IsoDate;
  /** Inclusive. */
  readonly last: IsoDate;
}

/**
 * The dates an event covers for a viewer in `zone`, both inclusive. Ends are exclusive: a meeting until
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
