/** Which occurrences are meetings, and which of them is relevant now: one rule for window and tray. Pure. */
import type { IsoDate, Occurrence } from './model.ts';

export interface TimedOccurrence {
  readonly occurrence: Occurrence;
  readonly startMs: number;
  /** Never before `startMs`. */
  readonly endMs: number;
}

/** Returns the occurrence with its instants; null for all-day ones, which are never "next". */
export const timedOf = (occurrence: Occurrence): TimedOccurrence | null => {
  const { start, end } = occurrence;
  if (start.kind !== 'timed' || end.kind !== 'timed') return null;
  return { occurrence, startMs: start.ms, endMs: Math.max(start.ms, end.ms) };
};

/**
 * Returns whether a person would call it a meeting: it is theirs, not declined, dismissed, muted or hidden, not focus
 * time, absence or working location [S27], and not shown as free unless it can be joined.
 */
export const isMeeting = (occurrence: Occurrence): boolean =>
  occurrence.attention === undefined && isOwnMeeting(occurrence);

const isOwnMeeting = (occurrence: Occurrence): boolean => {
  if (occurrence.start.kind !== 'timed' || occurrence.selfResponse === 'declined') return false;
  if (occurrence.isOthers === true) return false;
  if (occurrence.eventType !== 'default' && occurrence.eventType !== 'fromGmail') return false;
  return occurrence.transparency === 'opaque' || occurrence.joinUrl !== undefined;
};

/** Returns whether it is a meeting during which the person is not available for another one. */
export const isBusyMeeting = (occurrence: Occurrence): boolean =>
  isMeeting(occurrence) && occurrence.transparency === 'opaque';

/** Returns whether the person spends their time in it. One that was dismissed has taken it, a muted one need not. */
export const takesMeetingTime = (occurrence: Occurrence): boolean =>
  isOwnMeeting(occurrence) &&
  occurrence.transparency === 'opaque' &&
  (occurrence.attention === undefined || occurrence.attention.level === 'done');

/** Returns whether it is an all-day event of the person: not declined, dismissed, muted, hidden or someone else's. */
export const isOwnAllDay = (occurrence: Occurrence): boolean =>
  occurrence.start.kind === 'date' &&
  occurrence.selfResponse !== 'declined' &&
  occurrence.attention === undefined &&
  occurrence.isOthers !== true;

/** Returns whether it is an all-day event of the person on that day. */
export const isAllDayOn = (occurrence: Occurrence, date: IsoDate): boolean => {
  const { start, end } = occurrence;
  if (!isOwnAllDay(occurrence) || start.kind !== 'date' || end.kind !== 'date') return false;
  return start.date <= date && date < end.date;
};

export interface MeetingsAt {
  /** In order of start. */
  readonly running: readonly TimedOccurrence[];
  readonly coming: readonly TimedOccurrence[];
  /** The running meeting that the person is most likely in. */
  readonly current: TimedOccurrence | null;
  /** The meeting to be in or to get ready for; null if none is running or upcoming. */
  readonly chosen: TimedOccurrence | null;
}

/**
 * From this long before its start, the upcoming meeting is more relevant than the running one, which people leave for
 * it.
 */
export const soonMs = 5 * 60_000;
/** At least this long: a duty or a conference day, during which there are other meetings. */
const blockMs = 4 * 3_600_000;

/** From this long before its start a meeting is offered to be joined, since people open the room early. */
export const joinAheadMs = 15 * 60_000;

const isBlock = ({ startMs, endMs }: TimedOccurrence): boolean => endMs - startMs >= blockMs;

/**
 * An invitation without a response is not a promise to come, and anyone can send one. Google also creates events from
 * mails, which need no response. An event that the person organizes is not an invitation.
 */
const isUnanswered = ({ occurrence }: TimedOccurrence): boolean => {
  const { selfResponse, eventType, organizedBySelf } = occurrence;
  if (eventType === 'fromGmail' && selfResponse === null) return true;
  return selfResponse === 'needsAction' && organizedBySelf !== true;
};

/**
 * Returns whether the person answered yes or maybe, or made the event for others or to be joined; not a private note
 * such as lunch.
 */
const isAgreed = (meeting: TimedOccurrence): boolean => {
  if (isUnanswered(meeting)) return false;
  const { selfResponse, joinUrl, guests } = meeting.occurrence;
  return selfResponse !== null || joinUrl !== undefined || guests !== null;
};

/**
 * Removes unanswered invitations that would take the place of a meeting that the person agreed to: one that is
 * running or can already be joined, or that begins before the invitation ends or soon after its start. Their titles
 * may imitate that meeting's.
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

/** Among meetings that begin together, prefers those the person certainly attends, can join, and owns. */
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

/** `occurrences` are sorted by start; those that are not meetings or are over are ignored. */
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
  // Meetings that do not count are still running, and matter for what an invitation may replace.
  const choice = withoutHijackers(meetings, nowMs).filter(({ occurrence }) => counts(occurrence));
  // Among several running meetings, the person is most likely in the one that began last.
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
      // What begins during the block, not days after it.
      (isBlock(current) && next.startMs < current.endMs));
  const counted = meetings.filter(({ occurrence }) => counts(occurrence));
  return {
    running: counted.filter(isRunning),
    coming: counted.filter((each) => !isRunning(each)),
    current,
    chosen: nextMatters ? next : current,
  };
};

/** Like `meetingsAt`, for meetings that can be joined online. */
export const joinableAt = (occurrences: readonly Occurrence[], nowMs: number): MeetingsAt =>
  meetingsAt(occurrences, nowMs, ({ joinUrl }) => joinUrl !== undefined);

/**
 * Returns what "Join next" joins: the meeting with a link that the person is in or about to be in, never one that
 * begins later than `joinAheadMs` from now; null if there is none. `occurrences` are sorted by start.
 */
export const joinNext = (occurrences: readonly Occurrence[], nowMs: number): TimedOccurrence | null => {
  const { chosen, current } = joinableAt(occurrences, nowMs);
  return chosen !== null && chosen.startMs - nowMs <= joinAheadMs ? chosen : current;
};
