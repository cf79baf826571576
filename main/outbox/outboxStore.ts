/**
 * The rows of `outbox.db`, with a copy in memory. Every change is committed to the disk before it is in memory, and
 * before anything is sent because of it. Failures are values; a throw is a bug.
 */
import type { Database } from 'better-sqlite3';
import { DAY_MS } from '../../shared/durations.ts';
import type { AccountId } from '../../shared/model.ts';
import type { StorageCause } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SavedDraft } from '../../shared/writing.ts';
import { storageCause } from '../store/database/failure.ts';
import { isOpen, type Operation } from './operation.ts';
import { toOperation, toRow, type OperationRow } from './operationRow.ts';
import type { AccountGate, GateCause } from './retry.ts';
import { afterRestart } from './states.ts';

/** How long the text of what was discarded is kept. */
const KEPT_MS = 30 * DAY_MS;
const MOST_DRAFTS = 20;

export interface OutboxStore {
  /** In the order of submission, without those that were discarded. */
  operations(): readonly Operation[];
  find(opId: string): Operation | null;
  /** Whether this id was ever used, also for what has been carried out by now. */
  wasUsed(opId: string): boolean;
  /** Adds an operation in place of others, all at once. */
  add(operation: Omit<Operation, 'seq'>, replaced: readonly Operation[]): Result<Operation, StorageCause>;
  update(operation: Operation): Result<Operation, StorageCause>;
  /** Removes one that is done. */
  remove(operation: Operation): Result<null, StorageCause>;
  gate(accountId: AccountId): AccountGate | null;
  setGate(accountId: AccountId, gate: AccountGate | null): void;
  saveDraft(draftId: string, text: string | null, nowMs: number): Result<null, StorageCause>;
  drafts(): Result<readonly SavedDraft[], StorageCause>;
  /** Rows that cannot be read. */
  readonly unreadable: number;
  close(): void;
}

interface DraftRow {
  readonly draft_id: string;
  readonly text: string;
  readonly saved_at_ms: number;
}

interface GateRow {
  readonly account_id: AccountId;
  readonly until_ms: number;
  readonly cause: GateCause;
}

const columns = [
  'op_id',
  'account_id',
  'calendar_id',
  'event_id',
  'slot',
  'kind',
  'want',
  'base',
  'sent_etag',
  'notify',
  'state',
  'steps',
  'attempts',
  'not_before_ms',
  'error',
  'made_at_ms',
  'answer',
] as const satisfies readonly (keyof Omit<OperationRow, 'seq'>)[];

export interface OutboxStoreOptions {
  readonly nowMs: number;
  /** Called before each change that the person can see. */
  readonly onWrite: () => void;
}

/** Reads the rows of an opened file. What was being sent when the process ended has an unknown outcome [C2, C3]. */
export const openOutboxStore = (db: Database, options: OutboxStoreOptions): OutboxStore => {
  const insert = db.prepare<[Omit<OperationRow, 'seq'>]>(
    `INSERT INTO operation (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  );
  const update = db.prepare<[OperationRow]>(
    `UPDATE operation SET ${columns.map((name) => `${name} = @${name}`).join(', ')} WHERE seq = @seq`,
  );
  const remove = db.prepare<[number]>('DELETE FROM operation WHERE seq = ?');
  const putGate = db.prepare<[string, number, string]>('INSERT OR REPLACE INTO gate VALUES (?, ?, ?)');
  const dropGate = db.prepare<[string]>('DELETE FROM gate WHERE account_id = ?');
  const putDraft = db.prepare<[string, string, number]>('INSERT OR REPLACE INTO draft VALUES (?, ?, ?)');
  const dropDraft = db.prepare<[string]>('DELETE FROM draft WHERE draft_id = ?');
  const trimDrafts = db.prepare(
    `DELETE FROM draft WHERE draft_id NOT IN
       (SELECT draft_id FROM draft ORDER BY saved_at_ms DESC LIMIT ${MOST_DRAFTS})`,
  );
  const selectDrafts = db.prepare<[], DraftRow>('SELECT * FROM draft ORDER BY saved_at_ms DESC');

  const guard = <T>(work: () => T): Result<T, StorageCause> => {
    if (!db.open) return fail('other');
    try {
      return ok(work());
    } catch (error) {
      const cause = storageCause(error);
      if (cause === null) throw error;
      return fail(cause);
    }
  };

  guard(() =>
    db
      .prepare("DELETE FROM operation WHERE state = 'dropped' AND made_at_ms < ?")
      .run(options.nowMs - KEPT_MS),
  );
  const rows = db.prepare<[], OperationRow>('SELECT * FROM operation ORDER BY seq').all();
  const read = rows.map(toOperation);
  let open: readonly Operation[] = read
    .filter((one): one is Operation => one !== null && isOpen(one))
    .map(afterRestart);
  const used = new Set(rows.map(({ op_id: opId }) => opId));
  const gates = new Map(
    db
      .prepare<[], GateRow>('SELECT * FROM gate')
      .all()
      .map((row) => [row.account_id, { untilMs: row.until_ms, cause: row.cause }]),
  );

  const inTransaction = <T>(work: () => T): Result<T, StorageCause> => {
    options.onWrite();
    return guard(() => db.transaction(work).immediate());
  };

  return {
    operations: () => open,
    find: (opId) => open.find((one) => one.opId === opId) ?? null,
    wasUsed: (opId) => used.has(opId),
    add: (operation, replaced) => {
      const gone = new Set(replaced.map(({ seq }) => seq));
      const added = inTransaction(() => {
        for (const seq of gone) remove.run(seq);
        return { ...operation, seq: Number(insert.run(toRow({ ...operation, seq: 0 })).lastInsertRowid) };
      });
      if (!added.ok) return added;
      used.add(operation.opId);
      open = [...open.filter(({ seq }) => !gone.has(seq)), added.value];
      return added;
    },
    update: (operation) => {
      const updated = inTransaction(() => update.run({ ...toRow(operation), seq: operation.seq }));
      if (!updated.ok) return updated;
      open = isOpen(operation)
        ? open.map((one) => (one.seq === operation.seq ? operation : one))
        : open.filter((one) => one.seq !== operation.seq);
      return ok(operation);
    },
    remove: ({ seq }) => {
      const removed = inTransaction(() => remove.run(seq));
      if (!removed.ok) return removed;
      open = open.filter((one) => one.seq !== seq);
      return ok(null);
    },
    gate: (accountId) => gates.get(accountId) ?? null,
    setGate: (accountId, gate) => {
      // If it cannot be written it still holds while the app runs.
      if (gate === null) {
        if (gates.delete(accountId)) guard(() => dropGate.run(accountId));
        return;
      }
      gates.set(accountId, gate);
      guard(() => putGate.run(accountId, gate.untilMs, gate.cause));
    },
    saveDraft: (draftId, text, nowMs) => {
      const saved = guard(() =>
        db.transaction(() => {
          if (text === null) dropDraft.run(draftId);
          else putDraft.run(draftId, text, nowMs);
          trimDrafts.run();
        })(),
      );
      return saved.ok ? ok(null) : saved;
    },
    drafts: () =>
      guard(() =>
        selectDrafts.all().map((row) => ({
          draftId: row.draft_id,
          text: row.text,
          savedAt: new Date(row.saved_at_ms).toISOString(),
        })),
      ),
    unreadable: read.filter((one) => one === null).length,
    close: () => {
      db.close();
    },
  };
};
