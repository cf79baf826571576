/** The time of a meeting: in the viewer's zone, in its own zone, and how it repeats. */
import type { ReactNode } from 'react';
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { dateSpan, startMsOf } from '../../shared/text/days.ts';
import { repeatText } from '../../shared/text/repeatText.ts';
import { zoneName } from '../../shared/text/zoneName.ts';
import { useWords } from '../ui/words.ts';
import type { Words } from '../../shared/text/words.ts';

interface WhenProps {
  readonly occurrence: Occurrence;
  readonly detail: OccurrenceDetail | null;
  readonly nowMs: number;
}

export const When = ({ occurrence, detail, nowMs }: WhenProps): ReactNode => {
  const words = useWords();
  const lines = [...timesOf(occurrence, nowMs, words), repetitionOf(occurrence, detail, words)];
  return lines.map((line) => (line === null ? null : <p key={line}>{line}</p>));
};

const timesOf = (
  occurrence: Occurrence,
  nowMs: number,
  { messages, format }: Words,
): readonly (string | null)[] => {
  const { start, end } = occurrence;
  const today = format.dateOf(nowMs);
  const span = dateSpan(occurrence, format.timeZone);
  const first = format.fullDate(span.first, today);
  if (start.kind === 'date' || end.kind === 'date')
    return [
      span.first === span.last ? first : `${first} – ${format.fullDate(span.last, today)}`,
      messages.app.allDay,
    ];
  const length = end.ms > start.ms ? ` · ${format.duration(end.ms - start.ms)}` : '';
  return [
    first,
    `${format.timesRange(start.ms, end.ms)}${length}`,
    timesThere(occurrence, today, { messages, format }),
  ];
};

/** Returns the times in the meeting's own zone if they differ, with the date if that differs too; otherwise null. */
const timesThere = (occurrence: Occurrence, today: string, { messages, format }: Words): string | null => {
  const { start, end } = occurrence;
  if (start.kind === 'date' || end.kind === 'date' || start.zone === format.timeZone) return null;
  const there = format.inZone(start.zone);
  if (there === null) return null;
  const range = there.timesRange(start.ms, end.ms);
  const date = there.dateOf(start.ms);
  const otherDate = date !== format.dateOf(start.ms);
  if (!otherDate && range === format.timesRange(start.ms, end.ms)) return null;
  const said = otherDate ? messages.app.onDateAt(there.fullDate(date, today), range) : range;
  return messages.detail.inZone(said, zoneName(start.zone));
};

const repetitionOf = (
  occurrence: Occurrence,
  detail: OccurrenceDetail | null,
  { messages, format }: Words,
): string | null => {
  if (detail === null) return null;
  if (detail.repeat === null) return detail.masterId === undefined ? null : messages.detail.repeatsHint;
  return repeatText(detail.repeat, messages, format, startMsOf(occurrence.start, format.timeZone));
};
