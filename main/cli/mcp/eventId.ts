/** One id for an occurrence, which an assistant can pass back. Ids that come back are untrusted. Pure. */
import { refOf } from '../../../shared/agenda.ts';
import type { OccurrenceRef } from '../../../shared/agenda.ts';
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../../shared/idLengths.ts';
import type { AccountId, CalendarId, EventId } from '../../../shared/model.ts';
import { date, either, instant, string } from '../../platform/jsonReaders.ts';

export const idOf = (occurrence: OccurrenceRef): string => {
  const { accountId, calendarId, eventId, occurrenceStart } = refOf(occurrence);
  return Buffer.from(JSON.stringify([accountId, calendarId, eventId, occurrenceStart])).toString('base64url');
};

const readStart = either(instant, date);

/** Returns null for anything but an id of `idOf`. */
export const refIn = (id: string): (OccurrenceRef & { readonly accountId: AccountId }) | null => {
  const parts = parsed(Buffer.from(id, 'base64url').toString());
  if (!Array.isArray(parts) || parts.length < 3 || parts.length > 4) return null;
  const accountId = string(1, LONGEST_ACCOUNT_ID)(parts[0]);
  const calendarId = string(1, LONGEST_CALENDAR_ID)(parts[1]);
  const eventId = string(1, LONGEST_OCCURRENCE_ID)(parts[2]);
  const occurrenceStart = parts[3] == null ? null : readStart(parts[3]);
  if (accountId === undefined || calendarId === undefined || eventId === undefined) return null;
  if (occurrenceStart === undefined) return null;
  return {
    accountId: accountId as AccountId,
    calendarId: calendarId as CalendarId,
    eventId: eventId as EventId,
    ...(occurrenceStart !== null && { occurrenceStart }),
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
