/**
 * Opens `outbox.db` [O3]: a file of its own, because the cache may be thrown away and this never. What can be read of
 * a damaged one goes into a new one. Nothing is written to a newer version's file.
 */
import type { Database } from 'better-sqlite3';
import type { StorageCause } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { backUp } from '../store/database/backUp.ts';
import { openPersonalDatabase } from '../store/database/personalDatabase.ts';
import { salvageTables } from '../store/database/salvageTables.ts';
import type { Migration } from '../store/database/schema.ts';

/** Never changed; a new version is added at the end. */
const released: readonly Migration[] = [
  {
    version: 1,
    up: (db) =>
      db.exec(`
      CREATE TABLE operation (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        op_id TEXT NOT NULL UNIQUE,
        account_id TEXT NOT NULL,
        calendar_id TEXT NOT NULL,
        event_id TEXT NOT NULL,
        slot TEXT,
        kind TEXT NOT NULL,
        want TEXT NOT NULL,
        base TEXT NOT NULL,
        sent_etag TEXT,
        notify TEXT NOT NULL,
        state TEXT NOT NULL,
        steps TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        not_before_ms INTEGER NOT NULL,
        error TEXT,
        made_at_ms INTEGER NOT NULL,
        answer TEXT
      ) STRICT;
      CREATE TABLE draft (draft_id TEXT PRIMARY KEY, text TEXT NOT NULL, saved_at_ms INTEGER NOT NULL) STRICT;
      CREATE TABLE gate (account_id TEXT PRIMARY KEY, until_ms INTEGER NOT NULL, cause TEXT NOT NULL) STRICT;
    `),
  },
];

const tables = ['operation', 'draft', 'gate'] as const;

export interface OpenedOutbox {
  readonly db: Database;
  /** The old file was damaged and set aside. */
  readonly wasDamaged: boolean;
}

export interface OutboxFileOptions {
  readonly path: string;
  readonly nowMs: number;
  readonly busyTimeoutMs?: number;
  /** Only tests pass others. */
  readonly migrations?: readonly Migration[];
}

/** Opens, creates, migrates or repairs the file. Never throws because of the disk, the file or another process. */
export const openOutboxFile = (options: OutboxFileOptions): Result<OpenedOutbox, StorageCause> => {
  const { path, nowMs, busyTimeoutMs, migrations = released } = options;
  const opened = openPersonalDatabase({
    path,
    nowMs,
    migrations,
    ...(busyTimeoutMs !== undefined && { busyTimeoutMs }),
    configure: (db) => db.pragma('secure_delete = FAST'),
    rescue: (lost) => salvageTables(lost, tables),
    backUp: (db, version) => backUp(db, path, version),
  });
  if (!opened.ok) return fail(opened.problem.cause === 'damaged' ? 'corrupt' : opened.problem.cause);
  const { db, state } = opened.value;
  if (state === 'sound' || state === 'replaced') return ok({ db, wasDamaged: state === 'replaced' });
  db.close();
  return fail(state);
};
