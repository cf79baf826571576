import { useCallback, useState } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { Wanted } from '../agenda/AgendaList.tsx';
import type { Agenda } from '../data/useAgenda.ts';

export interface ShownDay {
  /** The day on the timeline. While it is today, it goes along with midnight. */
  readonly date: IsoDate;
  /** What the list is to bring into sight. */
  readonly wanted: Wanted | null;
  /** Shows a day on the timeline alone, for what is in sight in the list already. */
  readonly turnTo: (date: IsoDate) => void;
  /** Shows a day on the timeline and in the list, however far away it lies. */
  readonly show: (date: IsoDate) => void;
  /** The same for a row of that day; `focus` takes the keyboard there. */
  readonly showRow: (date: IsoDate, rowId: string, focus?: boolean) => void;
}

/** Which day the window shows. */
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
      // Today's place is the top of the list, below what is next.
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
