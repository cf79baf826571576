/**
 * Defers what a pass without news has to write: when it looked, a newer token for the same rows, a line in the
 * history. This is kept in memory and written with the next necessary write, after an hour, or when the database is
 * closed. So a calendar in which nothing happens never wakes the disk.
 *
 * A crash loses only that: the older token still leads to the same rows [S6, S11], and "last synced" shows too early
 * a time, never too late a one. What comes with rows, a sweep, an audit or a problem is never deferred [S10].
 */
import type { Database } from 'better-sqlite3';
import type { PassOutcome } from '../../shared/syncReport.ts';
import type { AccountId } from '../../shared/model.ts';
import type { CalendarKey } from '../sync/ports.ts';
import type { Meta } from './meta.ts';
import type { Passes } from './passes.ts';

/** A calendar's state after its last listing without changes. */
export interface Unchanged {
  readonly syncToken: string;
  readonly lastSuccessAtMs: number;
}

const LONGEST_MS = 60 * 60 * 1000;
/** Many more than there are in an hour, unless someone keeps asking. */
const MOST_PASSES = 100;

export const openDeferredWrites = (
  db: Database,
  { meta, passes }: { readonly meta: Meta; readonly passes: Passes },
) => {
  const updateCalendar = db.prepare<[string, number, CalendarKey]>(
    'UPDATE calendars SET sync_token = ?, last_success_at_ms = ? WHERE key = ?',
  );
  const updateList = db.prepare<[string, AccountId]>('UPDATE accounts SET list_sync_token = ? WHERE id = ?');
  const calendars = new Map<CalendarKey, Unchanged>();
  const lists = new Map<AccountId, string>();
  const outcomes: PassOutcome[] = [];

  return {
    noteCalendar: (key: CalendarKey, unchanged: Unchanged): void => void calendars.set(key, unchanged),
    calendar: (key: CalendarKey): Unchanged | null => calendars.get(key) ?? null,
    noteList: (account: AccountId, syncToken: string): void => void lists.set(account, syncToken),
    listToken: (account: AccountId): string | null => lists.get(account) ?? null,
    /** Returns false if it is time to write what was deferred. The pass is then not noted. */
    notePass(outcome: PassOutcome): boolean {
      const first = outcomes[0];
      const ageMs = first === undefined ? 0 : Date.parse(outcome.finishedAt) - Date.parse(first.finishedAt);
      // A negative age means that the clock was set back [F16].
      if (ageMs < 0 || ageMs >= LONGEST_MS || outcomes.length >= MOST_PASSES) return false;
      outcomes.push(outcome);
      return true;
    },
    /** Newest first. */
    passes: (): readonly PassOutcome[] => outcomes.toReversed(),
    isEmpty: (): boolean => calendars.size + lists.size + outcomes.length === 0,
    /** Must be called first in a transaction. `clear` must be called once that is durable. */
    write(): void {
      for (const [key, { syncToken, lastSuccessAtMs }] of calendars) {
        updateCalendar.run(syncToken, lastSuccessAtMs, key);
      }
      for (const [account, syncToken] of lists) updateList.run(syncToken, account);
      for (const outcome of outcomes) passes.record(outcome);
      const last = outcomes.at(-1);
      if (last !== undefined) meta.set('lastSuccessAtMs', Date.parse(last.finishedAt));
    },
    clear(): void {
      calendars.clear();
      lists.clear();
      outcomes.length = 0;
    },
  };
};

export type DeferredWrites = ReturnType<typeof openDeferredWrites>;
