/** What the list, the timeline, the search and the details have in common about an occurrence. Pure. */
import type { Messages } from '../../shared/messages/en.ts';
import type { Occurrence } from '../../shared/model.ts';
import { joinService } from '../../shared/text/joinService.ts';
import { placeNamed } from '../../shared/text/place.ts';

/** Returns a key that is unique on the screen. The same meeting in two calendars has two keys. */
export const keyOf = (occurrence: Occurrence): string => {
  const { start } = occurrence;
  const startKey = start.kind === 'timed' ? String(start.ms) : start.date;
  // Parts of a split series may share an instance's id.
  const series = occurrence.masterId ?? '';
  return `${occurrence.accountId} ${occurrence.calendarId} ${occurrence.eventId} ${series} ${startKey}`;
};

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

/** Returns the place; null if it only repeats the meeting's link. */
export const placeOf = (occurrence: Occurrence): string | null => placeNamed(occurrence.location);

/** Returns the name of the meeting service; null if there is none. */
export const serviceOf = (occurrence: Occurrence): string | null =>
  occurrence.joinUrl === undefined ? null : joinService(occurrence.joinUrl);

/** Returns the type, `Focus time`; null for ordinary events and if the title says so already. */
export const typeOf = (occurrence: Occurrence, messages: Messages): string | null => {
  if (occurrence.eventType === 'default') return null;
  const name = messages.agenda.eventTypes[occurrence.eventType];
  return occurrence.title.trim().toLowerCase() === name.toLowerCase() ? null : name;
};

/** Returns the person's response; null if the event asks for none. */
export const responseOf = ({ selfResponse }: Occurrence, { agenda }: Messages): string | null =>
  selfResponse === null ? null : agenda.answers[selfResponse];

/** The same where a meeting that the person attends needs no remark. */
export const responseUnlessAccepted = (occurrence: Occurrence, messages: Messages): string | null =>
  occurrence.selfResponse === 'accepted' ? null : responseOf(occurrence, messages);

/** How an occurrence is drawn, apart from its colour. Depends on the person's response and the event's type. */
export type Look = 'solid' | 'unanswered' | 'tentative' | 'declined' | 'kept' | 'aside';

export const lookOf = (occurrence: Occurrence): Look => {
  if (occurrence.selfResponse === 'declined') return 'declined';
  if (occurrence.selfResponse === 'needsAction') return 'unanswered';
  if (occurrence.selfResponse === 'tentative' || occurrence.status === 'tentative') return 'tentative';
  const { eventType } = occurrence;
  if (eventType === 'focusTime' || eventType === 'outOfOffice') return 'kept';
  // For information only; it takes no time.
  return eventType === 'workingLocation' || eventType === 'birthday' ? 'aside' : 'solid';
};
