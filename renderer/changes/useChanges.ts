/** The changes that syncs noticed, and the state of the panel that lists them. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { isDetail } from '../../shared/agendaChanges.ts';
import { useLive } from '../data/useLive.ts';
import { onNews } from '../data/useSync.ts';
import { indexChanges, type ChangeIndex } from './changeIndex.ts';
import { toldMs } from './changeSentence.ts';

const load = (): ReturnType<typeof window.jarvis.agenda.changes> =>
  window.jarvis.agenda.changes({ details: true });

/** What syncs changed about upcoming meetings in the last 30 days, kept up to date with the store. */
export const useChanges = (): ChangeIndex => {
  const { value } = useLive(load, onNews);
  return useMemo(() => indexChanges(value ?? []), [value]);
};

export interface ChangesPanelState {
  readonly open: boolean;
  /** The number of changes within the last day. */
  readonly count: number;
  /** Some of them have not been seen yet. */
  readonly fresh: boolean;
  readonly show: () => void;
  /** Closes it and returns the focus to where it was opened from. */
  readonly close: () => void;
}

/** The state of the changes panel, and which changes are new. */
export const useChangesPanel = (changes: ChangeIndex, nowMs: number): ChangesPanelState => {
  const [open, setOpen] = useState(false);
  const [seenMs, setSeenMs] = useState(-Infinity);
  const openedFrom = useRef<HTMLElement | null>(null);
  const recent = changes.all.filter(
    (change) => !isDetail(change) && Date.parse(change.noticedAt) >= nowMs - toldMs,
  );
  const newestMs = Math.max(-Infinity, ...recent.map((change) => Date.parse(change.noticedAt)));
  return {
    open,
    count: recent.length,
    // Changes that arrive while the list is open count as seen.
    fresh: newestMs > seenMs && !open,
    show: () => {
      openedFrom.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      setSeenMs(newestMs);
      setOpen(true);
    },
    close: useCallback(() => {
      setSeenMs((before) => Math.max(before, newestMs));
      setOpen(false);
      openedFrom.current?.focus();
    }, [newestMs]),
  };
};
