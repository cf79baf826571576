/** Looks up where the meeting of a note is now. */
import { refOf, type OccurrenceRef } from '../../shared/agenda.ts';
import type { Account, Calendar, Occurrence } from '../../shared/model.ts';
import { meetingUid } from '../../shared/notes.ts';
import type { NotedMeeting, NoteScope } from '../../shared/notes.ts';
import type { Result } from '../../shared/result.ts';

/** What is read of the calendar. */
export interface NotedCalendar {
  occurrence(ref: OccurrenceRef): Result<Occurrence | null, unknown>;
  calendars(): Result<readonly Calendar[], unknown>;
  accounts(): Result<readonly Account[], unknown>;
}

/**
 * Returns the meeting in its own calendar, or else its copy in another one: Google gives copies the same id. Null if it
 * is in none. While the calendar cannot be read, or its own is not complete (a rebuild, a first sync), nothing is
 * claimed about it: its old place is returned.
 */
export const findNoted = (
  store: NotedCalendar | null,
  meeting: NotedMeeting,
  scope: NoteScope,
): OccurrenceRef | null => {
  const own = refOf(meeting);
  if (store === null) return own;
  const { eventId, masterId, occurrenceStart } = meeting;
  const ids: readonly Pick<OccurrenceRef, 'eventId' | 'occurrenceStart'>[] = [
    { eventId, ...(occurrenceStart !== undefined && { occurrenceStart }) },
    ...(scope === 'series' && masterId !== undefined ? [{ eventId: masterId }] : []),
  ];
  const calendars = store.calendars();
  const accounts = store.accounts();
  if (!calendars.ok || !accounts.ok) return own;
  const isOwn = ({ accountId, id }: Calendar): boolean =>
    accountId === meeting.accountId && id === meeting.calendarId;
  const sorted = calendars.value.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  for (const calendar of sorted) {
    for (const id of ids) {
      const ref = { accountId: calendar.accountId, calendarId: calendar.id, ...id };
      const found = store.occurrence(ref);
      if (!found.ok) return own;
      if (found.value !== null && meetingUid(found.value) === meetingUid(meeting)) return refOf(found.value);
    }
    if (isOwn(calendar) && !calendar.loaded) return own;
  }
  // Connected, but its calendars have not been listed yet.
  const isListed = sorted.some(({ accountId }) => accountId === meeting.accountId);
  return !isListed && accounts.value.some(({ id }) => id === meeting.accountId) ? own : null;
};
