/**
 * Stores what was computed from zone data, together with the version of that data: the zones' transitions, so that
 * the first page after a start need not wait for `Intl`, and the masters' prefilters (recurrence/prefilter). If an
 * update of the app brings other zone data, both are computed again.
 *
 * An error here must never prevent opening the store: without the stored data the agenda is slower but just as
 * correct.
 */
import type { Database } from 'better-sqlite3';
import {
  foundTransitions,
  recallTransitions,
  stretchesFound,
  type Transitions,
} from '../../../shared/zone.ts';
import { boundsOf, toEventTime } from '../eventRow.ts';
import { storageCause } from '../database/failure.ts';
import type { Meta } from '../meta.ts';
import { inTransaction } from '../syncStore.ts';

const { icu, tz, v8 } = process.versions;
const DATA = [tz, icu, v8].join(' ');
/**
 * The version of what makes bounds and prefilters. To be raised when `boundsOf` returns different results than
 * before.
 */
const PREFILTERS = `2 ${DATA}`;

/** The latest years of a zone. Paging through a whole century need not keep all of it. */
const MOST_STRETCHES = 30;
const MOST_ZONES = 100;

interface MasterRow {
  readonly key: number;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly start_zone: string | null;
  readonly end_zone: string | null;
  readonly recurrence: string | null;
  readonly zone: string;
}

/** Computes every master's bounds with the current zone data. */
const makePrefilters = (db: Database): void => {
  const update = db.prepare<[number | null, number | null, number | null, number]>(
    'UPDATE events SET first_ms = ?, last_ms = ?, sieve = ? WHERE key = ?',
  );
  const masters = db
    .prepare<[], MasterRow>(
      `SELECT events.key, start_ms, end_ms, start_date, end_date, start_zone, end_zone, recurrence, zone
       FROM events INDEXED BY events_series JOIN calendars ON calendars.key = calendar_key
       WHERE kind = 'master' AND last_ms IS NOT NULL`,
    )
    .all();
  for (const row of masters) {
    const bounds = boundsOf({
      start: toEventTime(row.start_ms, row.start_date, row.start_zone),
      end: toEventTime(row.end_ms, row.end_date, row.end_zone ?? row.start_zone),
      recurrence: JSON.parse(row.recurrence ?? '[]') as string[],
      fallbackZone: row.zone,
    });
    update.run(bounds.first_ms, bounds.last_ms, bounds.sieve, row.key);
  }
};

const recall = (text: string | number | null): void => {
  if (typeof text !== 'string') return;
  try {
    const { data, zones } = JSON.parse(text) as { readonly data: string; readonly zones: Transitions };
    if (data === DATA) recallTransitions(zones);
  } catch {
    // Not in our format: the transitions are computed again.
  }
};

export const openZoneData = (db: Database, meta: Meta, isReadOnly: boolean) => {
  recall(meta.get('zones'));
  let written = stretchesFound();

  const holds = (): boolean => {
    if (meta.get('sievedWith') === PREFILTERS) return true;
    if (isReadOnly) return false;
    try {
      inTransaction(db, () => {
        makePrefilters(db);
        meta.set('sievedWith', PREFILTERS);
      });
      return true;
    } catch (error) {
      if (storageCause(error) === null) throw error;
      return false;
    }
  };

  return {
    /** Whether the stored prefilters were made with this data. */
    prefiltersHold: holds(),
    isWritten: () => stretchesFound() === written,
    /** Writes what was computed since the last call, in the caller's transaction. */
    write: () => {
      const count = stretchesFound();
      if (count === written) return;
      const zones = Object.entries(foundTransitions())
        .slice(-MOST_ZONES)
        .map(([name, stretches]) => [name, stretches.slice(-MOST_STRETCHES)]);
      meta.set('zones', JSON.stringify({ data: DATA, zones: Object.fromEntries(zones) }));
      written = count;
    },
    /** Called when the last account is removed. */
    forget: () => meta.set('zones', null),
  };
};
