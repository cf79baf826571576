import { useCallback } from 'react';
import { timedOf } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { overlapOf, type Overlap } from '../occurrence/overlap.ts';
import { onAgendaChanged, useLive } from './useLive.ts';

/** Returns what a meeting overlaps; null if nothing, before it is known, and for all-day events. */
export const useOverlap = (occurrence: Occurrence, nowMs: number): Overlap | null => {
  const startMs = occurrence.start.kind === 'timed' ? occurrence.start.ms : 0;
  const endMs = occurrence.end.kind === 'timed' ? occurrence.end.ms : 0;
  const load = useCallback(async (): Promise<Result<readonly Occurrence[], Problem>> => {
    if (endMs <= startMs) return ok([]);
    const [from, to] = [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
    const page = await window.jarvis.agenda.list({ from, to });
    return page.ok ? ok(page.value.occurrences) : page;
  }, [startMs, endMs]);
  const { value } = useLive(load, onAgendaChanged);
  const timed = timedOf(occurrence);
  return timed === null || value === null ? null : overlapOf(timed, value, nowMs);
};
