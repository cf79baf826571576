import { useMemo } from 'react';
import { indexChanges, type ChangeIndex } from '../changes/changeIndex.ts';
import { useLive } from './useLive.ts';
import { onNews } from './useSync.ts';

const load = (): ReturnType<typeof window.jarvis.agenda.changes> => window.jarvis.agenda.changes();

/** What syncs changed about upcoming meetings in the last 30 days, kept up to date with the store. */
export const useChanges = (): ChangeIndex => {
  const { value } = useLive(load, onNews);
  return useMemo(() => indexChanges(value ?? []), [value]);
};
