import { useCallback } from 'react';
import { datesRange } from '../../shared/firstRanges.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type { IsoDate } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { addDays, dateSpan } from '../../shared/text/days.ts';
import { listAll } from '../data/useDay.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';

/** Returns the number of meetings on each day from `first` to `last`. Days without meetings are missing. */
export const useMeetingDays = (
  first: IsoDate,
  last: IsoDate,
  timeZone: string,
): ReadonlyMap<IsoDate, number> | null => {
  const load = useCallback(async (): Promise<Result<ReadonlyMap<IsoDate, number>, Problem>> => {
    const reply = await listAll(datesRange(first, addDays(last, 1), timeZone));
    if (!reply.ok) return reply;
    const counts = new Map<IsoDate, number>();
    for (const occurrence of reply.value) {
      if (!isMeeting(occurrence)) continue;
      const span = dateSpan(occurrence, timeZone);
      const to = span.last < last ? span.last : last;
      for (let date = span.first < first ? first : span.first; date <= to; date = addDays(date, 1))
        counts.set(date, (counts.get(date) ?? 0) + 1);
    }
    return ok(counts);
  }, [first, last, timeZone]);
  return useLive(load, onAgendaChanged).value;
};
