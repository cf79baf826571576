import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { AccountInspection, PassOutcome, PassRecord, SyncStatus } from '../../shared/syncReport.ts';
import { useForAWhile } from '../ui/useForAWhile.ts';
import { useStart } from './start.ts';
import { onAgendaChanged, useLive, type Live } from './useLive.ts';

export interface Sync {
  readonly status: SyncStatus | null;
  /** The outcome of the last pass that was requested in this window. Cleared after a while. */
  readonly result: PassOutcome | null;
  /** Why the last request itself failed. */
  readonly problem: Problem | null;
  /** True from the press on, even before the engine reports it. */
  readonly busy: boolean;
  readonly request: () => void;
}

/** For `useLive`: calls back when the engine is idle, usually after a pass. */
export const onPassEnded = (ended: () => void): (() => void) =>
  window.jarvis.sync.onStatus((status) => {
    if (status.phase === 'idle') ended();
  });

/** For `useLive`: calls back when a pass may have changed something, and when a change made here had an effect. */
export const onNews = (changed: () => void): (() => void) => {
  const stops = [onAgendaChanged(changed), onPassEnded(changed)];
  return () => stops.forEach((stop) => stop());
};

const resultShownMs = 8000;

/** The engine's sync status, and "Sync now". */
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
        // A signal that arrived in the meantime is newer than this reply.
        if (reply.ok && !told) setStatus(reply.value);
      });
    }
    isTold.current = false;
    return stop;
  }, []);

  const request = useCallback(() => {
    // Each press is passed on, because the running pass may have listed a calendar before it. The engine answers all of
    // them with one more pass, and the last reply is the newest.
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

const inspect = (): ReturnType<typeof window.jarvis.sync.inspect> => window.jarvis.sync.inspect();
const history = (): ReturnType<typeof window.jarvis.sync.history> => window.jarvis.sync.history();

/** The state of every account and calendar, read again after each pass. */
export const useInspection = (): Live<readonly AccountInspection[]> => useLive(inspect, onNews);

/** The last passes, newest first. */
export const useHistory = (): Live<readonly PassRecord[]> => useLive(history, onPassEnded);
