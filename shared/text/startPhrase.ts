import { MINUTE_MS } from '../durations.ts';
import type { Messages } from '../messages/en.ts';
import type { Format } from './createFormat.ts';

/** When a meeting begins, in a reminder: `Starts in 10 min`, `Starts now`, `Started 2 min ago`. Pure. */
export const startPhrase = (
  startMs: number,
  nowMs: number,
  { messages, format }: { readonly messages: Messages; readonly format: Format },
): string => {
  const words = messages.reminders;
  const leftMs = startMs - nowMs;
  // A window's clock advances by the minute, so it starts now for the whole minute.
  if (Math.abs(leftMs) < MINUTE_MS) return words.startsNow;
  if (leftMs < 0) return words.started(format.relative(startMs, nowMs));
  // Rounded up, so that a reminder that is shown a moment late still says ten minutes.
  return words.startsIn(format.duration(Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS));
};
