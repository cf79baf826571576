import { systemClock } from '../../main/platform/clock.ts';
import type { ReachBack } from '../../main/sync/policy.ts';
import { googleSourceAt, openTestBackend, type TestBackend } from './openTestBackend.ts';

export type Syncing = Pick<TestBackend, 'store' | 'engine' | 'close'>;

export interface SyncingOptions {
  readonly path: string;
  /** The origin of the fake Google. */
  readonly origin: string;
  /** Node's own by default. */
  readonly fetch?: typeof globalThis.fetch;
  /** The current time; by default the system's. Timers always run on the system's clock. */
  readonly now?: () => number;
  /** `everything` by default. */
  readonly reachBack?: ReachBack;
}

/** Uses real time, for a separate process. The store's accounts are the ones it already has. */
export const openSyncing = (options: SyncingOptions): Syncing => {
  const { path, origin, fetch, now = systemClock.now, reachBack = 'everything' } = options;
  const source = googleSourceAt(origin, { now, ...(fetch !== undefined && { fetch }) });
  return openTestBackend({
    path,
    clock: { ...systemClock, now },
    sourceFor: () => source,
    settings: () => ({ reachBack }),
  });
};
