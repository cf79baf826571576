import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface Live<Value> {
  /** The last good answer; null before the first. */
  readonly value: Value | null;
  readonly problem: Problem | null;
  readonly reload: () => void;
}

/**
 * What `load` answers, loaded again when `load` changes and whenever `subscribe` calls back. What was
 * shown stays until the newer answer is there; answers overtaken by a newer request are dropped.
 */
export const useLive = <Value>(
  load: () => Promise<Result<Value, Problem>>,
  subscribe?: (changed: () => void) => () => void,
): Live<Value> => {
  const [state, setState] = useState<{ value: Value | null; problem: Problem | null }>({
    value: null,
    problem: null,
  });
  const latest = useRef(0);
  const reload = useCallback(() => {
    const mine = (latest.current += 1);
    void load().then((reply) => {
      if (mine !== latest.current) return;
      setState((before) =>
        reply.ok ? { value: reply.value, problem: null } : { value: before.value, problem: reply.problem },
      );
    });
  }, [load]);
  useEffect(() => {
    reload();
    const stop = subscribe?.(reload);
    return () => {
      latest.current += 1;
      stop?.();
    };
  }, [reload, subscribe]);
  return { ...state, reload };
};

/** For `useLive`: calendar data changed. */
export const onAgendaChanged = (changed: () => void): (() => void) => window.jarvis.agenda.onChanged(changed);
