/** Connected accounts, and what the sync of their calendar lists has to remember. */
import type { Database } from 'better-sqlite3';
import type { Account, AccountId, AccountKind } from '../../shared/model.ts';
import type { AccountBackoff, FailureKind, Fingerprint, SyncAccount } from '../sync/ports.ts';
import type { Meta } from './meta.ts';
import type { DeferredWrites } from './deferredWrites.ts';

interface AccountRow {
  readonly id: AccountId;
  readonly kind: AccountKind;
  readonly label: string;
  readonly connected_at_ms: number;
}

interface SyncRow {
  readonly id: AccountId;
  readonly list_sync_token: string | null;
  readonly list_fingerprint: Fingerprint | null;
  readonly list_full_at_ms: number | null;
  readonly retry_at_ms: number | null;
  readonly backoff_until_ms: number | null;
  readonly failures: number;
}

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  kind: row.kind,
  label: row.label,
  connectedAt: new Date(row.connected_at_ms).toISOString(),
});

const toSyncAccount = (row: SyncRow, cause: FailureKind | null): SyncAccount => ({
  id: row.id,
  listSyncToken: row.list_sync_token,
  listFingerprint: row.list_fingerprint,
  listFullAtMs: row.list_full_at_ms,
  retryAtMs: row.retry_at_ms,
  backoffUntilMs: row.backoff_until_ms,
  failures: row.failures,
  cause,
});

export const openAccounts = (db: Database, meta: Meta) => {
  const selectAll = db.prepare<[], AccountRow>(
    'SELECT id, kind, label, connected_at_ms FROM accounts ORDER BY connected_at_ms, id',
  );
  const selectSync = db.prepare<[], SyncRow>(
    `SELECT id, list_sync_token, list_fingerprint, list_full_at_ms, retry_at_ms, backoff_until_ms, failures
     FROM accounts ORDER BY connected_at_ms, id`,
  );
  const selectExists = db.prepare<[AccountId], 1>('SELECT 1 FROM accounts WHERE id = ?').pluck();
  const selectListed = db
    .prepare<[AccountId, Fingerprint], 1>(
      'SELECT 1 FROM accounts WHERE id = ? AND list_fingerprint = ? AND list_sync_token IS NOT NULL',
    )
    .pluck();
  // Connecting again resets our own backoff, but never a Retry-After of Google [F11].
  const upsert = db.prepare<[AccountId, AccountKind, string, number]>(
    `INSERT INTO accounts (id, kind, label, connected_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, label = excluded.label,
       backoff_until_ms = NULL, failures = 0`,
  );
  const deleteOne = db.prepare<[AccountId]>('DELETE FROM accounts WHERE id = ?');
  const updateList = db.prepare<[string, Fingerprint, number | null, AccountId]>(
    `UPDATE accounts SET list_sync_token = ?, list_fingerprint = ?,
       list_full_at_ms = coalesce(?, list_full_at_ms) WHERE id = ?`,
  );
  const clearListToken = db.prepare<[AccountId]>('UPDATE accounts SET list_sync_token = NULL WHERE id = ?');
  const updateBackoff = db.prepare<[number | null, number | null, number, AccountId]>(
    'UPDATE accounts SET retry_at_ms = ?, backoff_until_ms = ?, failures = ? WHERE id = ?',
  );

  return {
    list: (): readonly Account[] => selectAll.all().map(toAccount),
    /** `listToken` returns a token newer than the row's, if there is one. */
    listForSync: (listToken: DeferredWrites['listToken']): readonly SyncAccount[] =>
      selectSync.all().map((row) => ({
        ...toSyncAccount(row, meta.getEntry('stoppedBy', row.id) as FailureKind | null),
        listSyncToken: listToken(row.id) ?? row.list_sync_token,
      })),
    /** Returns whether the account's list has a token that was made with these parameters. */
    isListedWith: (id: AccountId, fingerprint: Fingerprint): boolean =>
      selectListed.get(id, fingerprint) === 1,
    has: (id: AccountId): boolean => selectExists.get(id) === 1,
    /** Adds an account or renews a known one. A known one keeps its rows and the time of its first connection. */
    add: (account: Account): void => {
      upsert.run(account.id, account.kind, account.label, Date.parse(account.connectedAt));
      meta.setEntry('stoppedBy', account.id, null);
    },
    /** Also removes the choices about the account's calendars. Its calendars must have been removed before. */
    remove: (id: AccountId): boolean => {
      meta.setEntry('stoppedBy', id, null);
      return deleteOne.run(id).changes > 0;
    },
    /** `fullAtMs` is null for an incremental listing. */
    setListToken: (
      id: AccountId,
      token: {
        readonly syncToken: string;
        readonly fingerprint: Fingerprint;
        readonly fullAtMs: number | null;
      },
    ): void => void updateList.run(token.syncToken, token.fingerprint, token.fullAtMs, id),
    dropListToken: (id: AccountId): void => void clearListToken.run(id),
    setBackoff: (id: AccountId, { retryAtMs, backoffUntilMs, failures, cause }: AccountBackoff): void => {
      // If the account was removed in the meantime, no entry of it may be left.
      const { changes } = updateBackoff.run(retryAtMs, backoffUntilMs, failures, id);
      meta.setEntry('stoppedBy', id, changes === 0 ? null : cause);
    },
  };
};

export type Accounts = ReturnType<typeof openAccounts>;
