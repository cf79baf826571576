/**
 * Whether a change made a meeting of the person collide with another one of theirs. Pure.
 *
 * A collision is said of the change that caused it and only while it lasts: what overlapped before the change, and what
 * was put there after it, is not its doing. Changes that were noticed together are one step, so meetings that move
 * together do not collide by that.
 */
import { isBusyMeeting, timedOf, type TimedOccurrence } from '../../shared/meetings.ts';
import type { AgendaChange, Collision, ListedChange } from '../../shared/agendaChanges.ts';
import type { Occurrence } from '../../shared/model.ts';
import { startMsOf } from '../../shared/text/days.ts';

/** One pass notices the changes of several calendars within this time. */
const togetherMs = 5_000;

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

export interface CollisionQuestion {
  /** The meeting that changed, as it is now. */
  readonly meeting: Occurrence;
  /** What else there is at its time now. It may contain the meeting itself. */
  readonly others: readonly Occurrence[];
  /** Everything that was noticed, in any order. */
  readonly changes: readonly AgendaChange[];
  readonly nowMs: number;
}

/** Returns whether the change could lead to a collision, before anything is read. */
export const mayCollide = (change: AgendaChange, nowMs: number): boolean => {
  if (change.isOthers === true || change.selfResponse === 'declined') return false;
  if (change.kind === 'new') return change.start.kind === 'timed';
  if (change.kind !== 'moved') return false;
  const { start, end } = change.to;
  return start.kind === 'timed' && end.kind === 'timed' && end.ms > nowMs;
};

/** Returns what the meeting collides with because of `change`; null if nothing. */
export const collisionOf = (change: AgendaChange, question: CollisionQuestion): Collision | null => {
  const { meeting, others, changes, nowMs } = question;
  const now = isBusyMeeting(meeting) ? timedOf(meeting) : null;
  if (now === null || now.endMs <= nowMs || !mayCollide(change, nowMs)) return null;
  // It has moved on since: what it collides with now is the later change's doing.
  if (change.start.kind !== 'timed' || change.start.ms !== now.startMs) return null;
  if (change.kind === 'moved' && (change.to.end.kind !== 'timed' || change.to.end.ms !== now.endMs))
    return null;
  const before = change.kind === 'moved' ? spanOf(change.from) : null;
  const atMs = Date.parse(change.noticedAt);
  let most: { readonly other: TimedOccurrence; readonly sharedMs: number } | null = null;
  let count = 0;
  for (const occurrence of others) {
    const other = isBusyMeeting(occurrence) ? timedOf(occurrence) : null;
    if (other === null || isSameMeeting(occurrence, meeting)) continue;
    const sharedMs = Math.min(now.endMs, other.endMs) - Math.max(now.startMs, other.startMs);
    if (sharedMs <= 0) continue;
    const known = changes.filter((each) => concerns(each, occurrence));
    if (!overlap(now, spanAt(other, known, atMs + togetherMs))) continue;
    if (overlap(before, spanAt(other, known, atMs - togetherMs))) continue;
    count += 1;
    if (most === null || sharedMs > most.sharedMs) most = { other, sharedMs };
  }
  if (most === null) return null;
  const { title, visibility, busyOnly } = most.other.occurrence;
  return { count, with: { title, visibility, ...(busyOnly === true && { busyOnly }) } };
};

const spanOf = ({ start, end }: Pick<Occurrence, 'start' | 'end'>): Span | null =>
  start.kind === 'timed' && end.kind === 'timed' ? { startMs: start.ms, endMs: end.ms } : null;

const overlap = (one: Span | null, other: Span | null): boolean =>
  one !== null && other !== null && one.startMs < other.endMs && other.startMs < one.endMs;

/** Returns where a meeting was at that instant, by taking back what was noticed later; null if it did not exist yet. */
const spanAt = (now: Span, changes: readonly AgendaChange[], atMs: number): Span | null => {
  const later = changes
    .filter(({ noticedAt }) => Date.parse(noticedAt) > atMs)
    .toSorted((a, b) => Date.parse(b.noticedAt) - Date.parse(a.noticedAt));
  let span: Span | null = now;
  for (const change of later) {
    if (change.kind === 'new') return null;
    if (change.kind !== 'moved' || span === null) continue;
    const from = spanOf(change.from);
    const to = spanOf(change.to);
    // The change of a series names one occurrence; the others moved by the same time.
    span =
      change.wholeSeries && from !== null && to !== null
        ? {
            startMs: span.startMs + from.startMs - to.startMs,
            endMs: span.endMs + from.endMs - to.endMs,
          }
        : from;
  }
  return span;
};

/** Returns whether the change is one of this occurrence. A series changes from its next occurrence on. */
export const concerns = (change: ListedChange, occurrence: Occurrence): boolean => {
  if (change.accountId !== occurrence.accountId || change.calendarId !== occurrence.calendarId) return false;
  if (change.wholeSeries) {
    const isSeries = occurrence.masterId === (change.masterId ?? change.eventId);
    return isSeries && startMsOf(change.start, 'UTC') <= startMsOf(occurrence.start, 'UTC');
  }
  return change.eventId === occurrence.eventId || isSameSlot(change, occurrence);
};

type InSeries = Pick<Occurrence, 'masterId' | 'occurrenceStart'>;

const isSameSlot = (one: InSeries, other: InSeries): boolean =>
  one.masterId !== undefined &&
  one.masterId === other.masterId &&
  one.occurrenceStart !== undefined &&
  other.occurrenceStart !== undefined &&
  Date.parse(one.occurrenceStart) === Date.parse(other.occurrenceStart);

/** Returns whether it is the same meeting, or its copy in another calendar [S23]. */
const isSameMeeting = (one: Occurrence, other: Occurrence): boolean => {
  if (one.iCalUid !== undefined && one.iCalUid === other.iCalUid)
    return startMsOf(one.start, 'UTC') === startMsOf(other.start, 'UTC');
  if (one.accountId !== other.accountId || one.calendarId !== other.calendarId) return false;
  return one.eventId === other.eventId || isSameSlot(one, other);
};
