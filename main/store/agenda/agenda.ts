/**
 * Reads the agenda for the window, the tray and the reminders: occurrences of visible calendars in any window of
 * time, and the details of one of them. Reads only.
 *
 * Invariants: masters are expanded on read [S19]; a slot that an exception fills or cancels is drawn from the
 * exception's row or not at all [S15, S18]; an exception after its master's end is not shown [S21], an exception
 * without a stored master is [S17]; a meeting that is in two calendars is shown once [S23].
 */
import type { Database } from 'better-sqlite3';
import type { AgendaPage, AgendaRange, Found, OccurrenceRef, SearchRequest } from '../../../shared/agenda.ts';
import type { Invitations } from '../../../shared/invitations.ts';
import type { AccountId, CalendarId } from '../../../shared/model.ts';
import type { Problem } from '../../../shared/problems.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Zone } from '../../../shared/zone.ts';
import { agendaPage, rowsOfSlice, type Needed, type PlacedRow, type Slice } from '../../agenda/page.ts';
import { readCursor } from '../../agenda/cursor.ts';
import { zoneOf, zoneOrUtc } from '../../recurrence/zoneNames.ts';
import type { Drawn } from '../../agenda/mergeDuplicates.ts';
import type { CalendarKey, StoreFailure } from '../../sync/ports.ts';
import { openCalendarFaces } from './calendarFaces.ts';
import { openAgendaDetail, type LinkedDetail } from './detail.ts';
import { placedRow, type CalendarFace, type ListedRow } from './rows.ts';
import { openAgendaSearch } from '../search/search.ts';
import { openAgendaSeries } from './agendaSeries.ts';
import type { Guard } from '../database/failure.ts';
import { openInvitations } from './invitations.ts';
import { openReminderReads, type ReminderReads } from './reminders.ts';
import { bounded, openSliceRows, type Covered, type SliceRows } from './sliceRows.ts';
import {
  openStoredEvents,
  type StoredCalendar,
  type StoredEvent,
  type StoredEventName,
} from './storedEvent.ts';
import type { SearchIndex } from '../search/searchIndex.ts';

export type { LinkedDetail } from './detail.ts';

export interface AgendaReads {
  /** Returns one page of a window. `invalidRequest`: its times or its zone cannot be read. */
  list(range: AgendaRange): Result<AgendaPage, Problem>;
  /** Returns the details of one occurrence; null if it does not exist (any more). */
  get(ref: OccurrenceRef): Result<LinkedDetail | null, StoreFailure>;
  /** Finds the events that contain every word, each once, upcoming ones first. Each step takes a few milliseconds. */
  search(request: SearchRequest, nowMs: number): Generator<void, Result<Found, StoreFailure>>;
  /** The invitations of the person's calendars that are neither answered nor over. */
  invitations(nowMs: number): Result<Invitations, StoreFailure>;
  /** Returns one stored event as it is; null if there is none. */
  event(name: StoredEventName): Result<StoredEvent | null, StoreFailure>;
  /** Returns whether the calendar's person has accepted an event of this organizer before. */
  hasAcceptedFrom(
    accountId: AccountId,
    calendarId: CalendarId,
    organizer: string,
  ): Result<boolean, StoreFailure>;
  /** Returns one calendar of an account; null if it is not known. */
  calendar(accountId: AccountId, calendarId: CalendarId): Result<StoredCalendar | null, StoreFailure>;
  /** The same pages, with the reminders that Google would show [S29]. */
  readonly reminders: ReminderReads;
}

const USUAL_PER_PAGE = 100;
/** The window's pages are shorter (main/ipc/requestSchemas.ts). */
export const MOST_PER_PAGE = 2000;
/** Rows hold dates at UTC midnight. A viewer's day begins up to this much before or after it [S25]. */
const ZONE_MARGIN_MS = 15 * 60 * 60 * 1000;

/** A calendar that is being deleted is hidden too. */
const hiddenSql = `SELECT EXISTS (SELECT 1 FROM calendars WHERE visible = 0)`;

/** The calendars that a request covers. */
interface Shown extends Covered {
  readonly faces: ReadonlyMap<CalendarKey, CalendarFace>;
}

export interface AgendaOptions {
  /** The viewer's zone if a range names none. */
  readonly systemZone?: () => string;
  /** Whether the stored prefilters are valid (zoneData). */
  readonly prefiltersHold?: boolean;
}

const invalid = (detail: string): { readonly ok: false; readonly problem: Problem } =>
  fail({ kind: 'invalidRequest', detail });

export const openAgendaReads = (
  db: Database,
  guard: Guard,
  index: SearchIndex,
  options: AgendaOptions = {},
): AgendaReads => {
  const systemZone = options.systemZone ?? (() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const calendarFaces = openCalendarFaces(db);
  const selectHidden = db.prepare<[], number>(hiddenSql).pluck();
  const sliceRows = openSliceRows(db);
  const series = openAgendaSeries(db, options.prefiltersHold ?? false);
  const detail = openAgendaDetail(db, series, calendarFaces);
  const search = openAgendaSearch(db, series, index);
  const invitations = openInvitations(db, series);
  const stored = openStoredEvents(db, calendarFaces);
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
      all: !faces.hides && chosen.length === faces.all.length,
    };
  };

  const rowsIn = (
    rows: SliceRows,
    slice: Slice,
    needed: Needed,
    shown: Shown,
    viewer: Zone,
    changes: string,
  ): readonly Drawn[] => {
    const drawn = (read: readonly ListedRow[]): readonly Drawn[] => {
      const placed: PlacedRow[] = [];
      for (const row of read) {
        const calendar = shown.faces.get(row.calendar_key);
        if (calendar === undefined || series.isCutOff(row, calendar, changes)) continue;
        placed.push(placedRow(row, calendar, viewer));
      }
      return rowsOfSlice(placed, slice);
    };
    // Copies of a meeting are merged only if all that begin together are there.
    const spanning = rows.spanning(slice, shown.faces.size > 1 ? null : needed);
    const long = drawn(spanning.rows);
    const isEnough = spanning.complete || long.length === spanning.rows.length;
    return [...drawn(rows.brief(slice)), ...(isEnough ? long : drawn(rows.spanning(slice, null).rows))];
  };

  const reads: Omit<AgendaReads, 'reminders'> = {
    list(range) {
      const [fromMs, toMs] = [Date.parse(range.from), Date.parse(range.to)];
      if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return invalid('from and to must be instants');
      const viewer = range.timeZone === undefined ? zoneOrUtc(systemZone()) : zoneOf(range.timeZone);
      if (viewer === null) return invalid('timeZone is unknown');
      // With a cursor that cannot be read, for example an older version's, the window is read from its beginning.
      const after = readCursor(range.cursor ?? '');
      const limit = Math.min(MOST_PER_PAGE, Math.max(1, Math.floor(range.limit ?? USUAL_PER_PAGE)));
      if (Number.isNaN(limit)) return invalid('limit must be a number');

      const read = guard(() => {
        const changes = series.changeCount();
        const shown = visibleCalendars(changes, range.calendarIds);
        if (shown.faces.size === 0 || toMs <= fromMs) return { occurrences: [], nextCursor: null };
        const live = series.live(
          bounded(fromMs - ZONE_MARGIN_MS),
          bounded(toMs + ZONE_MARGIN_MS),
          shown.faces,
          viewer,
          changes,
        );
        const rows = sliceRows(shown, viewer);
        const source = {
          seriesCount: live.count,
          seriesIn: live.seriesIn,
          mayMerge: shown.faces.size > 1,
          rowStarts: rows.starts,
          rowsIn: (slice: Slice, needed: Needed) => rowsIn(rows, slice, needed, shown, viewer, changes),
        };
        return agendaPage(source, { fromMs, toMs, viewer, limit, after });
      });
      return read.ok ? read : fail({ kind: 'storageFailed', cause: read.problem.cause });
    },
    get: (ref) => guard(() => detail(ref)),
    invitations: (nowMs) =>
      guard(() => {
        const changes = series.changeCount();
        const { faces: calendars } = visibleCalendars(changes);
        return invitations({ calendars, viewer: zoneOrUtc(systemZone()), nowMs, changes });
      }),
    event: (name) => guard(() => stored.event(name)),
    calendar: (accountId, calendarId) => guard(() => stored.calendar(accountId, calendarId)),
    hasAcceptedFrom: (accountId, calendarId, organizer) =>
      guard(() => stored.hasAcceptedFrom(accountId, calendarId, organizer)),
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

/** Runs each step under the guard. The first failure ends the search. */
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

/** Keeps the old objects if nothing changed: a compiled master remembers the object it was made for. */
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
