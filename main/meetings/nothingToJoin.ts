/** What the shortcut for "Join next" says if there is nothing to join. Pure. */
import { joinableAt } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Notice } from '../platform/notification.ts';
import type { Words } from '../../shared/text/words.ts';

/** `meetings`: today's and tomorrow's, sorted by start; `joinNext` chooses none of them. */
export const nothingToJoin = (
  meetings: readonly Occurrence[],
  nowMs: number,
  { messages, format }: Words,
): Notice => {
  const words = messages.system;
  const next = joinableAt(meetings, nowMs).chosen;
  if (next === null) return { title: words.nothingToJoin, body: words.noneToJoin };
  const title = plainPart(displayTitle(next.occurrence, messages), 60);
  const date = format.dateOf(next.startMs);
  const today = format.dateOf(nowMs);
  const time = format.time(next.startMs);
  const when = date === today ? time : `${format.dayInSentence(date, today)} ${time}`;
  return { title: words.nothingToJoin, body: words.nextToJoin(`${title}, ${when}`) };
};
