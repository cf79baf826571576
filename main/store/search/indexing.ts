/**
 * When the search index is brought in step: after the app's start and after each pass, while no pass runs, a slice
 * at a time with a rest after each. With nothing to do there is no timer.
 */
import type { Result } from '../../../shared/result.ts';
import type { Clock, StoreFailure } from '../../sync/ports.ts';

/** The window, its first page and the first pass go before. */
const QUIET_MS = 3000;
/** A slice takes a few milliseconds; the rest is for everything else. */
const REST_MS = 8;

export interface IndexingWorld {
  readonly clock: Pick<Clock, 'after'>;
  readonly step: () => Result<{ readonly done: boolean }, StoreFailure>;
  /** A pass runs: its end wakes the indexing. */
  readonly isBusy: () => boolean;
}

export interface Indexing {
  /** There may be something to do. */
  wake(): void;
  stop(): void;
}

export const startIndexing = ({ clock, step, isBusy }: IndexingWorld): Indexing => {
  let cancelTimer: (() => void) | null = null;
  let stopped = false;

  const plan = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = stopped ? null : clock.after(delayMs, run);
  };
  const run = (): void => {
    cancelTimer = null;
    if (isBusy()) return;
    const stepped = step();
    // What failed (no space, a lock) is tried again after the next pass.
    if (stepped.ok && !stepped.value.done) plan(REST_MS);
  };

  plan(QUIET_MS);
  return {
    wake: () => {
      if (cancelTimer === null) plan(REST_MS);
    },
    stop: () => {
      stopped = true;
      cancelTimer?.();
      cancelTimer = null;
    },
  };
};
