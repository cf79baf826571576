import { useCallback, useEffect, useRef, useState } from 'react';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { keyOf } from '../data/occurrence.ts';

export interface OpenMeeting {
  readonly occurrence: Occurrence;
  /** Its row in the list on the day it was opened for. */
  readonly rowId: string;
}

/** The meeting over the day, and the way back from it. */
export const useOpenMeeting = (): {
  readonly opened: OpenMeeting | null;
  /** Answers the row's id. */
  readonly open: (occurrence: Occurrence, date: IsoDate) => string;
  readonly close: () => void;
} => {
  const [opened, setOpened] = useState<OpenMeeting | null>(null);
  const from = useRef<HTMLElement | null>(null);
  const lastRow = useRef<string | null>(null);
  const open = useCallback((occurrence: Occurrence, date: IsoDate) => {
    // From one meeting to the next the way back stays the first one's.
    from.current ??= document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const rowId = `${keyOf(occurrence)} ${date}`;
    lastRow.current = rowId;
    setOpened({ occurrence, rowId });
    return rowId;
  }, []);
  const close = useCallback(() => setOpened(null), []);
  useEffect(() => {
    if (opened !== null || from.current === null) return;
    // Back to where the person was, so that the keyboard goes on from there; if that is gone, to its row.
    const wasAt = from.current.isConnected && from.current !== document.body ? from.current : null;
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(lastRow.current ?? '')}"]`);
    (wasAt ?? row)?.focus();
    from.current = null;
  }, [opened]);
  return { opened, open, close };
};
