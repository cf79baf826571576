/** Which meetings overlap another one, and how that is said. Pure. */
import { timedOf, type TimedOccurrence } from '../../shared/meetings.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { Occurrence } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import { isBusy, keyOf } from './occurrence.ts';

export interface Overlap {
  /** The number of other meetings that overlap it. */
  readonly count: number;
  /** The one with the longest overlap. */
  readonly with: Occurrence;
  readonly sharedMs: number;
}

/** Returns what overlaps `chosen`; null if nothing does any more. */
export const overlapOf = (
  chosen: TimedOccurrence,
  others: readonly Occurrence[],
  nowMs: number,
): Overlap | null => {
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

/** Returns a title that is short enough for a sentence. */
export const shortTitle = (of: Occurrence | AgendaChange, messages: Words['messages']): string =>
  plainPart(displayTitle(of, messages), 40);

/** `Overlaps “Design review” by 15 min`. */
export const overlapText = (overlap: Overlap, { messages, format }: Words): string => {
  const shared = format.duration(overlap.sharedMs);
  return overlap.count === 1
    ? messages.next.overlaps(shortTitle(overlap.with, messages), shared)
    : messages.next.overlapsMore(overlap.count, shared);
};
