/** When a person works: Monday to Friday, from nine to five. Pure. */
import { HOUR_MS } from './durations.ts';
import type { IsoDate } from './model.ts';
import { addDays, startOfDate } from './text/days.ts';
import { weekdayOf } from './text/week.ts';

export const workFromHour = 9;
export const workToHour = 17;

/** Returns the working hours of a date; null at the weekend. */
export const workingHours = (
  date: IsoDate,
  zone: string,
): { readonly startMs: number; readonly endMs: number } | null => {
  if (weekdayOf(date) >= 6) return null;
  // Counted back from midnight, because clocks are changed early in the morning.
  const dayEndMs = startOfDate(addDays(date, 1), zone);
  return { startMs: dayEndMs - (24 - workFromHour) * HOUR_MS, endMs: dayEndMs - (24 - workToHour) * HOUR_MS };
};
