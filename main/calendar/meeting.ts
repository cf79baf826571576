/** Which occurrence matters now: what the hero, the tray and the join shortcut name. Pure. */
import type { Occurrence } from '../../shared/model.ts';

const TIMED_BLOCK_MS = 4 * 3_600_000;

interface Timed {
  readonly occurrence: Occurrence;
  readonly startMs: number;
  readonly endMs: number;
}

/** A timed occurrence with its instants; null for all-day ones, which are on all day and never "next". */
function timed(occurrence: Occurrence): Timed | null {
  const { start, end } = occurrence;
  if (start.kind !== 'timed' || end.kind !== 'timed') return null;
  return { occurrence, startMs: start.ms, endMs: end.ms };
}

/**
 * Whether a person would call it a meeting to get to: not declined, not a block of focus time, absence or
 * working place [S27], and not shown as free unless there is something to join.
 */
export function isMeeting(occurrence: Occurrence): boolean {
  if (occurrence.start.kind !== 'timed' || occurrence.selfResponse === 'declined') return false;
  if (occurrence.eventType !== 'default' && occurrence.eventType !== 'fromGmail') return false;
  return occurrence.transparency === 'opaque' || occurrence.joinUrl !== undefined;
}

/**
 * The meeting that is running, else the next to begin; null when there is none. Of several running ones the
 * one begun last counts, one with a join link before one without; a running one of four hours and more
 * (a duty, a conference day) gives way to any other.
 */
export function nextMeeting(occurrences: readonly Occurrence[], nowMs: number): Occurrence | null {
  const joinable = (item: Timed): number => (item.occurrence.joinUrl === undefined ? 1 : 0);
  let running: Timed | null = null;
  let block: Timed | null = null;
  let next: Timed | null = null;
  for (const occurrence of occurrences) {
    const item = isMeeting(occurrence) ? timed(occurrence) : null;
    if (item === null) continue;
    if (item.startMs > nowMs) {
      const nearer =
        next === null ||
        item.startMs < next.startMs ||
        (item.startMs === next.startMs && joinable(item) < joinable(next));
      if (nearer) next = item;
    } else if (item.endMs > nowMs) {
      const later = (other: Timed | null): boolean =>
        other === null ||
        item.startMs > other.startMs ||
        (item.startMs === other.startMs && joinable(item) < joinable(other));
      if (item.endMs - item.startMs >= TIMED_BLOCK_MS) {
        if (later(block)) block = item;
      } else if (later(running)) running = item;
    }
  }
  return (running ?? next ?? block)?.occurrence ?? null;
}

/** Whether two timed occurrences take the same time; touching ends do not. All-day ones overlap nothing. */
export function overlaps(a: Occurrence, b: Occurrence): boolean {
  const [first, second] = [timed(a), timed(b)];
  if (first === null || second === null) return false;
  return first.startMs < second.endMs && second.startMs < first.endMs;
}
