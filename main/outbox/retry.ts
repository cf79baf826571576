/** When an operation or an account is tried again [O11]. Pure. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/durations.ts';
import { startMsOf } from '../../shared/text/days.ts';
import type { SourceFailure, UnsentFailure, WriteFailure } from '../sync/ports.ts';
import type { Operation } from './operation.ts';

const FIRST_MS = 5 * SECOND_MS;
const LONGEST_MS = 15 * MINUTE_MS;
const SHORTEST_MS = SECOND_MS;
/** A limit on writing lasts for hours [W21]. */
const QUOTA_MS = HOUR_MS;
const LONGEST_GATE_MS = DAY_MS;

/** Returns the delay after `attempts` failures in a row, at least 1. `random` in [0, 1). */
export const rowDelay = (attempts: number, random: number): number =>
  Math.max(
    SHORTEST_MS,
    Math.round(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20))),
  );

export type GateCause = 'rateLimited' | 'quota' | 'unavailable';

/** Until when nothing is sent to an account, whatever it is. */
export interface AccountGate {
  readonly untilMs: number;
  readonly cause: GateCause;
}

const until = (nowMs: number, delayMs: number, cause: GateCause): AccountGate => ({
  untilMs: nowMs + Math.min(LONGEST_GATE_MS, delayMs),
  cause,
});

/** Returns the gate that a failure closes [S35, W21]; null if it concerns no other operation. */
export const gateOf = (
  failure: WriteFailure | UnsentFailure | SourceFailure,
  nowMs: number,
): AccountGate | null => {
  switch (failure.kind) {
    case 'rateLimited':
      return until(nowMs, Math.max(failure.retryAfterMs ?? MINUTE_MS, SHORTEST_MS), 'rateLimited');
    case 'quota':
      return until(nowMs, Math.max(failure.retryAfterMs ?? 0, QUOTA_MS), 'quota');
    case 'unknown':
    case 'unavailable':
      return failure.retryAfterMs === null || failure.retryAfterMs === undefined
        ? null
        : until(nowMs, failure.retryAfterMs, 'unavailable');
    default:
      return null;
  }
};

/** Returns whether a gate is still closed. One further away than it is ever set comes from a clock that jumped. */
export const isClosed = (gate: AccountGate | null, nowMs: number): boolean =>
  gate !== null && gate.untilMs > nowMs && gate.untilMs <= nowMs + LONGEST_GATE_MS;

/**
 * Returns why the person is asked before an operation is sent: it waited for more than a day, or the event has begun
 * since [X15]. Null: it is sent.
 */
export const outdated = (operation: Operation, nowMs: number): 'waited' | 'begun' | null => {
  const { steps, madeAtMs, base, want } = operation;
  if (steps.confirmed === true) return null;
  if (nowMs - madeAtMs > DAY_MS) return 'waited';
  // In which calendar it is does not depend on the time.
  if (want.kind === 'move') return null;
  if (want.kind !== 'create' && want.scope === 'all' && base.rule.length > 0) return null;
  const startMs = startMsOf(base.start, base.zone);
  return startMs > madeAtMs && startMs <= nowMs ? 'begun' : null;
};

/** Rows that mail someone: at most this many a minute. */
export const MOST_MAILING = 10;
export const MAILING_WINDOW_MS = MINUTE_MS;
