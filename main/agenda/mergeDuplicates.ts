/**
 * The same meeting seen in several calendars (one's own, a shared one, another account's) is drawn once
 * [S23]: copies share the iCalUID and the start. The copy to draw is the person's own: it carries their response, their
 * reminders and what they may see. A colleague's, a room's or a free/busy copy never hides it.
 */
import type { Occurrence } from '../../shared/model.ts';
import { compareKeys } from './cursor.ts';
import type { SortKey } from './cursor.ts';

/** An occurrence on its way into the agenda, with what sorting and merging need. */
export interface Drawn {
  readonly occurrence: Occurrence;
  readonly key: SortKey;
  readonly iCalUid: string | null;
  /** From the person's primary calendar, or one that they own. */
  readonly isOwn: boolean;
  readonly isPrimary: boolean;
}

const calendarOf = ({ key }: Drawn): string => `${key.accountId}\n${key.calendarId}`;

/** Lower is better: own before others', invited before not, primary before other own ones, named before "Busy". */
const rank = ({ occurrence, isOwn, isPrimary }: Drawn): number =>
  (isOwn ? 0 : 8) +
  (occurrence.selfResponse === null ? 4 : 0) +
  (isPrimary ? 0 : 2) +
  (occurrence.title.trim() === '' ? 1 : 0);

/** Whether one UID comes from two calendars: without that there is nothing to merge. */
function hasCopies(drawn: readonly Drawn[]): boolean {
  const first = new Map<string, SortKey>();
  for (const { iCalUid, key } of drawn) {
    if (iCalUid === null) continue;
    const other = first.get(iCalUid);
    if (other === undefined) first.set(iCalUid, key);
    else if (other.calendarId !== key.calendarId || other.accountId !== key.accountId) return true;
  }
  return false;
}

/**
 * Leaves one calendar's copy of each meeting. All occurrences that begin at the same instant must be given
 * together; the order of what is left is the order given.
 */
export function mergeSameMeetings(drawn: readonly Drawn[]): readonly Drawn[] {
  if (!hasCopies(drawn)) return drawn;
  const byMeeting = new Map<string, Drawn[]>();
  for (const item of drawn) {
    if (item.iCalUid === null || item.iCalUid === '') continue;
    const meeting = `${item.key.startMs}/${item.key.order}/${item.iCalUid}`;
    const copies = byMeeting.get(meeting);
    if (copies === undefined) byMeeting.set(meeting, [item]);
    else copies.push(item);
  }
  const hidden = new Set<Drawn>();
  for (const copies of byMeeting.values()) {
    if (copies.length < 2) continue;
    const best = copies.reduce((a, b) => ((rank(b) - rank(a) || compareKeys(b.key, a.key)) < 0 ? b : a));
    // Two with one UID in one calendar are the calendar's own doing and both stay.
    for (const copy of copies) if (calendarOf(copy) !== calendarOf(best)) hidden.add(copy);
  }
  return hidden.size === 0 ? drawn : drawn.filter((item) => !hidden.has(item));
}
