/** Each calendar's sync state for the inspector. Reads only. */
import type { Database } from 'better-sqlite3';
import type { CalendarInspection, Drift } from '../../shared/syncReport.ts';
import type { Account, AccountId, CalendarId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { CalendarKey } from '../sync/ports.ts';
import { inNameOrder } from './nameOrder.ts';
import type { DeferredWrites } from './deferredWrites.ts';

/** A stored account. The engine adds the outcome of its last pass. */
export interface StoredInspection {
  readonly account: Account;
  /** No request before this time, because of Google's Retry-After or our own backoff. */
  readonly retryAtMs: number | null;
  readonly calendars: readonly CalendarInspection[];
}

interface AccountRow {
  readonly id: AccountId;
  readonly kind: Account['kind'];
  readonly label: string;
  readonly connected_at_ms: number;
  readonly retry_at_ms: number | null;
  readonly backoff_until_ms: number | null;
}

interface CalendarRow {
  readonly key: CalendarKey;
  readonly account_id: AccountId;
  readonly calendar_id: CalendarId;
  readonly name: string;
  readonly is_primary: 0 | 1;
  readonly visible: 0 | 1;
  readonly sync_token: string | null;
  readonly last_success_at_ms: number | null;
  readonly token_since_ms: number | null;
  readonly held_sweep: number | null;
  readonly held_since_ms: number | null;
  readonly kept_rows: number | null;
  readonly quarantined: number;
  readonly last_audit: string | null;
  readonly last_problem: string | null;
  readonly events: number;
  readonly flawed: number;
}

const toIso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const toCalendar = (
  row: CalendarRow,
  heldUpcoming: number,
  lastSuccessAtMs: number | null,
): CalendarInspection => {
  const audit = row.last_audit === null ? null : (JSON.parse(row.last_audit) as Drift & { atMs: number });
  const problem =
    row.last_problem === null ? null : (JSON.parse(row.last_problem) as { problem: Problem; atMs: number });
  return {
    calendarId: row.calendar_id,
    name: row.name,
    visible: row.visible === 1,
    lastSuccessAt: toIso(lastSuccessAtMs),
    tokenSince: row.sync_token === null ? null : toIso(row.token_since_ms),
    eventsStored: row.events,
    flawed: row.flawed,
    quarantined: row.quarantined,
    heldSweep:
      row.held_sweep === null
        ? null
        : {
            count: row.held_sweep,
            upcoming: heldUpcoming,
            since: new Date(row.held_since_ms ?? 0).toISOString(),
          },
    keptRows: row.kept_rows,
    lastProblem: problem && { problem: problem.problem, at: new Date(problem.atMs).toISOString() },
    lastAudit: audit && {
      at: new Date(audit.atMs).toISOString(),
      missing: audit.missing,
      extra: audit.extra,
      different: audit.different,
    },
  };
};

/**
 * `heldUpcoming` returns how many upcoming events a calendar's held sweep contains; `unchanged`, values newer than
 * its row's.
 */
export const openInspection = (
  db: Database,
  heldUpcoming: (calendar: CalendarKey) => number,
  unchanged: DeferredWrites['calendar'],
) => {
  const selectAccounts = db.prepare<[], AccountRow>(
    `SELECT id, kind, label, connected_at_ms, retry_at_ms, backoff_until_ms FROM accounts
     ORDER BY connected_at_ms, id`,
  );
  const selectCalendars = db.prepare<[], CalendarRow>(
    `SELECT key, account_id, calendar_id, name, is_primary, visible, sync_token, last_success_at_ms, token_since_ms, held_sweep,
       held_since_ms, kept_rows, quarantined, last_audit, last_problem,
       (SELECT count(*) FROM events WHERE calendar_key = calendars.key) AS events,
       (SELECT count(*) FROM events WHERE calendar_key = calendars.key AND flaw IS NOT NULL) AS flawed
     FROM calendars WHERE account_id IS NOT NULL
     ORDER BY account_id, calendar_id`,
  );
  return (): readonly StoredInspection[] => {
    const calendars = inNameOrder(selectCalendars.all());
    return selectAccounts.all().map((row) => {
      const waits = [row.retry_at_ms, row.backoff_until_ms].filter((ms) => ms !== null);
      return {
        account: {
          id: row.id,
          kind: row.kind,
          label: row.label,
          connectedAt: new Date(row.connected_at_ms).toISOString(),
        },
        retryAtMs: waits.length === 0 ? null : Math.max(...waits),
        calendars: calendars
          .filter((one) => one.account_id === row.id)
          .map((one) => {
            const lastSuccessAtMs = unchanged(one.key)?.lastSuccessAtMs ?? one.last_success_at_ms;
            return toCalendar(one, heldUpcoming(one.key), lastSuccessAtMs);
          }),
      };
    });
  };
};
