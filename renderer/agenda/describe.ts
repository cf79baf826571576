/** Short texts about an occurrence, shown under its title. Pure. */
import type { Messages } from '../../shared/messages/en.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import { joinService } from '../../shared/text/joinService.ts';
import { placeNamed } from '../../shared/text/place.ts';
import type { AgendaRow } from './agendaDays.ts';

/** Returns the place; null if it only repeats the meeting's link. */
export const placeOf = (occurrence: Occurrence): string | null => placeNamed(occurrence.location);

/** Returns the name of the meeting service; null if there is none. */
export const serviceOf = (occurrence: Occurrence): string | null =>
  occurrence.joinUrl === undefined ? null : joinService(occurrence.joinUrl);

/** Returns which day of a longer event it is, `day 2 of 5`; null for one day. */
export const partOf = (row: AgendaRow, messages: Messages): string | null =>
  row.dayCount > 1 ? messages.agenda.dayOf(row.dayIndex, row.dayCount) : null;

const capitalised = (text: string | null): string | null =>
  text === null ? null : text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Returns the type, `Focus time`; null for ordinary events and if the title says so already. */
export const typeOf = (occurrence: Occurrence, messages: Messages): string | null => {
  if (occurrence.eventType === 'default') return null;
  const name = messages.agenda.eventTypes[occurrence.eventType];
  return occurrence.title.trim().toLowerCase() === name.toLowerCase() ? null : name;
};

/** Returns what is shown under the title: `Google Meet`, `Room Turing`, `Maybe`. */
export const subtitleOf = (row: AgendaRow, messages: Messages): readonly string[] => {
  const { occurrence } = row;
  const answer = occurrence.selfResponse;
  return [
    capitalised(partOf(row, messages)),
    typeOf(occurrence, messages),
    serviceOf(occurrence),
    placeOf(occurrence),
    answer === null || answer === 'accepted' ? null : messages.agenda.answers[answer],
    occurrence.status === 'tentative' ? messages.agenda.tentativeEvent : null,
  ].filter((part) => part !== null);
};

/** Returns the text of the time column for this day's part. */
export const timeOf = (
  row: AgendaRow,
  format: Format,
  messages: Messages,
): { start: string; end: string } => {
  if (row.allDay) return { start: messages.app.allDay, end: '' };
  if (row.dayCount > 1 && row.dayIndex > 1)
    return { start: messages.agenda.until(format.time(row.endMs)), end: '' };
  if (row.dayCount > 1) return { start: messages.agenda.from(format.time(row.startMs)), end: '' };
  if (row.endMs <= row.startMs) return { start: format.time(row.startMs), end: '' };
  return { start: format.time(row.startMs), end: format.time(row.endMs) };
};

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
