/**
 * The states of an operation and the only steps between them [O6]. Pure. `sending` is stored before the first byte
 * leaves, so after a crash it means: the outcome is unknown [C2, C3].
 */
import type { Operation, OperationState } from './operation.ts';

const steps: { readonly [From in OperationState]: readonly OperationState[] } = {
  held: ['queued', 'dropped'],
  queued: ['queued', 'sending', 'accepted', 'refused', 'conflict', 'asks', 'dropped'],
  sending: ['sending', 'queued', 'accepted', 'unknown', 'refused', 'conflict'],
  unknown: ['unknown', 'queued', 'sending', 'accepted', 'refused', 'conflict', 'asks', 'dropped'],
  accepted: ['accepted', 'refused'],
  refused: ['queued', 'dropped'],
  conflict: ['queued', 'dropped'],
  asks: ['queued', 'unknown', 'dropped'],
  dropped: [],
};

/** Returns the operation in its next state. Throws if there is no such step: a bug. */
export const advance = (
  operation: Operation,
  state: OperationState,
  change: Partial<Omit<Operation, 'seq' | 'opId' | 'accountId' | 'calendarId' | 'state' | 'madeAtMs'>> = {},
): Operation => {
  if (!steps[operation.state].includes(state)) throw new Error(`no step from ${operation.state} to ${state}`);
  return { ...operation, ...change, state };
};

/** Returns what an operation is after a start: one that was being sent has an unknown outcome. */
export const afterRestart = (operation: Operation): Operation =>
  operation.state === 'sending' ? advance(operation, 'unknown') : operation;
