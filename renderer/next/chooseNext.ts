/** Which meeting matters now: the one to be in, or the one to get ready for. Pure. */
import { meetingsAt, timedOf, type TimedOccurrence } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { isBusy, keyOf } from '../data/occurrence.ts';

export interface Overlap {
  /** How many other meetings run into it. */
  readonly count: number;
  /** The one that shares most time with it. */
  readonly with: Occurrence;
  readonly sharedMs: number;
}

export interface NextMeeting extends TimedOccurrence {
  readonly running: boolean;
  readonly overlap: Overlap | null;
  /** A meeting that still runs while this one is about to start. */
  readonly stillRunning: TimedOccurrence | null;
  /** What comes once it is over. */
  readonly following: TimedOccurrence | null;
}

const overlapOf = (chosen: TimedOccurrence, others: readonly Occurrence[], nowMs: number): Overlap | null => {
  let most: { other: TimedOccurrence; sharedMs: number } | null = null;
  let count = 0;
  for (const occurrence of others) {
    const other = isBusy(occurrence) ? timedOf(occurrence) : null;
    if (other === null || keyOf(occurrence) === keyOf(chosen.occurrence)) continue;
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
  const { coming, current, chosen } = meetingsAt(occurrences, nowMs);
  if (chosen === null) return null;
  return {
    ...chosen,
    running: chosen === current,
    overlap: isBusy(chosen.occurrence) ? overlapOf(chosen, occurrences, nowMs) : null,
    stillRunning: chosen === current ? null : current,
    following: coming.find((each) => each !== chosen && each.startMs >= chosen.endMs) ?? null,
  };
};
