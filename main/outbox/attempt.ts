/**
 * One attempt to carry out an operation [O7], as its kinds share it: its state, committed before the request that it is
 * about, the requests, and what each failure means for the operation.
 */
import type { EventId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { RawEvent, Writer, WriteFailure, WriteReply, WriteRequest } from '../sync/ports.ts';
import { isInEffect, type Verdict } from './compare.ts';
import type { Operation, OperationState, WriteAnswer } from './operation.ts';
import { etagOf } from './rawEvent.ts';
import { rowDelay } from './retry.ts';
import { advance } from './states.ts';

export type Sent =
  /** It has an outcome, or waits for its own next attempt or for the person. */
  | { readonly kind: 'settled' }
  /** Google cannot be asked for the whole account now. */
  | { readonly kind: 'stopped'; readonly failure: WriteFailure };

export interface SendTools {
  readonly writer: Writer;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly random: () => number;
  /** Makes an event id of 128 random bits in base32hex. */
  readonly newEventId: () => EventId;
  /** Commits an operation's next state. Throws `NotStored` if that is not possible: nothing may be sent then. */
  readonly commit: (operation: Operation) => void;
}

/** A state could not be committed, so the operation cannot go on. */
export class NotStored extends Error {}

export const settled: Sent = { kind: 'settled' };
const MOST_STALE = 3;

type Change = Parameters<typeof advance>[2];

export type Attempt = ReturnType<typeof beginAttempt>;

export const beginAttempt = (operation: Operation, tools: SendTools) => {
  let current = operation;
  const to = (state: OperationState, change: Change = {}): void => {
    current = advance(current, state, change);
    tools.commit(current);
  };
  const ask = (request: WriteRequest): Promise<Result<WriteReply, WriteFailure>> =>
    tools.writer.send(request, tools.signal);
  const refuse = (code: string): Sent => {
    to('refused', { problem: { kind: 'writeRefused', code } });
    return settled;
  };
  /** Reads the event; one date of a series by its original start [W28]. */
  const read = (): Promise<Result<WriteReply, WriteFailure>> => {
    const { calendarId, eventId, slot } = current;
    return ask(
      slot === null
        ? { verb: 'get', calendarId, eventId }
        : { verb: 'instances', calendarId, eventId, originalStart: slot },
    );
  };
  const backOff = (state: 'queued' | 'unknown', change: Change = {}): void => {
    const attempts = current.attempts + 1;
    const notBeforeMs = tools.now() + rowDelay(attempts, tools.random());
    to(state, { attempts, notBeforeMs, ...change });
  };
  /**
   * Handles a write that met a limit. The last one that Google took may have been a copy of this one, which the network
   * sent before [W19], so only reading tells that it is not done. A quota on writing permits that at once [W21].
   */
  const limited = async (failure: WriteFailure): Promise<Sent> => {
    const seen = failure.kind === 'quota' ? await read() : null;
    const isKnown = seen !== null && (seen.ok || seen.problem.kind === 'gone');
    const isDone = isKnown && isInEffect(current.want, seen.ok ? seen.value.event : null);
    to(isKnown && !isDone ? 'queued' : 'unknown', { sentEtag: null });
    return isDone ? settled : { kind: 'stopped', failure };
  };

  return {
    current: (): Operation => current,
    newEventId: tools.newEventId,
    to,
    ask,
    refuse,
    backOff,
    read,

    /** Commits that a write is about to leave, under the etag of this event; returns what names it in the request. */
    aboutTo: (event: RawEvent, change: Change = {}) => {
      const etag = etagOf(event);
      to('sending', { problem: null, ...change, sentEtag: etag });
      const id = event['id'];
      const eventId = (typeof id === 'string' ? id : current.eventId) as EventId;
      return { calendarId: current.calendarId, eventId, etag };
    },

    /** Handles a failure of a request that changes nothing. */
    unread: (failure: WriteFailure): Sent => {
      // Whether an earlier write took effect is still not known [W18].
      if (failure.kind === 'refused' && current.state === 'unknown') {
        backOff('unknown', { problem: { kind: 'writeRefused', code: failure.reason } });
        return settled;
      }
      if (failure.kind === 'refused') return refuse(failure.reason);
      if (failure.kind === 'gone') return refuse('gone');
      return { kind: 'stopped', failure };
    },

    /**
     * Handles a failed write. `sending` has been committed. `unsent`: the state of what was not carried out: `unknown` if
     * an earlier write was, so that it is completed and not discarded.
     */
    unwritten: async (failure: WriteFailure, unsent: 'queued' | 'unknown' = 'queued'): Promise<Sent> => {
      switch (failure.kind) {
        case 'unknown':
          backOff('unknown');
          return failure.retryAfterMs === null ? settled : { kind: 'stopped', failure };
        case 'stale': {
          const stale = (current.steps.stale ?? 0) + 1;
          const steps = { ...current.steps, stale };
          // Etags move by themselves shortly after a write [W16]: at first it is tried again at once.
          // And a copy of this very write, which the network sent before, may have given it another one [W19].
          const change = unsent === 'queued' ? { sentEtag: null } : {};
          if (stale < MOST_STALE) to('unknown', { ...change, steps });
          else backOff('unknown', { ...change, steps: { ...steps, stale: 0 } });
          return settled;
        }
        case 'gone':
          return refuse('gone');
        case 'refused':
          return refuse(failure.reason);
        case 'taken':
          return refuse('duplicate');
        case 'rateLimited':
        case 'quota':
          if (unsent === 'queued') return limited(failure);
          to('unknown');
          return { kind: 'stopped', failure };
        default:
          to(unsent);
          return { kind: 'stopped', failure };
      }
    },

    /** Handles what Google, asked about an unknown outcome, does not have: it waits as if it had never been sent. */
    notDone: (): Sent => {
      to('queued', { sentEtag: null, notBeforeMs: 0 });
      return settled;
    },

    /** Ends with what is not to be sent as it is; the person decides. */
    stopAt: (verdict: Extract<Verdict, { kind: 'refused' | 'conflict' }>): Sent => {
      if (verdict.kind === 'refused') return refuse(verdict.code);
      to('conflict', { problem: { kind: 'writeConflict', fields: verdict.fields } });
      return settled;
    },

    accept: (event: RawEvent | null, etag: string | null, problem: Problem | null = null): Sent => {
      const answer: WriteAnswer = {
        event,
        etag: etag ?? (event === null ? null : etagOf(event)),
        atMs: tools.now(),
      };
      to('accepted', { answer, problem, notBeforeMs: 0 });
      return settled;
    },
  };
};
