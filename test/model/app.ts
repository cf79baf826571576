/** The app under test: the real google client, engine and store on one file, with the test's clock. */
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { createGoogleSource } from '../../main/google/client.ts';
import { openDatabase } from '../../main/store/database/connection.ts';
import { storeOn } from '../../main/store/open.ts';
import type { Store } from '../../main/store/open.ts';
import { createEngine } from '../../main/sync/engine.ts';
import type { Engine, EngineWorld } from '../../main/sync/engine.ts';
import { ok } from '../../shared/result.ts';
import type { FakeClock } from '../support/clock.ts';
import { mortalStore } from './mortalStore.ts';
import type { MortalStore } from './mortalStore.ts';
import type { Wire } from './wire.ts';

const DEADLINE_MS = 30_000;

export interface App {
  readonly store: Store;
  readonly mortal: MortalStore;
  readonly engine: Engine;
  /** A look at the file from outside. */
  readonly outside: Database;
  readonly db: Database;
}

export interface AppWorld extends Pick<EngineWorld, 'settings' | 'onChanged'> {
  readonly clock: FakeClock;
  readonly wire: Wire;
  /** Of the fake Google's API. */
  readonly origin: string;
  readonly onBug: (error: unknown) => void;
}

export const openApp = (path: string, { clock, wire, origin, onBug, ...world }: AppWorld): App => {
  const opened = openDatabase({ path, nowMs: clock.now() });
  if (!opened.ok) throw new Error(`the database does not open: ${opened.problem.cause}`);
  if (opened.value.notice !== null) throw new Error(`the database was given up: ${opened.value.notice.kind}`);
  const made = storeOn(opened.value, path);
  if (!made.ok) throw new Error(`the store does not open: ${made.problem.cause}`);
  const store = made.value;
  const mortal = mortalStore(store.sync, path, clock.now);
  const source = createGoogleSource({
    accountTokens: { accessToken: async () => ok('first'), refreshAfter401: async () => ok('second') },
    apiRoot: origin,
    fetch: wire.fetch,
    now: clock.now,
  });
  const engine = createEngine({
    clock,
    store: mortal.sync,
    sourceFor: () => source,
    onStatus: () => {},
    ...world,
    onBug: (error) => {
      if (!mortal.isDead()) onBug(error);
    },
  });
  return { store, mortal, engine, db: opened.value.db, outside: new Sqlite(path, { readonly: true }) };
};

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Lets a pass go on to its end; where every request hangs, time passes until the deadline [F15]. */
export const drive = async <T>(
  pass: Promise<T>,
  { store, mortal }: App,
  { clock, wire, hanging }: Pick<AppWorld, 'clock' | 'wire'> & { readonly hanging: () => number },
): Promise<T> => {
  let outcome: { readonly value: T } | null = null;
  let failure: unknown = null;
  pass.then(
    (value) => {
      outcome = { value };
    },
    (error: unknown) => {
      failure = error;
    },
  );
  let quiet = 0;
  let seen = -1;
  let stalledMs = 0;
  while (outcome === null && failure === null) {
    await turn();
    // A thread of the store's own works by the machine's time, not the test's.
    if (!mortal.isDead()) await store.sync.room();
    const activity = wire.exchanges.length + mortal.log.calls;
    if (activity !== seen) stalledMs = 0;
    const isStill = activity === seen && wire.waiting === hanging() && !mortal.isWaiting();
    quiet = isStill ? quiet + 1 : 0;
    seen = activity;
    // Nothing goes on any more but by time: all requests hang, or wait for their turn [S37].
    if (quiet <= 40) continue;
    const nextMs = clock.pending()[0];
    if (nextMs === undefined || stalledMs > 2 * DEADLINE_MS) throw new Error('the pass does not end');
    const hung = hanging() > 0;
    if (hung && stalledMs > DEADLINE_MS) throw new Error('a request outlived its deadline');
    await clock.advance(nextMs);
    stalledMs += Math.max(nextMs, 1);
    quiet = 0;
  }
  if (failure !== null) throw failure as Error;
  return (outcome as { readonly value: T } | null)!.value;
};
