/** The app's own engine, store and Google client, put together as main/backend/createBackend.ts does, for a fake Google. */
import { createGoogleSource } from '../../main/google/client.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { openStore } from '../../main/store/open.ts';
import type { Store } from '../../main/store/open.ts';
import { createEngine } from '../../main/sync/engine.ts';
import type { Engine } from '../../main/sync/engine.ts';
import type { ReachBack } from '../../main/sync/policy.ts';
import { ok } from '../../shared/result.ts';
import { value } from './value.ts';

export interface Syncing {
  readonly store: Store;
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

export interface SyncingOptions {
  readonly path: string;
  readonly origin: string;
  /** Node's own when absent. */
  readonly fetch?: typeof globalThis.fetch;
  /** What the time is; the system's when absent. Timers run on the system's clock either way. */
  readonly now?: () => number;
  /** `everything` when absent. */
  readonly reachBack?: ReachBack;
}

/** For real time and a process of its own. The store's accounts are those that it has already. */
export const openSyncing = (options: SyncingOptions): Syncing => {
  const { path, origin, fetch, now = systemClock.now, reachBack = 'everything' } = options;
  const store = value(openStore({ path, nowMs: now() }));
  const token = async () => ok('any');
  const source = createGoogleSource({
    accountTokens: { accessToken: token, refreshAfter401: token },
    apiRoot: origin,
    now,
    ...(fetch === undefined ? {} : { fetch }),
  });
  const engine = createEngine({
    clock: { ...systemClock, now },
    store: store.sync,
    sourceFor: () => source,
    settings: () => ({ reachBack }),
    onStatus: () => {},
    onChanged: () => {},
    onBug: (error) => {
      throw error;
    },
  });
  return {
    store,
    engine,
    close: async () => {
      await engine.stop();
      store.close();
    },
  };
};
