/**
 * Reads Google's event resource for the outbox: in mapEvent's form for comparing, raw where it is sent back [W13].
 * Pure; nothing in a resource is trusted to be there.
 */
import type { CalendarEvent } from '../../shared/model.ts';
import { toChange } from '../google/mapEvent.ts';
import type { RawEvent } from '../sync/ports.ts';

export type RawGuest = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the guests as sent. */
export const guestsOf = (event: RawEvent): readonly RawGuest[] => {
  const { attendees } = event;
  return Array.isArray(attendees) ? attendees.filter(isObject) : [];
};

/** Returns the own entry: that of the calendar's person [W23]. */
export const ownGuest = (event: RawEvent): RawGuest | null =>
  guestsOf(event).find(({ self }) => self === true) ?? null;

/** Returns the guests besides the calendar's person; rooms and other resources get no mail. */
export const othersOf = (event: RawEvent): readonly RawGuest[] =>
  guestsOf(event).filter(({ self, resource }) => self !== true && resource !== true);

export const mailOf = ({ email }: RawGuest): string => (typeof email === 'string' ? email.toLowerCase() : '');

export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export const isCancelled = (event: RawEvent): boolean => event['status'] === 'cancelled';

/** Whether Google left people out of the list. */
export const isCutShort = (event: RawEvent): boolean => event['attendeesOmitted'] === true;

export const etagOf = (event: RawEvent): string => textOf(event['etag']);

/** Returns the event in the stored form; null if it is cancelled or cannot be read. */
export const readable = (event: RawEvent, calendarZone: string): CalendarEvent | null => {
  const change = toChange(event, { calendarZone });
  return change.ok && change.value.type === 'event' ? change.value.event : null;
};

/** What Google says about the call that was to be created [W33]. */
export const callState = (event: RawEvent): 'none' | 'pending' | 'failed' | 'made' => {
  const conference = event['conferenceData'];
  if (!isObject(conference)) return 'none';
  const request = conference['createRequest'];
  const status = isObject(request) ? request['status'] : undefined;
  const code = isObject(status) ? status['statusCode'] : undefined;
  if (code === 'pending') return 'pending';
  if (code === 'failure') return 'failed';
  return Array.isArray(conference['entryPoints']) || code === 'success' ? 'made' : 'none';
};
