/**
 * The app's engine, store and Google client with a fake Google with two calendars, over real HTTP; and what the
 * server has, in the form of the store and of the agenda.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { AccountTokens } from '../../main/google/client.ts';
import { slotOf } from '../../main/googleModel/naiveRule.ts';
import type { AccountId, EventTime } from '../../shared/model.ts';
import { ok } from '../../shared/result.ts';
import { createFakeClock } from '../support/clock.ts';
import { expectedOccurrences, seedEvents, startFakeGoogle } from '../support/fakeGoogle/index.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { googleSourceAt, openTestBackend, type TestBackend } from '../support/openTestBackend.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const START_MS = Date.UTC(2026, 10, 24, 9);
export const TEAM = 'seeded@example.com';
export const HOME = 'home@example.com';
const accountId = 'google:ada@example.com' as AccountId;

const ZONE = 'Europe/Berlin';
const WINDOW = {
  from: new Date(START_MS - 30 * DAY).toISOString(),
  to: new Date(START_MS + 90 * DAY).toISOString(),
};
const at = (time: EventTime): string | number => (time.kind === 'date' ? time.date : time.ms);

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly startMs: number | null;
  readonly masterId: string | null;
  readonly slot: number | null;
}
const byId = (one: Row, other: Row): number => (one.id < other.id ? -1 : 1);

export type GoogleWorld = Awaited<ReturnType<typeof openGoogleWorld>>;

/** Opens everything; `close` removes it again. */
export const openGoogleWorld = async ({ events = 60, pageLimit = 25 } = {}) => {
  const clock = createFakeClock({ nowMs: START_MS });
  const google: FakeGoogle = await startFakeGoogle({ clock, behaviour: { pageLimit } });
  google.oauth.settings.acceptAnyToken = true;
  const { model } = google;
  model.addCalendar({ id: HOME, summary: 'Home', timeZone: 'Europe/Berlin', primary: true });
  seedEvents(model, { events, calendarId: TEAM, aroundMs: START_MS, seriesShare: 0.05 });

  const directory = mkdtempSync(join(tmpdir(), 'jarvis-google-'));
  const path = join(directory, 'calendar.db');
  let refreshes = 0;
  const accountTokens: AccountTokens = {
    accessToken: async () => ok('first'),
    refreshAfter401: async () => {
      refreshes += 1;
      return ok('second');
    },
  };
  // A new source each time, as after a restart: none of its state survives.
  const open = (): TestBackend => {
    const source = googleSourceAt(google.origin, { accountTokens, now: clock.now });
    return openTestBackend({ path, clock, sourceFor: () => source });
  };
  let backend = open();
  backend.store.accounts.add({
    id: accountId,
    kind: 'google',
    label: 'ada@example.com',
    connectedAt: new Date(START_MS).toISOString(),
  });
  const close = async (): Promise<void> => {
    await backend.close();
    await google.stop();
    rmSync(directory, { recursive: true });
  };

  /** Closes everything, lets someone else use the file, and opens it again. */
  const whileClosed = async (work: (path: string) => Promise<void>): Promise<void> => {
    await backend.close();
    await work(path);
    backend = open();
  };

  const rows = (calendarId: string): Row[] => {
    const db = new Database(path, { readonly: true });
    const found = db
      .prepare<[string], Row>(
        `SELECT event_id AS id, kind, title, start_ms AS startMs, master_id AS masterId, original_ms AS slot
         FROM events JOIN calendars ON calendars.key = calendar_key WHERE calendar_id = ?`,
      )
      .all(calendarId);
    db.close();
    return found
      .map((row) => (row.kind === 'cancelled' ? { ...row, title: null, startMs: null } : row))
      .sort(byId);
  };
  const truth = (calendarId: string): Row[] => {
    const { singles, masters, exceptions, cancelled } = model.truth(calendarId);
    const row = (kind: string) => (event: (typeof singles)[number]) => ({
      id: event.id,
      kind,
      title: event.summary ?? '',
      startMs: slotOf(event.start),
      masterId: event.recurringEventId ?? null,
      slot: event.originalStartTime === undefined ? null : slotOf(event.originalStartTime),
    });
    const gone = cancelled.map((one) => ({ ...one, kind: 'cancelled', title: null, startMs: null }));
    return [
      ...singles.map(row('single')),
      ...masters.map(row('master')),
      ...exceptions.map(row('exception')),
      ...gone,
    ].sort(byId);
  };
  const token = (calendarId: string): string | null => {
    const db = new Database(path, { readonly: true });
    const found = db
      .prepare<[string], string | null>('SELECT sync_token FROM calendars WHERE calendar_id = ?')
      .pluck()
      .get(calendarId);
    db.close();
    return found ?? null;
  };
  /** Four months of the agenda, page by page. */
  const agenda = () => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = backend.store.agenda.list({
        ...WINDOW,
        timeZone: ZONE,
        ...(cursor !== undefined && { cursor }),
      });
      if (!page.ok) throw new Error(page.problem.kind);
      for (const { eventId, masterId, title, start, end } of page.value.occurrences) {
        found.push([eventId, masterId ?? '-', title, at(start), at(end)].join(' | '));
      }
      cursor = page.value.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found.sort();
  };
  const trueAgenda = () =>
    model
      .calendarIds()
      .flatMap((id) =>
        expectedOccurrences(model, id, Date.parse(WINDOW.from), Date.parse(WINDOW.to), ZONE).map((one) =>
          [
            one.eventId,
            one.masterId ?? '-',
            one.title,
            one.startDate ?? one.startMs,
            one.endDate ?? one.endMs,
          ].join(' | '),
        ),
      )
      .sort();
  return {
    clock,
    close,
    google,
    model,
    refreshes: () => refreshes,
    get engine() {
      return backend.engine;
    },
    get store() {
      return backend.store;
    },
    sync: () => backend.engine.request('person'),
    restart: () => whileClosed(async () => {}),
    whileClosed,
    expectTruth: () => {
      for (const calendarId of [TEAM, HOME]) expect(rows(calendarId)).toEqual(truth(calendarId));
      expect(agenda()).toEqual(trueAgenda());
    },
    rows,
    token,
    agenda,
    /** Requests for the seeded calendar since the last call, as full or incremental. */
    asked: () =>
      google.requests
        .splice(0)
        .filter(({ calendarId }) => calendarId === TEAM)
        .map(({ query }) => (query['syncToken'] === undefined ? 'full' : 'incremental')),
  };
};

/** A meeting of half an hour. */
export const meeting = (summary: string, startMs: number) => ({
  summary,
  start: { dateTime: new Date(startMs).toISOString(), timeZone: 'Europe/Berlin' },
  end: { dateTime: new Date(startMs + 30 * MINUTE).toISOString(), timeZone: 'Europe/Berlin' },
});
