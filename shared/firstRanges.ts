/**
 * The ranges of the agenda that the window requests first. Main reads them while the window's process starts and
 * returns them with `app.start`. Both sides use this file, so that the ranges are the same. Pure.
 */
import { DAY_MS } from './durations.ts';
import type { AgendaRange } from './agenda.ts';
import type { IsoDate } from './model.ts';
import { addDays, dateOf, startOfDate } from './text/days.ts';

/** The list is read forwards in ranges of this many days. */
export const LIST_DAYS = 28;
/** How far ahead upcoming events are looked for: the first range, and the one used if it is empty. */
const NEAR_DAYS = 14;
const FAR_DAYS = 370;

const UPCOMING_STEP_MS = 5 * 60_000;

export type Stretch = Required<Pick<AgendaRange, 'from' | 'to' | 'timeZone'>>;

const between = (fromMs: number, toMs: number, timeZone: string): Stretch => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
  timeZone,
});

/** Returns the range from the beginning of one date to the beginning of another. */
export const datesRange = (from: IsoDate, to: IsoDate, timeZone: string): Stretch =>
  between(startOfDate(from, timeZone), startOfDate(to, timeZone), timeZone);

export const listRange = (today: IsoDate, timeZone: string): Stretch =>
  datesRange(today, addDays(today, LIST_DAYS), timeZone);

export const dayRange = (date: IsoDate, timeZone: string): Stretch =>
  datesRange(date, addDays(date, 1), timeZone);

/** Returns from when upcoming events are read; advances every five minutes. */
export const upcomingSinceMs = (nowMs: number): number =>
  Math.floor(nowMs / UPCOMING_STEP_MS) * UPCOMING_STEP_MS;

export const upcomingRange = (sinceMs: number, timeZone: string): Stretch =>
  between(sinceMs, sinceMs + NEAR_DAYS * DAY_MS, timeZone);

/** Requested only if the near days are empty, which is rare: the rest of the year. */
export const laterRange = (sinceMs: number, timeZone: string): Stretch =>
  between(sinceMs + NEAR_DAYS * DAY_MS, sinceMs + FAR_DAYS * DAY_MS, timeZone);

export const firstRanges = (nowMs: number, timeZone: string): readonly Stretch[] => {
  const today = dateOf(nowMs, timeZone);
  return [
    listRange(today, timeZone),
    upcomingRange(upcomingSinceMs(nowMs), timeZone),
    dayRange(today, timeZone),
  ];
};
