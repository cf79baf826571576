/** Plainly fictional rows for the store's tests, and a store in a directory of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
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
import type { Result } from '../../../shared/result.ts';
import type { DatabaseOptions } from '../../../main/store/database.ts';
import { openStore, type Store } from '../../../main/store/open.ts';
import type { CalendarKey, SweepCounts } from '../../../main/sync/ports.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;
export const NOW_MS = Date.parse('2026-11-24T09:00:00Z');
/** What a full listing of the last 30 days asks for [S13]. */
export const TIME_MIN_MS = NOW_MS - 30 * DAY_MS;

export const account = 'google:ada@example.com' as AccountId;
export const calendarId = 'ada@example.com' as CalendarId;
export const eventId = (id: string): EventId => id as EventId;

export const at = (iso: string): EventTime => ({ kind: 'timed', ms: Date.parse(iso), zone: 'Europe/Berlin' });
export const on = (date: string): EventTime => ({ kind: 'date', date });

type Fields<E> = Partial<Omit<E, 'kind' | 'id'>>;

export const single = (id: string, fields: Fields<SingleEvent> = {}): SingleEvent => ({
  kind: 'single',
  id: eventId(id),
  etag: '"1"',
  iCalUid: `${id}@example.com`,
  title: `Meeting ${id}`,
  location: null,
  description: null,
  status: 'confirmed',
  eventType: 'default',
  start: at('2026-11-25T10:00:00Z'),
  end: at('2026-11-25T10:30:00Z'),
  transparency: 'opaque',
  visibility: 'default',
  color: null,
  attendees: [],
  attendeesOmitted: false,
  organizer: null,
  conference: { name: null, entryPoints: [] },
  hangoutLink: null,
  htmlLink: null,
  reminders: { useDefault: true, overrides: [] },
  attachments: [],
  flaw: null,
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

/** A tombstone of which only the id tells that it may be an instance [S15]. */
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

export const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.problem)}`);
  return result.value;
};

/** A directory that goes when the test ends. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

/** A path for a database that does not exist yet. */
export const temporaryPath = (): string => join(temporaryDirectory(), 'profile', 'calendar.db');

export const openedStore = (path: string, options: Partial<DatabaseOptions> = {}): Store => {
  const store = value(openStore({ path, nowMs: NOW_MS, ...options }));
  onTestFinished(() => store.close());
  return store;
};

export const list = (
  store: Store,
  calendars: readonly RemoteCalendar[],
  { full = true, removed = [] as readonly CalendarId[] } = {},
): number =>
  value(
    store.sync.commitCalendarList(account, {
      items: [
        ...calendars.map((calendar) => ({ type: 'calendar' as const, calendar })),
        ...removed.map((id) => ({ type: 'deleted' as const, id })),
      ],
      full,
      syncToken: 'list-1',
      fingerprint: 'f1',
      nowMs: NOW_MS,
    }),
  );

export const keyOf = (store: Store, id: CalendarId = calendarId): CalendarKey => {
  const found = value(store.sync.visibleCalendars(account)).find((calendar) => calendar.calendarId === id);
  if (!found) throw new Error(`No visible calendar ${id}`);
  return found.key;
};

/** A store with one account and one calendar. */
export const populatedStore = (path = temporaryPath()): { store: Store; key: CalendarKey; path: string } => {
  const store = openedStore(path);
  value(
    store.accounts.add({
      id: account,
      kind: 'google',
      label: 'ada@example.com',
      connectedAt: '2026-11-01T00:00:00.000Z',
    }),
  );
  list(store, [remoteCalendar(calendarId, { primary: true })]);
  return { store, key: keyOf(store), path };
};

/** The end of a listing; full ones sweep from `timeMinMs`. */
export const finish = (
  store: Store,
  key: CalendarKey,
  passId: number,
  {
    full = true,
    timeMinMs = TIME_MIN_MS as number | null,
    hold = ((): boolean => false) as (counts: SweepCounts) => boolean,
    syncToken = `token-${passId}`,
  } = {},
): { readonly swept: number; readonly held: number } =>
  value(
    store.sync.finishCalendar(key, {
      passId,
      sweep: full ? { timeMinMs, nowMs: NOW_MS, hold } : null,
      syncToken,
      fingerprint: 'f1',
      defaultReminders: null,
      nowMs: NOW_MS,
    }),
  );
