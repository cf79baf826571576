import { useCallback } from 'react';
import { isMeeting } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { listAll } from './useDay.ts';
import { onAgendaChanged, useLive, type Live } from './useLive.ts';

const dayMs = 86_400_000;
/** The near days answer nearly always; the rest of the year is asked only when they are empty. */
const nearMs = 14 * dayMs;
const farMs = 370 * dayMs;
const fiveMinutesMs = 5 * 60_000;

/**
 * What runs now and what comes next, as far as the next few meetings. Read apart from the list, whose
 * first page may end before now on a full day. Its past is cut by the reader (chooseNext).
 */
export const useUpcoming = (nowMs: number, timeZone: string): Live<readonly Occurrence[]> => {
  // Read again now and then, so that the stretch never runs out between changes of the store.
  const sinceMs = Math.floor(nowMs / fiveMinutesMs) * fiveMinutesMs;
  const load = useCallback(async (): Promise<Result<readonly Occurrence[], Problem>> => {
    const enough = (found: readonly Occurrence[]): boolean =>
      found.filter(
        (each) => isMeeting(each) && each.start.kind === 'timed' && each.start.ms > sinceMs + fiveMinutesMs,
      ).length >= 3;
    const near = await listAll(sinceMs, sinceMs + nearMs, timeZone, enough);
    if (!near.ok || near.value.some(isMeeting)) return near;
    const far = await listAll(sinceMs + nearMs, sinceMs + farMs, timeZone, enough);
    return far.ok ? ok([...near.value, ...far.value]) : far;
  }, [sinceMs, timeZone]);
  return useLive(load, onAgendaChanged);
};
