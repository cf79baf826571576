import { useCallback, useEffect, useRef, useState } from 'react';
import type { Found } from '../../shared/agenda.ts';
import type { Problem } from '../../shared/problems.ts';

export interface SearchState {
  /** What was answered last, and to which query; what is typed meanwhile is still on its way. */
  readonly answered: { readonly query: string; readonly found: Found } | null;
  readonly problem: Problem | null;
  readonly waiting: boolean;
}

/** As many as are listed at most. */
export const mostFound = 50;
/** While the app still reads in new meetings, it is asked again this often. */
const againMs = 1000;

/**
 * Answers to what is typed, as it is typed: at most one question a frame and one at a time, always the latest.
 * An answer to what is no longer asked is dropped. What syncs change comes in by itself.
 */
export const useSearch = (query: string): SearchState => {
  const [state, setState] = useState<SearchState>({ answered: null, problem: null, waiting: false });
  const wanted = useRef('');
  const asking = useRef(false);
  const stopped = useRef(false);

  const ask = useCallback(async (): Promise<void> => {
    if (asking.current) return;
    asking.current = true;
    let asked: string | null = null;
    // What was typed while the answer was on its way is asked next.
    while (asked !== wanted.current && !stopped.current) {
      asked = wanted.current;
      // oxlint-disable-next-line no-await-in-loop
      const reply =
        asked === '' ? null : await window.jarvis.agenda.search({ query: asked, limit: mostFound });
      if (asked !== wanted.current || stopped.current) continue;
      if (reply === null) setState({ answered: null, problem: null, waiting: false });
      else if (reply.ok)
        setState({ answered: { query: asked, found: reply.value }, problem: null, waiting: false });
      else setState({ answered: null, problem: reply.problem, waiting: false });
    }
    asking.current = false;
  }, []);

  useEffect(() => {
    wanted.current = query.trim();
    setState((before) => ({ ...before, waiting: wanted.current !== '' }));
    const frame = requestAnimationFrame(() => void ask());
    return () => cancelAnimationFrame(frame);
  }, [query, ask]);

  useEffect(() => window.jarvis.agenda.onChanged(() => void ask()), [ask]);

  const unfinished = state.answered?.found.complete === false ? state.answered : null;
  useEffect(() => {
    if (unfinished === null) return undefined;
    const timer = setTimeout(() => void ask(), againMs);
    return () => clearTimeout(timer);
  }, [unfinished, ask]);

  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);
  return state;
};
