/** How much of a working day is still free. Pure. */
import { workingHours } from '../../shared/workingHours.ts';
import { isBusy } from '../occurrence/occurrence.ts';
import { minGapMs, type AgendaDay } from './agendaDays.ts';

/** Returns the free time that is left of the day's working hours, in ms. */
export const freeMsOf = (
  { date, allDay, entries }: Pick<AgendaDay, 'date' | 'allDay' | 'entries'>,
  nowMs: number,
  zone: string,
): number => {
  const hours = workingHours(date, zone);
  if (hours === null) return 0;
  let freeSinceMs = Math.max(hours.startMs, nowMs);
  let freeMs = 0;
  const addUntil = (ms: number): void => {
    const gapMs = Math.min(ms, hours.endMs) - freeSinceMs;
    if (gapMs >= minGapMs) freeMs += gapMs;
  };
  for (const row of [...allDay, ...entries]) {
    if (row.kind === 'gap' || !isBusy(row.occurrence)) continue;
    addUntil(row.startMs);
    freeSinceMs = Math.max(freeSinceMs, row.endMs);
  }
  addUntil(hours.endMs);
  return freeMs;
};
