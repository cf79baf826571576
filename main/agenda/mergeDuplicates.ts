/**
 * The same meeting seen in several calendars (one's own, a shared one, another account's) is drawn once
 * [S23]: copies share the iCalUID and the start. The copy to draw is the person's own: it carries their response, their
 * reminders and what they may see. A colleague's, a room's or a free/busy copy never hides it.
 */
import type { Occurrence, ResponseStatus } from '../../shared/model.ts';
import { compareKeys } from './cursor.ts';
import type { SortKey } from './cursor.ts';
import type { Ownership } from './ownership.ts';

/** An occurrence on its way into the agenda, with what sorting and merging need. */
export interface Drawn {
  readonly occurrence: Occurrence;
  readonly key: SortKey;
  readonly iCalUid: string | null;
  /** Of the calendar that this copy is on. */
  readonly ownership: Ownership;
}

const calendarOf = ({ key }: Drawn): string => `${key.accountId}\n${key.calendarId}`;

/** Invited in two calendars of their own, the person comes by the one where they said so. */
const answerRank: Readonly<Record<ResponseStatus, number>> = {
  accepted: 0,
  tentative: 2,
  needsAction: 3,
  declined: 4,
};

/** Lower is better: the person's own before others', invited before not, and of two main calendars the better answer. */
const rank = ({ occurrence, ownership }: Drawn): number => {
  const { selfResponse } = occurrence;
  return 10 * calendarRank(occurrence, ownership) + (selfResponse === null ? 1 : answerRank[selfResponse]);
};

const calendarRank = ({ selfResponse, organizedBySelf, title }: Occurrence, ownership: Ownership): number => {
  const own = ownRank[ownership];
  if (own !== undefined) return selfResponse === null ? own + 3 : own;
  if (selfResponse !== null || organizedBySelf === true) return 6;
  // Private events come without a title where the person may not read them, as all of a free/busy calendar do.
  return ownership === 'freeBusy' || title.trim() === '' ? 8 : 7;
};

/** The person's calendars, the main ones first. */
const ownRank: Partial<Record<Ownership, number>> = { primary: 0, address: 1, owned: 2 };

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
