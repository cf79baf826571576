/** Operations as the window lists them [O12]: what was asked for, what became of it, and what can be done. Pure. */
import type { Problem } from '../../shared/problems.ts';
import type { OutboxChoice, OutboxItem } from '../../shared/writing.ts';
import type { Blocked } from './flush.ts';
import { isUntouched, type Base, type Operation, type Want } from './operation.ts';
import { isClosed, type AccountGate } from './retry.ts';

export interface ItemContext {
  readonly nowMs: number;
  readonly gate: AccountGate | null;
  readonly blocked: Blocked | null;
}

export const itemOf = (operation: Operation, context: ItemContext): OutboxItem => {
  const { opId, accountId, calendarId, eventId, slot, want, base, state, madeAtMs } = operation;
  const isNew = want.kind === 'create' && state !== 'accepted';
  return {
    opId,
    kind: want.kind,
    // What was discarded is not listed.
    state: state === 'dropped' ? 'refused' : state,
    accountId,
    calendarId,
    ref:
      isNew && state === 'refused'
        ? null
        : { accountId, calendarId, eventId, ...(slot !== null && { occurrenceStart: slot }) },
    title: base.title,
    start: base.start,
    end: base.end,
    what: want,
    problem: problemOf(operation, context),
    choices: choicesOf(operation),
    undoUntilMs: state === 'held' ? operation.notBeforeMs : null,
    madeAtMs,
  };
};

/** What keeps it from being sent, its own problem first. */
const problemOf = (
  { problem, state, accountId }: Operation,
  { gate, blocked, nowMs }: ItemContext,
): Problem | null => {
  if (problem !== null || (state !== 'queued' && state !== 'unknown')) return problem;
  if (blocked === 'scopeMissing') return { kind: 'writeScopeMissing', accountId };
  if (blocked === 'signIn') return { kind: 'signInRequired', accountId, reason: 'revoked' };
  if (gate === null || !isClosed(gate, nowMs)) return null;
  const retryAt = new Date(gate.untilMs).toISOString();
  return gate.cause === 'quota' ? { kind: 'inviteLimit', retryAt } : { kind: 'rateLimited', retryAt };
};

/**
 * Whether the person may give up an operation: not while it is sent, or Google has it, or may have it and can be asked.
 */
export const canDiscard = ({ state, problem }: Operation): boolean =>
  state !== 'sending' && state !== 'accepted' && (state !== 'unknown' || problem !== null);

const choicesOf = (operation: Operation): readonly OutboxChoice[] => {
  const { state, want } = operation;
  const open: readonly OutboxChoice[] = want.kind === 'create' ? [] : ['open'];
  switch (state) {
    case 'held':
      return ['undo', 'copyText'];
    case 'queued':
      return isUntouched(operation) ? ['retry', 'undo', 'copyText'] : ['retry', 'discard', 'copyText'];
    case 'asks':
      return ['retry', 'discard', 'copyText', ...open];
    case 'conflict':
      return ['mine', 'theirs', 'copyText', ...open];
    case 'refused':
      return ['retry', 'discard', 'copyText', ...open];
    case 'unknown':
      return canDiscard(operation) ? ['retry', 'discard', 'copyText', ...open] : ['retry', 'copyText'];
    default:
      return [];
  }
};

/** What was typed, as plain text. */
export const textOfOperation = ({ want, base }: Operation): string =>
  linesOf(want, base)
    .filter((line) => line.trim() !== '')
    .join('\n');

const linesOf = (want: Want, { title }: Base): readonly string[] => {
  switch (want.kind) {
    case 'respond':
      return [title, want.response, want.comment ?? ''];
    case 'create':
      return [
        want.title,
        whenText(want.when),
        want.repeat ?? '',
        want.place,
        want.guests.join(', '),
        want.description,
      ];
    case 'remove':
      return [title];
    case 'move':
      return [title, want.name];
  }
};

const whenText = (when: Extract<Operation['want'], { kind: 'create' }>['when']): string =>
  when.allDay ? `${when.from} – ${when.to}` : `${when.start} – ${when.end} (${when.zone})`;
