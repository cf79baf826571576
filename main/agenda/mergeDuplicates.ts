/**
 * Shows a meeting once if it is in several calendars (the person's own, a shared one, another account's) [S23].
 * Copies have the same iCalUID and start. The person's own copy is shown: it has their response, their reminders and
 * what they may see. A copy of a colleague, a room or a free/busy calendar never hides it.
 */
import type { Occurrence, ResponseStatus } from '../../shared/model.ts';
import { compareKeys } from './cursor.ts';
import type { SortKey } from './cursor.ts';
import type { Ownership } from './ownership.ts';

/** An occurrence with what is needed to sort and merge it. */
export interface Drawn {
  readonly occurrence: Occurrence;
  readonly key: SortKey;
  readonly iCalUid: string | null;
  /** Whose calendar this copy is on. */
  readonly ownership: Ownership;
}

const calendarOf = ({ key }: Drawn): string => `${key.accountId}\n${key.calendarId}`;

/** If the person is invited in two calendars of their own, the copy with the better response is shown. */
const answerRank: Readonly<Record<ResponseStatus, number>> = {
  accepted: 0,
  tentative: 2,
  needsAction: 3,
  declined: 4,
};

/** Lower is better: the person's own copies first, then those that invite them, then the better response. */
const rank = ({ occurrence, ownership }: Drawn): number => {
  const { selfResponse } = occurrence;
  return 10 * calendarRank(occurrence, ownership) + (selfResponse === null ? 1 : answerRank[selfResponse]);
};

const calendarRank = ({ selfResponse, organizedBySelf, title }: Occurrence, ownership: Ownership): number => {
  const own = ownRank[ownership];
  if (own !== undefined) return selfResponse === null ? own + 3 : own;
  if (selfResponse !== null || organizedBySelf === true) return 6;
  // A private event has no title if the person may not read it. Events of a free/busy calendar never have one.
  return ownership === 'freeBusy' || title.trim() === '' ? 8 : 7;
};

/** The person's calendars, the main ones first. */
const ownRank: Partial<Record<Ownership, number>> = { primary: 0, address: 1, owned: 2 };

/** Returns whether two calendars have the same UID. Otherwise there is nothing to merge. */
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
 * Keeps one calendar's copy of each meeting, in the given order. Occurrences that begin at the same instant must be
 * passed together.
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
    // Two events with the same UID in one calendar are intended by that calendar, so both stay.
    for (const copy of copies) if (calendarOf(copy) !== calendarOf(best)) hidden.add(copy);
  }
  return hidden.size === 0 ? drawn : drawn.filter((item) => !hidden.has(item));
}
