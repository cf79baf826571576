/** An occurrence in short words: what stands under its title. Pure. */
import type { Messages } from '../../shared/messages/en.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import { joinService } from '../../shared/text/joinService.ts';
import { placeNamed } from '../../shared/text/place.ts';
import type { AgendaRow } from './agendaDays.ts';

/** The place to go to, unless it only repeats the meeting's link. */
export const placeOf = (occurrence: Occurrence): string | null => placeNamed(occurrence.location);

/** The name of the service it is held on. */
export const serviceOf = (occurrence: Occurrence): string | null =>
  occurrence.joinUrl === undefined ? null : joinService(occurrence.joinUrl);

/** Which part of a longer event a day holds: `day 2 of 5`. */
export const partOf = (row: AgendaRow, messages: Messages): string | null =>
  row.dayCount > 1 ? messages.agenda.dayOf(row.dayIndex, row.dayCount) : null;

const capitalised = (text: string | null): string | null =>
  text === null ? null : text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** `Focus time`; null for ordinary events and where the title says so already. */
export const typeOf = (occurrence: Occurrence, messages: Messages): string | null => {
  if (occurrence.eventType === 'default') return null;
  const name = messages.agenda.eventTypes[occurrence.eventType];
  return occurrence.title.trim().toLowerCase() === name.toLowerCase() ? null : name;
};

/** `Google Meet`, `Room Turing`, `Maybe`: what is said under the title. */
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

/** What the time column says about this day's part. */
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

/** How an occurrence is drawn, beside its colour: from the person's answer and the event's type. */
export type Look = 'solid' | 'unanswered' | 'tentative' | 'declined' | 'kept' | 'aside';

export const lookOf = (occurrence: Occurrence): Look => {
  if (occurrence.selfResponse === 'declined') return 'declined';
  if (occurrence.selfResponse === 'needsAction') return 'unanswered';
  if (occurrence.selfResponse === 'tentative' || occurrence.status === 'tentative') return 'tentative';
  const { eventType } = occurrence;
  if (eventType === 'focusTime' || eventType === 'outOfOffice') return 'kept';
  // Good to know, but it takes no time.
  return eventType === 'workingLocation' || eventType === 'birthday' ? 'aside' : 'solid';
};
