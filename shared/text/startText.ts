import { MINUTE_MS } from '../durations.ts';
import type { Format } from './createFormat.ts';

/** If a start is no further away than this, minutes are counted. */
export const countdownMs = 59 * MINUTE_MS;

/** Returns when something starts, in minutes if it is soon: `in 5 min`, `11:00`, `tomorrow 10:00`. Pure. */
export const startText = (startMs: number, nowMs: number, format: Format): string => {
  if (startMs - nowMs <= countdownMs) return format.relative(startMs, nowMs);
  const [date, today] = [format.dateOf(startMs), format.dateOf(nowMs)];
  const time = format.time(startMs);
  return date === today ? time : `${format.dayInSentence(date, today)} ${time}`;
};
