import { useCallback, useEffect, useRef, useState } from 'react';
import type { Found } from '../../shared/agenda.ts';
import type { Problem } from '../../shared/problems.ts';

export interface SearchState {
  /** The last reply and its query. The reply to what has been typed since is still to come. */
  readonly answered: { readonly query: string; readonly found: Found } | null;
  readonly problem: Problem | null;
  readonly waiting: boolean;
}

/** The largest number of results. */
export const mostFound = 50;
/** While the app is still indexing new meetings, the search is repeated at this interval. */
const againMs = 1000;

/**
 * Returns the results for what is typed: at most one request a frame and one at a time, always for the latest query. A
 * reply to an older query is dropped. Changes by a sync update the results.
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
    // Next, request what was typed while the reply was pending.
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
