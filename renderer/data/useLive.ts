import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface Live<Value> {
  /** The last successful reply; null before the first one. */
  readonly value: Value | null;
  readonly problem: Problem | null;
  readonly reload: () => void;
}

/**
 * Returns the reply of `load`, and loads again when `load` changes and whenever `subscribe` calls back. The old value
 * stays until the new reply arrives; the reply of a previous `load` is dropped. Requests to reload during a load lead to
 * one more load after it, so that a sync's many signals cost few reads.
 */
export const useLive = <Value>(
  load: () => Promise<Result<Value, Problem>>,
  subscribe?: (changed: () => void) => () => void,
  /** The reply of the first load, if it is known already. */
  told: Result<Value, Problem> | null = null,
): Live<Value> => {
  const [state, setState] = useState<{ value: Value | null; problem: Problem | null }>(() => ({
    value: told?.ok === true ? told.value : null,
    problem: told?.ok === false ? told.problem : null,
  }));
  const isTold = useRef(told !== null);
  const current = useRef<{ again: boolean; load: () => void } | null>(null);
  const reload = useCallback(() => current.current?.load(), []);
  useEffect(() => {
    let loading = false;
    const mine = {
      again: false,
      load: () => {
        mine.again = loading;
        if (loading) return;
        loading = true;
        void load().then((reply) => {
          loading = false;
          if (current.current !== mine) return;
          setState((before) =>
            reply.ok
              ? { value: reply.value, problem: null }
              : { value: before.value, problem: reply.problem },
          );
          if (mine.again) mine.load();
        });
      },
    };
    current.current = mine;
    if (!isTold.current) mine.load();
    isTold.current = false;
    const stop = subscribe?.(mine.load);
    return () => {
      current.current = null;
      stop?.();
    };
  }, [load, subscribe]);
  return { ...state, reload };
};

/** For `useLive`: calls back when calendar data has changed. */
export const onAgendaChanged = (changed: () => void): (() => void) => window.jarvis.agenda.onChanged(changed);
