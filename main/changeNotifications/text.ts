/**
 * The texts of notices about changes. Pure. Titles, places and links come from strangers' invitations: control and
 * bidi characters are removed here; markup is escaped where the notification is created [property 13].
 */
import type { ChangeNotice } from '../../shared/changeNotices.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { EventTime } from '../../shared/model.ts';
import { collisionText } from '../../shared/text/collisionText.ts';
import { describeChange } from '../../shared/text/describeChange.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { isolated, plainPart, plainText } from '../../shared/text/plainText.ts';
import type { Notice } from '../platform/notification.ts';
import type { Words } from '../../shared/text/words.ts';

/** Up to this many, each change has a notification of its own. */
const mostSingle = 3;
/** How many meetings are named in one notification for all of them. */
const mostNamed = 3;

export interface ShownNotice extends Notice {
  /** What a click opens; null: only the window. */
  readonly opens: AgendaChange | null;
}

export const shownNotices = (
  notices: readonly ChangeNotice[],
  nowMs: number,
  words: Words,
): readonly ShownNotice[] => {
  if (notices.length <= mostSingle) return notices.map((notice) => single(notice, nowMs, words));
  const { messages } = words;
  const named = notices
    .slice(0, mostNamed)
    .map(
      ({ changes: [change] }) =>
        `${isolated(titleOf(change, words, 40))}: ${whatHappened(change, nowMs, words)}`,
    );
  const body = [...named, messages.system.moreChanged(notices.length - named.length)].join('\n');
  return [{ title: messages.system.meetingsChanged(notices.length), body, opens: null }];
};

const single = ({ changes }: ChangeNotice, nowMs: number, words: Words): ShownNotice => {
  const [first] = changes;
  const lines = changes.map((change) => whatHappened(change, nowMs, words));
  // The text about a move already contains the times.
  const when = first.kind === 'moved' ? '' : timeOf(first.start, nowMs, words);
  return {
    title: titleOf(first, words, 80),
    body: [...lines, when, collisionText(first, words) ?? ''].filter((line) => line !== '').join('\n'),
    opens: first.kind === 'cancelled' ? null : first,
  };
};

const titleOf = (change: AgendaChange, { messages }: Words, length: number): string =>
  plainText(displayTitle(change, messages), length);

/** `Moved 15:00 → 16:00`, `Cancelled`, `New place: Room 2`. */
const whatHappened = (change: AgendaChange, nowMs: number, words: Words): string => {
  const { system } = words.messages;
  if (change.kind === 'new') return system.invited;
  const { label, from, to, saysDay } = describeChange(change, nowMs, words);
  const told = change.wholeSeries ? system.ofSeries(label) : label;
  if (change.kind === 'cancelled') return told;
  if (change.kind === 'moved') {
    const arrow = `${told} ${from ?? ''} → ${to ?? ''}`;
    const day = saysDay ? '' : dayOf(change.to.start, nowMs, words);
    return day === '' ? arrow : `${arrow}, ${day}`;
  }
  return to === null ? told : `${told}: ${plainPart(to, 60)}`;
};

/** Returns, for example, `tomorrow`; nothing for today. */
const dayOf = (time: EventTime, nowMs: number, { format }: Words): string => {
  const today = format.dateOf(nowMs);
  const date = time.kind === 'date' ? time.date : format.dateOf(time.ms);
  return date === today ? '' : format.dayInSentence(date, today);
};

const timeOf = (time: EventTime, nowMs: number, words: Words): string => {
  const { format, messages } = words;
  const today = format.dateOf(nowMs);
  if (time.kind === 'date') return messages.reminders.allDay(format.dayInSentence(time.date, today));
  const day = format.dayInSentence(format.dateOf(time.ms), today);
  return messages.system.dayAndTime(day, format.time(time.ms));
};
