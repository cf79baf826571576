import { useCallback, useRef, useState } from 'react';
import type { ChangeIndex } from './changeIndex.ts';
import { toldMs } from './changeSentence.ts';

export interface ChangesPanelState {
  readonly open: boolean;
  /** How much changed within the last day. */
  readonly count: number;
  /** Some of it was not looked at yet. */
  readonly fresh: boolean;
  readonly show: () => void;
  /** Leads back to where it was opened from. */
  readonly close: () => void;
}

/** The list of changes over the day, and what of it is news. */
export const useChangesPanel = (changes: ChangeIndex, nowMs: number): ChangesPanelState => {
  const [open, setOpen] = useState(false);
  const [seenMs, setSeenMs] = useState(-Infinity);
  const openedFrom = useRef<HTMLElement | null>(null);
  const recent = changes.all.filter((change) => Date.parse(change.noticedAt) >= nowMs - toldMs);
  const newestMs = Math.max(-Infinity, ...recent.map((change) => Date.parse(change.noticedAt)));
  return {
    open,
    count: recent.length,
    // What comes while the list is open is seen as it comes.
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
