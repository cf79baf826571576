/**
 * Days as people live them: which date an instant falls on in a zone, and when a date begins there.
 * Dates are `YYYY-MM-DD`, instants epoch milliseconds. Pure: the clock and the zone are arguments.
 */
import { Temporal } from 'temporal-polyfill';
import type { EventTime, IsoDate } from '../model.ts';

/** The date an instant falls on in `zone`. */
export const dateOf = (ms: number, zone: string): IsoDate =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The first instant of a date in `zone`; where midnight is skipped by a clock change, the first that exists. */
export const startOfDate = (date: IsoDate, zone: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;

export const addDays = (date: IsoDate, days: number): IsoDate =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

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
