import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import { openAgendaReader, type AgendaReader, type AgendaSnapshot } from './agendaReader.ts';

/** The agenda from `today` on, kept in step with the store; begun anew when the day or the zone changes. */
export const useAgenda = (
  today: IsoDate,
  timeZone: string,
): AgendaSnapshot & Pick<AgendaReader, 'loadMore' | 'loadEarlier'> => {
  const reader = useMemo(
    () => openAgendaReader({ list: window.jarvis.agenda.list, today, timeZone }),
    [today, timeZone],
  );
  useEffect(() => {
    void reader.refresh();
    return window.jarvis.agenda.onChanged(() => void reader.refresh());
  }, [reader]);
  const snapshot = useSyncExternalStore(reader.subscribe, reader.snapshot);
  return useMemo(
    () => ({ ...snapshot, loadMore: reader.loadMore, loadEarlier: reader.loadEarlier }),
    [snapshot, reader],
  );
};
