import type { Messages } from '../../shared/messages/en.ts';
import type { PendingKind, PendingState } from '../../shared/pending.ts';

/** Returns how the states of a change of this kind are called. */
export const statesOf = (
  kind: PendingKind | undefined,
  { answering, moving, removal }: Messages,
): Readonly<Record<PendingState, string>> =>
  kind === 'remove' ? removal.states : kind === 'move' ? moving.states : answering.states;
