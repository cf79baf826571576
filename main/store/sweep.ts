/**
 * What a full listing did not contain is gone, as far as the listing could have contained it [S9].
 *
 * Every row a listing contains carries its pass's stamp (`seen_pass`); the sweep looks only at the others.
 * What ended before the listing's `timeMin` stays as history, unless its series is gone.
 *
 * It goes in slices, so that 40,000 rows never block the main process [F20]: look at everything that was not
 * seen, decide once, remove. What is looked at is kept in memory; a crash begins anew.
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

/** A date ends somewhere within 14 hours of its UTC midnight; a day is on the safe side. */

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
 * Whether a row that the listing did not contain, and would not have either (`listingCovers`), is gone all the
 * same. Pure. A gone master takes along what hangs on it, history included; a cancelled slot without a master goes
 * too, for there is nothing left to take it from. `isStored` tells whether an event id has a row at all.
 */
export const goesAlong = (
  row: UnseenRow,
  goneMasters: ReadonlySet<string>,
  isStored: (eventId: string) => boolean,
): boolean =>
  row.master_id !== null &&
  (goneMasters.has(row.master_id) || (row.kind === 'cancelled' && !isStored(row.master_id)));

const isUpcoming = (row: UnseenRow, nowMs: number): boolean =>
  row.kind === 'master' ? (row.last_ms ?? 0) > nowMs : row.kind !== 'cancelled' && (row.end_ms ?? 0) > nowMs;

/** Rows looked at, and rows removed, in one slice: a few milliseconds each. */
const LOOK_SLICE = 250;
const REMOVE_SLICE = 100;

/** A sweep under way. */
interface Run {
  readonly passId: number;
  /** How far the looking has come: rows by stamp, then by key. */
  stamp: number | null;
  key: number;
  /** What the listing would have contained. */
  readonly gone: UnseenRow[];
  readonly goneMasters: Set<string>;
  /** How many of `gone` are upcoming. */
  upcoming: number;
  /** The same as a person counts: singles, and series by their master. */
  readonly upcomingMeetings: Set<string>;
  /** Parts of series that lie before the listing: theirs is decided when all masters are known. */
  readonly older: UnseenRow[];
  /** Null until decided. */
  decision: SweepDecision | null;
  /** What the decision was made from. */
  guard: SweepGuard | null;
  removed: number;
}

/** The calendar that is swept. */
interface Swept {
  readonly key: CalendarKey;
  readonly zone: string;
  /** As it is now. */
  readonly guard: SweepGuard;
}

const isSame = (one: SweepGuard, other: SweepGuard): boolean =>
  (['heldSweep', 'heldSinceMs', 'keptRows', 'sweepAllowed'] as const).every(
    (field) => one[field] === other[field],
  );

export interface SweepEnd {
  readonly swept: number;
  /** Rows that stayed although the listing lacked them. */
  readonly spared: number;
  /** What of these is coming up, a series counted once. */
  readonly sparedUpcoming: number;
  readonly decision: SweepDecision;
  /** The person answered after the rows were left alone: the answer stands, and the next pass carries it out. */
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
  // A key may have become another row's since it was looked at; the calendar and the stamp cannot.
  const deleteUnseen = db.prepare<[number, CalendarKey, number]>(
    'DELETE FROM events WHERE key = ? AND calendar_key = ? AND seen_pass < ?',
  );
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

  /** Looks at some more rows. */
  const look = ({ key: calendar, zone }: Swept, run: Run, stamp: number, plan: SweepPlan): void => {
    const rows = selectUnseen.all({ calendar, stamp, key: run.key, most: LOOK_SLICE });
    for (const row of rows) {
      if (listingCovers(row, plan.timeMinMs, zone)) {
        run.gone.push(row);
        if (row.kind === 'master') run.goneMasters.add(row.event_id);
        if (isUpcoming(row, plan.nowMs)) {
          run.upcoming += 1;
          // A series counts when an occurrence is really to come, not when its bound is.
          if (row.kind !== 'master' || reachesBeyond(row, plan.nowMs, zone))
            run.upcomingMeetings.add(row.master_id ?? row.event_id);
        }
        // Singles that ended before the listing's beginning stay in any case; years of them need no memory.
      } else if (row.master_id !== null) run.older.push(row);
    }
    run.key = rows.at(-1)?.key ?? run.key;
    if (rows.length === LOOK_SLICE) return;
    run.stamp = nextStamp(calendar, stamp, run.passId);
    run.key = -1;
  };

  const decide = ({ key: calendar, guard }: Swept, run: Run, plan: SweepPlan): SweepDecision => {
    const isStored = (id: string): boolean => selectStored.get(calendar, id) === 1;
    for (const row of run.older) if (goesAlong(row, run.goneMasters, isStored)) run.gone.push(row);
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
    // A cancelled slot without its series showed nothing and hid nothing: nobody misses it, no audit either.
    const told = rows.filter(
      ({ kind, master_id: id }) =>
        kind !== 'cancelled' || id === null || selectStored.get(calendar, id) === 1,
    );
    return told.map((row) => ({ id: row.event_id, masterId: row.master_id as EventId | null }));
  };

  /** One slice. To be called inside a transaction. */
  const step = (
    swept: Swept,
    passId: number,
    plan: SweepPlan,
    journal: JournalWriter | null,
  ): { readonly done: boolean; readonly removed: readonly RowName[] } => {
    const { key: calendar } = swept;
    const run = runOf(calendar, passId);
    if (run.stamp !== null) {
      look(swept, run, run.stamp, plan);
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
    /** Does what is left of it and forgets it. To be called inside a transaction. */
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
