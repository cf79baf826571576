/**
 * Accounts that reply from memory, each with a script for what goes wrong, and a real store and engine. What Google's
 * server really does is in test/support/fakeGoogle; this is for single rules.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type {
  CalendarKey,
  CalendarListPage,
  CalendarListRequest,
  EventsPage,
  EventsRequest,
  Source,
  SourceFailure,
} from '../../main/sync/ports.ts';
import type { SyncStatus } from '../../shared/syncReport.ts';
import type {
  AccountId,
  CalendarEvent,
  CalendarId,
  EventId,
  EventTime,
  ExceptionEvent,
  MasterEvent,
  RemoteCalendar,
  RemoteChange,
  SingleEvent,
} from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { anEvent } from '../support/anEvent.ts';
import { createFakeClock } from '../support/clock.ts';
import { openTestBackend, type TestBackend, type TestBackendOptions } from '../support/openTestBackend.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const START_MS = Date.UTC(2026, 10, 24, 9);

/** A meeting of an hour, `day` days after the test's beginning. */
export const single = (id: string, { day = 1, title = id } = {}): SingleEvent => {
  const startMs = START_MS + day * DAY;
  const at = (ms: number): EventTime => ({ kind: 'timed', ms, zone: 'Europe/Berlin' });
  return { ...anEvent(id, at(startMs), at(startMs + HOUR)), etag: `"${id}"`, title };
};

export const master = (id: string, options = {}): MasterEvent => ({
  ...single(id, options),
  kind: 'master',
  recurrence: ['RRULE:FREQ=DAILY'],
});

/** One changed instance of `masterId`. */
export const exception = (id: string, masterId: string, options = {}): ExceptionEvent => {
  const like = single(id, options);
  return { ...like, kind: 'exception', masterId: masterId as EventId, originalStart: like.start };
};

const remoteCalendar = (id: string, primary: boolean): RemoteCalendar => ({
  id: id as CalendarId,
  name: id,
  color: '#4285f4',
  zone: 'Europe/Berlin',
  accessRole: 'owner',
  primary,
  selected: true,
  hidden: false,
  defaultReminders: [],
});

type Answer<T> = Result<T, SourceFailure> | Promise<Result<T, SourceFailure>> | undefined;

/** What a test may return instead of a reply; `undefined` leaves it unchanged. Called with the signal. */
interface Script {
  list?: (request: CalendarListRequest, signal: AbortSignal) => Answer<CalendarListPage>;
  events?: (request: EventsRequest, signal: AbortSignal) => Answer<EventsPage>;
  event?: (request: { readonly calendarId: CalendarId; readonly eventId: EventId }) => Answer<RemoteChange>;
}

/** An account whose server keeps a log: a token is a position in it. */
export const createScriptedAccount = (id: string, calendarIds: readonly string[] = ['team@example.com']) => {
  const calendars = new Map(
    calendarIds.map((calendarId, index) => [
      calendarId,
      { calendar: remoteCalendar(calendarId, index === 0), log: [] as RemoteChange[] },
    ]),
  );
  const listed: CalendarListPage['items'][number][] = [];
  for (const { calendar } of calendars.values()) listed.push({ type: 'calendar', calendar });
  const asked: string[] = [];
  const script: Script = {};
  const settings = { pageSize: 1_000 };

  const logOf = (calendarId: string): RemoteChange[] => {
    const found = calendars.get(calendarId);
    if (found === undefined) throw new Error(`no calendar ${calendarId}`);
    return found.log;
  };
  /** Returns the last state of each event, without deleted ones. */
  const live = (log: readonly RemoteChange[]): RemoteChange[] => {
    const states = new Map<EventId, RemoteChange>();
    for (const change of log) {
      const eventId = change.type === 'event' ? change.event.id : change.id;
      states.delete(eventId);
      states.set(eventId, change);
    }
    return [...states.values()].filter((change) => change.type !== 'deleted');
  };
  const page = <T>(all: readonly T[], pageToken: string | null, syncToken: string) => {
    const from = pageToken === null ? 0 : Number(pageToken.split('@')[1]);
    const to = from + settings.pageSize;
    const isLast = to >= all.length;
    return {
      slice: all.slice(from, to),
      nextPageToken: isLast ? null : `page@${to}`,
      nextSyncToken: isLast ? syncToken : null,
    };
  };

  const source: Source = {
    listCalendars: async (request, signal) => {
      asked.push(request.syncToken === null ? 'list full' : `list since ${request.syncToken}`);
      const scripted = script.list?.(request, signal);
      if (scripted !== undefined) return scripted;
      const all = request.syncToken === null ? listed : listed.slice(Number(request.syncToken.split('@')[1]));
      const { slice, ...tokens } = page(all, request.pageToken, `list@${listed.length}`);
      return ok({ items: slice, ...tokens });
    },
    listEvents: async (request, signal) => {
      const { calendarId, range, pageToken } = request;
      const what = range.kind === 'full' ? 'full' : `since ${range.syncToken}`;
      asked.push([calendarId, what, pageToken].filter((part) => part !== null).join(' '));
      const scripted = script.events?.(request, signal);
      if (scripted !== undefined) return scripted;
      const log = logOf(calendarId);
      const all = range.kind === 'full' ? live(log) : log.slice(Number(range.syncToken.split('@')[1]));
      const { slice, ...tokens } = page(all, pageToken, `token@${log.length}`);
      return ok({ changes: slice, quarantined: 0, unreadable: [], defaultReminders: null, ...tokens });
    },
    getEvent: async (request) => {
      asked.push(`${request.calendarId} get ${request.eventId}`);
      return script.event?.(request) ?? fail({ kind: 'notFound' });
    },
  };

  return {
    id: id as AccountId,
    source,
    script,
    settings,
    /** Returns the requests since the last call. */
    asked: () => asked.splice(0),
    put: (calendarId: string, ...events: readonly CalendarEvent[]) => {
      logOf(calendarId).push(...events.map((event) => ({ type: 'event', event }) as const));
    },
    delete: (calendarId: string, ...ids: readonly string[]) => {
      const gone = ids.map(
        (eventId) => ({ type: 'deleted', id: eventId as EventId, instanceOf: null }) as const,
      );
      logOf(calendarId).push(...gone);
    },
    /** Removes events without a tombstone: only a full listing can tell. */
    vanish: (calendarId: string, ...ids: readonly string[]) => {
      const log = logOf(calendarId);
      const kept = log.filter((change) => change.type !== 'event' || !ids.includes(change.event.id));
      log.splice(0, log.length, ...kept);
    },
    addCalendar: (calendarId: string) => {
      const calendar = remoteCalendar(calendarId, false);
      calendars.set(calendarId, { calendar, log: [] });
      listed.push({ type: 'calendar', calendar });
    },
  };
};

export type ScriptedAccount = ReturnType<typeof createScriptedAccount>;

type Options = Pick<
  TestBackendOptions,
  'sourceFor' | 'settings' | 'pause' | 'onStatus' | 'onChanged' | 'wrapStore'
>;

/** A backend in a separate directory with these accounts connected. */
export const openWorld = (accounts: readonly ScriptedAccount[], options: Options = {}) => {
  const directory = mkdtempSync(join(tmpdir(), 'jarvis-sync-'));
  const path = join(directory, 'calendar.db');
  const clock = createFakeClock({ nowMs: START_MS });
  const bugs: unknown[] = [];
  const statuses: SyncStatus[] = [];
  const changed: CalendarKey[][] = [];
  const open = (): TestBackend =>
    openTestBackend({
      path,
      clock,
      sourceFor: (id) => accounts.find((one) => one.id === id)?.source ?? null,
      settings: () => ({ reachBack: 'month' }),
      onStatus: (status) => statuses.push(status),
      onChanged: (keys) => changed.push([...keys]),
      onBug: (error) => bugs.push(error),
      ...options,
    });
  let backend = open();
  for (const { id } of accounts) {
    const connectedAt = new Date(START_MS).toISOString();
    backend.store.accounts.add({ id, kind: 'sample', label: id, connectedAt });
  }
  onTestFinished(async () => {
    await backend.close();
    rmSync(directory, { recursive: true });
  });

  /** Reads the file directly, so that the store can hide nothing. */
  const query = <T>(sql: string, ...values: readonly unknown[]): readonly T[] => {
    const db = new Database(path, { readonly: true });
    try {
      return db.prepare(sql).all(...values) as T[];
    } finally {
      db.close();
    }
  };
  return {
    clock,
    bugs,
    statuses,
    changed,
    path,
    query,
    get engine() {
      return backend.engine;
    },
    get store() {
      return backend.store;
    },
    /** Closes everything and opens it again over the same file. */
    restart: async () => {
      await backend.close();
      backend = open();
    },
    /** A calendar's rows: the ids, sorted. */
    ids: (calendarId: string): string[] =>
      query<{ event_id: string }>(
        `SELECT event_id FROM events JOIN calendars ON calendars.key = calendar_key
         WHERE calendar_id = ? ORDER BY event_id`,
        calendarId,
      ).map((row) => row.event_id),
    token: (calendarId: string): string | null =>
      query<{ sync_token: string | null }>(
        'SELECT sync_token FROM calendars WHERE calendar_id = ?',
        calendarId,
      )[0]?.sync_token ?? null,
  };
};
