import { useCallback, useEffect, useRef, useState } from 'react';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { keyOf } from '../data/occurrence.ts';

export interface OpenMeeting {
  readonly occurrence: Occurrence;
  /** The id of its row on the day for which it was opened. */
  readonly rowId: string;
}

/** The open meeting, and where the focus returns when it closes. */
export const useOpenMeeting = (): {
  readonly opened: OpenMeeting | null;
  /** Returns the row's id. */
  readonly open: (occurrence: Occurrence, date: IsoDate) => string;
  readonly close: () => void;
} => {
  const [opened, setOpened] = useState<OpenMeeting | null>(null);
  const from = useRef<HTMLElement | null>(null);
  const lastRow = useRef<string | null>(null);
  const open = useCallback((occurrence: Occurrence, date: IsoDate) => {
    // When another meeting replaces it, the place to return to stays the first one's.
    from.current ??= document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const rowId = `${keyOf(occurrence)} ${date}`;
    lastRow.current = rowId;
    setOpened({ occurrence, rowId });
    return rowId;
  }, []);
  const close = useCallback(() => setOpened(null), []);
  useEffect(() => {
    if (opened !== null || from.current === null) return;
    // Return the focus to where it was; if that element is gone, to the meeting's row.
    const wasAt = from.current.isConnected && from.current !== document.body ? from.current : null;
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(lastRow.current ?? '')}"]`);
    (wasAt ?? row)?.focus();
    from.current = null;
  }, [opened]);
  return { opened, open, close };
};
