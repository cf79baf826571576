/**
 * The app's Google client, engine and store with one fake Google, with a clock that only the test moves; and what the
 * test knows of both sides.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CalendarModel } from '../../main/googleModel/serverModel.ts';
import type { Behaviour } from '../../main/googleModel/state.ts';
import type { Drift, PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import type { AccountId } from '../../shared/model.ts';
import { createFakeClock } from '../support/clock.ts';
import type { FakeClock } from '../support/clock.ts';
import { errorBodyNamed, startFakeGoogle } from '../support/fakeGoogle/index.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { drive, openApp } from './app.ts';
import type { App } from './app.ts';
import type { Death, MortalStore } from './mortalStore.ts';
import type { KnownCalendar } from './protocol.ts';
import { openWire, spoilt } from './wire.ts';
import type { Wire } from './wire.ts';

export const START_MS = Date.UTC(2026, 10, 24, 9);
export const ACCOUNT = 'google:ada@example.com' as AccountId;
export const HOME = 'ada@example.com';
const TEAM = 'team@example.com';
/** Real files, in memory if possible: hundreds of databases are opened, closed and deleted. */
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface WorldOptions {
  readonly behaviour: Partial<Behaviour>;
  /** Real sockets on 127.0.0.1, or the same server in process. */
  readonly http: boolean;
}

/** How a pass runs that is disturbed. */
export interface PassPlan {
  readonly reason?: SyncReason;
  /** Every visible calendar is compared with a full listing. */
  readonly audit?: boolean;
  readonly death?: Death;
  /** Called with each request's number, before it is sent. Returns true if it edited something. */
  readonly beforeRequest?: (number: number) => boolean | void;
  /** Called between a pass and one that follows it, before the latter's first request. */
  readonly onFollowed?: (report: PassReport) => void;
}

export interface PassReport {
  /** Null if the process died meanwhile. */
  readonly outcome: PassOutcome | null;
  readonly wire: Wire['exchanges'];
  readonly finished: MortalStore['log']['finished'];
  readonly listCommitted: boolean;
  readonly startedAtMs: number;
  readonly reason: SyncReason;
  /** Calendars that were reported as changed. */
  readonly signalled: ReadonlySet<number>;
  /** The number of the last request before which something was edited. */
  readonly editedBefore: number;
  /** This pass followed another one, because the person pressed "Sync now" meanwhile. */
  readonly followed: boolean;
  /** Faults that were planned when it began. */
  readonly faultsBefore: number;
}

export interface World {
  readonly clock: FakeClock;
  readonly google: FakeGoogle;
  readonly model: CalendarModel;
  readonly app: App;
  /** What the client must know, by calendar id; maintained by `verify`. */
  known: Map<string, KnownCalendar>;
  /** The person's choices of visible calendars. */
  readonly choices: Map<string, boolean>;
  /** Calendars with a change that no token reports, not yet seen by a full list [S32]. */
  readonly silent: Set<string>;
  /** Ids made by the test, which must not be made twice, since no delta could tell. */
  readonly used: Set<string>;
  readonly deletedSingles: { readonly calendarId: string; readonly id: string }[];
  /** Sync tokens that the server calls invalid [S8]. */
  readonly refusedTokens: Set<string>;
  /** Masters that were requested in vain: not requested again [S17]. */
  readonly missedMasters: Set<string>;
  /** Events, by calendar and id, that the server returns in an unreadable form [F23]. */
  readonly spoiled: Set<string>;
  /** Someone else wrote to the database: what an audit must find, by calendar id. */
  readonly tampered: Map<string, Drift>;
  reachBack: 'month' | 'year' | 'everything';
  passes: number;
  /** Runs a pass, and the one that follows it if the person presses meanwhile; returns the report of the last one. */
  pass(plan?: PassPlan): Promise<PassReport>;
  /** A request during a pass; its result is checked at the end of `pass`. */
  ask(reason: 'person' | 'timer'): void;
  /** Closes everything in order and opens it again. */
  restart(): Promise<void>;
  /** Closes everything in order, lets someone else use the database, and opens it again. */
  whileClosed(work: (path: string) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** A press is answered by one more pass, whoever else pressed meanwhile; a timer by the running pass. */
const expectAnswers = (
  asked: readonly { readonly reason: 'person' | 'timer' }[],
  answers: readonly PassOutcome[],
  ended: readonly PassOutcome[],
): void => {
  const isPressed = asked.some(({ reason }) => reason === 'person');
  assert.equal(ended.length, isPressed ? 2 : 1, 'passes, for all who asked');
  // It skips our own backoff, whatever the running pass was for.
  if (isPressed) assert.equal(ended[1]?.reason, 'person', 'the reason of the pass that a press gets');
  for (const [n, { reason }] of asked.entries())
    assert.equal(answers[n], ended[reason === 'person' ? 1 : 0], `the answer to ${reason}`);
};

export const openWorld = async ({ behaviour, http }: WorldOptions): Promise<World> => {
  const clock = createFakeClock({ nowMs: START_MS });
  const google = await startFakeGoogle({ clock, behaviour });
  google.oauth.settings.acceptAnyToken = true;
  const { model } = google;
  model.addCalendar({ id: HOME, summary: 'Home', timeZone: 'Europe/Berlin', primary: true });
  model.addCalendar({ id: TEAM, summary: 'Team', timeZone: 'America/New_York' });

  const root = mkdtempSync(join(SCRATCH, 'jarvis-model-'));
  let generation = 0;
  const directory = (): string => join(root, String(generation));
  const file = (): string => join(directory(), 'calendar.db');
  mkdirSync(directory());

  let bugs: unknown[] = [];
  let signalled = new Set<number>();
  let asked: { readonly reason: 'person' | 'timer'; readonly answer: Promise<PassOutcome> }[] = [];
  let alive = true;
  const through = http ? globalThis.fetch : google.fetch;
  const base: typeof globalThis.fetch = async (input, init) => {
    const response = await through(input, init);
    if (world.spoiled.size === 0 || response.status !== 200) return response;
    const { pathname } = new URL(input instanceof Request ? input.url : String(input));
    return new Response(spoilt(await response.text(), pathname, world.spoiled), { status: 200 });
  };
  const wire = openWire((input, init) => {
    if (!alive || world.app.mortal.isDead()) return Promise.reject(new TypeError('the process is dead'));
    const { searchParams } = new URL(input instanceof Request ? input.url : String(input));
    if (world.refusedTokens.has(searchParams.get('syncToken') ?? '-')) {
      return Promise.resolve(Response.json(errorBodyNamed('400_invalid_sync_token'), { status: 400 }));
    }
    return base(input, init);
  });

  const open = (): App =>
    openApp(file(), {
      clock,
      wire,
      origin: google.origin,
      settings: () => ({ reachBack: world.reachBack }),
      onChanged: (keys) => {
        for (const key of keys) signalled.add(key);
      },
      onBug: (error) => bugs.push(error),
    });

  let app!: App;
  const world: World = {
    clock,
    google,
    model,
    get app() {
      return app;
    },
    known: new Map(),
    choices: new Map(),
    silent: new Set(),
    used: new Set(),
    deletedSingles: [],
    refusedTokens: new Set(),
    missedMasters: new Set(),
    spoiled: new Set(),
    tampered: new Map(),
    reachBack: 'month',
    passes: 0,
    ask: (reason) => void asked.push({ reason, answer: app.engine.request(reason) }),
    pass: async ({ reason = 'person', audit = false, death, beforeRequest = () => {}, onFollowed } = {}) => {
      const image = join(root, String(generation + 1));
      mkdirSync(image, { recursive: true });
      app.mortal.begin(death ?? null, join(image, 'calendar.db'));
      asked = [];
      let editedBefore = -1;
      wire.begin((number) => {
        if (beforeRequest(number) === true) editedBefore = number;
      });
      bugs = [];
      signalled = new Set();
      world.passes += 1;
      let startedAtMs = clock.now();
      let faultsBefore = google.faults.pending();
      const { engine, mortal } = app;
      const reportOf = (outcome: PassOutcome, followed: boolean): PassReport => ({
        outcome: mortal.isDead() ? null : outcome,
        wire: wire.exchanges,
        finished: mortal.log.finished,
        listCommitted: mortal.log.listCommitted,
        startedAtMs,
        reason: followed ? 'person' : reason,
        signalled,
        editedBefore,
        followed,
        faultsBefore,
      });
      const ended: PassOutcome[] = [];
      const stopListening = engine.onPassEnd((outcome) => {
        ended.push(outcome);
        if (ended.length > 1 || !asked.some((each) => each.reason === 'person')) return;
        onFollowed?.(reportOf(outcome, false));
        mortal.begin(null, '');
        editedBefore = -1;
        wire.begin(() => {});
        signalled = new Set();
        startedAtMs = clock.now();
        faultsBefore = google.faults.pending();
        world.passes += 1;
      });
      const first = audit ? engine.audit({}).then((report) => report.outcome) : engine.request(reason);
      const driven = { clock, wire, hanging: google.hanging };
      const outcome = await drive(first, app, driven);
      const answers = await drive(Promise.all(asked.map(({ answer }) => answer)), app, driven);
      stopListening();
      const report = reportOf(ended.at(-1) ?? outcome, ended.length > 1);
      if (mortal.isDead()) {
        await app.engine.stop();
        app.outside.close();
        app.db.close();
        rmSync(directory(), { recursive: true });
        generation += 1;
        app = open();
      }
      if (bugs.length > 0) throw bugs[0] as Error;
      if (outcome.outcome !== 'cancelled') expectAnswers(asked, answers, ended);
      return report;
    },
    restart: () => world.whileClosed(async () => {}),
    whileClosed: async (work) => {
      await app.engine.stop();
      app.outside.close();
      app.store.close();
      await work(file());
      app = open();
    },
    close: async () => {
      alive = false;
      await app.engine.stop();
      app.outside.close();
      app.store.close();
      await google.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
  app = open();
  const added = app.store.accounts.add({
    id: ACCOUNT,
    kind: 'google',
    label: HOME,
    connectedAt: new Date(START_MS).toISOString(),
  });
  if (!added.ok) throw new Error(added.problem.cause);
  return world;
};
