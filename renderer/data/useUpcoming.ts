import { useCallback } from 'react';
import { laterRange, upcomingRange, upcomingSinceMs } from '../../shared/firstRanges.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { toldPage, useStart } from './start.ts';
import { listAll } from './useDay.ts';
import { onAgendaChanged, useLive, type Live } from './useLive.ts';

const fiveMinutesMs = 5 * 60_000;

/**
 * What runs now and what comes next, as far as the next few meetings. Read apart from the list, whose
 * first page may end before now on a full day. Its past is cut by the reader (chooseNext).
 */
export const useUpcoming = (nowMs: number, timeZone: string): Live<readonly Occurrence[]> => {
  // Read again now and then, so that the stretch never runs out between changes of the store.
  const sinceMs = upcomingSinceMs(nowMs);
  const load = useCallback(async (): Promise<Result<readonly Occurrence[], Problem>> => {
    const isEnough = (found: readonly Occurrence[]): boolean => isPlenty(found, sinceMs);
    const near = await listAll(upcomingRange(sinceMs, timeZone), isEnough);
    if (!near.ok || near.value.some(isMeeting)) return near;
    const far = await listAll(laterRange(sinceMs, timeZone), isEnough);
    return far.ok ? ok([...near.value, ...far.value]) : far;
  }, [sinceMs, timeZone]);
  const page = toldPage(useStart(), upcomingRange(sinceMs, timeZone));
  const told = page !== null && isPlenty(page.occurrences, sinceMs) ? ok(page.occurrences) : null;
  return useLive(load, onAgendaChanged, told);
};

/** Enough to choose from, also five minutes later. */
const isPlenty = (found: readonly Occurrence[], sinceMs: number): boolean =>
  found.filter(
    (each) => isMeeting(each) && each.start.kind === 'timed' && each.start.ms > sinceMs + fiveMinutesMs,
  ).length >= 3;
