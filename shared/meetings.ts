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

/**
 * Nobody has promised to come to an unanswered invitation, and anybody can send one; Google also makes events of
 * mails, which are not asked about. What the person organises is not an invitation.
 */
const isUnanswered = ({ occurrence }: TimedOccurrence): boolean => {
  const { selfResponse, eventType, organizedBySelf } = occurrence;
  if (eventType === 'fromGmail' && selfResponse === null) return true;
  return selfResponse === 'needsAction' && organizedBySelf !== true;
};

/** What the person said yes or perhaps to, or made for others or to be joined; not a note to oneself such as lunch. */
const isAgreed = (meeting: TimedOccurrence): boolean => {
  if (isUnanswered(meeting)) return false;
  const { selfResponse, joinUrl, guests } = meeting.occurrence;
  return selfResponse !== null || joinUrl !== undefined || guests !== null;
};

/**
 * Leaves out the unanswered invitations that would take the place of a meeting that the person agreed to: one that
 * runs or may be joined already, or that begins before the invitation ends or soon after its start. Their titles may
 * imitate that meeting's.
 */
const withoutHijackers = (
  meetings: readonly TimedOccurrence[],
  nowMs: number,
): readonly TimedOccurrence[] => {
  const agreed = meetings.filter(isAgreed);
  if (agreed.length === 0) return meetings;
  return meetings.filter(
    (each) =>
      !isUnanswered(each) ||
      !agreed.some(
        ({ startMs, endMs }) =>
          startMs <= nowMs + joinAheadMs ||
          (startMs < Math.max(each.endMs, each.startMs + joinAheadMs) && endMs > each.startMs),
      ),
  );
};

/** Of those that begin together: what is sure to take place with the person, can be joined, and is their own. */
const preferred = (
  meetings: readonly TimedOccurrence[],
  startMs: number | undefined,
): TimedOccurrence | null => {
  const rank = ({ occurrence }: TimedOccurrence): number =>
    (occurrence.selfResponse === 'tentative' || occurrence.selfResponse === 'needsAction' ? 4 : 0) +
    (occurrence.joinUrl === undefined ? 2 : 0) +
    (occurrence.organizedBySelf === true ? 0 : 1);
  const [best] = meetings.filter((each) => each.startMs === startMs).toSorted((a, b) => rank(a) - rank(b));
  return best ?? null;
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
  const short = runningChoice.filter((each) => !isBlock(each));
  const likely = short.length > 0 ? short : runningChoice;
  const current = preferred(likely, likely.at(-1)?.startMs);
  const comingChoice = choice.filter((each) => !isRunning(each));
  const next = preferred(comingChoice, comingChoice[0]?.startMs);
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
