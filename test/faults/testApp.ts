/**
 * The app without its windows: accounts, vault, tokens, Google's client, engine, store and schedule, built like in
 * the app, with a fake Google on a real socket and a clock that only the test moves. Faults come from outside:
 * through the network, the file, or another process.
 */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { createGoogleSource } from '../../main/google/client.ts';
import { createTokenKeeper, readTokens } from '../../main/google/tokens.ts';
import type { Tokens } from '../../main/google/tokens.ts';
import type { Connection } from '../../main/providers/types.ts';
import type { StoreNotice } from '../../main/store/database/connection.ts';
import { migrations as released } from '../../main/store/database/schema.ts';
import type { Migration } from '../../main/store/database/schema.ts';
import { startSchedule } from '../../main/sync/schedule.ts';
import type { Schedule } from '../../main/sync/schedule.ts';
import type { Settings } from '../../shared/settings.ts';
import type { PassOutcome, SyncReason, SyncStatus } from '../../shared/syncReport.ts';
import { ok } from '../../shared/result.ts';
import type { EventTime, Occurrence } from '../../shared/model.ts';
import { createFakeClock, settled } from '../support/clock.ts';
import { expectedOccurrences, startFakeGoogle } from '../support/fakeGoogle/index.ts';
import type { LoggedRequest } from '../support/fakeGoogle/index.ts';
import { openTestBackend, type TestBackend } from '../support/openTestBackend.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const START_MS = Date.UTC(2026, 10, 24, 9);
export const ZONE = 'Europe/Berlin';
/** The primary calendar, and so the account's name. */
export const HOME = 'ada@example.com';

export interface TestAppOptions {
  readonly pageLimit?: number;
  readonly reachBack?: Settings['reachBack'];
  /** How long a request may take, by the machine's real clock. */
  readonly deadlineMs?: number;
  readonly busyTimeoutMs?: number;
  readonly startMs?: number;
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>;

const at = (time: EventTime): string | number => (time.kind === 'date' ? time.date : time.ms);

/** A port of this machine on which nobody listens. */
const portOfNobody = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
};

/** Opens everything with one account connected; it is closed when the test ends. Nothing is synced yet. */
export const openTestApp = async (options: TestAppOptions = {}) => {
  const { pageLimit = 25, busyTimeoutMs = 200, startMs = START_MS } = options;
  const settings = { reachBack: options.reachBack ?? 'everything' };
  const clock = createFakeClock({ nowMs: startMs });
  const google = await startFakeGoogle({ clock, behaviour: { pageLimit } });
  const { model } = google;
  model.addCalendar({ id: HOME, summary: 'Home', timeZone: ZONE, primary: true });

  const root = mkdtempSync(join(tmpdir(), 'jarvis-faults-'));
  const profile = join(root, 'profile');
  mkdirSync(profile, { mode: 0o700 });
  const path = join(profile, 'calendar.db');

  /** The network: up, or leading to a port on which nobody listens. */
  const network = { up: true };
  const closedPort = await portOfNobody();
  let inFlight = 0;
  const doFetch: typeof fetch = async (input, init) => {
    inFlight += 1;
    try {
      const url = new URL(input instanceof Request ? input.url : input);
      if (!network.up) url.port = closedPort;
      const response = await fetch(url, init);
      const body = await response.arrayBuffer();
      const hasBody = ![204, 304].includes(response.status);
      return new Response(hasBody ? body : null, { status: response.status, headers: response.headers });
    } finally {
      inFlight -= 1;
    }
  };

  const connect = (tokens: Tokens): Connection => {
    let save = (_secret: string): Promise<unknown> => Promise.resolve();
    const keeper = createTokenKeeper({
      client: { id: 'client-1.apps.example.com' },
      endpoints: { tokenUrl: `${google.origin}/token`, revokeUrl: `${google.origin}/revoke` },
      stored: tokens,
      save: (fresh) => save(JSON.stringify(fresh)),
      fetch: doFetch,
      now: clock.now,
    });
    const { deadlineMs } = options;
    return {
      source: createGoogleSource({
        accountTokens: keeper,
        apiRoot: google.origin,
        fetch: doFetch,
        now: clock.now,
        ...(deadlineMs !== undefined && { deadlineMs }),
      }),
      writer: () => null,
      writing: () => ({ reach: null, isPermitted: false }),
      setWriting: () => {},
      permits: () => false,
      secret: () => JSON.stringify(keeper.current()),
      onSecret: (listener) => (save = listener),
      revoke: () => Promise.resolve(true),
      stop: keeper.stop,
    };
  };
  const consent = (): Tokens => ({
    ...google.oauth.issue(),
    expiresAtMs: clock.now() + google.oauth.settings.accessTokenLifetimeS * 1000,
    scopes: [],
  });

  interface Open extends TestBackend {
    schedule: Schedule | null;
  }
  /** Migrations of a later version, after the released ones. */
  const laterMigrations: Migration[] = [];
  const bugs: unknown[] = [];
  const passes: PassOutcome[] = [];
  const openApp = async (): Promise<Open> => {
    const backend = openTestBackend({
      path,
      clock,
      busyTimeoutMs,
      migrations: [...released, ...laterMigrations],
      settings: () => settings,
      providers: {
        google: {
          kind: 'google',
          signIn: () => Promise.resolve(ok(connect(consent()))),
          restore: (text) => {
            const tokens = readTokens(JSON.parse(text));
            return Promise.resolve(tokens === null ? null : connect(tokens));
          },
        },
      },
      onBug: (bug) => bugs.push(bug),
    });
    const { accounts, engine, store } = backend;
    engine.onPassEnd((outcome) => passes.push(outcome));
    await accounts.open(store.notice?.kind === 'rebuilt');
    return { ...backend, schedule: null };
  };
  let app = await openApp();
  const connected = await app.accounts.connect('google');
  if (!connected.ok) throw new Error(connected.problem.kind);
  const accountId = connected.value.id;
  google.requests.length = 0;

  const closeApp = async (): Promise<void> => {
    app.schedule?.stop();
    await app.close();
  };
  onTestFinished(async () => {
    await closeApp();
    await google.stop();
    rmSync(root, { recursive: true, force: true });
    expect(bugs).toEqual([]);
  });

  const outside = <T>(read: (db: Database.Database) => T): T => {
    const db = new Database(path, { readonly: true });
    try {
      return read(db);
    } finally {
      db.close();
    }
  };

  /** Waits until no pass runs, or until it waits only for replies that will never come. */
  const idle = async (): Promise<void> => {
    let stuck = 0;
    do {
      await settled();
      if (app.engine.status().phase === 'idle') return;
      stuck = inFlight > 0 && inFlight === google.hanging() ? stuck + 1 : 0;
    } while (stuck < 5);
  };
  /** Lets time pass, while the network replies in no time. */
  const tick = async (ms: number): Promise<void> => {
    let leftMs = ms;
    for (;;) {
      await idle();
      const [nextMs] = clock.pending();
      if (nextMs === undefined || nextMs > leftMs) break;
      await clock.advance(nextMs);
      leftMs -= nextMs;
    }
    await clock.advance(leftMs);
  };

  /** What a person sees between two instants, page by page. */
  const occurrences = (fromMs: number, toMs: number, timeZone: string | null = ZONE): Occurrence[] => {
    const found: Occurrence[] = [];
    let cursor: string | null = null;
    do {
      const page = app.store.agenda.list({
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
        ...(timeZone !== null && { timeZone }),
        ...(cursor !== null && { cursor }),
      });
      if (!page.ok) throw new Error(`${page.problem.kind} ${JSON.stringify(page.problem)}`);
      found.push(...page.value.occurrences);
      cursor = page.value.nextCursor;
    } while (cursor !== null);
    return found;
  };
  const agenda = (fromMs = startMs - 20 * DAY, toMs = startMs + 90 * DAY): string[] =>
    occurrences(fromMs, toMs)
      .map(({ calendarId, eventId, title, start, end }) =>
        [calendarId, eventId, title, at(start), at(end)].join(' | '),
      )
      .sort();
  const trueAgenda = (fromMs = startMs - 20 * DAY, toMs = startMs + 90 * DAY): string[] =>
    model
      .calendarIds()
      .flatMap((id) =>
        expectedOccurrences(model, id, fromMs, toMs, ZONE).map((one) =>
          [id, one.eventId, one.title, one.startDate ?? one.startMs, one.endDate ?? one.endMs].join(' | '),
        ),
      )
      .sort();

  return {
    accountId,
    agenda,
    bugs,
    clock,
    google,
    laterMigrations,
    model,
    network,
    occurrences,
    outside,
    passes,
    path,
    profile,
    idle,
    settings,
    tick,
    trueAgenda,
    get accounts() {
      return app.accounts;
    },
    get db() {
      return app.db;
    },
    get engine() {
      return app.engine;
    },
    get store() {
      return app.store;
    },
    get notice(): StoreNotice | null {
      return app.store.notice;
    },
    get schedule() {
      return app.schedule;
    },
    problems: () => app.engine.status().problems,
    status: (): SyncStatus => app.engine.status(),
    sync: (reason: SyncReason = 'person') => app.engine.request(reason),
    /** Starts with a pass, then one after each interval. */
    startSchedule: (intervalMinutes = 5) => {
      app.schedule = startSchedule({ clock, engine: app.engine, interval: () => intervalMinutes });
      return app.schedule;
    },
    /** Closes everything in order, lets `between` change the files, and starts again. */
    restart: async (between: (path: string) => unknown = () => {}): Promise<void> => {
      await closeApp();
      await between(path);
      app = await openApp();
    },
    token: (calendarId: string): string | null =>
      outside(
        (db) =>
          db
            .prepare<[string], string | null>('SELECT sync_token FROM calendars WHERE calendar_id = ?')
            .pluck()
            .get(calendarId) ?? null,
      ),
    ids: (calendarId: string): string[] =>
      outside((db) =>
        db
          .prepare<[string], string>(
            `SELECT event_id FROM events JOIN calendars ON calendars.key = calendar_key
             WHERE calendar_id = ? ORDER BY event_id`,
          )
          .pluck()
          .all(calendarId),
      ),
    /** Requests since the last call. */
    asked: (): LoggedRequest[] => google.requests.splice(0),
    expectTruth: () => expect(agenda()).toEqual(trueAgenda()),
  };
};

/** A meeting of half an hour. */
export const meeting = (summary: string, startMs: number) => ({
  summary,
  start: { dateTime: new Date(startMs).toISOString(), timeZone: ZONE },
  end: { dateTime: new Date(startMs + 30 * MINUTE).toISOString(), timeZone: ZONE },
});
