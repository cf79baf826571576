/** Which meeting matters now: the one to be in, or the one to get ready for. Pure. */
import type { Occurrence } from '../../shared/model.ts';
import { isBusy, isMeeting, keyOf } from '../data/occurrence.ts';

interface Timed {
  readonly occurrence: Occurrence;
  readonly startMs: number;
  readonly endMs: number;
}

export interface Overlap {
  /** How many other meetings run into it. */
  readonly count: number;
  /** The one that shares most time with it. */
  readonly with: Occurrence;
  readonly sharedMs: number;
}

export interface NextMeeting extends Timed {
  readonly running: boolean;
  readonly overlap: Overlap | null;
  /** A meeting that still runs while this one is about to start. */
  readonly stillRunning: Timed | null;
  /** What comes once it is over. */
  readonly following: Timed | null;
}

/** From here on the coming meeting matters more than the one that runs. */
const soonMs = 5 * 60_000;

const timedOf = (occurrence: Occurrence): Timed | null =>
  occurrence.start.kind === 'timed' && occurrence.end.kind === 'timed'
    ? { occurrence, startMs: occurrence.start.ms, endMs: Math.max(occurrence.start.ms, occurrence.end.ms) }
    : null;

const overlapOf = (chosen: Timed, others: readonly Timed[], nowMs: number): Overlap | null => {
  let most: { other: Timed; sharedMs: number } | null = null;
  let count = 0;
  for (const other of others) {
    if (keyOf(other.occurrence) === keyOf(chosen.occurrence) || !isBusy(other.occurrence)) continue;
    const from = Math.max(chosen.startMs, other.startMs);
    const to = Math.min(chosen.endMs, other.endMs);
    // What has already passed collides no more.
    if (to <= from || to <= nowMs) continue;
    count += 1;
    if (most === null || to - from > most.sharedMs) most = { other, sharedMs: to - from };
  }
  return most === null ? null : { count, with: most.other.occurrence, sharedMs: most.sharedMs };
};

/** `occurrences` are sorted by start and overlap or follow `nowMs`. Null: nothing to come among them. */
export const chooseNext = (occurrences: readonly Occurrence[], nowMs: number): NextMeeting | null => {
  const timed = occurrences.map(timedOf).filter((each): each is Timed => each !== null);
  const meetings = timed.filter((each) => isMeeting(each.occurrence) && each.endMs > nowMs);
  const running = meetings.filter((each) => each.startMs <= nowMs);
  const coming = meetings.filter((each) => each.startMs > nowMs);
  // Of several that run, the one begun last is where the person most likely is.
  const current = running.at(-1) ?? null;
  const next = coming[0] ?? null;
  const chosen = next !== null && (current === null || next.startMs - nowMs <= soonMs) ? next : current;
  if (chosen === null) return null;
  return {
    ...chosen,
    running: chosen === current,
    overlap: isBusy(chosen.occurrence) ? overlapOf(chosen, timed, nowMs) : null,
    stillRunning: chosen === current ? null : current,
    following: coming.find((each) => each !== chosen && each.startMs >= chosen.endMs) ?? null,
  };
};
