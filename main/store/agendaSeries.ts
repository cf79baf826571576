/**
 * Compiled masters, kept in memory by row and etag: a read compiles only what is new to it.
 *
 * SQLite's own change counters tell whether anything was written since a master was last looked at. If
 * nothing was, what is kept is right; else its etag and its taken slots are read again. So nobody has to
 * announce changes, and no pass can leave a stale series behind.
 */
import type { Database } from 'better-sqlite3';
import type { EventId } from '../../shared/model.ts';
import type { LiveSeries } from '../calendar/agenda.ts';
import { instanceId } from '../calendar/instanceId.ts';
import type { Drawn } from '../calendar/sameMeeting.ts';
import { compileSeries, slotEnd, slotTime, type Series } from '../calendar/series.ts';
import type { Zone } from '../calendar/zone.ts';
import type { CalendarKey } from '../sync/ports.ts';
import {
  endOf,
  faceOf,
  keyOf,
  listedColumns,
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
  readonly series: Series;
  readonly recurrence: readonly string[];
  /** The change count at which the row was last known to be this one. */
  checkedAt: string;
  /** The slots its exceptions fill or cancel [S15, S18]; null until asked for after a change. */
  taken: ReadonlySet<number> | null;
  /** Its occurrences' common part, for the calendar it was made for. */
  face: { readonly calendar: CalendarFace; readonly face: Face } | null;
}

/** Far more than anybody has; then everything is compiled anew. */
const MOST_KEPT = 20_000;

export const recurrenceOf = (row: MasterRow): readonly string[] => {
  const lines: unknown = row.recurrence === null ? [] : JSON.parse(row.recurrence);
  return Array.isArray(lines) ? lines.filter((line): line is string => typeof line === 'string') : [];
};

/** Queries of this file, for the tests that guard their plans. */
export const seriesSql = {
  alive: `SELECT key FROM events INDEXED BY events_series
    WHERE kind = 'master' AND last_ms >= @fromMs AND first_ms < @toMs
      AND calendar_key IN (SELECT value FROM json_each(@calendars))`,
  byKey: `SELECT ${listedColumns}, recurrence FROM events WHERE key = ?`,
  etag: `SELECT etag FROM events WHERE key = ? AND kind = 'master'`,
  byId: `SELECT key FROM events WHERE calendar_key = ? AND event_id = ? AND kind = 'master'`,
  taken: `SELECT original_ms FROM events INDEXED BY events_parts
    WHERE calendar_key = ? AND master_id = ? AND original_ms IS NOT NULL`,
} as const;

export const openAgendaSeries = (db: Database) => {
  const kept = new Map<number, CompiledMaster>();
  const selectAlive = db
    .prepare<{ fromMs: number; toMs: number; calendars: string }, number>(seriesSql.alive)
    .pluck();
  const selectRow = db.prepare<[number], MasterRow>(seriesSql.byKey);
  const selectEtag = db.prepare<[number], string | null>(seriesSql.etag).pluck();
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
    return { row, series, recurrence, checkedAt: changes, taken: null, face: null };
  };

  /** The compiled master of a row; null when there is no such master any more. */
  const master = (key: number, calendar: CalendarFace, changes: string): CompiledMaster | null => {
    const known = kept.get(key);
    if (known !== undefined) {
      if (known.checkedAt === changes) return known;
      if (known.row.etag !== '' && selectEtag.get(key) === known.row.etag) {
        known.checkedAt = changes;
        known.taken = null;
        return known;
      }
    }
    const row = selectRow.get(key);
    if (row === undefined || row.kind !== 'master') {
      kept.delete(key);
      return null;
    }
    const compiled = compile(row, calendar, changes);
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
    ): LiveSeries[] {
      const keys = JSON.stringify([...calendars.keys()]);
      const found: LiveSeries[] = [];
      for (const key of selectAlive.all({ fromMs, toMs, calendars: keys })) {
        const known = kept.get(key);
        const any = known === undefined ? undefined : calendars.get(known.row.calendar_key);
        const compiled = any === undefined ? firstSeen(key, calendars) : master(key, any, changes);
        if (compiled === null) continue;
        const calendar = calendars.get(compiled.row.calendar_key);
        if (calendar === undefined) continue;
        found.push({
          series: compiled.series,
          taken: takenOf(compiled),
          draw: (slot) => draw(compiled, calendar, slot, viewer),
        });
      }
      return found;

      function firstSeen(key: number, faces: ReadonlyMap<CalendarKey, CalendarFace>): CompiledMaster | null {
        const row = selectRow.get(key);
        const calendar = row && faces.get(row.calendar_key);
        if (row === undefined || calendar === undefined) return null;
        const compiled = compile(row, calendar, changes);
        if (kept.size >= MOST_KEPT) kept.clear();
        kept.set(key, compiled);
        return compiled;
      }
    },
    /** The master that an exception or an instance names; null when it is not stored [S17]. */
    masterOf(calendar: CalendarFace, id: EventId, changes: string): CompiledMaster | null {
      const key = selectKey.get(calendar.key, id);
      return key === undefined ? null : master(key, calendar, changes);
    },
  };
};

export type AgendaSeries = ReturnType<typeof openAgendaSeries>;
