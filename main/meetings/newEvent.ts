/**
 * Returns Google Calendar's page for a new event, with the day filled in. Pure. The link has the form of Google's
 * guide for event buttons: `action=TEMPLATE`, and `dates` as start and end in UTC.
 */
import type { IsoDate } from '../../shared/model.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { dateOf, startOfDate } from '../../shared/text/days.ts';
import { ianaZone, timeOfDay } from '../../shared/zone.ts';

const usualStartMs = 9 * HOUR_MS;
const halfHourMs = 30 * MINUTE_MS;

/**
 * If the day is today, an hour from the next half-hour on; otherwise from nine in the morning, in the viewer's zone.
 */
export const newEventUrl = (date: IsoDate, nowMs: number, timeZone: string): string => {
  const startMs =
    dateOf(nowMs, timeZone) === date
      ? Math.ceil(nowMs / halfHourMs) * halfHourMs
      : atTimeOfDay(date, usualStartMs, timeZone);
  const dates = `${inUtc(startMs)}/${inUtc(startMs + HOUR_MS)}`;
  return `https://calendar.google.com/calendar/render?action=TEMPLATE&dates=${dates}`;
};

/** On a day with a clock change, midnight plus a number of hours is another time of day. */
const atTimeOfDay = (date: IsoDate, timeMs: number, timeZone: string): number => {
  const ms = startOfDate(date, timeZone) + timeMs;
  return ms + timeMs - timeOfDay(ianaZone(timeZone), ms);
};

/** `20261124T090000Z`. */
const inUtc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
