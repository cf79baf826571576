/** Plainly fictional events and calendars. Also loaded by child processes, outside vitest. */
import type {
  AccountId,
  CalendarId,
  EventId,
  EventTime,
  ExceptionEvent,
  MasterEvent,
  RemoteCalendar,
  RemoteChange,
  SingleEvent,
} from '../../../shared/model.ts';
import { anEvent } from '../../support/anEvent.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;
export const NOW_MS = Date.parse('2026-11-24T09:00:00Z');
/** The beginning of a full listing of the last 30 days [S13]. */
export const TIME_MIN_MS = NOW_MS - 30 * DAY_MS;

export const account = 'google:ada@example.com' as AccountId;
export const calendarId = 'ada@example.com' as CalendarId;
export const eventId = (id: string): EventId => id as EventId;

export const at = (iso: string): EventTime => ({ kind: 'timed', ms: Date.parse(iso), zone: 'Europe/Berlin' });
export const on = (date: string): EventTime => ({ kind: 'date', date });

type Fields<E> = Partial<Omit<E, 'kind' | 'id'>>;

export const single = (id: string, fields: Fields<SingleEvent> = {}): SingleEvent => ({
  ...anEvent(id, at('2026-11-25T10:00:00Z'), at('2026-11-25T10:30:00Z')),
  title: `Meeting ${id}`,
  ...fields,
});

export const master = (id: string, fields: Fields<MasterEvent> = {}): MasterEvent => ({
  ...single(id),
  recurrence: ['RRULE:FREQ=DAILY'],
  ...fields,
  kind: 'master',
});

export const exception = (
  masterId: string,
  slot: string,
  fields: Fields<ExceptionEvent> = {},
): ExceptionEvent => ({
  ...single(`${masterId}_${slot.replace(/[-:]/g, '')}`),
  masterId: eventId(masterId),
  originalStart: at(slot),
  start: at(slot),
  end: { kind: 'timed', ms: Date.parse(slot) + 30 * 60_000, zone: 'Europe/Berlin' },
  ...fields,
  kind: 'exception',
});

export const changed = (...events: (SingleEvent | MasterEvent | ExceptionEvent)[]): RemoteChange[] =>
  events.map((event) => ({ type: 'event', event }));

export const cancelled = (masterId: string, slot: string): RemoteChange => ({
  type: 'cancelledInstance',
  id: eventId(`${masterId}_${slot.replace(/[-:]/g, '')}`),
  masterId: eventId(masterId),
  originalStart: at(slot),
});

export const deleted = (id: string): RemoteChange => ({ type: 'deleted', id: eventId(id), instanceOf: null });

/** A tombstone for what may be an instance, by its id alone [S15]. */
export const deletedInstance = (masterId: string, slot: string): RemoteChange => ({
  type: 'deleted',
  id: eventId(`${masterId}_${slot.replace(/[-:]/g, '')}`),
  instanceOf: { masterId: eventId(masterId), originalStart: at(slot) },
});

export const remoteCalendar = (id: string, fields: Partial<RemoteCalendar> = {}): RemoteCalendar => ({
  id: id as CalendarId,
  name: `Calendar ${id}`,
  color: '#4285f4',
  zone: 'Europe/Berlin',
  accessRole: 'owner',
  primary: false,
  selected: true,
  hidden: false,
  defaultReminders: [{ method: 'popup', minutes: 10 }],
  ...fields,
});
