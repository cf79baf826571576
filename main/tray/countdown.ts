/** The countdown to the person's next meeting, beside the icon or in it. Pure. */
import { MINUTE_MS } from '../../shared/durations.ts';
import { meetingsAt, soonMs } from '../../shared/meetings.ts';
import type { TimedOccurrence } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';

export interface Countdown {
  readonly meeting: TimedOccurrence;
  /** Whole minutes until its start; 0 if it has just started. */
  readonly minutes: number;
}

export interface CountdownAt {
  readonly countdown: Countdown | null;
  /** When the countdown becomes another one; Infinity if it does not. */
  readonly changesAtMs: number;
}

/** For this long, a meeting that has started is one that starts now. After that, people know that they are in it. */
const nowMeansMs = 5 * MINUTE_MS;

/**
 * `ahead`: for how many minutes before a start there is a countdown, 0 for never. A meeting that has just started gives
 * way to one that starts soon.
 */
export const countdownAt = (meetings: readonly Occurrence[], nowMs: number, ahead: number): CountdownAt => {
  const chosenBy = (counts: (startMs: number) => boolean): TimedOccurrence | null =>
    meetingsAt(meetings, nowMs, ({ start }) => start.kind === 'timed' && counts(start.ms)).chosen;
  if (ahead === 0) return { countdown: null, changesAtMs: Infinity };
  const next = chosenBy((startMs) => startMs > nowMs);
  const started = chosenBy((startMs) => startMs <= nowMs && startMs > nowMs - nowMeansMs);
  const leftMs = (next?.startMs ?? Infinity) - nowMs;
  if (started !== null && leftMs > soonMs) {
    const changesAtMs = Math.min(started.startMs + nowMeansMs, started.endMs, nowMs + leftMs - soonMs);
    return { countdown: { meeting: started, minutes: 0 }, changesAtMs };
  }
  if (next === null) return { countdown: null, changesAtMs: Infinity };
  const minutes = Math.ceil(leftMs / MINUTE_MS);
  if (minutes > ahead) return { countdown: null, changesAtMs: next.startMs - ahead * MINUTE_MS };
  return { countdown: { meeting: next, minutes }, changesAtMs: next.startMs - (minutes - 1) * MINUTE_MS };
};
