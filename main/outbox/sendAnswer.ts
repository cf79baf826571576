/** Carries out an answer: the own entry as wanted, and every other guest as before [W22]. */
import type { Result } from '../../shared/result.ts';
import type { Notify } from '../../shared/writing.ts';
import type { RawEvent, WriteFailure, WriteReply } from '../sync/ports.ts';
import type { Attempt, Sent } from './attempt.ts';
import { answerBody, wholeListBody } from './bodies.ts';
import { hasComment, isAnswered, judgeAnswer } from './compare.ts';
import type { Operation, RespondWant } from './operation.ts';
import { etagOf, guestsOf, isCutShort, mailOf, ownGuest, type RawGuest } from './rawEvent.ts';

/** A repair can be lost or meet another etag, and waits longer each time; if it never holds, someone else is at work. */
const MOST_REPAIRS = 20;

export const sendAnswer = async (attempt: Attempt, want: RespondWant): Promise<Sent> => {
  const { current, ask, refuse, accept, unwritten } = attempt;

  const patch = (
    event: RawEvent,
    body: RawEvent,
    change: Partial<Operation>,
    notify: Notify,
  ): Promise<Result<WriteReply, WriteFailure>> =>
    ask({ verb: 'patch', ...attempt.aboutTo(event, change), body, notify });

  /** Sends the whole list again that was there before the answer, with the answer in it [W22]. */
  const repair = async (now: RawEvent, before: readonly RawGuest[]): Promise<Sent> => {
    const known = new Set(before.map(mailOf));
    const guests = [...before, ...guestsOf(now).filter((guest) => !known.has(mailOf(guest)))];
    const { steps } = current();
    const repaired = { ...steps, repairs: (steps.repairs ?? 0) + 1 };
    // Nobody is told again: the answer has been mailed, and the others were not asked for anything.
    const reply = await patch(now, wholeListBody(guests, want), { steps: repaired }, 'none');
    // The guests are still missing at Google.
    if (!reply.ok) return unwritten(reply.problem, 'unknown');
    const { event, etag } = reply.value;
    if (event === null || !isAnswered(want, event)) return refuse('notCarriedOut');
    return accept(event, etag);
  };

  /** Checks what Google made of an answer: the own entry as wanted, and no guest fewer. */
  const check = async (seen: RawEvent): Promise<Sent> => {
    const again = isCutShort(seen) ? await attempt.read() : null;
    const event = again !== null && again.ok && again.value.event !== null ? again.value.event : seen;
    const { steps } = current();
    const before = (steps.guests ?? []) as readonly RawGuest[];
    const present = new Set(guestsOf(event).map(mailOf));
    const isWhole = isCutShort(event) || before.every((guest) => present.has(mailOf(guest)));
    if (isWhole && hasComment(want, event)) return accept(event, etagOf(event));
    const isHopeless = (steps.repairs ?? 0) >= MOST_REPAIRS;
    if (isCutShort(event) || isHopeless || before.length === 0)
      return accept(event, etagOf(event), { kind: 'writeRefused', code: 'notCarriedOut' });
    return repair(event, before);
  };

  const seen = await attempt.read();
  if (!seen.ok) return attempt.unread(seen.problem);
  const { event } = seen.value;
  if (event === null) return refuse('gone');
  const verdict = judgeAnswer(current(), want, event);
  if (verdict.kind === 'refused' || verdict.kind === 'conflict') return attempt.stopAt(verdict);
  const { steps, notify } = current();
  // Sent before, and applied. What it did to the other guests is still to be checked.
  if (verdict.kind === 'accepted')
    return steps.guests === undefined ? accept(event, etagOf(event)) : check(event);
  if (current().state === 'unknown') return attempt.notDone();
  const own = ownGuest(event);
  if (own === null) return refuse('notOnGuestList');
  const guests = isCutShort(event) ? [] : guestsOf(event);
  const reply = await patch(event, answerBody(own, want), { steps: { ...steps, guests } }, notify);
  if (!reply.ok) return unwritten(reply.problem);
  const after = reply.value.event;
  if (after === null || ownGuest(after)?.['responseStatus'] !== want.response) return refuse('notCarriedOut');
  return check(after);
};
