import { MINUTE_MS } from '../durations.ts';
import type { Messages } from '../messages/en.ts';
import type { Format } from './createFormat.ts';

/** When a meeting begins, as a reminder says it: `Starts in 10 min`, `Starts now`, `Started 2 min ago`. Pure. */
export const startPhrase = (
  startMs: number,
  nowMs: number,
  { messages, format }: { readonly messages: Messages; readonly format: Format },
): string => {
  const words = messages.reminders;
  const leftMs = startMs - nowMs;
  // A window's clock steps by the minute: in the minute of the start it starts now.
  if (Math.abs(leftMs) < MINUTE_MS) return words.startsNow;
  if (leftMs < 0) return words.started(format.relative(startMs, nowMs));
  // Rounded up, so that a reminder that comes a moment late still says its ten minutes.
  return words.startsIn(format.duration(Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS));
};
