/** Creates an event under the id of our own that its row has [W14], with its call [W33]. */
import type { Problem } from '../../shared/problems.ts';
import type { WriteReply } from '../sync/ports.ts';
import { settled, type Attempt, type SendTools, type Sent } from './attempt.ts';
import { createBody } from './bodies.ts';
import { judgeCreated } from './compare.ts';
import type { CreateWant, Operation } from './operation.ts';
import { callState, etagOf } from './rawEvent.ts';
import { rowDelay } from './retry.ts';
import { advance } from './states.ts';

/** A new event may be missing from a read for a moment [W38]. */
const MOST_UNREAD = 4;
/** A call is usually there within seconds [W33]. */
const MOST_POLLS = 5;

const callNotMade: Problem = { kind: 'writeRefused', code: 'callNotMade' };

/** Google refuses a call that the calendar does not allow with one of these [W33]. */
const isAboutCall = (reason: string): boolean =>
  reason === 'invalid' || reason === 'badRequest' || /conference/i.test(reason);

export const sendNew = async (attempt: Attempt, want: CreateWant): Promise<Sent> => {
  const { current, to, ask, refuse } = attempt;

  const acceptNew = ({ event, etag }: Pick<WriteReply, 'event' | 'etag'>): Sent => {
    const call = event === null || !want.addMeet ? 'made' : callState(event);
    return attempt.accept(event, etag, call === 'made' || call === 'pending' ? null : callNotMade);
  };

  const insert = async (): Promise<Sent> => {
    to('sending', { problem: null });
    const { calendarId, notify } = current();
    const reply = await ask({ verb: 'insert', calendarId, body: createBody(current(), want), notify });
    if (reply.ok) return acceptNew(reply.value);
    const failure = reply.problem;
    if (failure.kind === 'taken') {
      to('unknown');
      return create(true);
    }
    const { steps } = current();
    const isCall = want.addMeet && steps.withoutCall !== true;
    if (failure.kind === 'refused' && isCall && isAboutCall(failure.reason)) {
      to('queued', { steps: { ...steps, withoutCall: true } });
      return insert();
    }
    return attempt.unwritten(failure);
  };

  const create = async (wasTaken: boolean): Promise<Sent> => {
    if (current().state !== 'unknown') return insert();
    const seen = await attempt.read();
    const { steps } = current();
    if (!seen.ok) {
      if (seen.problem.kind !== 'gone') return attempt.unread(seen.problem);
      if (!wasTaken) return attempt.notDone();
      // Taken, and not there: deleted, since Google keeps such ids [W14], or just created and not to be read yet [W38].
      const misses = (steps.unread ?? 0) + 1;
      if (misses >= MOST_UNREAD) return refuse('removedMeanwhile');
      attempt.backOff('unknown', { steps: { ...steps, unread: misses } });
      return settled;
    }
    const { event, etag } = seen.value;
    if (event === null) return refuse('removedMeanwhile');
    const verdict = judgeCreated(current(), want, event);
    if (verdict.kind === 'refused') return refuse(verdict.code);
    // Sent before, and under an id that nobody can guess: ours, edited since.
    if (verdict.kind === 'accepted' || !wasTaken) return acceptNew({ event, etag });
    if (steps.renamed === true) return refuse('duplicate');
    to('queued', { eventId: attempt.newEventId(), steps: { ...steps, renamed: true } });
    return insert();
  };

  return create(false);
};

/** Asks once more for the call of a created event; returns the operation as it is then. */
export const pollCall = async (operation: Operation, tools: SendTools): Promise<Sent> => {
  const polls = (operation.steps.polls ?? 0) + 1;
  const { calendarId, eventId, answer } = operation;
  const seen = await tools.writer.send({ verb: 'get', calendarId, eventId }, tools.signal);
  if (!seen.ok && seen.problem.kind !== 'gone' && seen.problem.kind !== 'refused')
    return { kind: 'stopped', failure: seen.problem };
  const event = seen.ok ? seen.value.event : null;
  const state = event === null ? 'failed' : callState(event);
  const isOver = state !== 'pending' || polls >= MOST_POLLS;
  const problem: Problem | null = state === 'made' ? null : isOver ? callNotMade : null;
  tools.commit(
    advance(operation, 'accepted', {
      answer: event === null ? answer : { event, etag: etagOf(event), atMs: tools.now() },
      steps: { ...operation.steps, polls: isOver ? MOST_POLLS : polls },
      problem,
      notBeforeMs: isOver ? 0 : tools.now() + rowDelay(polls, tools.random()),
    }),
  );
  return settled;
};

/** Whether the call of a created event is still being made and is to be asked for. */
export const waitsForCall = ({ state, want, answer, steps }: Operation): boolean =>
  state === 'accepted' &&
  want.kind === 'create' &&
  want.addMeet &&
  (steps.polls ?? 0) < MOST_POLLS &&
  answer?.event !== undefined &&
  answer.event !== null &&
  callState(answer.event) === 'pending';
