/** What a row says about its part of an occurrence, and its place relative to the clock. Pure. */
import { joinAheadMs } from '../../shared/meetings.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Format } from '../../shared/text/createFormat.ts';
import { placeOf, responseUnlessAccepted, serviceOf, typeOf } from '../occurrence/occurrence.ts';
import type { AgendaRow } from './agendaDays.ts';

/** Returns which day of a longer event it is, `day 2 of 5`; null for one day. */
export const partOf = (row: AgendaRow, messages: Messages): string | null =>
  row.dayCount > 1 ? messages.agenda.dayOf(row.dayIndex, row.dayCount) : null;

const capitalised = (text: string | null): string | null =>
  text === null ? null : text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Returns what is shown under the title: `Google Meet`, `Room Turing`, `Maybe`. */
export const subtitleOf = (row: AgendaRow, messages: Messages): readonly string[] => {
  const { occurrence } = row;
  return [
    capitalised(partOf(row, messages)),
    typeOf(occurrence, messages),
    serviceOf(occurrence),
    placeOf(occurrence),
    responseUnlessAccepted(occurrence, messages),
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

/** A row relative to the clock. `soon` is close enough for a Join button in the list. */
export type Moment = 'past' | 'running' | 'soon' | 'later';

export const momentOf = (row: AgendaRow, nowMs: number): Moment => {
  if (row.endMs <= nowMs && !(row.endMs === row.startMs && row.endMs === nowMs)) return 'past';
  if (row.startMs <= nowMs) return 'running';
  return row.startMs - nowMs <= joinAheadMs ? 'soon' : 'later';
};
