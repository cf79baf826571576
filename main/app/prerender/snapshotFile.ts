/**
 * `start.json` in the profile: the first paint of the next start, kept once the store has come to rest and when the
 * app ends.
 *
 * Invariant: what is in the file is what is in the store. It is taken away before anything is written there, so that
 * after a crash there is none rather than an old one. As private as the database [property 9].
 */
import { existsSync, rmSync } from 'node:fs';
import type { StartSnapshot } from '../../../shared/startSnapshot.ts';
import type { Clock } from '../../sync/ports.ts';
import { writeJson } from '../../platform/jsonFile.ts';

export interface SnapshotFileOptions {
  readonly path: string;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  /** Null when there is nothing to show. */
  readonly read: () => Promise<StartSnapshot | null>;
  /** True while more is about to be written. */
  readonly isBusy: () => boolean;
}

export interface SnapshotFile {
  /** To be called before every write to the store or the settings; costs nothing once the file is gone. */
  forget(): void;
  /**
   * Keeps the start as it is before `closing`, which may write down what changes nothing that is shown; after that
   * nothing is kept any more. Where there is none to be read, what a run without writes found stays.
   */
  keepFor(closing: () => Promise<void>): Promise<void>;
}

/** After the last write: a pass, or a person ticking calendars, makes many. */
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
      // Gone by itself, or a folder that cannot be written, where the store is not written either [F7].
    }
    isThere = false;
  };
  const put = (kept: StartSnapshot | null): void => {
    if (kept !== null) isThere = writeJson(path, kept, 0);
  };
  const look = (): void => {
    cancel = null;
    const restedMs = clock.now() - wroteAtMs;
    // Less than nothing where the clock was set back [F16].
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
      // A pass that is ended may write a last slice; and whatever reading comes to, the store is to be closed.
      const kept = isBusy() ? null : await read().catch(() => null);
      const isGood = !isBusy();
      await closing();
      put(isGood ? kept : null);
    },
  };
};
