/**
 * What a full listing did not contain is gone, as far as the listing could have contained it [S9].
 *
 * Every row a listing contains carries its pass's stamp (`seen_pass`); the sweep looks only at the others.
 * What ended before the listing's `timeMin` stays as history, unless its series is gone.
 */
import type { Database } from 'better-sqlite3';
import { compileSeries, ENDLESS_MS } from '../calendar/series.ts';
import { slotsIn } from '../calendar/slots.ts';
import { utc } from '../calendar/zone.ts';
import type { SyncState } from './calendars.ts';
import type { CalendarKey, SweepCounts, SweepPlan } from '../sync/ports.ts';
import { toEventTime, type ContentRow } from './eventRow.ts';
import { SHORT_MS } from './schema.ts';

/** A row that the listing did not contain. */
export type UnseenRow = Pick<
  ContentRow,
  | 'kind'
  | 'master_id'
  | 'original_ms'
  | 'original_date'
  | 'start_ms'
  | 'start_date'
  | 'start_zone'
  | 'end_ms'
  | 'end_date'
  | 'last_ms'
  | 'recurrence'
> & { readonly key: number; readonly event_id: string };

/** A date ends somewhere within 14 hours of its UTC midnight; a day is on the safe side. */
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Does a series have an occurrence that ends after `fromMs`? Its `last_ms` alone is only a bound: what UNTIL
 * and EXDATE leave may end weeks earlier, and then no listing from between the two contains the series.
 */
const reachesBeyond = (row: UnseenRow, fromMs: number, zone: string): boolean => {
  if (row.last_ms === ENDLESS_MS) return true;
  if ((row.last_ms ?? 0) <= fromMs) return false;
  const series = compileSeries({
    start: toEventTime(row.start_ms ?? 0, row.start_date, row.start_zone),
    end: toEventTime(row.end_ms ?? 0, row.end_date, row.start_zone),
    recurrence: JSON.parse(row.recurrence ?? '[]') as string[],
    fallbackZone: zone,
  });
  return slotsIn(series, fromMs, ENDLESS_MS, utc, 1).length > 0;
};

/**
 * True when a listing from `timeMinMs` on would have contained the row, had it still existed. Pure. `zone`
 * is the calendar's.
 */
export const listingCovers = (row: UnseenRow, timeMinMs: number | null, zone: string): boolean => {
  if (timeMinMs === null) return true;
  const isDate = row.start_date !== null || row.original_date !== null;
  const fromMs = timeMinMs + (isDate ? DAY_MS : 0);
  if (row.kind === 'master') return reachesBeyond(row, fromMs, zone);
  return ((row.kind === 'cancelled' ? row.original_ms : row.end_ms) ?? 0) > fromMs;
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
  zone: string,
  isStored: (eventId: string) => boolean,
): readonly UnseenRow[] => {
  const covered = new Set(unseen.filter((row) => listingCovers(row, timeMinMs, zone)));
  const goneMasters = new Set(
    [...covered].filter(({ kind }) => kind === 'master').map(({ event_id: id }) => id),
  );
  return unseen.filter(
    (row) =>
      covered.has(row) ||
      (row.master_id !== null &&
        (goneMasters.has(row.master_id) || (row.kind === 'cancelled' && !isStored(row.master_id)))),
  );
};

const isUpcoming = (row: UnseenRow, nowMs: number): boolean =>
  row.kind === 'master' ? (row.last_ms ?? 0) > nowMs : row.kind !== 'cancelled' && (row.end_ms ?? 0) > nowMs;

export const openSweep = (db: Database) => {
  // Singles that ended before the listing's beginning stay in any case; years of them need not be looked at.
  const selectUnseen = db.prepare<{ calendar: CalendarKey; pass: number; timeMin: number | null }, UnseenRow>(
    `SELECT key, event_id, kind, master_id, original_ms, original_date, start_ms, start_date, start_zone,
       end_ms, end_date, last_ms, recurrence
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
    { held_sweep: heldBefore, zone }: SyncState,
  ): { readonly swept: number; readonly held: number } => {
    const unseen = selectUnseen.all({ calendar, pass: passId, timeMin: plan.timeMinMs });
    if (unseen.length === 0) return { swept: 0, held: 0 };
    const gone = goneRows(unseen, plan.timeMinMs, zone, (id) => selectStored.get(calendar, id) === 1);
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
