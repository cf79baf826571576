/** The figures of a week as texts. Pure. */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { TimeSpan } from '../../shared/meetingLoad.ts';
import type { Words } from '../../shared/text/words.ts';

/** `45 min`, `31 h 15 min`. A sum is never given in days: those of a week are longer than its working days. */
export const sumText = (ms: number, { messages }: Words): string => {
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes < 60
    ? messages.app.minutes(minutes)
    : messages.app.hours(Math.floor(minutes / 60), minutes % 60);
};

/** `3:15`, which fits over a bar in every language. */
export const shortSum = (ms: number): string => {
  const minutes = Math.round(ms / MINUTE_MS);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
};

export const sumOf = (spans: readonly TimeSpan[]): number =>
  spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

/** `10:00 – 11:45 (1 h 45 min)`. */
export const spanText = (span: TimeSpan, words: Words): string =>
  `${words.format.timesRange(span.startMs, span.endMs)} (${sumText(sumOf([span]), words)})`;
