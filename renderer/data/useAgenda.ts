import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import { listRange } from '../../shared/firstRanges.ts';
import { openAgendaReader, type AgendaReader, type AgendaSnapshot } from './agendaReader.ts';
import { toldPage, useStart } from './start.ts';

export type Agenda = AgendaSnapshot & Pick<AgendaReader, 'loadMore' | 'loadEarlier' | 'reach' | 'beginWith'>;

/** The agenda, kept up to date with the store. It begins today until the person moves to another day. */
export const useAgenda = (today: IsoDate, timeZone: string): Agenda => {
  const start = useStart();
  const reader = useMemo(
    () => {
      const first = toldPage(start, listRange(today, timeZone));
      return openAgendaReader({ list: (range) => window.jarvis.agenda.list(range), today, timeZone, first });
    },
    // A new zone creates a new reader. A new day moves it on, below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [timeZone],
  );
  useEffect(() => {
    if (!reader.snapshot().ready) void reader.refresh();
    return window.jarvis.agenda.onChanged(() => void reader.refresh());
  }, [reader]);
  const dayBefore = useRef(today);
  useEffect(() => {
    const before = dayBefore.current;
    dayBefore.current = today;
    // A list that began today moves on at midnight.
    if (before !== today && reader.snapshot().first === before) void reader.beginWith(today);
  }, [reader, today]);
  const snapshot = useSyncExternalStore(reader.subscribe, reader.snapshot, reader.snapshot);
  return useMemo(() => {
    const { loadMore, loadEarlier, reach, beginWith } = reader;
    return { ...snapshot, loadMore, loadEarlier, reach, beginWith };
  }, [snapshot, reader]);
};
