/**
 * Deletes an event, one date of a series, or a whole series [W17]. Google is asked first: an event that is no longer
 * there is what was wanted, whoever deleted it, and after an unknown outcome that is how it is found out.
 */
import type { Attempt, Sent } from './attempt.ts';
import { judgeRemoval } from './compare.ts';

export const sendRemoval = async (attempt: Attempt): Promise<Sent> => {
  const seen = await attempt.read();
  if (!seen.ok)
    return seen.problem.kind === 'gone' ? attempt.accept(null, null) : attempt.unread(seen.problem);
  const { event } = seen.value;
  if (event === null) return attempt.accept(null, null);
  const verdict = judgeRemoval(attempt.current(), event);
  if (verdict.kind === 'accepted') return attempt.accept(null, null);
  if (verdict.kind !== 'send') return attempt.stopAt(verdict);
  const { notify, state } = attempt.current();
  if (state === 'unknown') return attempt.notDone();
  const reply = await attempt.ask({ verb: 'delete', ...attempt.aboutTo(event), notify });
  return reply.ok || reply.problem.kind === 'gone'
    ? attempt.accept(null, null)
    : attempt.unwritten(reply.problem);
};
