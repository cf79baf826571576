/** Decides which stored note belongs to an occurrence. Pure. */
import { meetingSlot } from '../../shared/notes.ts';
import type { NotedMeeting } from '../../shared/notes.ts';
import { startMs } from './rows.ts';

export interface Candidate {
  readonly slot: string;
  readonly meeting: NotedMeeting;
}

const dayOf = (ms: number, zone: string): string => {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(ms);
  } catch {
    return new Date(ms).toISOString().slice(0, 10);
  }
};

/**
 * Returns the note of this occurrence among those on the same meeting: the one with its slot. If there is none,
 *
 * - the one with the same start, if the meeting is a single event here and part of a series there: another account may
 *   be invited to one instance only, and a single event can be made to repeat;
 * - the one of the same day whose own occurrence is gone: the time of a series was changed, which gives all its
 *   occurrences other slots.
 *
 * `exists` returns whether a note's own occurrence is still in the calendar. It is asked only in the last case.
 */
export const chooseNote = <One extends Candidate>(
  meeting: NotedMeeting,
  candidates: readonly One[],
  exists: (meeting: NotedMeeting) => boolean,
): One | null => {
  const slot = meetingSlot(meeting);
  const exact = candidates.find((each) => each.slot === slot);
  if (exact !== undefined) return exact;
  const ms = startMs(meeting);
  const sameStart = candidates.find(
    (each) => (each.slot === '' || slot === '') && startMs(each.meeting) === ms,
  );
  if (sameStart !== undefined) return sameStart;
  if (meeting.start.kind !== 'timed') return null;
  const { zone } = meeting.start;
  const day = dayOf(ms, zone);
  return (
    candidates.find(
      (each) =>
        each.meeting.start.kind === 'timed' &&
        dayOf(startMs(each.meeting), zone) === day &&
        !exists(each.meeting),
    ) ?? null
  );
};
