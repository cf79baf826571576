/**
 * What is on its way, drawn over what is stored [O15]. Pure: rows and operations in, rows out. The store stays what
 * Google sent [O14]; this is applied to whatever is read from it. Keyed by series and slot, never by an instance's id.
 */
import type {
  AccountId,
  CalendarId,
  Occurrence,
  OccurrenceDetail,
  ResponseStatus,
} from '../../shared/model.ts';
import { arrived, newEvent, type CalendarLook, type Creation } from './creations.ts';
import { isDrawn, pendingOf, type CreateWant, type Operation, type Want } from './operation.ts';

/** A change to an event that is stored. */
interface Change {
  readonly operation: Operation;
  readonly want: Exclude<Want, CreateWant>;
  /** For a move that is drawn: how the calendars look. */
  readonly looks?: { readonly here: CalendarLook | null; readonly there: CalendarLook };
}

/** Open operations, arranged for drawing. Made once for each change of the outbox. */
export interface PendingIndex {
  /** Answers, deletions and moves, by event. */
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  readonly hasRemovals: boolean;
  readonly creations: readonly Creation[];
}

const nameOf = (accountId: string, calendarId: string, eventId: string): string =>
  `${accountId}\n${calendarId}\n${eventId}`;

/** Returns null if nothing is to be drawn. */
export const indexOf = (
  operations: readonly Operation[],
  lookOf: (accountId: AccountId, calendarId: CalendarId) => CalendarLook | null,
): PendingIndex | null => {
  const changes = new Map<string, Change[]>();
  const creations: Creation[] = [];
  for (const operation of operations) {
    const { want, accountId, calendarId, eventId } = operation;
    if (want.kind === 'create') {
      const look = isDrawn(operation) ? lookOf(accountId, calendarId) : null;
      if (look !== null) creations.push(newEvent(operation, want, look));
      continue;
    }
    const there = want.kind === 'move' && isMovedAway(operation) ? lookOf(accountId, want.to) : null;
    const looks = there === null ? {} : { looks: { here: lookOf(accountId, calendarId), there } };
    const name = nameOf(accountId, calendarId, eventId);
    changes.set(name, [...(changes.get(name) ?? []), { operation, want, ...looks }]);
    if (there !== null && want.kind === 'move' && operation.state === 'accepted')
      creations.push(arrived(operation, want, there));
  }
  const hasRemovals = [...changes.values()].flat().some(({ operation }) => isRemoving(operation));
  return changes.size === 0 && creations.length === 0 ? null : { changes, hasRemovals, creations };
};

/** Whether an event is no longer shown because of this operation. One that the person must decide about is shown. */
const isRemoving = (operation: Operation): boolean =>
  operation.want.kind === 'remove' && operation.state !== 'asks' && isDrawn(operation);

/** Whether an event is shown in the other calendar because of this operation. */
const isMovedAway = (operation: Operation): boolean =>
  operation.want.kind === 'move' && operation.state !== 'asks' && isDrawn(operation);

/**
 * Whether an operation is about this occurrence. An answer to a whole series is about the instances that had the
 * series' answer: one that was answered alone keeps its own [W25].
 */
const concerns = ({ operation, want }: Change, occurrence: Occurrence): boolean => {
  if (operation.slot !== null) return sameSlot(operation.slot, occurrence.occurrenceStart);
  if (want.kind === 'move') return true;
  if (want.scope === 'one') return occurrence.masterId === undefined;
  return (
    want.kind === 'remove' ||
    occurrence.masterId === undefined ||
    (occurrence.selfResponse ?? 'needsAction') === (operation.base.response ?? 'needsAction')
  );
};

const sameSlot = (slot: string, start: string | undefined): boolean =>
  slot === start || (start !== undefined && slot.length > 10 && Date.parse(slot) === Date.parse(start));

/** Whether a deletion is on its way, so that the occurrence is not shown. */
export const isRemoved = (index: PendingIndex, shown: Occurrence): boolean => {
  if (!index.hasRemovals) return false;
  const { accountId, calendarId, eventId, masterId } = shown;
  const found = index.changes.get(nameOf(accountId, calendarId, masterId ?? eventId)) ?? [];
  return found.some((change) => isRemoving(change.operation) && concerns(change, shown));
};

/** Draws what is on its way over one occurrence; returns the same object if that is nothing. */
export const drawAnswer = <Shown extends Occurrence>(index: PendingIndex, shown: Shown): Shown => {
  const { accountId, calendarId, eventId, masterId } = shown;
  const found = index.changes.get(nameOf(accountId, calendarId, masterId ?? eventId));
  if (found === undefined) return shown;
  let drawn = shown;
  for (const change of found) {
    if (!concerns(change, drawn)) continue;
    const { operation, want } = change;
    // A refused one is marked, and shows what Google has.
    const changed =
      want.kind === 'respond' && isDrawn(operation)
        ? answered(drawn, want.response)
        : change.looks === undefined
          ? drawn
          : recoloured(drawn, change.looks);
    drawn = { ...changed, pending: pendingOf(operation) };
  }
  return drawn;
};

/** In the other calendar's colour, unless the event has one of its own. */
const recoloured = <Shown extends Occurrence>(
  shown: Shown,
  { here, there }: NonNullable<Change['looks']>,
): Shown => (shown.color === here?.color ? { ...shown, color: there.color } : shown);

const answered = <Shown extends Occurrence>(shown: Shown, response: ResponseStatus): Shown => {
  const { guests, selfResponse } = shown;
  const change = Number(response === 'accepted') - Number(selfResponse === 'accepted');
  return {
    ...shown,
    selfResponse: response,
    guests: guests === null ? null : { ...guests, accepted: guests.accepted + change },
  };
};

/** Draws them over the details, where the guest list shows the own entry too. */
export const drawDetail = <Shown extends OccurrenceDetail>(index: PendingIndex, shown: Shown): Shown => {
  const { accountId, calendarId, eventId, masterId } = shown;
  const changes = index.changes.get(nameOf(accountId, calendarId, masterId ?? eventId)) ?? [];
  const there = changes.find(({ looks }) => looks !== undefined)?.looks?.there;
  const answer = drawAnswer(index, shown);
  const drawn = there === undefined ? answer : { ...answer, calendarName: there.name };
  const { selfResponse: response } = drawn;
  if (answer === shown || response === null) return drawn;
  const note = changes
    .filter((one) => isDrawn(one.operation) && concerns(one, shown))
    .flatMap(({ want }) => (want.kind === 'respond' && want.comment !== null ? [want.comment] : []))
    .at(-1);
  return {
    ...drawn,
    attendees: shown.attendees.map((one) =>
      one.self ? { ...one, response, ...(note != null && { comment: note.trim() }) } : one,
    ),
  };
};
