/**
 * Which operation may go next [O9], and which ones become one [O10]. Pure.
 *
 * A lane is an event, or a series with all its parts and instances. Within a lane operations go in the order in which
 * they were asked for; one that waits for a decision stops its lane and no other.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import { familyOf } from '../recurrence/instanceId.ts';
import { isOpen, isUntouched, type Operation } from './operation.ts';

export const laneOf = ({ accountId, calendarId, eventId }: Operation): string =>
  `${accountId}\n${calendarId}\n${familyOf(eventId).base}`;

export interface Turn {
  /** To be sent now; null: nothing. */
  readonly next: Operation | null;
  /** When the next one is due, if none is now; null: not by time alone. */
  readonly dueMs: number | null;
}

/** No row waits longer for its next attempt. A time further away comes from a clock that jumped. */
const LONGEST_WAIT_MS = 20 * MINUTE_MS;

/** Returns whose turn it is among an account's operations, in the order of submission. */
export const turnOf = (operations: readonly Operation[], nowMs: number): Turn => {
  const busy = new Set<string>();
  let dueMs: number | null = null;
  for (const operation of operations) {
    if (!isOpen(operation) || operation.state === 'accepted') continue;
    const lane = laneOf(operation);
    if (busy.has(lane)) continue;
    busy.add(lane);
    const { state, notBeforeMs } = operation;
    // A held one becomes due by a timer of its own, never by what the clock says [X15].
    if (state !== 'queued' && state !== 'unknown') continue;
    if (notBeforeMs <= nowMs || notBeforeMs > nowMs + LONGEST_WAIT_MS)
      return { next: operation, dueMs: null };
    dueMs = Math.min(dueMs ?? Infinity, notBeforeMs);
  }
  return { next: null, dueMs };
};

export interface Coalesced {
  /** The operations that the new one replaces. */
  readonly replaced: readonly Operation[];
  /** The new one over what the first of them was based on; null: all of it together changes nothing. */
  readonly operation: Operation | null;
}

/**
 * Joins a change with the unsent ones to the same occurrence. Of answers the last one counts, over what the person saw
 * first; a deletion takes the place of answers. Deletions of a date and of its series stay apart, so that undoing one
 * leaves the other. Nothing that may have been sent is touched, and no answer with another choice of who is told.
 */
export const coalesce = (waiting: readonly Operation[], added: Operation): Coalesced => {
  const { want } = added;
  // A move goes after what was asked for before it; the outbox takes nothing more for that event.
  if (want.kind === 'create' || want.kind === 'move') return { replaced: [], operation: added };
  const lane = laneOf(added);
  const inLane = waiting.filter((one) => isOpen(one) && one.state !== 'accepted' && laneOf(one) === lane);
  const from = inLane.findLastIndex(
    (one) =>
      !(
        isUntouched(one) &&
        one.want.kind !== 'create' &&
        one.eventId === added.eventId &&
        one.slot === added.slot &&
        (want.kind === 'remove' ||
          (one.want.kind === 'respond' && one.want.scope === want.scope && one.notify === added.notify))
      ),
  );
  const replaced = inLane.slice(from + 1);
  const [first] = replaced;
  if (first === undefined || want.kind === 'remove') return { replaced, operation: added };
  const comment = want.comment ?? lastComment(replaced);
  const joined = { ...added, base: first.base, want: { ...want, comment } };
  const isBack = comment === null && want.response === first.base.response;
  return { replaced, operation: isBack ? null : joined };
};

const lastComment = (operations: readonly Operation[]): string | null =>
  operations.reduce<string | null>(
    (last, { want }) => (want.kind === 'respond' ? (want.comment ?? last) : last),
    null,
  );
