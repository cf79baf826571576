/** The inspector's figures and times as text. Pure. */
import type { Messages } from '../../shared/messages/en.ts';
import type { CalendarId } from '../../shared/model.ts';
import type { CalendarInspection, Drift, PassRecord } from '../../shared/syncReport.ts';
import type { Words } from '../../shared/text/words.ts';
import { agoOf } from '../ui/when.ts';

/** Returns a function that names these calendars, for `problemText`. */
export const nameIn =
  (calendars: readonly CalendarInspection[]) =>
  (id: CalendarId): string | null =>
    calendars.find(({ calendarId }) => calendarId === id)?.name ?? null;

/** Returns `10:42`, with the day if it is not today. */
export const timePhrase = (ms: number, nowMs: number, { messages, format }: Words): string => {
  const date = format.dateOf(ms);
  return date === format.dateOf(nowMs)
    ? format.time(ms)
    : messages.app.onDateAt(format.shortDate(date), format.time(ms));
};

/** Returns the number of differences that an audit found. */
export const driftOf = ({ missing, extra, different }: Drift): number => missing + extra + different;

/** Returns `Checked 3 days ago: in step`; null before the first audit. */
export const auditText = (
  audit: CalendarInspection['lastAudit'],
  nowMs: number,
  words: Words,
): string | null => {
  if (audit === null) return null;
  const { inspector } = words.messages;
  const when = agoOf(Date.parse(audit.at), nowMs, words);
  const differences = driftOf(audit);
  return differences === 0 ? inspector.checkedInStep(when) : inspector.checkedMended(when, differences);
};

/** Returns the kinds of differences: `1 missing here, 2 different`. */
export const driftParts = (drift: Drift, { inspector }: Messages): readonly string[] =>
  [
    drift.missing === 0 ? null : inspector.missing(drift.missing),
    drift.extra === 0 ? null : inspector.extra(drift.extra),
    drift.different === 0 ? null : inspector.different(drift.different),
  ].filter((part) => part !== null);

/** Returns a duration: `340 ms`, `2.4 s`, `3 min`. */
export const tookText = (ms: number, { messages, format }: Words): string => {
  if (ms < 1000) return messages.inspector.milliseconds(format.number(Math.round(ms)));
  if (ms < 60_000) return messages.inspector.seconds(format.number(Math.round(ms / 100) / 10));
  return format.duration(ms);
};

/** Returns what a pass wrote and removed. */
export const countsText = ({ counts }: PassRecord, { messages, format }: Words): string => {
  const { inspector } = messages;
  const removed = counts.removed + counts.swept;
  const parts = [
    counts.upserted === 0 ? null : inspector.written(format.number(counts.upserted)),
    removed === 0 ? null : inspector.removed(format.number(removed)),
    counts.quarantined === 0 ? null : inspector.leftOut(format.number(counts.quarantined)),
  ].filter((part) => part !== null);
  return parts.length === 0 ? inspector.unchanged : parts.join(', ');
};
