/** Adds to changes what they made the person's meetings collide with, from what is in the calendar now. */
import { refOf, type AgendaPage, type AgendaRange, type OccurrenceRef } from '../../shared/agenda.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import { collisionOf, mayCollide } from '../agenda/collisions.ts';

/** As the window shows them: with the person's choices about attention. */
export interface ShownReads {
  list(range: AgendaRange): Result<AgendaPage, unknown>;
  get(ref: OccurrenceRef): Result<Occurrence | null, unknown>;
}

/** Each takes two reads. Nobody looks for a collision behind this many later changes. */
const mostLookedAt = 20;

/** `changes`: newest first. */
export const changesWithCollisions = (
  changes: readonly AgendaChange[],
  reads: ShownReads,
  nowMs: number,
): readonly AgendaChange[] => {
  let lookedAt = 0;
  return changes.map((change) => {
    if (lookedAt >= mostLookedAt || !mayCollide(change, nowMs)) return change;
    lookedAt += 1;
    const found = reads.get(refOf(change));
    if (!found.ok || found.value === null) return change;
    const meeting = found.value;
    const { start, end } = meeting;
    if (start.kind !== 'timed' || end.kind !== 'timed' || end.ms <= Math.max(start.ms, nowMs)) return change;
    const page = reads.list({ from: new Date(start.ms).toISOString(), to: new Date(end.ms).toISOString() });
    if (!page.ok) return change;
    const collision = collisionOf(change, { meeting, others: page.value.occurrences, changes, nowMs });
    return collision === null ? change : { ...change, collision };
  });
};
