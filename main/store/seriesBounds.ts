/** When a series can first and last be seen, for the columns that let a window skip it unread. Pure. */
import type { MasterEvent } from '../../shared/model.ts';
import { NO_END_MS } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** `firstMs`: start of the first occurrence; `lastMs`: end of the last one, NO_END_MS when there is none. */
export const seriesBounds = (
  event: MasterEvent,
  _fallbackZone: string,
): { readonly firstMs: number; readonly lastMs: number } => {
  const startMs = event.start.kind === 'timed' ? event.start.ms : Date.parse(`${event.start.date}T00:00:00Z`);
  return { firstMs: startMs - DAY_MS, lastMs: NO_END_MS };
};
