/** The app under test: the real Google client, engine and store on one file, with the test's clock. */
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import type { Store } from '../../main/store/open.ts';
import type { Engine, EngineWorld } from '../../main/sync/engine.ts';
import type { FakeClock } from '../support/clock.ts';
import { googleSourceAt, openTestBackend } from '../support/openTestBackend.ts';
import { mortalStore } from './mortalStore.ts';
import type { MortalStore } from './mortalStore.ts';
import type { Wire } from './wire.ts';

const DEADLINE_MS = 30_000;

export interface App {
  readonly store: Store;
  readonly mortal: MortalStore;
  readonly engine: Engine;
  /** A read of the file from outside. */
  readonly outside: Database;
  readonly db: Database;
}

export interface AppWorld extends Pick<EngineWorld, 'settings' | 'onChanged'> {
  readonly clock: FakeClock;
  readonly wire: Wire;
  /** The origin of the fake Google's API. */
  readonly origin: string;
  readonly onBug: (error: unknown) => void;
}

export const openApp = (path: string, { clock, wire, origin, onBug, ...world }: AppWorld): App => {
  let mortal!: MortalStore;
  const source = googleSourceAt(origin, { fetch: wire.fetch, now: clock.now });
  const { store, engine, db } = openTestBackend({
    path,
    clock,
    sourceFor: () => source,
    wrapStore: (sync) => {
      mortal = mortalStore(sync, path, clock.now);
      return mortal.sync;
    },
    ...world,
    onBug: (error) => {
      if (!mortal.isDead()) onBug(error);
    },
  });
  if (store.notice !== null) throw new Error(`the database was given up: ${store.notice.kind}`);
  return { store, mortal, engine, db, outside: new Sqlite(path, { readonly: true }) };
};

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Lets a pass run to its end; if every request hangs, time passes until the deadline [F15]. */
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
  let turnsIdle = 0;
  let seen = -1;
  let stalledMs = 0;
  while (outcome === null && failure === null) {
    await turn();
    // The store's own thread works by the machine's time, not the test's.
    if (!mortal.isDead()) await store.sync.room();
    const activity = wire.exchanges.length + mortal.log.calls;
    if (activity !== seen) stalledMs = 0;
    const isStill = activity === seen && wire.waiting === hanging() && !mortal.isWaiting();
    turnsIdle = isStill ? turnsIdle + 1 : 0;
    seen = activity;
    // Only time can continue it: all requests hang, or wait for their turn [S37].
    if (turnsIdle <= 40) continue;
    const nextMs = clock.pending()[0];
    if (nextMs === undefined || stalledMs > 2 * DEADLINE_MS) throw new Error('the pass does not end');
    const hung = hanging() > 0;
    if (hung && stalledMs > DEADLINE_MS) throw new Error('a request outlived its deadline');
    await clock.advance(nextMs);
    stalledMs += Math.max(nextMs, 1);
    turnsIdle = 0;
  }
  if (failure !== null) throw failure as Error;
  return (outcome as { readonly value: T } | null)!.value;
};
