/** Reads an occurrence's key from a state file. */
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import type { OccurrenceKey } from '../../shared/reminders.ts';
import { date, either, instant, orNull, string } from './jsonReaders.ts';
import type { Reader } from './jsonReaders.ts';

const id = <Id extends string>(longest: number): Reader<Id> => string(0, longest) as Reader<Id>;

/** One reader for each field, so that others can be added. */
export const occurrenceKeyFields: { readonly [Name in keyof OccurrenceKey]: Reader<OccurrenceKey[Name]> } = {
  accountId: id(LONGEST_ACCOUNT_ID),
  calendarId: id(LONGEST_CALENDAR_ID),
  eventId: id(LONGEST_OCCURRENCE_ID),
  start: either(instant, date),
  iCalUid: orNull(string()),
};
