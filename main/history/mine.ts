/** Which passed meetings are kept, and what of them. Pure. */
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { notedMeetingOf } from '../../shared/notes.ts';
import { isPrivate } from '../brief/brief.ts';
import type { PastGuest } from '../brief/lastTime.ts';
import { addressOf } from '../agenda/texts.ts';
import type { RecordedMeeting } from './table.ts';

const MOST_GUESTS = 200;
const LONGEST_ADDRESS = 320;
const LONGEST_NAME = 200;
/** How soon after its end an occurrence's guests are still those who were invited to it. */
const FRESH_MS = DAY_MS;

/** Returns whether a meeting counts as one of the person's: theirs, not declined, not left unanswered, not hidden. */
export const countsAsMine = (occurrence: Occurrence): boolean => {
  const { start, selfResponse, eventType, attention } = occurrence;
  if (start.kind !== 'timed' || occurrence.isOthers === true || occurrence.busyOnly === true) return false;
  if (eventType !== 'default' && eventType !== 'fromGmail') return false;
  if (selfResponse === 'declined') return false;
  if (selfResponse === 'needsAction' && occurrence.organizedBySelf !== true) return false;
  return attention === undefined || attention.level === 'done';
};

/**
 * Returns what is kept of a meeting that has passed; null for what nobody met in, such as a note to oneself. At Google the
 * occurrences of a series have the guests that the series has today, so they count only soon after the end.
 */
export const recordOf = (detail: OccurrenceDetail, nowMs: number): RecordedMeeting | null => {
  const { start, end, attendees, attendeesOmitted, masterId } = detail;
  if (start.kind !== 'timed' || end.kind !== 'timed') return null;
  const people = attendees.filter(({ self, resource }) => !self && !resource);
  if (people.length === 0 && !attendeesOmitted && masterId === undefined) return null;
  const isHidden = attendeesOmitted || isPrivate(detail);
  const isFresh = masterId === undefined || end.ms >= nowMs - FRESH_MS;
  const guests = new Map<string, PastGuest>();
  for (const { email, name, response } of people.slice(0, MOST_GUESTS)) {
    const address = addressOf(email).slice(0, LONGEST_ADDRESS);
    guests.set(address, {
      address,
      name: (name ?? email).slice(0, LONGEST_NAME),
      declined: response === 'declined',
    });
  }
  return {
    meeting: { ...notedMeetingOf(detail), start },
    isPrivate: isPrivate(detail),
    guests: isHidden || !isFresh ? null : [...guests.values()],
  };
};
