/** How long the window shows a change, and in which words. Pure. */
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { collisionName } from '../../shared/text/collisionText.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { describeChange } from '../../shared/text/describeChange.ts';
import { agoOf } from '../ui/when.ts';
import type { Words } from '../../shared/text/words.ts';

/** How long a change is shown in the hero and in a meeting, and how long on its row. */
export const toldMs = DAY_MS;
export const taggedMs = HOUR_MS;

/** `Moved from 09:30 an hour ago`, `Moved from 09:30 onto “1:1” an hour ago`. */
export const changeSentence = (change: AgendaChange, nowMs: number, words: Words): string => {
  const { changes } = words.messages;
  const { sentence } = describeChange(change, nowMs, words);
  const ago = agoOf(Date.parse(change.noticedAt), nowMs, words);
  if (change.collision === undefined) return changes.noticed(sentence, ago);
  const other = collisionName(change.collision, words);
  return beginsElsewhere(change)
    ? changes.noticed(changes.movedOnto(sentence, other), ago)
    : changes.andOverlaps(changes.noticed(sentence, ago), other);
};

/** Returns whether the change has another start, not only another end. */
const beginsElsewhere = (change: AgendaChange): boolean =>
  change.kind === 'moved' && startMsOf(change.from.start, 'UTC') !== startMsOf(change.to.start, 'UTC');

/** Returns the word on a row for the most important change; null if there is none. */
export const tagOf = (changes: readonly AgendaChange[], nowMs: number, words: Words): string | null => {
  for (const kind of ['new', 'moved', 'placeChanged', 'linkChanged'] as const) {
    const change = changes.find((each) => each.kind === kind);
    if (change !== undefined) return describeChange(change, nowMs, words).label;
  }
  return null;
};
