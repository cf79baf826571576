/**
 * `start.json` in the profile: what the first paint of the next start shows, written once the store has come to rest
 * and when the app ends.
 *
 * Invariant: the file's content is the store's. It is deleted before anything is written to the store, so after a
 * crash there is no file rather than an outdated one. As private as the database [property 9].
 */
import { existsSync, rmSync } from 'node:fs';
import type { StartSnapshot } from '../../../shared/startSnapshot.ts';
import type { Clock } from '../../sync/ports.ts';
import { writeJson } from '../../platform/jsonFile.ts';

export interface SnapshotFileOptions {
  readonly path: string;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  /** Returns null if there is nothing to show. */
  readonly read: () => Promise<StartSnapshot | null>;
  /** Returns true while more is about to be written. */
  readonly isBusy: () => boolean;
}

export interface SnapshotFile {
  /** Must be called before every write to the store or the settings; costs nothing once the file is deleted. */
  forget(): void;
  /**
   * Writes the file before `closing`, which may write only what changes nothing visible; afterwards nothing is
   * written to it any more. If there is nothing to read, the file of a run without writes stays.
   */
  keepFor(closing: () => Promise<void>): Promise<void>;
}

/** How long to wait after the last write: a pass, or a person selecting calendars, makes many. */
const restMs = 3000;

export const openSnapshotFile = ({ path, clock, read, isBusy }: SnapshotFileOptions): SnapshotFile => {
  let isThere = existsSync(path);
  let writes = 0;
  let wroteAtMs = 0;
  let isClosing = false;
  let cancel: (() => void) | null = null;

  const remove = (): void => {
    if (!isThere) return;
    try {
      rmSync(path);
    } catch {
      // It was already deleted, or the folder cannot be written to; then the store is not written to either [F7].
    }
    isThere = false;
  };
  const put = (kept: StartSnapshot | null): void => {
    if (kept !== null) isThere = writeJson(path, kept, 0);
  };
  const look = (): void => {
    cancel = null;
    const restedMs = clock.now() - wroteAtMs;
    // Negative if the clock was set back [F16].
    if (isBusy() || (restedMs >= 0 && restedMs < restMs)) return wait();
    const before = writes;
    void read().then((kept) => {
      if (before === writes && !isClosing) put(kept);
    });
  };
  const wait = (): void => {
    cancel ??= clock.after(restMs, look);
  };

  return {
    forget: () => {
      remove();
      writes += 1;
      wroteAtMs = clock.now();
      if (!isClosing) wait();
    },
    keepFor: async (closing) => {
      isClosing = true;
      cancel?.();
      // A pass that is being ended may write a last slice. Whatever reading returns, the store must be closed.
      const kept = isBusy() ? null : await read().catch(() => null);
      const isGood = !isBusy();
      await closing();
      put(isGood ? kept : null);
    },
  };
};
