/**
 * The status for window and tray: the engine's, plus what else the person is told (a rebuilt database, a missing
 * keyring). A long sync reports often; windows are notified a few times a second, and at once when a pass begins or
 * ends.
 */
import type { SyncStatus } from '../../shared/syncReport.ts';
import type { Problem } from '../../shared/problems.ts';
import { distinct } from '../sync/toProblem.ts';
import { throttle } from '../platform/throttle.ts';

export interface StatusFeedOptions {
  readonly engine: () => SyncStatus;
  /** Problems that do not come from a pass. */
  readonly standing: () => readonly Problem[];
  readonly emit: (status: SyncStatus) => void;
  readonly clock: {
    after(delayMs: number, callback: () => void): () => void;
  };
}

export interface StatusFeed {
  current(): SyncStatus;
  /** Must be called whenever the engine's status or a standing problem changed. */
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
