/**
 * What a full listing did not contain is gone, as far as the listing could have contained it [S9].
 *
 * Every row a listing contains carries its pass's stamp (`seen_pass`); the sweep looks only at the others.
 * What ended before the listing's `timeMin` stays as history, unless its series is gone.
 */
import type { Database } from 'better-sqlite3';
import type { CalendarKey, SweepCounts, SweepPlan } from '../sync/ports.ts';
import type { ContentRow } from './eventRow.ts';
import { SHORT_MS } from './schema.ts';

/** A row that the listing did not contain. */
export type UnseenRow = Pick<
  ContentRow,
  'kind' | 'master_id' | 'original_ms' | 'original_date' | 'start_date' | 'end_ms' | 'last_ms'
> & { readonly key: number; readonly event_id: string };

/** A date ends somewhere within 14 hours of its UTC midnight; a day is on the safe side. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** True when a listing from `timeMinMs` on would have contained the row, had it still existed. Pure. */
export const listingCovers = (row: UnseenRow, timeMinMs: number | null): boolean => {
  if (timeMinMs === null) return true;
  const endMs = row.kind === 'master' ? row.last_ms : row.kind === 'cancelled' ? row.original_ms : row.end_ms;
  const isDate = row.start_date !== null || row.original_date !== null;
  return (endMs ?? 0) - (isDate ? DAY_MS : 0) > timeMinMs;
};

/**
 * The rows that are gone. Pure. `isStored` tells whether an event id has a row at all.
 *
 * A gone master takes along what hangs on it, history included; a cancelled slot without a master goes too,
 * for there is nothing left to take it from.
 */
export const goneRows = (
  unseen: readonly UnseenRow[],
  timeMinMs: number | null,
  isStored: (eventId: string) => boolean,
): readonly UnseenRow[] => {
  const goneMasters = new Set(
    unseen.filter((row) => row.kind === 'master' && listingCovers(row, timeMinMs)).map((row) => row.event_id),
  );
  return unseen.filter(
    (row) =>
      listingCovers(row, timeMinMs) ||
      (row.master_id !== null &&
        (goneMasters.has(row.master_id) || (row.kind === 'cancelled' && !isStored(row.master_id)))),
  );
};

const isUpcoming = (row: UnseenRow, nowMs: number): boolean =>
  row.kind === 'master' ? (row.last_ms ?? 0) > nowMs : row.kind !== 'cancelled' && (row.end_ms ?? 0) > nowMs;

export const openSweep = (db: Database) => {
  // Singles that ended before the listing's beginning stay in any case; years of them need not be looked at.
  const selectUnseen = db.prepare<{ calendar: CalendarKey; pass: number; timeMin: number | null }, UnseenRow>(
    `SELECT key, event_id, kind, master_id, original_ms, original_date, start_date, end_ms, last_ms
     FROM events WHERE calendar_key = @calendar AND seen_pass < @pass
       AND (kind <> 'single' OR @timeMin IS NULL OR end_ms > @timeMin)`,
  );
  const selectStored = db
    .prepare<[CalendarKey, string], 1>('SELECT 1 FROM events WHERE calendar_key = ? AND event_id = ?')
    .pluck();
  const deleteKey = db.prepare<[number]>('DELETE FROM events WHERE key = ?');
  // Counted from the indexes alone, named because the planner would read every row of the calendar instead.
  // Short rows that end later cannot have begun more than two days ago.
  const countUpcoming = db
    .prepare<{ calendar: CalendarKey; now: number }, number>(
      `SELECT
         (SELECT count(*) FROM events INDEXED BY events_short WHERE is_long = 0
           AND start_ms >= @now - ${SHORT_MS} AND end_ms > @now AND calendar_key = @calendar)
       + (SELECT count(*) FROM events INDEXED BY events_long WHERE is_long = 1 AND end_ms > @now AND calendar_key = @calendar)
       + (SELECT count(*) FROM events INDEXED BY events_series WHERE kind = 'master' AND last_ms > @now AND calendar_key = @calendar)`,
    )
    .pluck();

  /** Removes what is gone, or nothing when the plan holds it. To be called inside a transaction. */
  return (
    calendar: CalendarKey,
    passId: number,
    plan: SweepPlan,
    heldBefore: number | null,
  ): { readonly swept: number; readonly held: number } => {
    const unseen = selectUnseen.all({ calendar, pass: passId, timeMin: plan.timeMinMs });
    if (unseen.length === 0) return { swept: 0, held: 0 };
    const gone = goneRows(unseen, plan.timeMinMs, (id) => selectStored.get(calendar, id) === 1);
    if (gone.length === 0) return { swept: 0, held: 0 };
    const counts: SweepCounts = {
      upcoming: countUpcoming.get({ calendar, now: plan.nowMs }) ?? 0,
      upcomingSwept: gone.filter((row) => isUpcoming(row, plan.nowMs)).length,
      swept: gone.length,
      heldBefore,
    };
    if (plan.hold(counts)) return { swept: 0, held: gone.length };
    for (const row of gone) deleteKey.run(row.key);
    return { swept: gone.length, held: 0 };
  };
};
