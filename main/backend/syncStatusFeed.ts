/**
 * The status as window and tray see it: the engine's, with what else a person should hear about (a rebuilt
 * database, a missing keyring). A long sync reports often; the windows hear of it a few times a second, and
 * of a pass's beginning and end at once.
 */
import type { SyncStatus } from '../../shared/syncReport.ts';
import type { Problem } from '../../shared/problems.ts';
import { distinct } from '../sync/toProblem.ts';
import { throttle } from '../platform/throttle.ts';

export interface StatusFeedOptions {
  readonly engine: () => SyncStatus;
  /** Problems that are not a pass's. */
  readonly standing: () => readonly Problem[];
  readonly emit: (status: SyncStatus) => void;
  readonly clock: {
    after(delayMs: number, callback: () => void): () => void;
  };
}

export interface StatusFeed {
  current(): SyncStatus;
  /** Call whenever the engine's status or a standing problem changed. */
  changed(): void;
  stop(): void;
}

const pauseMs = 150;

export const createStatusFeed = (options: StatusFeedOptions): StatusFeed => {
  let phase: SyncStatus['phase'] | null = null;

  const current = (): SyncStatus => {
    const status = options.engine();
    return { ...status, problems: distinct([...status.problems, ...options.standing()]) };
  };
  const reports = throttle(options.clock, pauseMs, () => {
    const status = current();
    phase = status.phase;
    options.emit(status);
  });

  return {
    current,
    changed: () => {
      if (options.engine().phase === phase) reports.ask();
      else reports.now();
    },
    stop: reports.stop,
  };
};
