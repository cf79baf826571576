import { useCallback, useRef, useState } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { Wanted } from '../agenda/topDay.ts';
import type { Agenda } from '../data/useAgenda.ts';
import { createShownDate, type ShownDateStore } from './shownDate.ts';

export interface ShownDay {
  /** The day in header and timeline. */
  readonly shown: ShownDateStore;
  /** The day that the person went to last. It stays in the list even if it is empty. */
  readonly kept: IsoDate;
  /** What the list keeps in view; null while it is being read. */
  readonly wanted: Wanted | null;
  /** Shows any day, at the top of the list. */
  readonly show: (date: IsoDate) => void;
  /** The same for a row of that day. */
  readonly showRow: (date: IsoDate, rowId: string) => void;
  /** Called with the day at the top of the list, after each scroll. */
  readonly follow: (date: IsoDate) => void;
  /** Called when the person scrolls. Until then, the list keeps what is wanted in view. */
  readonly scrolled: () => void;
}

/** The day that the window shows: the one at the top of the list. */
export const useShownDay = (
  today: IsoDate,
  { reach, beginWith }: Pick<Agenda, 'reach' | 'beginWith'>,
): ShownDay => {
  const [shown] = useState(createShownDate);
  const [kept, setKept] = useState<IsoDate | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  /** The chosen day is shown until the person scrolls, even while the list is still on its way to it. */
  const isChosen = useRef(false);
  const latest = useRef<Wanted | null>(null);
  const go = useCallback(
    (next: Wanted) => {
      const date = next.date === today ? null : next.date;
      isChosen.current = true;
      latest.current = next;
      shown.set({ date, jumped: true });
      setKept(date);
      setWanted(null);
      // Today is at the top of the list, below the next meeting.
      const isTop = date === null && next.rowId === null;
      void (isTop ? beginWith(next.date) : reach(next.date)).then(() => {
        // The person may have gone on to another day meanwhile.
        if (latest.current === next) setWanted(next);
      });
    },
    [shown, today, reach, beginWith],
  );
  const show = useCallback((date: IsoDate) => go({ date, rowId: null }), [go]);
  const showRow = useCallback((date: IsoDate, rowId: string) => go({ date, rowId }), [go]);
  const follow = useCallback(
    (date: IsoDate) => {
      const next = date === today ? null : date;
      if (!isChosen.current && next !== shown.get().date) shown.set({ date: next, jumped: false });
    },
    [shown, today],
  );
  const scrolled = useCallback(() => {
    isChosen.current = false;
  }, []);
  return { shown, kept: kept ?? today, wanted, show, showRow, follow, scrolled };
};
