import type { Format } from './createFormat.ts';

/** When something was last synced, as a time of day, which does not become outdated like "2 min ago". */
export const syncedAt = (ms: number, nowMs: number, format: Format): string =>
  format.dateOf(ms) === format.dateOf(nowMs) ? format.time(ms) : format.relative(ms, nowMs);
