/**
 * Calendars on their way out. A few rows go at once; many would block the main process [F20], so their
 * calendar *leaves*: it moves to a hidden account, without name, token and visibility, so that nothing of it
 * shows and another of the same id may come, and its rows are removed slice by slice, after a restart too.
 */
import type { Database } from 'better-sqlite3';
import type { CalendarKey } from '../sync/ports.ts';

/** The hidden account's id; real ones begin with their kind. It exists only while something is leaving. */
export const PENDING_DELETION = 'leaving';
/** Rows in one transaction: a few milliseconds, with what is deleted overwritten. */
const SLICE = 100;

export const openPendingDeletion = (db: Database) => {
  const countRows = db
    .prepare<[CalendarKey, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM events WHERE calendar_key = ? LIMIT ?)',
    )
    .pluck();
  const deleteCalendar = db.prepare<[CalendarKey]>('DELETE FROM calendars WHERE key = ?');
  const insertAccount = db.prepare(
    `INSERT INTO accounts (id, kind, label, connected_at_ms) VALUES ('${PENDING_DELETION}', '${PENDING_DELETION}', '', 0)
     ON CONFLICT DO NOTHING`,
  );
  const leave = db.prepare<[CalendarKey]>(
    `UPDATE calendars SET account_id = '${PENDING_DELETION}', calendar_id = '${PENDING_DELETION} ' || key, name = '',
       visible = 0, sync_token = NULL, last_problem = NULL, last_audit = NULL WHERE key = ?`,
  );
  const selectNext = db
    .prepare<[], CalendarKey>(`SELECT key FROM calendars WHERE account_id = '${PENDING_DELETION}' LIMIT 1`)
    .pluck();
  const slices = (['events', 'changes'] as const).map((table) =>
    db.prepare<[CalendarKey, number]>(
      `DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table} WHERE calendar_key = ? LIMIT ?)`,
    ),
  );
  const deleteAccount = db.prepare(`DELETE FROM accounts WHERE id = '${PENDING_DELETION}'`);

  return {
    /** Removes a calendar, or lets it leave when it has many rows. */
    remove(calendar: CalendarKey): void {
      if ((countRows.get(calendar, SLICE + 1) ?? 0) <= SLICE) {
        deleteCalendar.run(calendar);
        return;
      }
      insertAccount.run();
      leave.run(calendar);
    },
    isEmpty: (): boolean => selectNext.get() === undefined,
    /** One slice; to be called inside a transaction. True when nothing is leaving any more. */
    removeSlice(): boolean {
      const calendar = selectNext.get();
      if (calendar !== undefined) {
        const isPartial = slices.some((statement) => statement.run(calendar, SLICE).changes > 0);
        if (isPartial) return false;
        deleteCalendar.run(calendar);
        if (selectNext.get() !== undefined) return false;
      }
      deleteAccount.run();
      return true;
    },
  };
};
