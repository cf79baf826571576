/**
 * Calendars: the account's list as Google gives it, each one's sync state, and whether the person shows it.
 *
 * `visible` is Google's own tick when a calendar first appears and the person's choice from then on. A choice
 * made here outlives the calendar's row, so a calendar that leaves the list and comes back looks the same.
 */
import type { Database } from 'better-sqlite3';
import type {
  AccessRole,
  AccountId,
  Calendar,
  CalendarId,
  RemoteCalendar,
  Reminder,
} from '../../shared/model.ts';
import type { CalendarKey, CalendarListPage, Fingerprint, SyncCalendar } from '../sync/ports.ts';

interface CalendarRow {
  readonly account_id: AccountId;
  readonly calendar_id: CalendarId;
  readonly name: string;
  readonly color: string;
  readonly zone: string;
  readonly access_role: AccessRole;
  readonly is_primary: 0 | 1;
  readonly selected: 0 | 1;
  readonly hidden: 0 | 1;
  readonly default_reminders: string;
  readonly visible: 0 | 1;
}

interface SyncRow {
  readonly key: CalendarKey;
  readonly account_id: AccountId;
  readonly calendar_id: CalendarId;
  readonly sync_token: string | null;
  readonly fingerprint: Fingerprint | null;
  readonly last_success_at_ms: number | null;
  readonly held_sweep: number | null;
}

const toCalendar = (row: CalendarRow): Calendar => ({
  accountId: row.account_id,
  id: row.calendar_id,
  name: row.name,
  color: row.color,
  zone: row.zone,
  accessRole: row.access_role,
  primary: row.is_primary === 1,
  selected: row.selected === 1,
  hidden: row.hidden === 1,
  defaultReminders: JSON.parse(row.default_reminders) as Reminder[],
  visible: row.visible === 1,
});

const toSyncCalendar = (row: SyncRow): SyncCalendar => ({
  key: row.key,
  accountId: row.account_id,
  calendarId: row.calendar_id,
  syncToken: row.sync_token,
  fingerprint: row.fingerprint,
  lastSuccessAtMs: row.last_success_at_ms,
  heldSweep: row.held_sweep,
});

const remoteColumns = [
  'name',
  'color',
  'zone',
  'access_role',
  'is_primary',
  'selected',
  'hidden',
  'default_reminders',
] as const;

const toRow = (account: AccountId, calendar: RemoteCalendar): CalendarRow => ({
  account_id: account,
  calendar_id: calendar.id,
  name: calendar.name,
  color: calendar.color,
  zone: calendar.zone,
  access_role: calendar.accessRole,
  is_primary: calendar.primary ? 1 : 0,
  selected: calendar.selected ? 1 : 0,
  hidden: calendar.hidden ? 1 : 0,
  default_reminders: JSON.stringify(calendar.defaultReminders),
  visible: calendar.selected && !calendar.hidden ? 1 : 0,
});

/** What an event commit needs to know of its calendar. */
export interface SyncState {
  readonly zone: string;
  readonly held_sweep: number | null;
}

/** How a finished listing leaves its calendar. */
export interface Finish {
  readonly syncToken: string;
  readonly fingerprint: Fingerprint;
  readonly nowMs: number;
  readonly defaultReminders: readonly Reminder[] | null;
  /** Rows that a held sweep kept; null when none is held. */
  readonly heldSweep: number | null;
}

export const openCalendars = (db: Database) => {
  const selectAll = db.prepare<[], CalendarRow>(
    `SELECT account_id, calendar_id, ${remoteColumns.join(', ')}, visible FROM calendars
     ORDER BY account_id, is_primary DESC, name, calendar_id`,
  );
  const selectVisible = db.prepare<[AccountId], SyncRow>(
    `SELECT key, account_id, calendar_id, sync_token, fingerprint, last_success_at_ms, held_sweep
     FROM calendars WHERE account_id = ? AND visible = 1 ORDER BY is_primary DESC, key`,
  );
  const selectState = db.prepare<[CalendarKey], SyncState>(
    'SELECT zone, held_sweep FROM calendars WHERE key = ?',
  );
  const selectIds = db
    .prepare<[AccountId], CalendarId>('SELECT calendar_id FROM calendars WHERE account_id = ?')
    .pluck();
  const upsert = db.prepare<[CalendarRow]>(
    `INSERT INTO calendars (account_id, calendar_id, ${remoteColumns.join(', ')}, visible)
     VALUES (@account_id, @calendar_id, ${remoteColumns.map((column) => `@${column}`).join(', ')},
       coalesce(
         (SELECT visible FROM calendar_choices WHERE account_id = @account_id AND calendar_id = @calendar_id),
         @visible))
     ON CONFLICT (account_id, calendar_id) DO UPDATE SET
       ${remoteColumns.map((column) => `${column} = excluded.${column}`).join(', ')}
     WHERE (${remoteColumns.join(', ')})
       IS NOT (${remoteColumns.map((column) => `excluded.${column}`).join(', ')})`,
  );
  const deleteOne = db.prepare<[AccountId, CalendarId]>(
    'DELETE FROM calendars WHERE account_id = ? AND calendar_id = ?',
  );
  const selectAccounts = db
    .prepare<{ account: AccountId | null; calendar: CalendarId }, AccountId>(
      `SELECT account_id FROM calendars
       WHERE calendar_id = @calendar AND (@account IS NULL OR account_id = @account)`,
    )
    .pluck();
  const updateVisible = db.prepare<[0 | 1, AccountId, CalendarId]>(
    'UPDATE calendars SET visible = ? WHERE account_id = ? AND calendar_id = ?',
  );
  const upsertChoice = db.prepare<[AccountId, CalendarId, 0 | 1]>(
    `INSERT INTO calendar_choices (account_id, calendar_id, visible) VALUES (?, ?, ?)
     ON CONFLICT (account_id, calendar_id) DO UPDATE SET visible = excluded.visible`,
  );
  const clearToken = db.prepare<[CalendarKey]>('UPDATE calendars SET sync_token = NULL WHERE key = ?');
  const updateFinish = db.prepare<[string, Fingerprint, number, string | null, number | null, CalendarKey]>(
    `UPDATE calendars SET sync_token = ?, fingerprint = ?, last_success_at_ms = ?,
       default_reminders = coalesce(?, default_reminders), held_sweep = ? WHERE key = ?`,
  );

  return {
    list: (): readonly Calendar[] => selectAll.all().map(toCalendar),
    visible: (account: AccountId): readonly SyncCalendar[] => selectVisible.all(account).map(toSyncCalendar),
    /** Null when the calendar has gone meanwhile. */
    state: (key: CalendarKey): SyncState | null => selectState.get(key) ?? null,
    /**
     * Applies a listing; a full one removes the calendars that it lacks, with their events [S33]. Answers how
     * many calendars were added, changed or removed.
     */
    applyListing(account: AccountId, items: CalendarListPage['items'], full: boolean): number {
      let changes = 0;
      for (const item of items) {
        changes +=
          item.type === 'deleted'
            ? deleteOne.run(account, item.id).changes
            : upsert.run(toRow(account, item.calendar)).changes;
      }
      if (!full) return changes;
      const listed = new Set(items.flatMap((item) => (item.type === 'calendar' ? [item.calendar.id] : [])));
      for (const id of selectIds.all(account)) {
        if (!listed.has(id)) changes += deleteOne.run(account, id).changes;
      }
      return changes;
    },
    /** Without an account: in every account that sees the calendar. Answers how many there were. */
    setVisible(account: AccountId | null, calendar: CalendarId, visible: boolean): number {
      const accounts = selectAccounts.all({ account, calendar });
      for (const id of accounts) {
        updateVisible.run(visible ? 1 : 0, id, calendar);
        upsertChoice.run(id, calendar, visible ? 1 : 0);
      }
      return accounts.length;
    },
    dropToken: (key: CalendarKey): void => void clearToken.run(key),
    finish: (key: CalendarKey, finish: Finish): void =>
      void updateFinish.run(
        finish.syncToken,
        finish.fingerprint,
        finish.nowMs,
        finish.defaultReminders && JSON.stringify(finish.defaultReminders),
        finish.heldSweep,
        key,
      ),
  };
};

export type Calendars = ReturnType<typeof openCalendars>;
