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
 * The running meetings and the next few. Read separately from the list, because on a full day the list's first page may
 * end before now. `chooseNext` ignores what is over.
 */
export const useUpcoming = (nowMs: number, timeZone: string): Live<readonly Occurrence[]> => {
  // Changes every few minutes, so that the range is read again even if the store does not change.
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

/** Returns whether there is enough to choose from, even five minutes later. */
const isPlenty = (found: readonly Occurrence[], sinceMs: number): boolean =>
  found.filter(
    (each) => isMeeting(each) && each.start.kind === 'timed' && each.start.ms > sinceMs + fiveMinutesMs,
  ).length >= 3;
