/**
 * Decides when the search index is updated: after the app's start and after each pass, while no pass runs, in slices
 * with a pause after each. If there is nothing to do, no timer runs.
 */
import type { Result } from '../../../shared/result.ts';
import type { Clock, StoreFailure } from '../../sync/ports.ts';

/** The window, its first page and the first pass come first. */
const START_DELAY_MS = 3000;
/** A slice takes a few milliseconds. The pause is for everything else. */
const REST_MS = 8;

export interface IndexingWorld {
  readonly clock: Pick<Clock, 'after'>;
  readonly step: () => Result<{ readonly done: boolean }, StoreFailure>;
  /** True while a pass runs. Its end wakes the indexing. */
  readonly isBusy: () => boolean;
}

export interface Indexing {
  /** Called when there may be something to do. */
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
    // A failure (no space, a lock) is tried again after the next pass.
    if (stepped.ok && !stepped.value.done) plan(REST_MS);
  };

  plan(START_DELAY_MS);
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
