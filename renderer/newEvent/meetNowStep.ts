/** What has become of a meeting that begins now. Pure. */
import type { Occurrence } from '../../shared/model.ts';
import { needsDecision } from '../../shared/pending.ts';
import type { Problem } from '../../shared/problems.ts';
import type { OutboxItem } from '../../shared/writing.ts';

export type MeetNowStep =
  /** On its way to Google. */
  | { readonly kind: 'sending'; readonly canUndo: boolean }
  /** Google has it, and makes the link. */
  | { readonly kind: 'linking' }
  | { readonly kind: 'ready'; readonly event: Occurrence }
  /** Google has it, and makes no link. */
  | { readonly kind: 'noLink'; readonly event: Occurrence }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** Discarded, or deleted. */
  | { readonly kind: 'gone' };

/** What main knows of it. */
export interface SeenMeeting {
  /** As it is in the outbox; null: not there any more. */
  readonly item: OutboxItem | null;
  /** The event as it is shown; null: not there. */
  readonly event: Occurrence | null;
}

interface MeetNowState {
  /** Null: not read yet. */
  readonly seen: SeenMeeting | null;
  /** As it was when it was submitted; null: it was not. */
  readonly submitted: OutboxItem | null;
  /** Why it could not be submitted. */
  readonly problem: Problem | null;
}

const isWithoutCall = (problem: Problem | null): boolean =>
  problem?.kind === 'writeRefused' && problem.code === 'callNotMade';

export const meetNowStep = ({ seen, submitted, problem }: MeetNowState): MeetNowStep => {
  if (problem !== null) return { kind: 'failed', problem };
  if (submitted === null || seen === null) return { kind: 'sending', canUndo: false };
  const { item, event } = seen;
  if (event?.joinUrl !== undefined) return { kind: 'ready', event };
  if (item === null) {
    if (event === null) return { kind: 'gone' };
    return { kind: 'noLink', event };
  }
  if (isWithoutCall(item.problem) && event !== null) return { kind: 'noLink', event };
  if (item.state === 'accepted') return { kind: 'linking' };
  if (item.problem !== null) return { kind: 'failed', problem: item.problem };
  if (needsDecision(item)) return { kind: 'failed', problem: { kind: 'internal' } };
  return { kind: 'sending', canUndo: item.choices.includes('undo') };
};
