/**
 * The agenda as the window, the tray and the reminders read it: occurrences of visible calendars in any
 * window, and everything about one of them. Reads only.
 *
 * Invariants: masters are expanded on read [S19]; a slot that an exception fills or cancels is drawn from
 * the exception's own row or not at all [S15, S18]; an exception after its master's end does not show
 * [S21], one without a stored master does [S17]; the same meeting in two calendars shows once [S23].
 */
import { DAY_MS } from '../../../shared/durations.ts';
import type { Database, Statement } from 'better-sqlite3';
import type { AgendaPage, AgendaRange, Found, OccurrenceRef, SearchRequest } from '../../../shared/agenda.ts';
import type { CalendarId } from '../../../shared/model.ts';
import type { Problem } from '../../../shared/problems.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { offsetsAround, type Zone } from '../../../shared/zone.ts';
import { agendaPage, rowsOfSlice, type PlacedRow, type Slice } from '../../agenda/page.ts';
import { readCursor } from '../../agenda/cursor.ts';
import { zoneOf, zoneOrUtc } from '../../recurrence/zoneNames.ts';
import type { Drawn } from '../../agenda/mergeDuplicates.ts';
import type { CalendarKey, StoreFailure } from '../../sync/ports.ts';
import { openCalendarFaces } from './calendarFaces.ts';
import { openAgendaDetail, type LinkedDetail } from './detail.ts';
import { listedColumns, placedRow, type CalendarFace, type ListedRow } from './rows.ts';
import { openAgendaSearch } from '../search/search.ts';
import { openAgendaSeries } from './series.ts';
import type { Guard } from '../database/failure.ts';
import { openReminderReads, type ReminderReads } from './reminders.ts';
import { LONG_MS, SHORT_MS } from '../database/schema.ts';
import type { SearchIndex } from '../search/searchIndex.ts';

export type { LinkedDetail } from './detail.ts';

export interface AgendaReads {
  /** One page of a window; `invalidRequest` for times and zones that cannot be read. */
  list(range: AgendaRange): Result<AgendaPage, Problem>;
  /** Everything about one occurrence; null when there is no such occurrence (any more). */
  get(ref: OccurrenceRef): Result<LinkedDetail | null, StoreFailure>;
  /** Events that hold every word, each once, what is coming up first; in steps of a few milliseconds. */
  search(request: SearchRequest, nowMs: number): Generator<void, Result<Found, StoreFailure>>;
  /** The same pages with what Google would remind of [S29]. */
  readonly reminders: ReminderReads;
}

export const MOST_PER_PAGE = 100;
/** The furthest a Date reaches: infinite bounds as SQLite can compare them. */
const FURTHEST_MS = 8_640_000_000_000_000;
/** A viewer's day begins up to this much before or after a date's UTC midnight, where rows have their dates [S25]. */
const ZONE_ROOM_MS = 15 * 60 * 60 * 1000;

/**
 * Told from the index alone, before a row is read. What lies at UTC midnight may be a date, which the viewer's zone
 * places elsewhere: for it the slice's walls count.
 */
const nearEnough = `((start_ms >= @notBeforeMs AND start_ms < @toMs AND end_ms >= @fromMs)
    OR (start_ms % ${DAY_MS} = 0 AND start_ms >= @notBeforeWall AND start_ms < @toWall
      AND (end_ms > @fromWall OR start_ms >= @fromWall)))`;
/** Nothing where no calendar is hidden: rows of none are skipped when they are placed. */
const among = (calendars: 'all' | 'some'): string =>
  calendars === 'all' ? '' : 'AND calendar_key IN (SELECT value FROM json_each(@calendars))';

/** Queries of this file, for the tests that guard their plans. */
export const agendaSql = {
  /** One on its way out is hidden too. */
  hidden: `SELECT EXISTS (SELECT 1 FROM calendars WHERE visible = 0)`,
  short: (calendars: 'all' | 'some') => `SELECT ${listedColumns} FROM events INDEXED BY events_short
    WHERE is_long = 0 AND start_ms >= @lowMs AND start_ms < @highMs AND end_ms >= @endMs
      AND ${nearEnough} ${among(calendars)}`,
  /** What is found by its end must not be too long: else every long event of the future would be looked at. */
  long: (calendars: 'all' | 'some') => `SELECT ${listedColumns} FROM events INDEXED BY events_long
    WHERE is_long = 1 AND end_ms - start_ms <= ${LONG_MS} AND end_ms >= @endMs AND end_ms < @highMs + ${LONG_MS}
      AND ${nearEnough} ${among(calendars)}
    UNION ALL
    SELECT ${listedColumns} FROM events INDEXED BY events_longest
    WHERE is_long = 1 AND end_ms - start_ms > ${LONG_MS} AND end_ms >= @endMs
      AND ${nearEnough} ${among(calendars)}`,
  /** As one text: a hundred rows of one number each take longer. */
  starts: (calendars: 'all' | 'some') => `SELECT json_group_array(start_ms) FROM (
    SELECT start_ms FROM events INDEXED BY events_short
    WHERE is_long = 0 AND start_ms >= @beginMs AND start_ms < @toMs ${among(calendars)}
    ORDER BY start_ms LIMIT @most)`,
} as const;

interface SliceParameters {
  readonly lowMs: number;
  readonly highMs: number;
  readonly endMs: number;
  readonly notBeforeMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly notBeforeWall: number;
  readonly fromWall: number;
  readonly toWall: number;
  readonly calendars: string;
}

interface StartsParameters {
  readonly beginMs: number;
  readonly toMs: number;
  readonly most: number;
  readonly calendars: string;
}

/** The calendars that a question is about. */
interface Shown {
  readonly faces: ReadonlyMap<CalendarKey, CalendarFace>;
  /** JSON list of their keys. */
  readonly keys: string;
  /** What asks for all, where these are all. */
  readonly select: {
    readonly short: Statement<[SliceParameters], ListedRow>;
    readonly long: Statement<[SliceParameters], ListedRow>;
    readonly starts: Statement<[StartsParameters], string>;
  };
}

export interface AgendaOptions {
  /** The viewer's zone where a range names none. */
  readonly systemZone?: () => string;
  /** Whether stored prefilters may be believed (zoneData). */
  readonly prefiltersHold?: boolean;
}

const invalid = (detail: string): { readonly ok: false; readonly problem: Problem } =>
  fail({ kind: 'invalidRequest', detail });

const bounded = (ms: number): number => Math.min(FURTHEST_MS, Math.max(-FURTHEST_MS, ms));

export const openAgendaReads = (
  db: Database,
  guard: Guard,
  index: SearchIndex,
  options: AgendaOptions = {},
): AgendaReads => {
  const systemZone = options.systemZone ?? (() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const calendarFaces = openCalendarFaces(db);
  const selectHidden = db.prepare<[], number>(agendaSql.hidden).pluck();
  const prepared = (calendars: 'all' | 'some'): Shown['select'] => ({
    short: db.prepare<SliceParameters, ListedRow>(agendaSql.short(calendars)),
    long: db.prepare<SliceParameters, ListedRow>(agendaSql.long(calendars)),
    starts: db.prepare<StartsParameters, string>(agendaSql.starts(calendars)).pluck(),
  });
  const select = { all: prepared('all'), some: prepared('some') };
  const series = openAgendaSeries(db, options.prefiltersHold ?? false);
  const detail = openAgendaDetail(db, series, calendarFaces);
  const search = openAgendaSearch(db, series, index);
  let faces: {
    readonly changes: string;
    readonly all: readonly CalendarFace[];
    readonly hides: boolean;
  } | null = null;

  const visibleCalendars = (changes: string, wanted?: readonly CalendarId[]): Shown => {
    if (faces?.changes !== changes) {
      const all = keepEqual(faces?.all, calendarFaces.visible());
      faces = { changes, all, hides: selectHidden.get() === 1 };
    }
    const ids = wanted === undefined ? null : new Set(wanted);
    const chosen = faces.all.filter((face) => ids === null || ids.has(face.calendarId));
    return {
      faces: new Map(chosen.map((face) => [face.key, face])),
      keys: JSON.stringify(chosen.map(({ key }) => key)),
      select: faces.hides || chosen.length < faces.all.length ? select.some : select.all,
    };
  };

  const rowStarts = (slice: Slice, most: number, shown: Shown): readonly number[] => {
    const beginMs = bounded(Math.max(slice.fromMs, slice.notBeforeMs));
    const parameters = { beginMs, toMs: bounded(slice.toMs), most, calendars: shown.keys };
    const starts = shown.select.starts.get(parameters);
    return JSON.parse(starts ?? '[]') as readonly number[];
  };

  const rowsIn = (slice: Slice, shown: Shown, viewer: Zone, changes: string): readonly Drawn[] => {
    const fromWall = slice.fromMs + offsetsAround(viewer, slice.fromMs).low;
    const toWall = slice.toMs + offsetsAround(viewer, slice.toMs).high;
    const notBeforeWall =
      slice.notBeforeMs === -Infinity
        ? -Infinity
        : slice.notBeforeMs + offsetsAround(viewer, slice.notBeforeMs).low;
    const endMs = Math.min(slice.fromMs, fromWall);
    const parameters = {
      lowMs: bounded(Math.max(endMs - SHORT_MS, Math.min(slice.notBeforeMs, notBeforeWall))),
      highMs: bounded(Math.max(slice.toMs, toWall)),
      endMs: bounded(endMs),
      notBeforeMs: bounded(slice.notBeforeMs),
      fromMs: bounded(slice.fromMs),
      toMs: bounded(slice.toMs),
      notBeforeWall: bounded(notBeforeWall),
      fromWall: bounded(fromWall),
      toWall: bounded(toWall),
      calendars: shown.keys,
    };
    const rows = shown.select.short.all(parameters);
    for (const row of shown.select.long.all(parameters)) rows.push(row);
    const placed: PlacedRow[] = [];
    for (const row of rows) {
      const calendar = shown.faces.get(row.calendar_key);
      if (calendar === undefined || series.isCutOff(row, calendar, changes)) continue;
      placed.push(placedRow(row, calendar, viewer));
    }
    return rowsOfSlice(placed, slice);
  };

  const reads: Omit<AgendaReads, 'reminders'> = {
    list(range) {
      const [fromMs, toMs] = [Date.parse(range.from), Date.parse(range.to)];
      if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return invalid('from and to must be instants');
      const viewer = range.timeZone === undefined ? zoneOrUtc(systemZone()) : zoneOf(range.timeZone);
      if (viewer === null) return invalid('timeZone is unknown');
      // One that cannot be read (of an older version, say) shows the window from its beginning.
      const after = readCursor(range.cursor ?? '');
      const limit = Math.min(MOST_PER_PAGE, Math.max(1, Math.floor(range.limit ?? MOST_PER_PAGE)));
      if (Number.isNaN(limit)) return invalid('limit must be a number');

      const read = guard(() => {
        const changes = series.changeCount();
        const shown = visibleCalendars(changes, range.calendarIds);
        if (shown.faces.size === 0 || toMs <= fromMs) return { occurrences: [], nextCursor: null };
        const live = series.live(
          bounded(fromMs - ZONE_ROOM_MS),
          bounded(toMs + ZONE_ROOM_MS),
          shown.faces,
          viewer,
          changes,
        );
        const source = {
          seriesCount: live.count,
          seriesIn: live.seriesIn,
          mayMerge: shown.faces.size > 1,
          rowStarts: (slice: Slice, most: number) => rowStarts(slice, most, shown),
          rowsIn: (slice: Slice) => rowsIn(slice, shown, viewer, changes),
        };
        return agendaPage(source, { fromMs, toMs, viewer, limit, after });
      });
      return read.ok ? read : fail({ kind: 'storageFailed', cause: read.problem.cause });
    },
    get: (ref) => guard(() => detail(ref)),
    search: (request, nowMs) =>
      inSteps(guard, () =>
        search(request, {
          calendars: visibleCalendars(series.changeCount()).faces,
          viewer: zoneOrUtc(systemZone()),
          nowMs,
          isCutOff: (row, calendar) => series.isCutOff(row, calendar, series.changeCount()),
        }),
      ),
  };
  return { ...reads, reminders: openReminderReads(db, guard, reads.list) };
};

/** Runs each step under the guard; what a step may fail with ends it. */
function* inSteps<T>(
  guard: Guard,
  begin: () => Generator<void, T>,
): Generator<void, Result<T, StoreFailure>> {
  const begun = guard(begin);
  if (!begun.ok) return begun;
  for (;;) {
    const step = guard(() => begun.value.next());
    if (!step.ok) return step;
    if (step.value.done === true) return ok(step.value.value);
    yield;
  }
}

/** Keeps the old objects where nothing changed, since compiled masters remember the one they were made for. */
const keepEqual = (
  old: readonly CalendarFace[] | undefined,
  read: readonly CalendarFace[],
): readonly CalendarFace[] => {
  if (old === undefined) return read;
  const known = new Map(old.map((face) => [face.key, face]));
  return read.map((face) => {
    const before = known.get(face.key);
    return before !== undefined && JSON.stringify(before) === JSON.stringify(face) ? before : face;
  });
};
