/** The words of a brief's lines. Pure. Other people's names are isolated, since they stand inside of sentences. */
import type { AgendaChange, ChangeWhat, Names } from '../../shared/agendaChanges.ts';
import type { BriefLine, BriefMeeting } from '../../shared/brief.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { describeChange, type ChangeWords } from '../../shared/text/describeChange.ts';
import { detailText, namesText } from '../../shared/text/describeDetail.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import type { Words } from '../../shared/text/words.ts';
import { dayOf } from '../ui/when.ts';

/** Returns what a line says in words; null for those that are drawn in parts (documents, agenda, place, changes). */
export const sayLine = (line: BriefLine, words: Words): string | null => {
  const texts = words.messages.brief;
  const named = (names: Names): string => namesText(names, words);
  switch (line.kind) {
    case 'lastOccurrence':
      if (line.there === null) return texts.lastUnknown;
      return line.there.names.length === 0 ? texts.lastAlone : texts.lastWith(named(line.there));
    case 'noLastOccurrence':
      return texts.noLast(line.days);
    case 'metBefore':
      return texts.metBefore(line.count, line.atLeast, line.days);
    case 'earlierMeeting':
      return texts.together(named(line.together));
    case 'notMetBefore':
      return texts.notMetBefore(line.days);
    case 'newInSeries':
      return texts.newInSeries(named(line.people));
    case 'newToMe':
      return texts.newToMe(named(line.people), line.days);
    case 'guestsChanged':
    case 'guestsAnswered':
    case 'attachmentsChanged':
      return detailText(line, words);
    case 'conferenceChanged':
      return words.messages.changes.detailLabels.conferenceChanged;
    case 'unanswered':
      return texts.unanswered;
    case 'collides':
      return texts.collides;
    case 'tightWay':
      return line.minutes === 0
        ? words.messages.detail.noTravel(line.leave, line.reach)
        : words.messages.detail.travel(
            words.format.duration(line.minutes * MINUTE_MS),
            line.leave,
            line.reach,
          );
    case 'changed':
    case 'descriptionChanged':
    case 'document':
    case 'agenda':
    case 'place':
    case 'dialIn':
      return null;
    default:
      return line satisfies never;
  }
};

export const sayChange = (
  { what }: Extract<BriefLine, { kind: 'changed' }>,
  nowMs: number,
  words: Words,
): ChangeWords => describeChange({ ...what, wholeSeries: false }, nowMs, words);

/** Returns what the meeting that a line comes from is called. */
export const titleOf = ({ title, isPrivate }: BriefMeeting, { messages }: Words): string =>
  isPrivate ? messages.brief.privateEvent : displayTitle({ title }, messages);

/** `17 Nov, 10:00`. */
export const whenOf = ({ start }: BriefMeeting, nowMs: number, words: Words): string => {
  const { format, messages } = words;
  const day = dayOf(start.kind === 'timed' ? format.dateOf(start.ms) : start.date, nowMs, words);
  return start.kind === 'timed'
    ? messages.app.onDateAt(day, format.time(start.ms))
    : messages.changes.allDayOn(day);
};

const urgency: readonly BriefLine['kind'][] = [
  'tightWay',
  'collides',
  'unanswered',
  'changed',
  'guestsChanged',
  'descriptionChanged',
  'attachmentsChanged',
  'conferenceChanged',
  'guestsAnswered',
  'newInSeries',
  'newToMe',
  'lastOccurrence',
  'metBefore',
  'earlierMeeting',
  'document',
  'agenda',
];

/** Returns the lines for a small place, the most important first. */
export const shortLines = (lines: readonly BriefLine[], most: number): readonly BriefLine[] =>
  urgency.flatMap((kind) => lines.filter((line) => line.kind === kind)).slice(0, most);

/** Returns the lines without changes that are told in the same place already. */
export const withoutTold = (
  lines: readonly BriefLine[],
  told: readonly AgendaChange[],
): readonly BriefLine[] => {
  const known = new Set(told.map(stepOf));
  return lines.filter((line) => line.kind !== 'changed' || !known.has(stepOf(line.what)));
};

/** Equal for the same step from one state to another. */
const stepOf = (what: ChangeWhat): string => {
  if (what.kind !== 'moved') return JSON.stringify([what.kind, 'from' in what ? [what.from, what.to] : null]);
  const times = [what.from.start, what.from.end, what.to.start, what.to.end];
  return JSON.stringify([what.kind, ...times.map((time) => (time.kind === 'timed' ? time.ms : time.date))]);
};
