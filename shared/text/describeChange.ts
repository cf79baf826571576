/** Describes a change: a short label, the old and the new value, and a sentence. Pure. */
import type { AgendaChange, ChangeWhat, EventSpan } from '../agendaChanges.ts';
import type { EventTime } from '../model.ts';
import { addDays } from './days.ts';
import { joinService } from './joinService.ts';
import { isolated, plainText } from './plainText.ts';
import type { Words } from './words.ts';

export interface ChangeWords {
  /** `Moved`, `New place`. */
  readonly label: string;
  /** Null if there is nothing to compare with. */
  readonly from: string | null;
  readonly to: string | null;
  /** `Moved from 09:30`. */
  readonly sentence: string;
  /** True if `from` and `to` contain the day. */
  readonly saysDay: boolean;
}

export const describeChange = (
  change: ChangeWhat & Pick<AgendaChange, 'wholeSeries'>,
  nowMs: number,
  words: Words,
): ChangeWords => {
  const { changes, agenda } = words.messages;
  const { labels } = changes;
  const plain = { from: null, to: null, saysDay: false };
  switch (change.kind) {
    case 'new':
      return { ...plain, label: labels.new, sentence: changes.added };
    case 'cancelled':
      return { ...plain, label: labels.cancelled, sentence: labels.cancelled };
    case 'moved':
      return describeMove(change, change.wholeSeries, nowMs, words);
    case 'placeChanged': {
      const { from, to } = { from: placed(change.from), to: placed(change.to) };
      if (to === null) return { ...plain, from, label: labels.placeRemoved, sentence: labels.placeRemoved };
      if (from === null) return { ...plain, to, label: labels.placeAdded, sentence: labels.placeAdded };
      return { ...plain, from, to, label: labels.placeChanged, sentence: changes.placeWas(isolated(from)) };
    }
    case 'linkChanged': {
      const from = change.from === null ? null : joinService(change.from);
      const to = change.to === null ? null : joinService(change.to);
      const label =
        change.to === null
          ? labels.linkRemoved
          : change.from === null
            ? labels.linkAdded
            : labels.linkChanged;
      // From one link to another of the same service, only the label says something.
      return { ...plain, ...(from === to ? {} : { from, to }), label, sentence: label };
    }
    case 'answerChanged': {
      const answer = (given: typeof change.from): string =>
        given === null ? changes.notInvited : agenda.answers[given];
      const to = answer(change.to);
      return {
        ...plain,
        from: answer(change.from),
        to,
        label: labels.answerChanged,
        sentence: change.to === null ? changes.notInvited : changes.answerNow(to),
      };
    }
    default:
      return change satisfies never;
  }
};

const placed = (place: string | null): string | null => {
  const text = plainText(place ?? '', 60);
  return text === '' ? null : text;
};

const lengthOf = ({ start, end }: EventSpan): number =>
  start.kind === 'timed' && end.kind === 'timed' ? end.ms - start.ms : 0;

const describeMove = (
  { from, to }: { readonly from: EventSpan; readonly to: EventSpan },
  wholeSeries: boolean,
  nowMs: number,
  words: Words,
): ChangeWords => {
  const { format, messages } = words;
  const { changes } = messages;
  const was = from.start;
  const is = to.start;
  const sentenceOf = wholeSeries ? changes.seriesMovedFrom : changes.movedFrom;
  const moved = { label: changes.labels.moved };
  if (was.kind === 'timed' && is.kind === 'timed' && from.end.kind === 'timed' && to.end.kind === 'timed') {
    if (was.ms === is.ms) {
      const end = format.time(from.end.ms);
      return {
        label: changes.labels.endMoved,
        from: end,
        to: format.time(to.end.ms),
        sentence: changes.endWas(end),
        saysDay: false,
      };
    }
    if (format.dateOf(was.ms) === format.dateOf(is.ms)) {
      const sameLength = lengthOf(from) === lengthOf(to);
      const told = (start: number, end: number): string =>
        sameLength ? format.time(start) : format.timesRange(start, end);
      return {
        ...moved,
        from: told(was.ms, from.end.ms),
        to: told(is.ms, to.end.ms),
        sentence: sentenceOf(format.time(was.ms)),
        saysDay: false,
      };
    }
  }
  const withLast = sameDates(from, to);
  return {
    ...moved,
    from: dayAndTime(was, words, withLast ? from : undefined),
    to: dayAndTime(is, words, withLast ? to : undefined),
    sentence: sentenceOf(inSentence(was, nowMs, words)),
    saysDay: true,
  };
};

/** Returns whether all-day events begin on the same day, so that they differ in their last one. */
const sameDates = (from: EventSpan, to: EventSpan): boolean =>
  from.start.kind === 'date' && to.start.kind === 'date' && from.start.date === to.start.date;

/** `24 Nov, 09:30`; `24 Nov, all day`; with `span` also its last day. */
const dayAndTime = (time: EventTime, { format, messages }: Words, span?: EventSpan): string => {
  if (time.kind === 'timed')
    return messages.app.onDateAt(format.shortDate(format.dateOf(time.ms)), format.time(time.ms));
  const first = format.shortDate(time.date);
  if (span?.end.kind === 'date') return `${first} – ${format.shortDate(addDays(span.end.date, -1))}`;
  return messages.changes.allDayOn(first);
};

const inSentence = (time: EventTime, nowMs: number, words: Words): string => {
  const { format, messages } = words;
  const today = format.dateOf(nowMs);
  const date = time.kind === 'timed' ? format.dateOf(time.ms) : time.date;
  const day = format.dayInSentence(date, today);
  return time.kind === 'timed' ? `${day} ${format.time(time.ms)}` : messages.changes.allDayOn(day);
};
