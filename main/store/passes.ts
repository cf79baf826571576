/** The history of passes for the status view: bounded, newest first. */
import type { Database } from 'better-sqlite3';
import type { PassCounts, PassOutcome } from '../../shared/syncReport.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';

interface PassRow {
  readonly outcome: PassOutcome['outcome'];
  readonly reason: PassOutcome['reason'];
  readonly mode: PassOutcome['mode'];
  readonly started_at_ms: number;
  readonly finished_at_ms: number;
  readonly counts: string;
  readonly problems: string;
}

/** How many passes are kept. */
export const HISTORY_LENGTH = 200;

const toRow = (pass: PassOutcome): PassRow => ({
  outcome: pass.outcome,
  reason: pass.reason,
  mode: pass.mode,
  started_at_ms: Date.parse(pass.startedAt),
  finished_at_ms: Date.parse(pass.finishedAt),
  counts: JSON.stringify(pass.counts),
  problems: JSON.stringify(pass.problems),
});

const toPass = (row: PassRow): PassOutcome => ({
  outcome: row.outcome,
  reason: row.reason,
  mode: row.mode,
  startedAt: new Date(row.started_at_ms).toISOString(),
  finishedAt: new Date(row.finished_at_ms).toISOString(),
  counts: JSON.parse(row.counts) as PassCounts,
  problems: JSON.parse(row.problems) as Problem[],
});

export const openPasses = (db: Database) => {
  const insert = db.prepare<[PassRow]>(
    `INSERT INTO passes (outcome, reason, mode, started_at_ms, finished_at_ms, counts, problems)
     VALUES (@outcome, @reason, @mode, @started_at_ms, @finished_at_ms, @counts, @problems)`,
  );
  const prune = db.prepare<[number]>('DELETE FROM passes WHERE key <= (SELECT max(key) FROM passes) - ?');
  const select = db.prepare<[number], PassRow>(
    `SELECT outcome, reason, mode, started_at_ms, finished_at_ms, counts, problems
     FROM passes ORDER BY key DESC LIMIT ?`,
  );
  // Problems contain the ids of accounts and calendars, which are addresses [S40].
  const deleteNaming = db.prepare<{ account: AccountId }>(
    `DELETE FROM passes WHERE EXISTS (
       SELECT 1 FROM json_each(passes.problems) AS problem
       WHERE json_extract(problem.value, '$.accountId') = @account
          OR json_extract(problem.value, '$.calendarId') IN
             (SELECT calendar_id FROM calendars WHERE account_id = @account))`,
  );
  const deleteAll = db.prepare('DELETE FROM passes');

  return {
    record(pass: PassOutcome): void {
      insert.run(toRow(pass));
      prune.run(HISTORY_LENGTH);
    },
    /** Newest first. */
    list: (limit: number): readonly PassOutcome[] => select.all(limit).map(toPass),
    /** Deletes passes that name the account. Must be called while its calendars still exist. */
    forgetAccount: (account: AccountId): void => void deleteNaming.run({ account }),
    clear: (): void => void deleteAll.run(),
  };
};

export type Passes = ReturnType<typeof openPasses>;
