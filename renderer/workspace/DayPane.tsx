import { useEffect, useState, type ReactNode } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { AgendaRow } from '../agenda/agendaDays.ts';
import { useDay } from '../data/useDay.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { useWords } from '../ui/words.ts';
import type { DrawnSlot } from '../timeline/useDrawnSlot.ts';
import type { ShownDateStore } from './shownDate.ts';

interface DayPaneProps {
  readonly shown: ShownDateStore;
  readonly today: IsoDate;
  readonly nowMs: number;
  readonly selectedId: string | null;
  readonly view: string;
  readonly onOpen: (row: AgendaRow) => void;
  readonly onDraw: ((slot: DrawnSlot) => void) | null;
}

const calmMs = 80;

/**
 * Returns the shown day: at once after a jump, otherwise when the list is not scrolled from day to day any more. Until
 * then, nothing is rendered.
 */
const useCalmDate = ({ get, subscribe }: ShownDateStore, today: IsoDate): IsoDate => {
  const [calm, setCalm] = useState(() => get().date);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe(() => {
      clearTimeout(timer);
      const { date, jumped } = get();
      if (jumped) setCalm(date);
      else timer = setTimeout(() => setCalm(date), calmMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [get, subscribe]);
  return calm ?? today;
};

/** The window's right side: the timeline of the day at the top of the list. */
export const DayPane = ({ shown, today, ...timeline }: DayPaneProps): ReactNode => {
  const { format } = useWords();
  const date = useCalmDate(shown, today);
  const day = useDay(date, format.timeZone);
  return <Timeline date={day.value?.date ?? date} occurrences={day.value?.occurrences ?? []} {...timeline} />;
};
