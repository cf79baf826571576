/**
 * What is kept of meetings that have passed, and of what the person saw of others: `history.db`. Nothing that happens
 * to `calendar.db` touches it. It is opened when something first asks; damage is repaired as far as rows can be read.
 */
import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { backUp } from '../store/database/backUp.ts';
import { removeCopies, removeWithCompanions } from '../store/database/files.ts';
import { openPersonalDatabase } from '../store/database/personalDatabase.ts';
import { salvageTables } from '../store/database/salvageTables.ts';
import { withRepair } from '../store/database/withRepair.ts';
import { historyMigrations, historyTables } from './schema.ts';
import { openHistoryTable, type HistoryTable } from './table.ts';

export interface HistoryOptions {
  readonly path: string;
  readonly now: () => number;
}

export interface History {
  /** Runs work on the open database. Damage that shows is repaired once, and the work done again. */
  use<T>(work: (table: HistoryTable) => T): Result<T, Problem>;
  /** Removes what there is of an account, also from the files [S40]. */
  removeOf(account: AccountId): Result<null, Problem>;
  /** Deletes all of it: the person does not want it kept. */
  remove(): void;
  close(): void;
}

export const createHistory = ({ path, now }: HistoryOptions): History => {
  let open: { readonly db: Database; readonly table: HistoryTable } | null = null;
  let isClosed = false;

  const connected = (isDamaged: boolean): Result<NonNullable<typeof open>, Problem> => {
    if (isClosed) return fail({ kind: 'storageFailed', cause: 'other' });
    if (open !== null) return ok(open);
    const opened = openPersonalDatabase({
      path,
      nowMs: now(),
      migrations: historyMigrations,
      configure: (db) => db.pragma('secure_delete = ON'),
      rescue: (lost) => salvageTables(lost, historyTables),
      backUp: (db, version) => backUp(db, path, version),
      isDamaged,
    });
    if (!opened.ok) return fail({ kind: 'storageFailed', cause: opened.problem.cause });
    const { db, state } = opened.value;
    if (state === 'fromTheFuture') {
      db.close();
      return fail({ kind: 'storageFailed', cause: state });
    }
    open = { db, table: openHistoryTable(db) };
    return ok(open);
  };
  const disconnect = (): void => {
    open?.db.close();
    open = null;
  };

  const use: History['use'] = (work) =>
    withRepair({ open: connected, close: disconnect }, ({ table }) => work(table));

  return {
    use,
    removeOf: (account) => {
      const removed = use((table) => table.removeOf(account));
      if (!removed.ok) return removed;
      if (removed.value) {
        removeCopies(path);
        open?.db.pragma('wal_checkpoint(TRUNCATE)');
      }
      return ok(null);
    },
    remove: () => {
      disconnect();
      if (!existsSync(path)) return;
      removeCopies(path);
      removeWithCompanions(path);
    },
    close: () => {
      isClosed = true;
      disconnect();
    },
  };
};
