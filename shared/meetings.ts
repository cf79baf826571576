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
 * Whether a person would call it a meeting to get to: theirs, not declined, not a block of focus time, absence or
 * working place [S27], and not shown as free unless there is something to join.
 */
export const isMeeting = (occurrence: Occurrence): boolean => {
  if (occurrence.start.kind !== 'timed' || occurrence.selfResponse === 'declined') return false;
  if (occurrence.isOthers === true) return false;
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

/** Nobody has promised to come to an unanswered invitation, and anybody can send one. */
const isUnanswered = ({ occurrence }: TimedOccurrence): boolean => occurrence.selfResponse === 'needsAction';

/**
 * Leaves out the unanswered invitations that would take the place of a meeting that the person agreed to: one that
 * runs, or that begins before the invitation ends or soon after its start. Their titles may imitate that meeting's.
 */
const withoutHijackers = (
  meetings: readonly TimedOccurrence[],
  nowMs: number,
): readonly TimedOccurrence[] => {
  const agreed = meetings.filter((each) => !isUnanswered(each));
  if (agreed.length === meetings.length) return meetings;
  return meetings.filter(
    (each) =>
      !isUnanswered(each) ||
      !agreed.some(
        ({ startMs, endMs }) =>
          startMs <= nowMs ||
          (startMs < Math.max(each.endMs, each.startMs + joinAheadMs) && endMs > each.startMs),
      ),
  );
};

/** The first to begin; of those that begin together, one that can be joined. */
const firstOf = (coming: readonly TimedOccurrence[]): TimedOccurrence | null => {
  const [first] = coming;
  if (first === undefined) return null;
  const together = coming.filter(({ startMs }) => startMs === first.startMs);
  return together.find(({ occurrence }) => occurrence.joinUrl !== undefined) ?? first;
};

/** `occurrences` are sorted by start; those that are no meetings or are over do not count. */
export const meetingsAt = (
  occurrences: readonly Occurrence[],
  nowMs: number,
  counts: (occurrence: Occurrence) => boolean = () => true,
): MeetingsAt => {
  const meetings = occurrences
    .filter(isMeeting)
    .map(timedOf)
    .filter((each): each is TimedOccurrence => each !== null && each.endMs > nowMs);
  const isRunning = (each: TimedOccurrence): boolean => each.startMs <= nowMs;
  // What does not count still runs: it is decided among all of them what an invitation may replace.
  const choice = withoutHijackers(meetings, nowMs).filter(({ occurrence }) => counts(occurrence));
  // Of several that run, the one begun last is where the person most likely is.
  const runningChoice = choice.filter(isRunning);
  const current = runningChoice.findLast((each) => !isBlock(each)) ?? runningChoice.at(-1) ?? null;
  const next = firstOf(choice.filter((each) => !isRunning(each)));
  const nextMatters =
    next !== null &&
    (current === null ||
      next.startMs - nowMs <= soonMs ||
      // What comes within the block, not what comes days after it.
      (isBlock(current) && next.startMs < current.endMs));
  const counted = meetings.filter(({ occurrence }) => counts(occurrence));
  return {
    running: counted.filter(isRunning),
    coming: counted.filter((each) => !isRunning(each)),
    current,
    chosen: nextMatters ? next : current,
  };
};

/** As `meetingsAt`, of the meetings that can be joined online. */
export const joinableAt = (occurrences: readonly Occurrence[], nowMs: number): MeetingsAt =>
  meetingsAt(occurrences, nowMs, ({ joinUrl }) => joinUrl !== undefined);

/**
 * What "Join next" joins: the meeting with a link that a person is in or about to be in, never one further off
 * than `joinAheadMs`; null when there is none. `occurrences` are sorted by start.
 */
export const joinNext = (occurrences: readonly Occurrence[], nowMs: number): TimedOccurrence | null => {
  const { chosen, current } = joinableAt(occurrences, nowMs);
  return chosen !== null && chosen.startMs - nowMs <= joinAheadMs ? chosen : current;
};
