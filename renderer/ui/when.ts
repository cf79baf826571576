import { HOUR_MS } from '../../shared/durations.ts';
import { daysBetween } from '../../shared/text/days.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import type { Words } from '../../shared/text/words.ts';

/** Returns a day in its shortest clear form: `Today`, `24 Nov`, `24 Nov 2024`. */
export const dayOf = (date: IsoDate, nowMs: number, { format }: Words): string => {
  const today = format.dateOf(nowMs);
  const heading = format.dayHeading(date, today);
  return heading.near ? heading.name : format.shortDate(date, today);
};

/** Returns a time in the past: `5 min ago`, `an hour ago`, `yesterday 17:02`, `3 days ago`, `12 Nov, 09:00`. */
export const agoOf = (ms: number, nowMs: number, { messages, format }: Words): string => {
  // The window's clock moves by minutes and may be slightly behind what has just happened.
  const past = Math.min(ms, nowMs);
  const hours = (nowMs - past) / HOUR_MS;
  if (hours >= 1 && hours < 2) return messages.changes.anHourAgo;
  const days = daysBetween(format.dateOf(past), format.dateOf(nowMs));
  return days >= 2 && days < 7 ? messages.changes.daysAgo(days) : format.relative(past, nowMs);
};

/** `Tomorrow, 10:30 – 11:00`. */
export const whenOf = (
  { start, end }: Pick<Occurrence, 'start' | 'end'>,
  nowMs: number,
  words: Words,
): string => {
  const { messages, format } = words;
  const day = dayOf(start.kind === 'timed' ? format.dateOf(start.ms) : start.date, nowMs, words);
  return start.kind === 'timed'
    ? messages.app.onDateAt(day, format.timeRange(start, end))
    : messages.changes.allDayOn(day);
};
