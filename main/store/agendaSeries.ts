/**
 * Compiled masters, kept in memory by row: a read compiles only what is new to it.
 *
 * SQLite's own change counters tell whether anything was written since a master was last looked at. If
 * nothing was, what is kept is right; else its row is compared and its taken slots are read again. So nobody has to
 * announce changes, and no pass can leave a stale series behind.
 */
import type { Database } from 'better-sqlite3';
import type { EventId } from '../../shared/model.ts';
import type { Zone } from '../../shared/zone.ts';
import type { LiveSeries } from '../calendar/agenda.ts';
import { instanceId } from '../calendar/instanceId.ts';
import type { Drawn } from '../calendar/sameMeeting.ts';
import { compileSeries, type Series } from '../calendar/series.ts';
import { slotEnd, slotTime } from '../calendar/slots.ts';
import type { CalendarKey } from '../sync/ports.ts';
import {
  endOf,
  faceOf,
  keyOf,
  listedColumns,
  listedNames,
  msFor,
  slotOfRow,
  startOf,
  type CalendarFace,
  type Face,
  type ListedRow,
} from './agendaRows.ts';

export interface MasterRow extends ListedRow {
  readonly recurrence: string | null;
}

export interface CompiledMaster {
  readonly row: MasterRow;
  readonly signature: string;
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

/** When a master's occurrences lie. */
interface Bounds {
  readonly key: number;
  readonly calendar_key: CalendarKey;
  readonly first_ms: number;
  readonly last_ms: number;
}

/** Far more than anybody has; then everything is compiled anew. */
const MOST_KEPT = 20_000;

export const recurrenceOf = (row: MasterRow): readonly string[] => {
  const lines: unknown = row.recurrence === null ? [] : JSON.parse(row.recurrence);
  return Array.isArray(lines) ? lines.filter((line): line is string => typeof line === 'string') : [];
};

/** Queries of this file, for the tests that guard their plans. */
const alive = `FROM events INDEXED BY events_series
  WHERE kind = 'master' AND last_ms >= @fromMs AND first_ms < @toMs
    AND calendar_key IN (SELECT value FROM json_each(@calendars))`;
/** Everything that is kept of a row as one text: an etag alone does not promise that nothing changed. */
const signature = [...listedNames, 'etag', 'recurrence']
  .map((column) => `coalesce(${column}, '')`)
  .join(' || char(31) || ');
export const seriesSql = {
  bounds: `SELECT key, calendar_key, first_ms, last_ms FROM events INDEXED BY events_series
    WHERE kind = 'master' AND last_ms IS NOT NULL`,
  aliveSigned: `SELECT key, ${signature} AS signature ${alive}`,
  aliveRows: `SELECT ${listedColumns}, recurrence, ${signature} AS signature ${alive}`,
  signature: `SELECT ${signature} FROM events WHERE key = ?`,
  byKey: `SELECT ${listedColumns}, recurrence FROM events WHERE key = ?`,
  byId: `SELECT key FROM events WHERE calendar_key = ? AND event_id = ? AND kind = 'master'`,
  taken: `SELECT original_ms FROM events INDEXED BY events_parts
    WHERE calendar_key = ? AND master_id = ? AND original_ms IS NOT NULL`,
} as const;

export const openAgendaSeries = (db: Database) => {
  const kept = new Map<number, CompiledMaster>();
  /** The last window's answer: the pages of one window ask the same again. */
  let last: { readonly question: string; readonly found: readonly LiveSeries[] } | null = null;
  /** All masters' bounds and the keys of those that were asked for by id, as of a change count. */
  let known = { changes: '', bounds: [] as readonly Bounds[], keys: new Map<string, number | undefined>() };
  const selectBounds = db.prepare<[], Bounds>(seriesSql.bounds);
  const selectSigned = db.prepare<
    { fromMs: number; toMs: number; calendars: string },
    { readonly key: number; readonly signature: string }
  >(seriesSql.aliveSigned);
  const selectAliveRows = db.prepare<
    { fromMs: number; toMs: number; calendars: string },
    MasterRow & { readonly signature: string }
  >(seriesSql.aliveRows);
  const selectSignature = db.prepare<[number], string>(seriesSql.signature).pluck();
  const selectRow = db.prepare<[number], MasterRow>(seriesSql.byKey);
  const selectKey = db.prepare<[CalendarKey, EventId], number>(seriesSql.byId).pluck();
  const selectTaken = db.prepare<[CalendarKey, EventId], number>(seriesSql.taken).pluck();
  const selectOwnChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const selectForeignChanges = db.prepare<[], number>('PRAGMA data_version').pluck();

  /** Changes with everything that is written, by this connection or another. */
  const changeCount = (): string => `${selectOwnChanges.get()}/${selectForeignChanges.get()}`;

  const compile = (
    row: MasterRow,
    calendar: CalendarFace,
    changes: string,
    signature: string,
  ): CompiledMaster => {
    const recurrence = recurrenceOf(row);
    const series = compileSeries({
      start: startOf(row, calendar),
      end: endOf(row, calendar),
      recurrence,
      fallbackZone: calendar.zone,
    });
    return {
      row,
      signature,
      zone: calendar.zone,
      series,
      recurrence,
      checkedAt: changes,
      taken: null,
      face: null,
      live: null,
    };
  };

  /**
   * The compiled master of a row; null when there is no such master, or none of these calendars'.
   * `signature` is the row's now, and `row` the row, where the caller has them.
   */
  const master = (
    key: number,
    faceOfCalendar: (calendar: CalendarKey) => CalendarFace | undefined,
    changes: string,
    signature = selectSignature.get(key),
    given?: MasterRow,
  ): CompiledMaster | null => {
    const known = kept.get(key);
    if (known !== undefined && signature !== undefined && known.signature === signature) {
      if (known.zone === faceOfCalendar(known.row.calendar_key)?.zone) {
        known.checkedAt = changes;
        known.taken = null;
        return known;
      }
    }
    const row = given ?? selectRow.get(key);
    const calendar = row?.kind === 'master' ? faceOfCalendar(row.calendar_key) : undefined;
    if (row === undefined || calendar === undefined || signature === undefined) {
      kept.delete(key);
      return null;
    }
    const compiled = compile(row, calendar, changes, signature);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, compiled);
    return compiled;
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
    return { occurrence, key: keyOf(occurrence, msFor(start, viewer)), iCalUid: row.ical_uid };
  };

  const knownAt = (changes: string): typeof known => {
    if (known.changes !== changes) known = { changes, bounds: selectBounds.all(), keys: new Map() };
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

  return {
    changeCount,
    takenOf,
    draw,
    /** Every series of these calendars that may have something in the window. */
    live(
      fromMs: number,
      toMs: number,
      calendars: ReadonlyMap<CalendarKey, CalendarFace>,
      viewer: Zone,
      changes: string,
    ): readonly LiveSeries[] {
      const keys = JSON.stringify([...calendars.keys()]);
      const question = `${changes} ${fromMs} ${toMs} ${viewer.name} ${keys}`;
      if (last?.question === question) return last.found;
      const found: LiveSeries[] = [];
      const add = (compiled: CompiledMaster | null): void => {
        const calendar = compiled === null ? undefined : calendars.get(compiled.row.calendar_key);
        if (compiled !== null && calendar !== undefined) found.push(liveSeries(compiled, calendar, viewer));
      };
      const alive = knownAt(changes).bounds.filter(
        (one) => one.last_ms >= fromMs && one.first_ms < toMs && calendars.has(one.calendar_key),
      );
      const window = { fromMs, toMs, calendars: keys };
      const faceOfCalendar = (calendar: CalendarKey): CalendarFace | undefined => calendars.get(calendar);
      if (alive.every(({ key }) => kept.get(key)?.checkedAt === changes)) {
        for (const { key } of alive) add(kept.get(key) ?? null);
      } else if (kept.size === 0) {
        // Nothing to compare with: the rows themselves, at once.
        for (const row of selectAliveRows.all(window)) {
          add(master(row.key, faceOfCalendar, changes, row.signature, row));
        }
      } else {
        for (const { key, signature } of selectSigned.all(window)) {
          const before = kept.get(key);
          add(before?.checkedAt === changes ? before : master(key, faceOfCalendar, changes, signature));
        }
      }
      last = { question, found };
      return found;
    },
    /** The master that an exception or an instance names; null when it is not stored [S17]. */
    masterOf(calendar: CalendarFace, id: EventId, changes: string): CompiledMaster | null {
      const { keys } = knownAt(changes);
      const name = `${calendar.key} ${id}`;
      if (!keys.has(name)) keys.set(name, selectKey.get(calendar.key, id));
      const key = keys.get(name);
      if (key === undefined) return null;
      const before = kept.get(key);
      return before?.checkedAt === changes ? before : master(key, () => calendar, changes);
    },
  };
};

export type AgendaSeries = ReturnType<typeof openAgendaSeries>;
