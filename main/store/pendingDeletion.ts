/**
 * Deletes calendars. A few rows are deleted at once. Many would block the main process [F20], so their calendar loses
 * its account, name, token and visibility first: a calendar without an account is being deleted. Nothing of it is
 * shown, another calendar with the same id may be added, and its rows are removed in slices, also after a restart.
 */
import type { Database } from 'better-sqlite3';
import type { CalendarKey } from '../sync/ports.ts';

/** Rows per transaction: a few milliseconds, including overwriting what is deleted. */
const SLICE = 100;

export const openPendingDeletion = (db: Database) => {
  const countRows = db
    .prepare<[CalendarKey, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM events WHERE calendar_key = ? LIMIT ?)',
    )
    .pluck();
  const deleteCalendar = db.prepare<[CalendarKey]>('DELETE FROM calendars WHERE key = ?');
  const takeFromAccount = db.prepare<[CalendarKey]>(
    `UPDATE calendars SET account_id = NULL, calendar_id = '', name = '', visible = 0, sync_token = NULL,
       last_problem = NULL, last_audit = NULL WHERE key = ?`,
  );
  const selectNext = db
    .prepare<[], CalendarKey>('SELECT key FROM calendars WHERE account_id IS NULL LIMIT 1')
    .pluck();
  const slices = (['events', 'changes'] as const).map((table) =>
    db.prepare<[CalendarKey, number]>(
      `DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table} WHERE calendar_key = ? LIMIT ?)`,
    ),
  );

  return {
    /** Removes a calendar at once, or starts to delete it in slices if it has many rows. */
    remove(calendar: CalendarKey): void {
      if ((countRows.get(calendar, SLICE + 1) ?? 0) <= SLICE) {
        deleteCalendar.run(calendar);
        return;
      }
      takeFromAccount.run(calendar);
    },
    isEmpty: (): boolean => selectNext.get() === undefined,
    /** Removes one slice. Must be called inside a transaction. Returns true if nothing is left to delete. */
    removeSlice(): boolean {
      const calendar = selectNext.get();
      if (calendar === undefined) return true;
      const isPartial = slices.some((statement) => statement.run(calendar, SLICE).changes > 0);
      if (isPartial) return false;
      deleteCalendar.run(calendar);
      return selectNext.get() === undefined;
    },
  };
};
