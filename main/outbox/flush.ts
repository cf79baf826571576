/**
 * Sends what waits, one operation at a time per account [O9, O13]: called after a submit, when the network returns,
 * when an undo ends, and first in every pass. Calls during a flush join it. Never throws; a failure of a flush is not a
 * failure of the pass.
 */
import type { AccountId, EventId } from '../../shared/model.ts';
import type { Clock, Writer, WriteFailure } from '../sync/ports.ts';
import { turnOf } from './lanes.ts';
import type { Operation } from './operation.ts';
import type { OutboxStore } from './outboxStore.ts';
import { gateOf, isClosed, MAILING_WINDOW_MS, MOST_MAILING, outdated, rowDelay } from './retry.ts';
import { NotStored, type SendTools, type Sent } from './attempt.ts';
import { send } from './send.ts';
import { pollCall, waitsForCall } from './sendNew.ts';
import { advance } from './states.ts';

/** Why nothing is sent to an account at the moment, besides a gate. */
export type Blocked = 'signIn' | 'scopeMissing';

export interface FlushTools {
  readonly clock: Clock;
  readonly store: OutboxStore;
  /** Null: writing is off, or the account cannot be written to. */
  readonly writerFor: (accountId: AccountId) => Promise<Writer> | null;
  readonly newEventId: () => EventId;
  /** Called after each commit. */
  readonly onChanged: () => void;
  /** Called with what Google has accepted. */
  readonly onAccepted: (operation: Operation) => void;
  readonly onBug: (error: unknown) => void;
}

export interface Flush {
  /** Resolves when nothing more can be sent to this account now. */
  run(accountId: AccountId): Promise<void>;
  /** Plans the next flush for what is due later. */
  plan(): void;
  blocked(accountId: AccountId): Blocked | null;
  /** Ends the running flushes. */
  stop(): Promise<void>;
}

interface Running {
  readonly ended: Promise<void>;
  /** Something was added meanwhile: another look before it ends. */
  again: boolean;
}

export const createFlush = (tools: FlushTools): Flush => {
  const { clock, store } = tools;
  const running = new Map<AccountId, Running>();
  const blocked = new Map<AccountId, Blocked>();
  /** When mailing operations were sent, by account. */
  const mailings = new Map<AccountId, readonly number[]>();
  /** How many flushes in a row could not reach Google, by account. */
  const failures = new Map<AccountId, number>();
  /** Not before this time, because Google could not be reached. Only while the app runs. */
  const waits = new Map<AccountId, number>();
  const stopping = new AbortController();
  let cancelTimer: (() => void) | null = null;

  const operationsOf = (accountId: AccountId): readonly Operation[] =>
    store.operations().filter((one) => one.accountId === accountId);

  const commit = (operation: Operation): void => {
    const before = store.find(operation.opId);
    // Taken back while it waited for the reading: nothing has been sent, and nothing will be.
    if (before === null) throw new NotStored();
    const updated = store.update(operation);
    if (!updated.ok) throw new NotStored();
    tools.onChanged();
    // A listing begun before the call was made does not show it.
    const hasNews = before.state !== 'accepted' || (waitsForCall(before) && !waitsForCall(operation));
    if (operation.state === 'accepted' && hasNews) tools.onAccepted(operation);
  };

  const stopFor = (accountId: AccountId, failure: WriteFailure): void => {
    const nowMs = clock.now();
    const cause = failure.kind === 'notSent' ? failure.failure : failure;
    if (cause.kind === 'scopeMissing') blocked.set(accountId, 'scopeMissing');
    if (cause.kind === 'signInRequired') blocked.set(accountId, 'signIn');
    const gate = gateOf(cause, nowMs);
    if (gate !== null) return store.setGate(accountId, gate);
    // Offline: nothing was tried, so nothing is counted; the network's return flushes again.
    if (cause.kind === 'offline' || cause.kind === 'proxyFailed' || cause.kind === 'aborted') return;
    const count = (failures.get(accountId) ?? 0) + 1;
    failures.set(accountId, count);
    waits.set(accountId, nowMs + rowDelay(count, clock.random()));
  };

  /** Returns until when no more mailing operations are sent; null: one may be. */
  const mailingPause = (accountId: AccountId): number | null => {
    const nowMs = clock.now();
    const recent = (mailings.get(accountId) ?? []).filter(
      (ms) => ms <= nowMs && ms > nowMs - MAILING_WINDOW_MS,
    );
    mailings.set(accountId, recent);
    return recent.length < MOST_MAILING ? null : (recent[0] ?? nowMs) + MAILING_WINDOW_MS;
  };

  const sendTools = (writer: Writer, signal: AbortSignal): SendTools => ({
    writer,
    signal,
    now: () => clock.now(),
    random: () => clock.random(),
    newEventId: tools.newEventId,
    commit,
  });

  const sendOne = async (operation: Operation, writer: Writer, signal: AbortSignal): Promise<Sent> => {
    const nowMs = clock.now();
    const late = outdated(operation, nowMs);
    // One without a known outcome is looked up at Google, whatever its age.
    if (late !== null && operation.state === 'queued') {
      commit(advance(operation, 'asks', { problem: { kind: 'writeOutdated', why: late } }));
      return { kind: 'settled' };
    }
    if (operation.notify === 'all') {
      mailings.set(operation.accountId, [...(mailings.get(operation.accountId) ?? []), nowMs]);
    }
    return send(operation, sendTools(writer, signal));
  };

  const loop = async (accountId: AccountId, signal: AbortSignal): Promise<void> => {
    let writer: Writer | null = null;
    for (;;) {
      if (signal.aborted) return;
      const nowMs = clock.now();
      if (isClosed(store.gate(accountId), nowMs) || (waits.get(accountId) ?? 0) > nowMs) return;
      const operations = operationsOf(accountId);
      const { next } = turnOf(operations, nowMs);
      const poll = operations.find((one) => waitsForCall(one) && one.notBeforeMs <= nowMs);
      const operation = next ?? poll;
      if (operation === undefined) return;
      if (operation === next && next.notify === 'all' && mailingPause(accountId) !== null) return;
      // Asked again for every one: writing may have been turned off meanwhile, and then nothing goes out [X23].
      // oxlint-disable-next-line no-await-in-loop
      writer = (await tools.writerFor(accountId)) ?? null;
      if (writer === null) return;
      const work =
        operation === next
          ? sendOne(operation, writer, signal)
          : pollCall(operation, sendTools(writer, signal));
      // oxlint-disable-next-line no-await-in-loop
      const sent = await work;
      if (sent.kind === 'stopped') return stopFor(accountId, sent.failure);
      blocked.delete(accountId);
      failures.delete(accountId);
      waits.delete(accountId);
      if (store.gate(accountId) !== null) store.setGate(accountId, null);
    }
  };

  const run = (accountId: AccountId): Promise<void> => {
    const current = running.get(accountId);
    if (current !== undefined) {
      current.again = true;
      return current.ended;
    }
    if (stopping.signal.aborted || operationsOf(accountId).length === 0) return Promise.resolve();
    const { signal } = stopping;
    const begin = async (): Promise<void> => {
      try {
        for (;;) {
          const entry = running.get(accountId);
          if (entry !== undefined) entry.again = false;
          // oxlint-disable-next-line no-await-in-loop
          await loop(accountId, signal);
          if (running.get(accountId)?.again !== true || signal.aborted) return;
        }
      } catch (error) {
        if (!(error instanceof NotStored)) tools.onBug(error);
      } finally {
        running.delete(accountId);
        plan();
      }
    };
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    running.set(accountId, { ended, again: false });
    void begin().finally(resolve);
    return ended;
  };

  /** When an account has something to send by time alone. */
  const dueOf = (accountId: AccountId, nowMs: number): number | null => {
    const operations = operationsOf(accountId);
    const { next, dueMs } = turnOf(operations, nowMs);
    const calls = operations.filter(waitsForCall).map(({ notBeforeMs }) => notBeforeMs);
    const due = [...(next === null ? [] : [nowMs]), ...(dueMs === null ? [] : [dueMs]), ...calls];
    if (due.length === 0) return null;
    const gate = store.gate(accountId);
    const pauses = [
      isClosed(gate, nowMs) ? (gate?.untilMs ?? 0) : 0,
      waits.get(accountId) ?? 0,
      next?.notify === 'all' ? (mailingPause(accountId) ?? 0) : 0,
    ];
    return Math.max(Math.min(...due), ...pauses);
  };

  const plan = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    if (stopping.signal.aborted) return;
    const nowMs = clock.now();
    const accounts = new Set(store.operations().map(({ accountId }) => accountId));
    // What is due now and was not sent waits for a sign-in, the network or the next pass, not for the time.
    const due = [...accounts].flatMap((accountId) => {
      const dueMs = running.has(accountId) ? null : dueOf(accountId, nowMs);
      return dueMs === null || dueMs <= nowMs ? [] : [dueMs];
    });
    if (due.length === 0) return;
    cancelTimer = clock.after(Math.max(1, Math.min(...due) - nowMs), () => {
      cancelTimer = null;
      for (const accountId of accounts) void run(accountId);
      plan();
    });
  };

  return {
    run,
    plan,
    blocked: (accountId) => blocked.get(accountId) ?? null,
    stop: async () => {
      stopping.abort();
      cancelTimer?.();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
};
