import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';

/** Distinguishes occurrences on the screen; the same meeting in two calendars is two of them. */
export const keyOf = (occurrence: Occurrence): string => {
  const { start } = occurrence;
  const startKey = start.kind === 'timed' ? String(start.ms) : start.date;
  return `${occurrence.accountId} ${occurrence.calendarId} ${occurrence.eventId} ${startKey}`;
};

/** `eventId` is already the instance's own, so it alone says which one. */
export const refOf = (occurrence: Occurrence): OccurrenceRef => ({
  accountId: occurrence.accountId,
  calendarId: occurrence.calendarId,
  eventId: occurrence.eventId,
});

/** Takes time out of the day: a meeting, or time kept for oneself; not what is declined or shown as free. */
export const isBusy = (occurrence: Occurrence): boolean =>
  occurrence.start.kind === 'timed' &&
  occurrence.transparency === 'opaque' &&
  occurrence.selfResponse !== 'declined' &&
  occurrence.eventType !== 'workingLocation' &&
  occurrence.eventType !== 'birthday';
