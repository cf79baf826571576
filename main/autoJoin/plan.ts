/**
 * Decides which meeting is to be joined automatically now. Pure: meetings, the person's choices and what was handled
 * are passed in.
 *
 * Invariants: a meeting is announced only between ten seconds before its time and two minutes after its start; one that
 * was joined or called off is never announced again at this time, and a moved meeting is another one.
 */
import {
  AUTO_JOIN_NOTICE_MS,
  isAccepted,
  joinsAutomatically,
  occurrenceKeyOf,
} from '../../shared/autoJoin.ts';
import type { AutoJoinSettings } from '../../shared/autoJoin.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { isMeeting, timedOf } from '../../shared/meetings.ts';
import type { TimedOccurrence } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { textOfKey } from '../../shared/reminders.ts';
import type { OccurrenceKey } from '../../shared/reminders.ts';

/** A meeting that need not be joined (again) at this time. */
export interface HandledMeeting extends OccurrenceKey {
  readonly how: 'joined' | 'cancelled';
}

export interface JoinQuestion {
  /** Everything that overlaps the time from `nowMs`, with the person's choices (`autoJoin`), in any order. */
  readonly occurrences: readonly Occurrence[];
  readonly settings: AutoJoinSettings;
  readonly handled: readonly HandledMeeting[];
  /** Asks the system; called only when a meeting is due. */
  readonly isUnlocked: () => boolean;
  readonly nowMs: number;
}

/** `blocked`: the screen is locked or another meeting is running, which may end in time. */
export type JoinDecision =
  | { readonly kind: 'join' }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'blocked'; readonly by: 'lock' | 'meeting' }
  | { readonly kind: 'never'; readonly why: 'unwanted' | 'handled' | 'late' };

export interface JoinPlan {
  readonly due: Occurrence | null;
  /** When to plan again at the latest; null if nothing is known to become due. */
  readonly nextAtMs: number | null;
}

/** After sleep or a restart, a meeting whose start is longer ago is not joined. */
export const LATEST_JOIN_MS = 2 * MINUTE_MS;
/** Not every system tells when the screen is unlocked. */
export const LOOK_AGAIN_MS = 15_000;
/** At least this long and without a link: a duty or a conference day, during which there are other meetings. */
const BLOCK_MS = 4 * HOUR_MS;

/** Returns whether both are the same meeting at the same time, perhaps in two calendars [S23]. */
export const isSameMeeting = (a: OccurrenceKey, b: OccurrenceKey): boolean =>
  textOfKey(a) === textOfKey(b) ||
  (a.iCalUid !== null && a.iCalUid !== '' && a.iCalUid === b.iCalUid && a.start === b.start);

export const handledAs = (
  occurrence: Occurrence,
  handled: readonly HandledMeeting[],
): HandledMeeting['how'] | null => {
  const key = occurrenceKeyOf(occurrence);
  return handled.find((each) => isSameMeeting(each, key))?.how ?? null;
};

/** Returns whether the person is in this other meeting when the meeting would be opened. */
const isInTheWay = (
  other: TimedOccurrence,
  meeting: TimedOccurrence,
  openAtMs: number,
  handled: readonly HandledMeeting[],
): boolean => {
  const { occurrence, startMs, endMs } = other;
  if (isSameMeeting(occurrenceKeyOf(occurrence), occurrenceKeyOf(meeting.occurrence))) return false;
  if (startMs > Math.max(openAtMs, meeting.startMs) || endMs <= openAtMs) return false;
  if (!isMeeting(occurrence)) return false;
  if (handledAs(occurrence, handled) === 'joined') return true;
  if (!isAccepted(occurrence)) return false;
  if (occurrence.joinUrl === undefined && endMs - startMs >= BLOCK_MS) return false;
  // Of meetings that begin together, the person has chosen the one that they armed.
  const isChosen = meeting.occurrence.autoJoin === true && occurrence.autoJoin !== true;
  return !(isChosen && startMs === meeting.startMs);
};

export const decideJoin = (occurrence: Occurrence, question: JoinQuestion): JoinDecision => {
  const { occurrences, settings, handled, isUnlocked, nowMs } = question;
  const timed = timedOf(occurrence);
  if (timed === null || !joinsAutomatically(occurrence, settings)) return { kind: 'never', why: 'unwanted' };
  if (handledAs(occurrence, handled) !== null) return { kind: 'never', why: 'handled' };
  const { startMs, endMs } = timed;
  const joinAtMs = startMs - settings.autoJoinMinutes * MINUTE_MS;
  const announceAtMs = joinAtMs - AUTO_JOIN_NOTICE_MS;
  if (nowMs < announceAtMs) return { kind: 'wait', untilMs: announceAtMs };
  const openAtMs = Math.max(joinAtMs, nowMs + AUTO_JOIN_NOTICE_MS);
  if (openAtMs > startMs + LATEST_JOIN_MS || openAtMs >= endMs) return { kind: 'never', why: 'late' };
  if (!isUnlocked()) return { kind: 'blocked', by: 'lock' };
  const others = occurrences.map(timedOf).filter((each) => each !== null);
  return others.some((each) => isInTheWay(each, timed, openAtMs, handled))
    ? { kind: 'blocked', by: 'meeting' }
    : { kind: 'join' };
};

const startOf = (occurrence: Occurrence): number => timedOf(occurrence)?.startMs ?? 0;

/** `mayOpen`: false for meetings whose links must not open by themselves; the person may still be in them. */
export const planJoin = (
  question: JoinQuestion,
  mayOpen: (occurrence: Occurrence) => boolean = () => true,
): JoinPlan => {
  const { occurrences, nowMs } = question;
  const wakeUps: number[] = [];
  const due: Occurrence[] = [];
  for (const occurrence of occurrences.filter(mayOpen)) {
    const decision = decideJoin(occurrence, question);
    if (decision.kind === 'join') due.push(occurrence);
    else if (decision.kind === 'wait') wakeUps.push(decision.untilMs);
    else if (decision.kind === 'blocked') wakeUps.push(nowMs + LOOK_AGAIN_MS);
  }
  const [first] = due.toSorted(
    (a, b) => startOf(a) - startOf(b) || Number(b.autoJoin === true) - Number(a.autoJoin === true),
  );
  return { due: first ?? null, nextAtMs: wakeUps.length === 0 ? null : Math.min(...wakeUps) };
};
