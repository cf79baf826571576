/** Which meeting matters now: the one that is running, or the one to prepare for. Pure. */
import { meetingsAt, type TimedOccurrence } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { isBusy } from '../occurrence/occurrence.ts';
import { overlapOf, type Overlap } from '../occurrence/overlap.ts';

export interface NextMeeting extends TimedOccurrence {
  readonly running: boolean;
  readonly overlap: Overlap | null;
  /** A meeting that is still running when this one is about to start. */
  readonly stillRunning: TimedOccurrence | null;
  /** The meeting after it. */
  readonly following: TimedOccurrence | null;
}

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
