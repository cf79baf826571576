/**
 * Moves an event or a whole series to another calendar [W32]. No condition guards it, so both calendars are read before
 * it is sent again: an event that is in the other one has been moved, by whichever attempt.
 */
import { settled, type Attempt, type Sent } from './attempt.ts';
import { judgeMove } from './compare.ts';
import type { MoveWant } from './operation.ts';
import { isCancelled } from './rawEvent.ts';

/** A moved event may be missing from a read for a moment [W38], and may have got another id. */
const MOST_UNREAD = 4;

export const sendMove = async (attempt: Attempt, want: MoveWant): Promise<Sent> => {
  const { current, ask, accept, refuse, to } = attempt;

  /** Decides about an event that is no longer where it was. `otherwise`: what it means if it is not there either. */
  const lookThere = async (otherwise: () => Sent): Promise<Sent> => {
    const there = await ask({ verb: 'get', calendarId: want.to, eventId: current().eventId });
    if (!there.ok) return there.problem.kind === 'gone' ? otherwise() : attempt.unread(there.problem);
    const { event, etag } = there.value;
    return event === null || isCancelled(event) ? otherwise() : accept(event, etag);
  };

  /** It was sent, and the event is in neither calendar: moved under another id, or removed by someone since. */
  const inNeither = (): Sent => {
    const { steps } = current();
    const unread = (steps.unread ?? 0) + 1;
    if (unread >= MOST_UNREAD) return refuse('movedOrRemoved');
    attempt.backOff('unknown', { steps: { ...steps, unread } });
    return settled;
  };
  const notThere = (): Sent => (current().state === 'unknown' ? inNeither() : refuse('gone'));

  const seen = await attempt.read();
  if (!seen.ok) return seen.problem.kind === 'gone' ? lookThere(notThere) : attempt.unread(seen.problem);
  const { event } = seen.value;
  if (event === null || isCancelled(event)) return lookThere(notThere);
  const verdict = judgeMove(current(), event);
  if (verdict.kind === 'conflict' || verdict.kind === 'refused') return attempt.stopAt(verdict);
  const { notify, state } = current();
  if (state === 'unknown') return attempt.notDone();
  const { calendarId, eventId } = attempt.aboutTo(event);
  const reply = await ask({ verb: 'move', calendarId, eventId, destination: want.to, notify });
  if (reply.ok) return accept(reply.value.event, reply.value.etag);
  if (reply.problem.kind !== 'gone') return attempt.unwritten(reply.problem);
  // The network may have sent it twice, and the second one finds it moved [W19].
  to('unknown');
  return lookThere(() => refuse('gone'));
};
