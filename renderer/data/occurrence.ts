import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';

/** Returns a key that is unique on the screen. The same meeting in two calendars has two keys. */
export const keyOf = (occurrence: Occurrence): string => {
  const { start } = occurrence;
  const startKey = start.kind === 'timed' ? String(start.ms) : start.date;
  // Parts of a split series may share an instance's id.
  const series = occurrence.masterId ?? '';
  return `${occurrence.accountId} ${occurrence.calendarId} ${occurrence.eventId} ${series} ${startKey}`;
};

/** Returns the reference for calls. `eventId` is the instance's own id, so it identifies the occurrence. */
export const refOf = (occurrence: Occurrence): OccurrenceRef => ({
  accountId: occurrence.accountId,
  calendarId: occurrence.calendarId,
  eventId: occurrence.eventId,
});

/**
 * Returns whether it takes up the person's time: a meeting or time reserved for oneself, but not declined, not shown as
 * free and not other people's.
 */
export const isBusy = (occurrence: Occurrence): boolean =>
  occurrence.start.kind === 'timed' &&
  occurrence.transparency === 'opaque' &&
  occurrence.selfResponse !== 'declined' &&
  occurrence.isOthers !== true &&
  occurrence.eventType !== 'workingLocation' &&
  occurrence.eventType !== 'birthday';
