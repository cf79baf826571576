/**
 * Removes what a full listing did not contain but would have contained if it still existed [S9].
 *
 * Every row in a listing gets its pass's stamp (`seen_pass`); the sweep reads only the others. What ended before the
 * listing's `timeMin` stays as history, unless its series was deleted.
 *
 * It runs in slices, so that 40,000 rows never block the main process [F20]: it reads all rows without the stamp,
 * decides once, and removes them. The rows read are kept in memory; after a crash it starts again.
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { Database } from 'better-sqlite3';
import type { EventId } from '../../shared/model.ts';
import { utc } from '../../shared/zone.ts';
import { compileSeries, ENDLESS_MS } from '../recurrence/series.ts';
import { slotsIn } from '../recurrence/slots.ts';
import type { CalendarKey, RowName, SweepDecision, SweepGuard, SweepPlan } from '../sync/ports.ts';
import { toEventTime, type ContentRow } from './eventRow.ts';
import type { JournalWriter } from './journal.ts';
import { SHORT_MS } from './database/schema.ts';

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
> & { readonly key: number; readonly event_id: EventId };

/** A date ends within 14 hours of its UTC midnight. A whole day is on the safe side. */

/**
 * Returns whether a series has an occurrence that ends after `fromMs`. Its `last_ms` is only an upper bound: with
 * UNTIL and EXDATE the last occurrence may end weeks earlier, and then a listing that starts in between does not
 * contain the series.
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
 * Returns true if a listing from `timeMinMs` on would have contained the row, had it still existed. Pure. `zone` is
 * the calendar's.
 */
export const listingCovers = (row: UnseenRow, timeMinMs: number | null, zone: string): boolean => {
  if (timeMinMs === null) return true;
  const isDate = row.start_date !== null || row.original_date !== null;
  const fromMs = timeMinMs + (isDate ? DAY_MS : 0);
  if (row.kind === 'master') return reachesBeyond(row, fromMs, zone);
  return ((row.kind === 'cancelled' ? row.original_ms : row.end_ms) ?? 0) > fromMs;
};

/**
 * Returns whether a row is gone although the listing would not have contained it (`listingCovers`). Pure. With a
 * master all its instances are gone, including past ones. A cancelled slot without a master is gone too, since there
 * is nothing left to cancel. `isStored` tells whether an event id has a row at all.
 */
export const isGoneWithSeries = (
  row: UnseenRow,
  goneMasters: ReadonlySet<string>,
  isStored: (eventId: string) => boolean,
): boolean =>
  row.master_id !== null &&
  (goneMasters.has(row.master_id) || (row.kind === 'cancelled' && !isStored(row.master_id)));

const isUpcoming = (row: UnseenRow, nowMs: number): boolean =>
  row.kind === 'master' ? (row.last_ms ?? 0) > nowMs : row.kind !== 'cancelled' && (row.end_ms ?? 0) > nowMs;

/** Rows read, and rows removed, in one slice: a few milliseconds each. */
const LOOK_SLICE = 250;
const REMOVE_SLICE = 100;

/** A sweep in progress. */
interface Run {
  readonly passId: number;
  /** How far reading has got: rows are ordered by stamp, then by key. */
  stamp: number | null;
  key: number;
  /** Rows that the listing would have contained. */
  readonly gone: UnseenRow[];
  readonly goneMasters: Set<string>;
  /** How many rows of `gone` are upcoming. */
  upcoming: number;
  /** The upcoming ones as a person counts them: single events, and series by their master. */
  readonly upcomingMeetings: Set<string>;
  /** Instances from before the listing's beginning. They are decided when all masters are known. */
  readonly older: UnseenRow[];
  /** Null until decided. */
  decision: SweepDecision | null;
  /** What the decision was based on. */
  guard: SweepGuard | null;
  removed: number;
}

/** The calendar to be swept. */
interface Swept {
  readonly key: CalendarKey;
  readonly zone: string;
  /** The calendar's current state. */
  readonly guard: SweepGuard;
}

const isSame = (one: SweepGuard, other: SweepGuard): boolean =>
  (['heldSweep', 'heldSinceMs', 'keptRows', 'sweepAllowed'] as const).every(
    (field) => one[field] === other[field],
  );

export interface SweepEnd {
  readonly swept: number;
  /** Rows that were kept although the listing lacked them. */
  readonly spared: number;
  /** How many upcoming events these are, counting a series once. */
  readonly sparedUpcoming: number;
  readonly decision: SweepDecision;
  /** The person answered after the sweep was decided. The answer counts, and the next pass carries it out. */
  readonly isAnswered: boolean;
}

export const openSweep = (db: Database) => {
  const selectStamp = db
    .prepare<{ calendar: CalendarKey; stamp: number; pass: number }, number | null>(
      `SELECT min(seen_pass) FROM events
       WHERE calendar_key = @calendar AND seen_pass > @stamp AND seen_pass < @pass`,
    )
    .pluck();
  const selectUnseen = db.prepare<
    { calendar: CalendarKey; stamp: number; key: number; most: number },
    UnseenRow
  >(
    `SELECT key, event_id, kind, master_id, original_ms, original_date, start_ms, start_date, start_zone,
       end_ms, end_date, last_ms, recurrence
     FROM events INDEXED BY events_seen
     WHERE calendar_key = @calendar AND seen_pass = @stamp AND key > @key ORDER BY key LIMIT @most`,
  );
  const selectStored = db
    .prepare<[CalendarKey, string], 1>('SELECT 1 FROM events WHERE calendar_key = ? AND event_id = ?')
    .pluck();
  // The key may belong to another row by now; then its calendar or its stamp differ.
  const deleteUnseen = db.prepare<[number, CalendarKey, number]>(
    'DELETE FROM events WHERE key = ? AND calendar_key = ? AND seen_pass < ?',
  );
  // Counted from the indexes alone. They are named, because the planner would otherwise read every row of the
  // calendar. Short rows that end later cannot have begun more than two days ago.
  const countUpcoming = db
    .prepare<{ calendar: CalendarKey; now: number }, number>(
      `SELECT
         (SELECT count(*) FROM events INDEXED BY events_short WHERE is_long = 0
           AND start_ms >= @now - ${SHORT_MS} AND end_ms > @now AND calendar_key = @calendar)
       + (SELECT count(*) FROM events INDEXED BY events_long WHERE is_long = 1 AND end_ms > @now AND calendar_key = @calendar)
       + (SELECT count(*) FROM events INDEXED BY events_series WHERE kind = 'master' AND last_ms > @now AND calendar_key = @calendar)`,
    )
    .pluck();
  const runs = new Map<CalendarKey, Run>();

  const runOf = (calendar: CalendarKey, passId: number): Run => {
    const known = runs.get(calendar);
    if (known?.passId === passId) return known;
    const begun = { key: -1, decision: null, guard: null, removed: 0, gone: [], older: [], upcoming: 0 };
    const sets = { goneMasters: new Set<string>(), upcomingMeetings: new Set<string>() };
    const run: Run = { passId, ...begun, ...sets, stamp: nextStamp(calendar, -1, passId) };
    runs.set(calendar, run);
    return run;
  };

  const nextStamp = (calendar: CalendarKey, stamp: number, pass: number): number | null =>
    selectStamp.get({ calendar, stamp, pass }) ?? null;

  /** Reads the next slice of rows. */
  const readUnseen = ({ key: calendar, zone }: Swept, run: Run, stamp: number, plan: SweepPlan): void => {
    const rows = selectUnseen.all({ calendar, stamp, key: run.key, most: LOOK_SLICE });
    for (const row of rows) {
      if (listingCovers(row, plan.timeMinMs, zone)) {
        run.gone.push(row);
        if (row.kind === 'master') run.goneMasters.add(row.event_id);
        if (isUpcoming(row, plan.nowMs)) {
          run.upcoming += 1;
          // A series counts only if an occurrence is really upcoming, whatever its bound says.
          if (row.kind !== 'master' || reachesBeyond(row, plan.nowMs, zone))
            run.upcomingMeetings.add(row.master_id ?? row.event_id);
        }
        // Single events that ended before the listing's beginning stay in any case, so years of them need not be
        // remembered.
      } else if (row.master_id !== null) run.older.push(row);
    }
    run.key = rows.at(-1)?.key ?? run.key;
    if (rows.length === LOOK_SLICE) return;
    run.stamp = nextStamp(calendar, stamp, run.passId);
    run.key = -1;
  };

  const decide = ({ key: calendar, guard }: Swept, run: Run, plan: SweepPlan): SweepDecision => {
    const isStored = (id: string): boolean => selectStored.get(calendar, id) === 1;
    for (const row of run.older) if (isGoneWithSeries(row, run.goneMasters, isStored)) run.gone.push(row);
    run.older.length = 0;
    run.guard = guard;
    if (run.gone.length === 0) return { action: 'sweep' };
    const upcoming = countUpcoming.get({ calendar, now: plan.nowMs }) ?? 0;
    return plan.decide({ upcoming, upcomingSwept: run.upcoming, swept: run.gone.length }, guard);
  };

  const remove = (
    calendar: CalendarKey,
    run: Run,
    nowMs: number,
    journal: JournalWriter | null,
  ): RowName[] => {
    const rows = run.gone.slice(run.removed, run.removed + REMOVE_SLICE);
    for (const row of rows) {
      const before = journal !== null && isUpcoming(row, nowMs) ? journal.stateOf(row.event_id) : null;
      deleteUnseen.run(row.key, calendar, run.passId);
      if (before !== null) journal?.note(before, null);
    }
    run.removed += rows.length;
    // A cancelled slot without its series was not visible and hid nothing, so nobody needs to know, not even an
    // audit.
    const reported = rows.filter(
      ({ kind, master_id: id }) =>
        kind !== 'cancelled' || id === null || selectStored.get(calendar, id) === 1,
    );
    return reported.map((row) => ({ id: row.event_id, masterId: row.master_id as EventId | null }));
  };

  /** Does one slice. Must be called inside a transaction. */
  const step = (
    swept: Swept,
    passId: number,
    plan: SweepPlan,
    journal: JournalWriter | null,
  ): { readonly done: boolean; readonly removed: readonly RowName[] } => {
    const { key: calendar } = swept;
    const run = runOf(calendar, passId);
    if (run.stamp !== null) {
      readUnseen(swept, run, run.stamp, plan);
      return { done: false, removed: [] };
    }
    if (run.decision === null) {
      run.decision = decide(swept, run, plan);
      return { done: run.gone.length === 0, removed: [] };
    }
    if (run.decision.action !== 'sweep' || run.gone.length === 0) return { done: true, removed: [] };
    const removed = remove(calendar, run, plan.nowMs, journal);
    return { done: run.removed >= run.gone.length, removed };
  };

  return {
    step,
    /** Does the rest of the sweep and forgets it. Must be called inside a transaction. */
    end(calendar: Swept, passId: number, plan: SweepPlan, journal: JournalWriter | null): SweepEnd {
      try {
        while (!step(calendar, passId, plan, journal).done);
        const { decision, gone, guard, upcomingMeetings } = runOf(calendar.key, passId);
        if (decision === null || decision.action === 'sweep') {
          const decision = { action: 'sweep' } as const;
          return { swept: gone.length, spared: 0, sparedUpcoming: 0, decision, isAnswered: false };
        }
        const isAnswered = guard !== null && !isSame(guard, calendar.guard);
        return { swept: 0, spared: gone.length, sparedUpcoming: upcomingMeetings.size, decision, isAnswered };
      } finally {
        runs.delete(calendar.key);
      }
    },
  };
};
