import { useCallback, useEffect, useRef, useState } from 'react';
import type { PassOutcome, SyncStatus } from '../../shared/syncReport.ts';
import type { Problem } from '../../shared/problems.ts';
import { useForAWhile } from '../ui/useForAWhile.ts';
import { useStart } from './start.ts';
import { onAgendaChanged } from './useLive.ts';

export interface Sync {
  readonly status: SyncStatus | null;
  /** The outcome of the last pass that the person asked for in this window; cleared after a while. */
  readonly result: PassOutcome | null;
  /** Why the last request itself failed. */
  readonly problem: Problem | null;
  /** True from the press on, also before the engine says so. */
  readonly busy: boolean;
  readonly request: () => void;
}

/** For `useLive`: the engine is at rest, perhaps after a pass. */
export const onPassEnded = (ended: () => void): (() => void) =>
  window.jarvis.sync.onStatus((status) => {
    if (status.phase === 'idle') ended();
  });

/** Likewise: a pass changed something or may have; also what a change here brought with it. */
export const onNews = (changed: () => void): (() => void) => {
  const stops = [onAgendaChanged(changed), onPassEnded(changed)];
  return () => stops.forEach((stop) => stop());
};

const resultShownMs = 8000;

/** The sync's state as the engine tells it, and "Sync now". */
export const useSync = (): Sync => {
  const start = useStart();
  const isTold = useRef(start !== null);
  const [status, setStatus] = useState<SyncStatus | null>(start?.status ?? null);
  const [result, setResult] = useForAWhile<PassOutcome | null>(null, resultShownMs);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [requested, setRequested] = useState(false);
  const presses = useRef(0);

  useEffect(() => {
    let told = false;
    const stop = window.jarvis.sync.onStatus((next) => {
      told = true;
      setStatus(next);
    });
    if (!isTold.current) {
      void window.jarvis.sync.status().then((reply) => {
        // A signal that came meanwhile is newer than this answer.
        if (reply.ok && !told) setStatus(reply.value);
      });
    }
    isTold.current = false;
    return stop;
  }, []);

  const request = useCallback(() => {
    // Each press is passed on: the pass under way may have listed a calendar before it. The engine makes one more
    // pass of all of them, and the last one's answer is the newest.
    presses.current += 1;
    const press = presses.current;
    setRequested(true);
    setResult(null);
    void window.jarvis.sync.request({ mode: 'foreground' }).then((reply) => {
      if (press !== presses.current) return;
      setRequested(false);
      setProblem(reply.ok ? null : reply.problem);
      setResult(reply.ok ? reply.value : null);
    });
  }, [setResult]);

  return { status, result, problem, busy: requested || status?.phase === 'syncing', request };
};
