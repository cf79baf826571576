/**
 * The outbox: what a person asked to be changed at Google, from the click to the echo in a listing. It never loses,
 * doubles or reorders what was asked for; docs/WRITE.md lists the rules. It owns `outbox.db`, asks the writer's port
 * and reads the store, and knows neither HTTP nor the window.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { MINUTE_MS, SECOND_MS } from '../../shared/durations.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import type { May } from '../../shared/pending.ts';
import type { Problem, StorageCause } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Draft, Notify, OutboxItem, Preview, SavedDraft } from '../../shared/writing.ts';
import type { StoredEvent } from '../store/agenda/storedEvent.ts';
import { drawing, type Drawing } from './drawing.ts';
import type { Writer } from '../sync/ports.ts';
import { createFlush, type Blocked } from './flush.ts';
import { canDiscard, itemOf, textOfOperation } from './items.ts';
import { coalesce } from './lanes.ts';
import { createListings } from './listings.ts';
import { mayOf } from './may.ts';
import { isMoving, isUnsent, isUntouched, type Operation } from './operation.ts';
import { openOutboxFile } from './outboxFile.ts';
import { openOutboxStore } from './outboxStore.ts';
import { indexOf, type PendingIndex } from './pending.ts';
import { createPreviews, type Prepared } from './previews.ts';
import { advance } from './states.ts';
import type { OutboxTools } from './tools.ts';

export interface Outbox {
  /** What is to be drawn over what is stored, and how; null: nothing. */
  drawing(): Drawing | null;
  /** The file could not be opened, or was damaged. */
  problem(): Problem | null;
  may(event: StoredEvent, accountId: AccountId, calendarId: CalendarId): May;
  preview(draft: Draft): Result<Preview, Problem>;
  submit(request: {
    readonly opId: string;
    readonly token: string;
    readonly notify: Notify;
  }): Result<OutboxItem, Problem>;
  list(): readonly OutboxItem[];
  undo(opId: string): Result<null, Problem>;
  retry(opId: string): Result<null, Problem>;
  resolve(opId: string, keep: 'mine' | 'theirs'): Promise<Result<null, Problem>>;
  discard(opId: string): Result<null, Problem>;
  textOf(opId: string): Result<string, Problem>;
  saveDraft(draftId: string, text: string | null): Result<null, Problem>;
  drafts(): Result<readonly SavedDraft[], Problem>;
  /** Sends what can be sent [O13]. */
  flush(accountId: AccountId): Promise<void>;
  flushAll(): void;
  /** Called when a calendar's listing begins; returns what `listed` is to be called with when it is complete. */
  listing(): number;
  /** Called when a calendar's listing is complete [O14]. */
  listed(accountId: AccountId, calendarId: CalendarId, begun: number): Promise<void>;
  /** How many changes of an account have not been sent, or wait for a decision. */
  waiting(accountId: AccountId): number;
  /** Ends the undo of what an account still holds. */
  release(accountId: AccountId): void;
  /** Discards what was not sent to an account. */
  discardAll(accountId: AccountId): void;
  /** Sends what is held or due, for at most `limitMs`, and closes the file [O20]. */
  close(limitMs: number): Promise<void>;
}

const MOST_SUBMITS = 10;
const SUBMIT_WINDOW_MS = 10 * SECOND_MS;

const base32hex = '0123456789abcdefghijklmnopqrstuv';

/** Returns 128 random bits in the letters that Google takes for ids [W14]. */
const newEventId = (): EventId => {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let id = '';
  for (let place = 0; place < 26; place += 1) {
    id = (base32hex[Number(bits & 31n)] ?? '0') + id;
    bits >>= 5n;
  }
  return id as EventId;
};

/** An answer is for the organizer; where there is nobody to tell, nobody is told. */
const notifyOf = ({ want, base }: Prepared, chosen: Notify): Notify => {
  if (want.kind === 'respond') return 'all';
  return base.guests === 0 ? 'none' : chosen;
};

/** Opens the file, creates it if there is none. Writing is off while it cannot be opened. */
export const openOutbox = (tools: OutboxTools): Result<Outbox, StorageCause> => {
  const { clock, reads } = tools;
  const file = openOutboxFile({ path: tools.path, nowMs: clock.now() });
  if (!file.ok) return file;
  const store = openOutboxStore(file.value.db, { nowMs: clock.now(), onWrite: tools.onWrite });
  const wasDamaged = file.value.wasDamaged || store.unreadable > 0;
  const previews = createPreviews({ ...tools, newEventId, newToken: randomUUID });
  let index: PendingIndex | null = null;
  /** Cancels the undo's timer, by operation. */
  const holding = new Map<string, () => void>();
  let submits: readonly number[] = [];

  const changed = (): void => {
    index = indexOf(store.operations(), (accountId, calendarId) => {
      const calendar = reads.calendar(accountId, calendarId);
      return calendar.ok ? calendar.value : null;
    });
    tools.onChanged();
  };

  /** Null: writing is off, or the account cannot be written to. */
  const writerFor = (accountId: AccountId): Promise<Writer> | null =>
    tools.writingOf(accountId)?.on === true ? tools.writerFor(accountId) : null;
  const listings = createListings({ store, reads, writerFor, onChanged: changed });

  const flush = createFlush({
    clock,
    store,
    writerFor,
    newEventId,
    onChanged: changed,
    onAccepted: (operation) => {
      listings.accepted(operation);
      tools.onAccepted();
    },
    onBug: tools.onBug,
  });

  const stored = <T>(result: Result<T, StorageCause>): Result<T, Problem> =>
    result.ok ? result : fail({ kind: 'outboxFailed', cause: result.problem });
  const notFound = fail({ kind: 'notFound' } as const);

  /** Ends the undo of an operation. */
  const release = (opId: string): void => {
    holding.get(opId)?.();
    holding.delete(opId);
    const operation = store.find(opId);
    if (operation?.state !== 'held') return;
    if (store.update(advance(operation, 'queued', { notBeforeMs: 0 })).ok) changed();
    void flush.run(operation.accountId);
  };

  /** Why nothing can be sent to an account; after a start before anything was tried, too. */
  const blockedOf = (accountId: AccountId): Blocked | null => {
    const isUnpermitted = tools.writingOf(accountId)?.on === true && tools.writerFor(accountId) === null;
    return flush.blocked(accountId) ?? (isUnpermitted ? 'scopeMissing' : null);
  };

  const item = (operation: Operation): OutboxItem =>
    itemOf(operation, {
      nowMs: clock.now(),
      gate: store.gate(operation.accountId),
      blocked: blockedOf(operation.accountId),
    });

  const isTooMany = (): boolean => {
    const nowMs = clock.now();
    submits = submits.filter((ms) => ms <= nowMs && ms > nowMs - SUBMIT_WINDOW_MS);
    if (submits.length >= MOST_SUBMITS) return true;
    submits = [...submits, nowMs];
    return false;
  };

  /** Makes the operation. It is held at first, so that it can be undone: Google has no undo [O20]. */
  const operationOf = (opId: string, prepared: Prepared, notify: Notify): Omit<Operation, 'seq'> => {
    const { accountId, calendarId, eventId, slot, want, base } = prepared;
    const nowMs = clock.now();
    return {
      opId,
      accountId,
      calendarId,
      eventId,
      slot,
      want,
      base,
      notify: notifyOf(prepared, notify),
      sentEtag: null,
      state: 'held',
      steps: want.kind === 'create' && want.addMeet ? { requestId: randomUUID() } : {},
      attempts: 0,
      notBeforeMs: nowMs + tools.undoSeconds() * SECOND_MS,
      problem: null,
      madeAtMs: nowMs,
      answer: null,
    };
  };

  const submit: Outbox['submit'] = ({ opId, token, notify }) => {
    const known = store.find(opId);
    // A double click, or a window that asks again because it got no reply [X22].
    if (known !== null) return ok(item(known));
    if (store.wasUsed(opId) || isTooMany()) return fail({ kind: 'previewExpired' });
    const prepared = previews.take(token);
    if (prepared === null) return fail({ kind: 'previewExpired' });
    if (tools.writingOf(prepared.accountId)?.on !== true) return fail({ kind: 'writingOff' });
    // Previewed before the move was submitted, in another window perhaps.
    if (isMoving(store.operations(), prepared)) return fail({ kind: 'eventNotEditable', why: 'moving' });
    const made = operationOf(opId, prepared, notify);
    const { replaced, operation } = coalesce(store.operations(), { ...made, seq: 0 });
    if (operation === null) {
      for (const one of replaced) drop(one);
      return ok({ ...item({ ...made, seq: 0 }), state: 'accepted', choices: [], undoUntilMs: null });
    }
    const { seq: _, ...row } = operation;
    const added = store.add(row, replaced);
    // The preview stays usable, so nothing has to be typed again.
    if (!added.ok) {
      previews.putBack(token, prepared);
      return stored(added);
    }
    for (const one of replaced) forgetHold(one);
    if (added.value.state === 'held') {
      holding.set(
        opId,
        clock.after(tools.undoSeconds() * SECOND_MS, () => release(opId)),
      );
    }
    changed();
    if (added.value.state === 'queued') void flush.run(added.value.accountId);
    return ok(item(added.value));
  };

  const forgetHold = ({ opId }: Operation): void => {
    holding.get(opId)?.();
    holding.delete(opId);
  };

  const drop = (operation: Operation): Result<null, Problem> => {
    const dropped = store.update(advance(operation, 'dropped'));
    if (!dropped.ok) return stored(dropped);
    forgetHold(operation);
    changed();
    // What waited behind it in its lane may go now.
    void flush.run(operation.accountId);
    return ok(null);
  };

  const requeue = (operation: Operation, change: Partial<Operation> = {}): Result<null, Problem> => {
    const queued = store.update(
      advance(operation, 'queued', {
        notBeforeMs: 0,
        problem: null,
        steps: { ...operation.steps, confirmed: true },
        ...change,
      }),
    );
    if (!queued.ok) return stored(queued);
    changed();
    void flush.run(operation.accountId);
    return ok(null);
  };

  const retry: Outbox['retry'] = (opId) => {
    const operation = store.find(opId);
    if (operation === null) return notFound;
    if (operation.state === 'held') {
      release(opId);
      return ok(null);
    }
    if (operation.state === 'unknown') {
      const due = store.update(advance(operation, 'unknown', { notBeforeMs: 0 }));
      if (!due.ok) return stored(due);
      void flush.run(operation.accountId);
      return ok(null);
    }
    const { state } = operation;
    return state === 'queued' || state === 'refused' || state === 'asks' ? requeue(operation) : notFound;
  };

  /** Bases an operation on what Google has now, so that it is sent over it [O12]. */
  const keepMine = async (operation: Operation): Promise<Result<null, Problem>> => {
    const writer = await writerFor(operation.accountId);
    if (writer === null) return fail({ kind: 'writingOff' });
    const rebased = await previews.rebase(operation, writer);
    if (!rebased.ok) return rebased;
    const current = store.find(operation.opId);
    return current?.state === 'conflict'
      ? requeue(current, { base: rebased.value, sentEtag: null })
      : notFound;
  };

  // What was held when the last run ended is sent now [O20].
  for (const operation of store.operations()) {
    if (operation.state === 'held') store.update(advance(operation, 'queued', { notBeforeMs: 0 }));
  }
  if (store.operations().length > 0) changed();
  flush.plan();

  return ok({
    drawing: () => (index === null ? null : { ...drawing, index }),
    problem: () => (wasDamaged ? { kind: 'outboxFailed', cause: 'corrupt' } : null),
    may: (event, accountId, calendarId) => {
      const calendar = reads.calendar(accountId, calendarId);
      if (!calendar.ok || calendar.value === null) return { respond: false, why: 'notSynced' };
      return mayOf(event, calendar.value, tools.writingOf(accountId));
    },
    preview: (draft) => previews.prepare(draft, store.operations()),
    submit,
    list: () => store.operations().map(item),
    undo: (opId) => {
      const operation = store.find(opId);
      return operation !== null && isUntouched(operation) ? drop(operation) : notFound;
    },
    retry,
    resolve: async (opId, keep) => {
      const operation = store.find(opId);
      if (operation?.state !== 'conflict') return notFound;
      return keep === 'theirs' ? drop(operation) : keepMine(operation);
    },
    discard: (opId) => {
      const operation = store.find(opId);
      return operation !== null && canDiscard(operation) ? drop(operation) : notFound;
    },
    textOf: (opId) => {
      const operation = store.find(opId);
      return operation === null ? notFound : ok(textOfOperation(operation));
    },
    saveDraft: (draftId, text) => stored(store.saveDraft(draftId, text, clock.now())),
    drafts: () => stored(store.drafts()),
    flush: flush.run,
    flushAll: () => {
      for (const accountId of new Set(store.operations().map((one) => one.accountId))) {
        void flush.run(accountId);
      }
    },
    listing: listings.begun,
    listed: listings.listed,
    waiting: (accountId) =>
      store.operations().filter((one) => one.accountId === accountId && isUnsent(one)).length,
    release: (accountId) => {
      for (const { opId, accountId: account, state } of store.operations()) {
        if (account === accountId && state === 'held') release(opId);
      }
    },
    discardAll: (accountId) => {
      for (const operation of store.operations()) {
        if (operation.accountId !== accountId) continue;
        forgetHold(operation);
        store.remove(operation);
      }
      changed();
    },
    close: async (limitMs) => {
      for (const opId of [...holding.keys()]) release(opId);
      const accounts = new Set(
        store
          .operations()
          .filter(isUnsent)
          .map(({ accountId }) => accountId),
      );
      const { promise: limit, resolve } = Promise.withResolvers<void>();
      const cancel = clock.after(limitMs, resolve);
      await Promise.race([Promise.all([...accounts].map((accountId) => flush.run(accountId))), limit]);
      cancel();
      await Promise.race([flush.stop(), new Promise<void>((done) => clock.after(MINUTE_MS / 120, done))]);
      store.close();
    },
  });
};
