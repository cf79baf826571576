/**
 * Compares what was wanted, what the person saw, and what Google has now [O8]. Pure. One comparison serves the first
 * send, a 412 and an unknown outcome [O7].
 */
import type { CalendarEvent, EventTime } from '../../shared/model.ts';
import type { WriteField } from '../../shared/pending.ts';
import { ianaZone } from '../../shared/zone.ts';
import type { RawEvent } from '../sync/ports.ts';
import type { Base, CreateWant, Operation, RespondWant, Want } from './operation.ts';
import { etagOf, isCancelled, othersOf, ownGuest, readable, textOf } from './rawEvent.ts';

export type Verdict =
  /** Google has what was wanted. */
  | { readonly kind: 'accepted' }
  /** Google has what the person saw: the change can be made. */
  | { readonly kind: 'send' }
  /** Something else changed; the person decides. */
  | { readonly kind: 'conflict'; readonly fields: readonly WriteField[] }
  | { readonly kind: 'refused'; readonly code: string };

export const sameTime = (a: EventTime, b: EventTime): boolean =>
  a.kind === 'date' ? b.kind === 'date' && a.date === b.date : b.kind === 'timed' && a.ms === b.ms;

const sameLines = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.toSorted().join('\n') === b.toSorted().join('\n');

/** Returns what the meeting differs in from what the person saw: it moved, or became another one. */
const movedFields = (base: Base, event: CalendarEvent): readonly WriteField[] => {
  const fields: WriteField[] = [];
  if (base.title !== event.title) fields.push('title');
  if (!sameTime(base.start, event.start) || !sameTime(base.end, event.end)) fields.push('time');
  const rule = event.kind === 'master' ? event.recurrence : [];
  if (base.rule.length > 0 && !sameLines(base.rule, rule)) fields.push('repeat');
  return fields;
};

/** Whether the own entry already says what is wanted. */
export const isAnswered = (want: RespondWant, event: RawEvent): boolean => {
  const own = ownGuest(event);
  return own !== null && own['responseStatus'] === want.response && hasComment(want, event);
};

export const hasComment = (want: RespondWant, event: RawEvent): boolean =>
  want.comment === null || textOf(ownGuest(event)?.['comment']) === want.comment.trim();

/**
 * Whether what was wanted is there, or gone, as it should be. `event`: as it was just read, for a move in the calendar that
 * it leaves; null: there is none.
 */
export const isInEffect = (want: Want, event: RawEvent | null): boolean => {
  if (event === null || isCancelled(event)) return want.kind === 'remove' || want.kind === 'move';
  return want.kind === 'create' || (want.kind === 'respond' && isAnswered(want, event));
};

/** Judges an answer by the event as it was just read. */
export const judgeAnswer = (operation: Operation, want: RespondWant, event: RawEvent): Verdict => {
  const { base, state, sentEtag } = operation;
  const own = ownGuest(event);
  const read = readable(event, base.zone);
  if (isCancelled(event) || read === null) return { kind: 'refused', code: 'gone' };
  if (own === null) return { kind: 'refused', code: 'notOnGuestList' };
  if (isAnswered(want, event)) return { kind: 'accepted' };
  const moved = movedFields(base, read);
  if (moved.length > 0) return { kind: 'conflict', fields: moved };
  if ((own['responseStatus'] ?? 'needsAction') !== (base.response ?? 'needsAction'))
    return { kind: 'conflict', fields: ['response'] };
  // The first attempt may have been applied and undone by someone since: only the same etag says that it was not.
  if (state === 'unknown' && sentEtag !== null && etagOf(event) !== sentEtag)
    return { kind: 'conflict', fields: ['response'] };
  return { kind: 'send' };
};

/**
 * Judges a deletion. An event that is gone is what was wanted; one that moved, or that more people come to, is asked
 * about: they would get mail that nobody was told of [W41].
 */
export const judgeRemoval = (operation: Operation, event: RawEvent): Verdict => {
  const { base, state, sentEtag } = operation;
  if (isCancelled(event)) return { kind: 'accepted' };
  const read = readable(event, base.zone);
  if (read === null) return { kind: 'refused', code: 'unreadable' };
  const moved = movedFields(base, read);
  if (moved.length > 0) return { kind: 'conflict', fields: moved };
  if (othersOf(event).length > (base.guests ?? 0)) return { kind: 'conflict', fields: ['guests'] };
  // It may have been deleted and brought back by someone since: only the same etag says that it was not.
  if (state === 'unknown' && sentEtag !== null && etagOf(event) !== sentEtag)
    return { kind: 'conflict', fields: ['other'] };
  return { kind: 'send' };
};

/**
 * Judges a move to another calendar. What it does not touch may have changed; but nobody gets mail that the person was
 * not told of [W41].
 */
export const judgeMove = (operation: Operation, event: RawEvent): Verdict => {
  const { base, state, sentEtag } = operation;
  if (readable(event, base.zone) === null) return { kind: 'refused', code: 'unreadable' };
  if (othersOf(event).length > (base.guests ?? 0)) return { kind: 'conflict', fields: ['guests'] };
  // It may have been moved and brought back by someone since: only the same etag says that it was not.
  if (state === 'unknown' && sentEtag !== null && etagOf(event) !== sentEtag)
    return { kind: 'conflict', fields: ['other'] };
  return { kind: 'send' };
};

/** Returns the start or end of a new event. */
export const timesOf = ({ when }: Pick<CreateWant, 'when'>): { start: EventTime; end: EventTime } => {
  if (when.allDay) return { start: { kind: 'date', date: when.from }, end: { kind: 'date', date: when.to } };
  const zone = ianaZone(when.zone);
  const timed = (wall: string): EventTime => ({
    kind: 'timed',
    ms: zone.toMs(Date.parse(`${wall}Z`)),
    zone: when.zone,
  });
  return { start: timed(when.start), end: timed(when.end) };
};

/** Judges an event that has the id of our own which a new event was to get. */
export const judgeCreated = (operation: Operation, want: CreateWant, event: RawEvent): Verdict => {
  if (isCancelled(event)) return { kind: 'refused', code: 'removedMeanwhile' };
  const read = readable(event, operation.base.zone);
  if (read === null) return { kind: 'refused', code: 'removedMeanwhile' };
  const { start, end } = timesOf(want);
  const isSame = read.title === want.title.trim() && sameTime(read.start, start) && sameTime(read.end, end);
  return isSame ? { kind: 'accepted' } : { kind: 'conflict', fields: ['title', 'time'] };
};
