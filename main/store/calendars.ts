/**
 * Calendars: the account's list as Google returns it, each calendar's sync state, and whether the person shows it.
 *
 * When a calendar first appears, `visible` is what Google has selected; from then on it is the person's choice. The
 * choice outlives the calendar's row, so a calendar that disappears from the list and comes back looks the same.
 *
 * A calendar with many events is deleted in steps: its row loses its account and its name, and its events are removed
 * in slices (pendingDeletion.ts). From then on no query here returns it.
 */
import type { Database } from 'better-sqlite3';
import type { Drift } from '../../shared/syncReport.ts';
import type {
  AccessRole,
  AccountId,
  Calendar,
  CalendarId,
  RemoteCalendar,
  Reminder,
} from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { CalendarKey, CalendarListPage, Fingerprint, SyncCalendar } from '../sync/ports.ts';
import { openPendingDeletion } from './pendingDeletion.ts';
import { inNameOrder } from './nameOrder.ts';
import type { Meta } from './meta.ts';
import type { DeferredWrites } from './deferredWrites.ts';

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

interface ListedRow extends CalendarRow {
  readonly last_success_at_ms: number | null;
}

interface SyncRow {
  readonly key: CalendarKey;
  readonly account_id: AccountId;
  readonly calendar_id: CalendarId;
  readonly sync_token: string | null;
  readonly fingerprint: Fingerprint | null;
  readonly last_success_at_ms: number | null;
  readonly held_sweep: number | null;
  readonly held_since_ms: number | null;
  readonly kept_rows: number | null;
  readonly sweep_allowed: 0 | 1;
  readonly audit_due_at_ms: number | null;
}

const toCalendar = (row: ListedRow): Calendar => ({
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
  loaded: row.last_success_at_ms !== null,
});

const toSyncCalendar = (row: SyncRow): SyncCalendar => ({
  key: row.key,
  accountId: row.account_id,
  calendarId: row.calendar_id,
  syncToken: row.sync_token,
  fingerprint: row.fingerprint,
  lastSuccessAtMs: row.last_success_at_ms,
  heldSweep: row.held_sweep,
  heldSinceMs: row.held_since_ms,
  keptRows: row.kept_rows,
  sweepAllowed: row.sweep_allowed === 1,
  auditDueAtMs: row.audit_due_at_ms,
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

/** What committing events needs to know about their calendar. */
export interface SyncState {
  readonly zone: string;
  readonly fingerprint: Fingerprint | null;
  readonly default_reminders: string;
  readonly last_success_at_ms: number | null;
  readonly held_sweep: number | null;
  readonly held_since_ms: number | null;
  readonly kept_rows: number | null;
  readonly sweep_allowed: 0 | 1;
}

/** What a finished listing writes to its calendar. */
export interface Finish {
  readonly syncToken: string;
  readonly fingerprint: Fingerprint;
  readonly nowMs: number;
  readonly defaultReminders: readonly Reminder[] | null;
  readonly full: boolean;
  /** The number of rows that a held sweep kept; null if none is held. */
  readonly heldSweep: number | null;
  readonly heldSinceMs: number | null;
  /** How many upcoming events the held sweep contains. */
  readonly heldUpcoming: number | null;
  readonly keptRows: number | null;
  /** 1 if the person wants the held sweep carried out. */
  readonly sweepAllowed: 0 | 1;
  readonly quarantined: number;
  /** Null: unchanged. */
  readonly auditDueAtMs: number | null;
  readonly audit: Drift | null;
}

export const openCalendars = (db: Database, meta: Meta) => {
  const selectAll = db.prepare<[], ListedRow>(
    `SELECT account_id, calendar_id, ${remoteColumns.join(', ')}, visible, last_success_at_ms FROM calendars
     WHERE account_id IS NOT NULL ORDER BY account_id, calendar_id`,
  );
  const selectVisible = db.prepare<[AccountId], SyncRow>(
    `SELECT key, account_id, calendar_id, sync_token, fingerprint, last_success_at_ms, held_sweep,
       held_since_ms, kept_rows, sweep_allowed, audit_due_at_ms
     FROM calendars WHERE account_id = ? AND visible = 1 ORDER BY is_primary DESC, key`,
  );
  const selectState = db.prepare<[CalendarKey], SyncState>(
    `SELECT zone, fingerprint, default_reminders, last_success_at_ms, held_sweep, held_since_ms, kept_rows,
       sweep_allowed
     FROM calendars WHERE key = ? AND account_id IS NOT NULL`,
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
  const selectKey = db
    .prepare<[AccountId, CalendarId], CalendarKey>(
      'SELECT key FROM calendars WHERE account_id = ? AND calendar_id = ?',
    )
    .pluck();
  const pendingDeletion = openPendingDeletion(db);
  const selectAccounts = db
    .prepare<{ account: AccountId | null; calendar: CalendarId }, AccountId>(
      `SELECT account_id FROM calendars
       WHERE calendar_id = @calendar AND account_id IS NOT NULL AND (@account IS NULL OR account_id = @account)`,
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
  const updateFinish = db.prepare(
    `UPDATE calendars SET sync_token = @syncToken, fingerprint = @fingerprint, last_success_at_ms = @nowMs,
       default_reminders = coalesce(@reminders, default_reminders), held_sweep = @heldSweep,
       held_since_ms = @heldSinceMs, kept_rows = @keptRows,
       sweep_allowed = @sweepAllowed,
       token_since_ms = CASE WHEN @full THEN @nowMs ELSE token_since_ms END,
       quarantined = CASE WHEN @full THEN 0 ELSE quarantined END + @quarantined,
       audit_due_at_ms = coalesce(@auditDueAtMs, audit_due_at_ms), last_audit = coalesce(@audit, last_audit)
     WHERE key = @key`,
  );
  const updateProblem = db.prepare<[string, CalendarKey]>(
    `UPDATE calendars SET last_problem = ? WHERE key = ? AND account_id IS NOT NULL`,
  );
  const keepHeld = db.prepare<[AccountId, CalendarId]>(
    `UPDATE calendars SET kept_rows = held_sweep, held_sweep = NULL, held_since_ms = NULL, sweep_allowed = 0
     WHERE account_id = ? AND calendar_id = ? AND held_sweep IS NOT NULL`,
  );
  const allowHeld = db.prepare<[AccountId, CalendarId]>(
    `UPDATE calendars SET sweep_allowed = 1
     WHERE account_id = ? AND calendar_id = ? AND held_sweep IS NOT NULL`,
  );

  const remove = (account: AccountId, calendar: CalendarId): number => {
    const key = selectKey.get(account, calendar);
    if (key === undefined) return 0;
    pendingDeletion.remove(key);
    meta.setEntry('heldUpcoming', key, null);
    return 1;
  };

  return {
    list: (): readonly Calendar[] => inNameOrder(selectAll.all()).map(toCalendar),
    /** `unchanged` returns values that are newer than the row's. */
    visible: (account: AccountId, unchanged: DeferredWrites['calendar']): readonly SyncCalendar[] =>
      selectVisible.all(account).map((row) => ({ ...toSyncCalendar(row), ...unchanged(row.key) })),
    /** Null if the calendar was removed in the meantime. */
    state: (key: CalendarKey): SyncState | null => selectState.get(key) ?? null,
    /**
     * Applies a listing. A full one removes the calendars that it lacks, with their events [S33]. Returns how many
     * calendars were added, changed or removed.
     */
    applyListing(account: AccountId, items: CalendarListPage['items'], full: boolean): number {
      let changes = 0;
      for (const item of items) {
        changes +=
          item.type === 'deleted'
            ? remove(account, item.id)
            : upsert.run(toRow(account, item.calendar)).changes;
      }
      if (!full) return changes;
      const listed = new Set(items.flatMap((item) => (item.type === 'calendar' ? [item.calendar.id] : [])));
      for (const id of selectIds.all(account)) {
        if (!listed.has(id)) changes += remove(account, id);
      }
      return changes;
    },
    /** Without an account: in every account that has the calendar. Returns the number of calendars. */
    setVisible(account: AccountId | null, calendar: CalendarId, visible: boolean): number {
      const accounts = selectAccounts.all({ account, calendar });
      for (const id of accounts) {
        updateVisible.run(visible ? 1 : 0, id, calendar);
        upsertChoice.run(id, calendar, visible ? 1 : 0);
      }
      return accounts.length;
    },
    /** Returns how many held sweeps the choice applies to [S12]. */
    resolveSweep(account: AccountId | null, calendar: CalendarId, choice: 'keep' | 'remove'): number {
      const statement = choice === 'keep' ? keepHeld : allowHeld;
      return selectAccounts
        .all({ account, calendar })
        .reduce((count, id) => count + statement.run(id, calendar).changes, 0);
    },
    /** Removes all calendars of an account, with everything that came from them. */
    removeAll(account: AccountId): void {
      for (const id of selectIds.all(account)) remove(account, id);
    },
    pendingDeletion,
    /** Upcoming events in a held sweep; 0 if unknown. */
    heldUpcoming: (key: CalendarKey): number => Number(meta.getEntry('heldUpcoming', key) ?? 0),
    dropToken: (key: CalendarKey): void => void clearToken.run(key),
    noteProblem: (key: CalendarKey, problem: Problem, atMs: number): void =>
      void updateProblem.run(JSON.stringify({ problem, atMs }), key),
    finish: (key: CalendarKey, finish: Finish): void => {
      meta.setEntry('heldUpcoming', key, finish.heldUpcoming);
      updateFinish.run({
        key,
        syncToken: finish.syncToken,
        fingerprint: finish.fingerprint,
        nowMs: finish.nowMs,
        full: finish.full ? 1 : 0,
        reminders: finish.defaultReminders && JSON.stringify(finish.defaultReminders),
        heldSweep: finish.heldSweep,
        heldSinceMs: finish.heldSinceMs,
        keptRows: finish.keptRows,
        sweepAllowed: finish.sweepAllowed,
        quarantined: finish.quarantined,
        auditDueAtMs: finish.auditDueAtMs,
        audit: finish.audit && JSON.stringify({ ...finish.audit, atMs: finish.nowMs }),
      });
    },
  };
};

export type Calendars = ReturnType<typeof openCalendars>;
