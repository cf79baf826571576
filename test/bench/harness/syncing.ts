/** The app's own engine, store and Google client, put together as main/index.ts does, for a fake Google. */
import { createGoogleSource } from '../../../main/google/client.ts';
import { openStore } from '../../../main/store/open.ts';
import type { Store } from '../../../main/store/open.ts';
import { createEngine } from '../../../main/sync/engine.ts';
import type { Engine } from '../../../main/sync/engine.ts';
import type { AccountId } from '../../../shared/model.ts';
import { ok } from '../../../shared/result.ts';
import { value } from './value.ts';

export interface Syncing {
  readonly store: Store;
  readonly engine: Engine;
  /** One pass; throws unless it succeeded. */
  readonly pass: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SyncingOptions {
  readonly path: string;
  readonly origin: string;
  /** Node's own when absent. */
  readonly fetch?: typeof globalThis.fetch;
}

export const openSyncing = ({ path, origin, fetch }: SyncingOptions): Syncing => {
  const store = value(openStore({ path, nowMs: Date.now() }));
  store.accounts.add({
    id: 'google:bench@example.com' as AccountId,
    kind: 'google',
    label: 'bench@example.com',
    connectedAt: new Date(0).toISOString(),
  });
  const token = async () => ok('any');
  const source = createGoogleSource({
    accountTokens: { accessToken: token, refreshAfter401: token },
    apiRoot: origin,
    ...(fetch === undefined ? {} : { fetch }),
  });
  const engine = createEngine({
    clock: {
      now: Date.now,
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    },
    store: store.sync,
    sourceFor: () => source,
    settings: () => ({ reachBack: 'everything' }),
    onStatus: () => {},
    onChanged: () => {},
    onBug: (error) => {
      throw error;
    },
  });
  return {
    store,
    engine,
    pass: async () => {
      const outcome = await engine.request('person');
      if (outcome.outcome !== 'succeeded') throw new Error(JSON.stringify(outcome));
    },
    close: async () => {
      await engine.stop();
      store.close();
    },
  };
};
