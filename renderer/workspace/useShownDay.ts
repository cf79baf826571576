import { useCallback, useState } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { Wanted } from '../agenda/AgendaList.tsx';
import type { Agenda } from '../data/useAgenda.ts';

export interface ShownDay {
  /** The day on the timeline. If it is today, it moves on at midnight. */
  readonly date: IsoDate;
  /** What the list scrolls to. */
  readonly wanted: Wanted | null;
  /** Shows a day on the timeline only, because the list shows it already. */
  readonly turnTo: (date: IsoDate) => void;
  /** Shows any day on the timeline and in the list. */
  readonly show: (date: IsoDate) => void;
  /** The same for a row of that day. `focus` moves the focus there. */
  readonly showRow: (date: IsoDate, rowId: string, focus?: boolean) => void;
}

/** The day that the window shows. */
export const useShownDay = (
  today: IsoDate,
  { reach, beginWith }: Pick<Agenda, 'reach' | 'beginWith'>,
): ShownDay => {
  const [chosen, setChosen] = useState<IsoDate | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const turnTo = useCallback((date: IsoDate) => setChosen(date === today ? null : date), [today]);
  const show = useCallback(
    (date: IsoDate) => {
      turnTo(date);
      // Today is at the top of the list, below the next meeting.
      void (date === today ? beginWith(date) : reach(date)).then(() =>
        setWanted({ date, rowId: null, focus: false }),
      );
    },
    [turnTo, today, reach, beginWith],
  );
  const showRow = useCallback(
    (date: IsoDate, rowId: string, focus = false) => {
      turnTo(date);
      void reach(date).then(() => setWanted({ date, rowId, focus }));
    },
    [turnTo, reach],
  );
  return { date: chosen ?? today, wanted, turnTo, show, showRow };
};
