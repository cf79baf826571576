import { useCallback } from 'react';
import { timedOf } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { DraftTime } from '../../shared/writing.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { isBusy } from '../occurrence/occurrence.ts';
import { eventTimes } from './localTime.ts';

/** Returns what takes the same time, in order; null before it is known, and for all-day events. */
export const useConflicts = (when: DraftTime | null): readonly Occurrence[] | null => {
  const { start, end } = when === null ? none : eventTimes(when);
  const startMs = start.kind === 'timed' ? start.ms : 0;
  const endMs = end.kind === 'timed' ? end.ms : 0;
  const load = useCallback(async (): Promise<Result<readonly Occurrence[] | null, Problem>> => {
    if (endMs <= startMs) return ok(null);
    const [from, to] = [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
    const page = await window.jarvis.agenda.list({ from, to });
    return page.ok ? ok(page.value.occurrences.filter((each) => overlaps(each, startMs, endMs))) : page;
  }, [startMs, endMs]);
  return useLive(load, onAgendaChanged).value;
};

const none = { start: { kind: 'date', date: '' }, end: { kind: 'date', date: '' } } as const;

const overlaps = (occurrence: Occurrence, startMs: number, endMs: number): boolean => {
  const timed = isBusy(occurrence) ? timedOf(occurrence) : null;
  return timed !== null && timed.startMs < endMs && timed.endMs > startMs;
};
