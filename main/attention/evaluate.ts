/**
 * Decides how much attention a meeting gets from the person's choices and rules. Pure. The most specific one counts:
 * the occurrence's, then the series', then the rules in their order (hiding before muting), then the calendar's.
 * A choice about a meeting or a series also holds for its copies in other calendars [S23].
 */
import { hasCondition, type AttentionMark, type AttentionRule } from '../../shared/attention.ts';
import type { AccountId, Attention, CalendarId, EventId, EventTime, Occurrence } from '../../shared/model.ts';
import { LONGEST_UID, sharedUid } from '../../shared/notes.ts';
import { familyOf } from '../recurrence/instanceId.ts';

/** What a rule may ask and lists do not contain; read only if the rule's other conditions hold. */
export interface EventFacts {
  readonly organizer: { readonly name?: string; readonly email?: string } | null;
  /** Google left guests out, so that no list of them does not mean that there are none [S28]. */
  readonly guestsOmitted: boolean;
}

/** Returns null if the event is gone. */
export type ReadFacts = (occurrence: Occurrence) => EventFacts | null;

/** Returns null for full attention. */
export type AttentionOf = (occurrence: Occurrence, readFacts: ReadFacts) => Attention | null;

const calendarKey = (accountId: AccountId, calendarId: CalendarId): string => `${accountId}\n${calendarId}`;
const eventKey = (accountId: AccountId, calendarId: CalendarId, eventId: EventId): string =>
  `${accountId}\n${calendarId}\n${eventId}`;

/** As marks store it. */
export const startText = (start: EventTime): string =>
  start.kind === 'date' ? start.date : new Date(start.ms).toISOString();

/** Returns the id that all parts of the occurrence's series share [S21]; null for a single event. */
export const seriesOf = ({ masterId }: Occurrence): EventId | null =>
  masterId === undefined ? null : familyOf(masterId).base;

/** Returns what the occurrence shares with its copies in other calendars; null if nothing that is kept. */
export const uidOf = ({ iCalUid }: Occurrence): string | null => {
  const uid = sharedUid(iCalUid);
  return uid === null || uid.length > LONGEST_UID ? null : uid;
};

interface Copy {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly uid: string | null;
}

/** Returns whether both are in different calendars and have the same UID. In one calendar it means two meetings. */
export const areCopies = (a: Copy, b: Copy): boolean =>
  a.uid !== null && a.uid === b.uid && (a.accountId !== b.accountId || a.calendarId !== b.calendarId);

/** Without case and accents, so that `zürich` finds `Zurich`. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase();

type Condition = (occurrence: Occurrence, readFacts: ReadFacts) => boolean;

/** Returns a function that tells whether a rule hits an occurrence. */
export const ruleMatcher = (rule: AttentionRule): Condition => {
  if (!hasCondition(rule)) return () => false;
  const words = folded(rule.words).split(/\s+/u).filter(Boolean);
  const organizer = folded(rule.organizer.trim());
  const { calendar, eventType } = rule;

  const cheap = (occurrence: Occurrence): boolean => {
    if (calendar !== null) {
      if (calendar.accountId !== occurrence.accountId) return false;
      if (calendar.calendarId !== occurrence.calendarId) return false;
    }
    if (eventType !== null && eventType !== occurrence.eventType) return false;
    if (rule.free && occurrence.transparency !== 'transparent') return false;
    if (rule.allDay && occurrence.start.kind !== 'date') return false;
    if (rule.unanswered && occurrence.selfResponse !== 'needsAction') return false;
    if (rule.alone && (occurrence.guests?.total ?? 0) > 1) return false;
    if (words.length === 0) return true;
    const title = folded(occurrence.title);
    return words.every((word) => title.includes(word));
  };
  if (organizer === '' && !rule.alone) return cheap;
  return (occurrence, readFacts) => {
    if (!cheap(occurrence)) return false;
    const facts = readFacts(occurrence);
    if (facts === null) return false;
    if (rule.alone && facts.guestsOmitted) return false;
    if (organizer === '') return true;
    const { name = '', email = '' } = facts.organizer ?? {};
    return folded(name).includes(organizer) || folded(email).includes(organizer);
  };
};

type OccurrenceMark = Extract<AttentionMark, { scope: 'occurrence' }>;
type SeriesMark = Extract<AttentionMark, { scope: 'series' }>;

/** Returns the function that decides for each occurrence by these choices and rules. */
export const createAttentionOf = (
  marks: readonly AttentionMark[],
  rules: readonly AttentionRule[],
): AttentionOf => {
  const occurrences = new Map<string, OccurrenceMark>();
  const series = new Set<string>();
  const calendars = new Set<string>();
  const byUid = new Map<string, (OccurrenceMark | SeriesMark)[]>();
  for (const mark of marks) {
    if (mark.scope !== 'calendar' && mark.uid !== null) {
      const known = byUid.get(mark.uid);
      if (known === undefined) byUid.set(mark.uid, [mark]);
      else known.push(mark);
    }
    if (mark.scope === 'occurrence')
      occurrences.set(eventKey(mark.accountId, mark.calendarId, mark.eventId), mark);
    else if (mark.scope === 'series') series.add(eventKey(mark.accountId, mark.calendarId, mark.seriesId));
    else calendars.add(calendarKey(mark.accountId, mark.calendarId));
  }
  const ordered = rules
    .toSorted((a, b) => Number(a.level === 'muted') - Number(b.level === 'muted'))
    .map((rule) => ({ level: rule.level, hits: ruleMatcher(rule) }));

  /** The choices about copies of an occurrence. */
  const aboutCopies = (occurrence: Occurrence): readonly (OccurrenceMark | SeriesMark)[] => {
    const uid = byUid.size === 0 ? null : uidOf(occurrence);
    const marksOfUid = uid === null ? undefined : byUid.get(uid);
    return marksOfUid?.filter((mark) => areCopies(mark, { ...occurrence, uid })) ?? [];
  };

  return (occurrence, readFacts) => {
    const { accountId, calendarId, eventId, start } = occurrence;
    const holds = (mark: AttentionMark | undefined): mark is OccurrenceMark =>
      mark?.scope === 'occurrence' && mark.start === startText(start);
    const copies = aboutCopies(occurrence);
    const exact =
      occurrences.size === 0 ? undefined : occurrences.get(eventKey(accountId, calendarId, eventId));
    const own = holds(exact) ? exact : copies.findLast(holds);
    if (own !== undefined) return own.level === 'normal' ? null : { level: own.level, by: 'occurrence' };
    const seriesId = series.size === 0 ? null : seriesOf(occurrence);
    if (
      seriesId !== null &&
      (series.has(eventKey(accountId, calendarId, seriesId)) ||
        copies.some(({ scope }) => scope === 'series'))
    )
      return { level: 'muted', by: 'series' };
    const rule = ordered.find(({ hits }) => hits(occurrence, readFacts));
    if (rule !== undefined) return { level: rule.level, by: 'rule' };
    return calendars.has(calendarKey(accountId, calendarId)) ? { level: 'muted', by: 'calendar' } : null;
  };
};
