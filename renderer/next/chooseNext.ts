/** Which meeting matters now: the one that is running, or the one to prepare for. Pure. */
import { meetingsAt, timedOf, type TimedOccurrence } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { isBusy, keyOf } from '../data/occurrence.ts';

export interface Overlap {
  /** The number of other meetings that overlap it. */
  readonly count: number;
  /** The one with the longest overlap. */
  readonly with: Occurrence;
  readonly sharedMs: number;
}

export interface NextMeeting extends TimedOccurrence {
  readonly running: boolean;
  readonly overlap: Overlap | null;
  /** A meeting that is still running when this one is about to start. */
  readonly stillRunning: TimedOccurrence | null;
  /** The meeting after it. */
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
    // An overlap that is over no longer counts.
    if (to <= from || to <= nowMs) continue;
    count += 1;
    if (most === null || to - from > most.sharedMs) most = { other, sharedMs: to - from };
  }
  return most === null ? null : { count, with: most.other.occurrence, sharedMs: most.sharedMs };
};

/** `occurrences` are sorted by start and overlap or follow `nowMs`. Returns null if none of them is running or to come. */
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
