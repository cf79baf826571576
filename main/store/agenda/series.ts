/**
 * Compiled masters, kept in memory by row: a read compiles only what is new to it and may have something in the
 * days that it looks at. When that is, an index tells without the rows (recurrence/prefilter).
 *
 * SQLite's own change counters tell whether anything was written since a master was last looked at. If
 * nothing was, what is kept is right; else its row is compared and its taken slots are read again. So nobody has to
 * announce changes, and no pass can leave a stale series behind.
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
  /** The calendar's zone that it was compiled with. */
  readonly zone: string;
  readonly series: Series;
  readonly recurrence: readonly string[];
  /** The change count at which the row was last known to be this one. */
  checkedAt: string;
  /** The slots its exceptions fill or cancel [S15, S18]; null until asked for after a change. */
  taken: ReadonlySet<number> | null;
  /** Its occurrences' common part, for the calendar it was made for. */
  face: { readonly calendar: CalendarFace; readonly face: Face } | null;
  /** As the agenda walks it, for the calendar and the viewer it was made for. */
  live: { readonly calendar: CalendarFace; readonly viewer: Zone; readonly series: LiveSeries } | null;
}

/** What the index says of a master. */
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
  /** Made of the indexed when it is first asked for. */
  outline: Outline | null;
}

/** Far more than anybody has; then everything is compiled anew. */
const MOST_KEPT = 20_000;

export const recurrenceOf = (row: MasterRow): readonly string[] => {
  const lines: unknown = row.recurrence === null ? [] : JSON.parse(row.recurrence);
  return Array.isArray(lines) ? lines.filter((line): line is string => typeof line === 'string') : [];
};

/** Everything that a compiled master is made of. */
const comparedNames = [...listedNames, 'recurrence'] as readonly (keyof MasterRow)[];
const isSameRow = (a: MasterRow, b: MasterRow): boolean => comparedNames.every((name) => a[name] === b[name]);

/** Queries of this file, for the tests that guard their plans. */
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

/** `prefiltersHold`: false when what is stored of them was made with other data of the zones. */
const outlineOf = (known: KnownMaster, calendar: CalendarFace, prefiltersHold: boolean): Outline => {
  const { start_zone: zone, length_ms: lengthMs, sieve } = known.indexed;
  const allDay = zone === null;
  return {
    allDay,
    zone: zoneOf(zone ?? 'UTC') ?? zoneOrUtc(calendar.zone),
    length: allDay ? Math.max(1, Math.ceil(lengthMs / DAY_MS)) : Math.max(0, lengthMs),
    firstMs: known.firstMs,
    lastMs: known.lastMs,
    sieve: sieve !== null && prefiltersHold ? readPrefilter(sieve) : null,
  };
};

export const openAgendaSeries = (db: Database, prefiltersHold: boolean) => {
  const kept = new Map<number, CompiledMaster>();
  /** The last window's masters: the pages of one window ask the same again. */
  let last: { readonly question: string; readonly alive: readonly KnownMaster[] } | null = null;
  /** All masters as the index has them and the keys of those that were asked for by id, as of a change count. */
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

  /** Changes with everything that is written, by this connection or another. */
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

  /** The compiled master of a row that was just read. */
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

  /** The compiled masters of these keys that are known to be right. */
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
        // Read when a slot asks: most series of a window have none on the page.
        taken: { has: (slot: number) => takenOf(compiled).has(slot) },
        draw: (slot: number) => draw(compiled, calendar, slot, viewer),
      };
      compiled.live = { calendar, viewer, series };
    }
    return compiled.live.series;
  };

  /** The master that an exception or an instance names; null when it is not stored [S17]. */
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
    /** Whether it is an exception whose slot lies behind its master's end: its series was cut there [S21]. */
    isCutOff(row: ListedRow, calendar: CalendarFace, changes: string): boolean {
      if (row.kind !== 'exception' || row.master_id === null || row.original_ms === null) return false;
      const compiled = masterOf(calendar, row.master_id, changes);
      if (compiled === null || compiled.series.allDay !== (row.original_date !== null)) return false;
      return slotOfRow(compiled.series.allDay, row.original_ms) > compiled.series.lastSlot;
    },
    /** The series of these calendars that go on in a window: how many, and those that may have something in a slice. */
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
