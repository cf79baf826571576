/**
 * Keeps compiled masters in memory, by row. A read compiles only masters that it does not know yet and that may have
 * an occurrence in its days. An index tells which ones these are, without reading the rows (recurrence/prefilter).
 *
 * SQLite's own change counters tell whether anything was written since a master was last checked. If nothing was, the
 * kept one is valid. Otherwise its row is compared and its taken slots are read again. So nobody has to report
 * changes, and no pass can leave an outdated series behind.
 */
import { DAY_MS } from '../../../shared/durations.ts';
import type { Database } from 'better-sqlite3';
import type { EventId } from '../../../shared/model.ts';
import type { Zone } from '../../../shared/zone.ts';
import { startMsFor, type LiveSeries, type Slice } from '../../agenda/page.ts';
import { instanceId } from '../../recurrence/instanceId.ts';
import type { Drawn } from '../../agenda/mergeDuplicates.ts';
import { compileSeries, type Series } from '../../recurrence/series.ts';
import { readPrefilter } from '../../recurrence/prefilter.ts';
import { mayHaveSlots, slotEnd, slotTime, type Outline } from '../../recurrence/slots.ts';
import { zoneOf, zoneOrUtc } from '../../recurrence/zoneNames.ts';
import type { CalendarKey } from '../../sync/ports.ts';
import {
  endOf,
  faceOf,
  keyOf,
  listedColumns,
  listedNames,
  slotOfRow,
  startOf,
  type CalendarFace,
  type Face,
  type ListedRow,
} from './rows.ts';

export interface MasterRow extends ListedRow {
  readonly recurrence: string | null;
}

export interface CompiledMaster {
  readonly row: MasterRow;
  /** The calendar's zone at the time of compiling. */
  readonly zone: string;
  readonly series: Series;
  readonly recurrence: readonly string[];
  /** The change count at which the row was last known to be unchanged. */
  checkedAt: string;
  /** The slots that exceptions fill or cancel [S15, S18]. Null: to be read again. */
  taken: ReadonlySet<number> | null;
  /** What its occurrences have in common, and the calendar this was made for. */
  face: { readonly calendar: CalendarFace; readonly face: Face } | null;
  /** The series in the form that the agenda reads, and the calendar and viewer this was made for. */
  live: { readonly calendar: CalendarFace; readonly viewer: Zone; readonly series: LiveSeries } | null;
}

/** What the index contains about a master. */
interface IndexedMaster {
  readonly key: number;
  readonly calendar_key: CalendarKey;
  readonly first_ms: number;
  readonly last_ms: number;
  readonly start_zone: string | null;
  readonly length_ms: number;
  readonly sieve: number | null;
}

interface KnownMaster {
  readonly key: number;
  readonly calendar: CalendarKey;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly indexed: IndexedMaster;
  /** Made from `indexed` when first needed. */
  outline: Outline | null;
}

/** Far more than anyone has. Beyond it everything is compiled again. */
const MOST_KEPT = 20_000;

export const recurrenceOf = (row: MasterRow): readonly string[] => {
  const lines: unknown = row.recurrence === null ? [] : JSON.parse(row.recurrence);
  return Array.isArray(lines) ? lines.filter((line): line is string => typeof line === 'string') : [];
};

/** Everything that a compiled master depends on. */
const comparedNames = [...listedNames, 'recurrence'] as readonly (keyof MasterRow)[];
const isSameRow = (a: MasterRow, b: MasterRow): boolean => comparedNames.every((name) => a[name] === b[name]);

/** The queries of this file, for the tests that check their plans. */
export const seriesSql = {
  indexed: `SELECT key, calendar_key, first_ms, last_ms, start_zone, end_ms - start_ms AS length_ms, sieve
    FROM events INDEXED BY events_series WHERE kind = 'master' AND last_ms IS NOT NULL`,
  byKeys: `SELECT ${listedColumns}, recurrence FROM events
    WHERE key IN (SELECT value FROM json_each(?)) AND kind = 'master'`,
  byId: `SELECT key FROM events WHERE calendar_key = ? AND event_id = ? AND kind = 'master'`,
  taken: `SELECT original_ms FROM events INDEXED BY events_parts
    WHERE calendar_key = ? AND master_id = ? AND original_ms IS NOT NULL`,
} as const;

const knownMaster = (indexed: IndexedMaster): KnownMaster => ({
  key: indexed.key,
  calendar: indexed.calendar_key,
  firstMs: indexed.first_ms,
  lastMs: indexed.last_ms,
  indexed,
  outline: null,
});

/** `prefiltersHold` is false if the stored prefilters were made with other zone data. */
const outlineOf = (known: KnownMaster, calendar: CalendarFace, prefiltersHold: boolean): Outline => {
  const { start_zone: zone, length_ms: lengthMs, sieve } = known.indexed;
  const allDay = zone === null;
  return {
    allDay,
    zone: zoneOf(zone ?? 'UTC') ?? zoneOrUtc(calendar.zone),
    length: allDay ? Math.max(1, Math.ceil(lengthMs / DAY_MS)) : Math.max(0, lengthMs),
    firstMs: known.firstMs,
    lastMs: known.lastMs,
    prefilter: sieve !== null && prefiltersHold ? readPrefilter(sieve) : null,
  };
};

export const openAgendaSeries = (db: Database, prefiltersHold: boolean) => {
  const kept = new Map<number, CompiledMaster>();
  /** The masters of the last window: all pages of a window need the same ones. */
  let last: { readonly question: string; readonly alive: readonly KnownMaster[] } | null = null;
  /** All masters in the index, and the keys of those that were looked up by id, as of one change count. */
  let known = {
    changes: '',
    masters: [] as readonly KnownMaster[],
    keys: new Map<string, number | undefined>(),
  };
  const selectIndexed = db.prepare<[], IndexedMaster>(seriesSql.indexed);
  const selectRows = db.prepare<[string], MasterRow>(seriesSql.byKeys);
  const selectKey = db.prepare<[CalendarKey, EventId], number>(seriesSql.byId).pluck();
  const selectTaken = db.prepare<[CalendarKey, EventId], number>(seriesSql.taken).pluck();
  const selectOwnChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const selectForeignChanges = db.prepare<[], number>('PRAGMA data_version').pluck();

  /** Changes with every write, of this connection or another. */
  const changeCount = (): string => `${selectOwnChanges.get()}/${selectForeignChanges.get()}`;

  const compile = (row: MasterRow, calendar: CalendarFace, changes: string): CompiledMaster => {
    const recurrence = recurrenceOf(row);
    const series = compileSeries({
      start: startOf(row, calendar),
      end: endOf(row, calendar),
      recurrence,
      fallbackZone: calendar.zone,
    });
    return {
      row,
      zone: calendar.zone,
      series,
      recurrence,
      checkedAt: changes,
      taken: null,
      face: null,
      live: null,
    };
  };

  /** Returns the compiled master of a row that has just been read. */
  const master = (row: MasterRow, calendar: CalendarFace, changes: string): CompiledMaster => {
    const before = kept.get(row.key);
    if (before !== undefined && before.zone === calendar.zone && isSameRow(before.row, row)) {
      before.checkedAt = changes;
      before.taken = null;
      return before;
    }
    const compiled = compile(row, calendar, changes);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(row.key, compiled);
    return compiled;
  };

  /** Returns the kept master of this key if it is known to be valid. */
  const checked = (key: number, changes: string): CompiledMaster | null => {
    const before = kept.get(key);
    return before?.checkedAt === changes ? before : null;
  };

  const takenOf = (compiled: CompiledMaster): ReadonlySet<number> => {
    if (compiled.taken === null) {
      const { calendar_key: calendar, event_id: id } = compiled.row;
      const { allDay } = compiled.series;
      compiled.taken = new Set(selectTaken.all(calendar, id).map((ms) => slotOfRow(allDay, ms)));
    }
    return compiled.taken;
  };

  const faceFor = (compiled: CompiledMaster, calendar: CalendarFace): Face => {
    if (compiled.face?.calendar !== calendar) {
      compiled.face = { calendar, face: faceOf(compiled.row, calendar) };
    }
    return compiled.face.face;
  };

  const draw = (compiled: CompiledMaster, calendar: CalendarFace, slot: number, viewer: Zone): Drawn => {
    const { row, series } = compiled;
    const start = slotTime(series, slot);
    const occurrence = {
      ...faceFor(compiled, calendar),
      eventId: instanceId(row.event_id, series, slot),
      masterId: row.event_id,
      occurrenceStart: start.kind === 'date' ? start.date : new Date(start.ms).toISOString(),
      start,
      end: slotEnd(series, slot),
    };
    return {
      occurrence,
      key: keyOf(occurrence, startMsFor(series, slot, viewer)),
      iCalUid: row.ical_uid,
      ownership: calendar.ownership,
    };
  };

  const knownAt = (changes: string): typeof known => {
    if (known.changes !== changes) {
      known = { changes, masters: selectIndexed.all().map(knownMaster), keys: new Map() };
    }
    return known;
  };

  const liveSeries = (compiled: CompiledMaster, calendar: CalendarFace, viewer: Zone): LiveSeries => {
    if (compiled.live?.calendar !== calendar || compiled.live.viewer !== viewer) {
      const series = {
        series: compiled.series,
        // Read only when a slot is checked: most series of a window have none on the page.
        taken: { has: (slot: number) => takenOf(compiled).has(slot) },
        draw: (slot: number) => draw(compiled, calendar, slot, viewer),
      };
      compiled.live = { calendar, viewer, series };
    }
    return compiled.live.series;
  };

  /** Returns the master that an exception or an instance names; null if it is not stored [S17]. */
  const masterOf = (calendar: CalendarFace, id: EventId, changes: string): CompiledMaster | null => {
    const { keys } = knownAt(changes);
    const name = `${calendar.key} ${id}`;
    if (!keys.has(name)) keys.set(name, selectKey.get(calendar.key, id));
    const key = keys.get(name);
    if (key === undefined) return null;
    const before = checked(key, changes);
    if (before !== null) return before;
    const row = selectRows.get(JSON.stringify([key]));
    return row === undefined ? null : master(row, calendar, changes);
  };

  return {
    changeCount,
    takenOf,
    draw,
    masterOf,
    /**
     * Returns whether the row is an exception whose slot is after its master's end, because the series was cut there
     * [S21].
     */
    isCutOff(row: ListedRow, calendar: CalendarFace, changes: string): boolean {
      if (row.kind !== 'exception' || row.master_id === null || row.original_ms === null) return false;
      const compiled = masterOf(calendar, row.master_id, changes);
      if (compiled === null || compiled.series.allDay !== (row.original_date !== null)) return false;
      return slotOfRow(compiled.series.allDay, row.original_ms) > compiled.series.lastSlot;
    },
    /**
     * The series of these calendars that run within a window: their number, and those that may have occurrences in a
     * slice.
     */
    live(
      fromMs: number,
      toMs: number,
      calendars: ReadonlyMap<CalendarKey, CalendarFace>,
      viewer: Zone,
      changes: string,
    ): { readonly count: number; readonly seriesIn: (slice: Slice) => readonly LiveSeries[] } {
      const question = `${changes} ${fromMs} ${toMs} ${[...calendars.keys()].join(' ')}`;
      if (last?.question !== question) {
        const alive = knownAt(changes).masters.filter(
          (one) => one.lastMs >= fromMs && one.firstMs < toMs && calendars.has(one.calendar),
        );
        last = { question, alive };
      }
      const { alive } = last;
      const seriesIn = (slice: Slice): readonly LiveSeries[] => {
        const found: LiveSeries[] = [];
        const unread: number[] = [];
        for (const one of alive) {
          const calendar = calendars.get(one.calendar);
          if (calendar === undefined) continue;
          one.outline ??= outlineOf(one, calendar, prefiltersHold);
          if (!mayHaveSlots(one.outline, slice.fromMs, slice.toMs, viewer, slice.notBeforeMs)) continue;
          const compiled = checked(one.key, changes);
          if (compiled === null) unread.push(one.key);
          else found.push(liveSeries(compiled, calendar, viewer));
        }
        if (unread.length === 0) return found;
        for (const row of selectRows.all(JSON.stringify(unread))) {
          const calendar = calendars.get(row.calendar_key);
          if (calendar !== undefined)
            found.push(liveSeries(master(row, calendar, changes), calendar, viewer));
        }
        return found;
      };
      return { count: alive.length, seriesIn };
    },
  };
};

export type AgendaSeries = ReturnType<typeof openAgendaSeries>;
