/** Which occurrences are meetings, and which of them matters now: one rule for window and tray. Pure. */
import type { Occurrence } from './model.ts';

export interface TimedOccurrence {
  readonly occurrence: Occurrence;
  readonly startMs: number;
  /** Never before `startMs`. */
  readonly endMs: number;
}

/** With its instants; null for all-day ones, which are on all day and never "next". */
export const timedOf = (occurrence: Occurrence): TimedOccurrence | null => {
  const { start, end } = occurrence;
  if (start.kind !== 'timed' || end.kind !== 'timed') return null;
  return { occurrence, startMs: start.ms, endMs: Math.max(start.ms, end.ms) };
};

/**
 * Whether a person would call it a meeting to get to: not declined, not a block of focus time, absence or
 * working place [S27], and not shown as free unless there is something to join.
 */
export const isMeeting = (occurrence: Occurrence): boolean => {
  if (occurrence.start.kind !== 'timed' || occurrence.selfResponse === 'declined') return false;
  if (occurrence.eventType !== 'default' && occurrence.eventType !== 'fromGmail') return false;
  return occurrence.transparency === 'opaque' || occurrence.joinUrl !== undefined;
};

export interface MeetingsAt {
  /** In the order they began. */
  readonly running: readonly TimedOccurrence[];
  readonly coming: readonly TimedOccurrence[];
  /** The running one that a person is most likely in. */
  readonly current: TimedOccurrence | null;
  /** The one to be in, or to get ready for; null when nothing runs and nothing comes. */
  readonly chosen: TimedOccurrence | null;
}

/** From here on the coming meeting matters more than the one that runs: people leave one for the next. */
export const soonMs = 5 * 60_000;
/** A duty or a conference day: it runs beside the day's meetings. */
const blockMs = 4 * 3_600_000;

/** From this long before its start a meeting is offered to be joined: later than people open the room early. */
export const joinAheadMs = 15 * 60_000;

const isBlock = ({ startMs, endMs }: TimedOccurrence): boolean => endMs - startMs >= blockMs;

/** The first to begin; of those that begin together, one that can be joined. */
const firstOf = (coming: readonly TimedOccurrence[]): TimedOccurrence | null => {
  const [first] = coming;
  if (first === undefined) return null;
  const together = coming.filter(({ startMs }) => startMs === first.startMs);
  return together.find(({ occurrence }) => occurrence.joinUrl !== undefined) ?? first;
};

/** `occurrences` are sorted by start; those that are no meetings or are over do not count. */
export const meetingsAt = (occurrences: readonly Occurrence[], nowMs: number): MeetingsAt => {
  const meetings = occurrences
    .filter(isMeeting)
    .map(timedOf)
    .filter((each): each is TimedOccurrence => each !== null && each.endMs > nowMs);
  const running = meetings.filter((each) => each.startMs <= nowMs);
  const coming = meetings.filter((each) => each.startMs > nowMs);
  // Of several that run, the one begun last is where the person most likely is.
  const current = running.findLast((each) => !isBlock(each)) ?? running.at(-1) ?? null;
  const next = firstOf(coming);
  const nextMatters =
    next !== null &&
    (current === null ||
      next.startMs - nowMs <= soonMs ||
      // What comes within the block, not what comes days after it.
      (isBlock(current) && next.startMs < current.endMs));
  return { running, coming, current, chosen: nextMatters ? next : current };
};

/**
 * What "Join next" joins: the meeting with a link that a person is in or about to be in, never one further off
 * than `joinAheadMs`; null when there is none. `occurrences` are sorted by start.
 */
export const joinNext = (occurrences: readonly Occurrence[], nowMs: number): TimedOccurrence | null => {
  const { chosen, current } = meetingsAt(
    occurrences.filter(({ joinUrl }) => joinUrl !== undefined),
    nowMs,
  );
  return chosen !== null && chosen.startMs - nowMs <= joinAheadMs ? chosen : current;
};
