/**
 * Reads the rows of a slice of the agenda: single events and exceptions. Reads only.
 *
 * A page must not cost more because more is stored. So rows are found in an index first and read only if they can get
 * onto the page. Brief ones (schema.ts) are found by their starts. Dates and longer ones are found by class of length,
 * because what goes on at an instant may have begun long before.
 */
import { DAY_MS } from '../../../shared/durations.ts';
import type { Database, Statement } from 'better-sqlite3';
import type { EventId } from '../../../shared/model.ts';
import { dayAt, dayStartMs, type Zone } from '../../../shared/zone.ts';
import type { Needed, Slice } from '../../agenda/page.ts';
import { BRIEF_MS, classLengths, DATE_CLASS, spanClass } from '../database/schema.ts';
import { listedColumns, type ListedRow } from './rows.ts';

/** The furthest time that a Date can hold. Replaces infinite bounds, which SQLite cannot compare. */
const FURTHEST_MS = 8_640_000_000_000_000;
export const bounded = (ms: number): number => Math.min(FURTHEST_MS, Math.max(-FURTHEST_MS, ms));

/** Returns the first day that begins at or after an instant. */
const firstDayFrom = (zone: Zone, ms: number): number => {
  if (!Number.isFinite(ms)) return bounded(ms) / DAY_MS;
  let day = dayAt(zone, ms);
  while (dayStartMs(zone, day) < ms) day += 1;
  return day;
};

/** Empty if no calendar is hidden. Rows of calendars that are not shown are skipped later, when rows are placed. */
const inCalendars = (calendars: 'all' | 'some'): string =>
  calendars === 'all' ? '' : 'AND calendar_key IN (SELECT value FROM json_each(@calendars))';

const isBrief = `is_long = 0 AND end_ms - start_ms <= ${BRIEF_MS}
    AND start_ms >= max(@notBeforeMs, @fromMs - ${BRIEF_MS}) AND start_ms < @toMs
    AND (end_ms > @fromMs OR start_ms >= @fromMs)`;

/** Rows hold dates at UTC midnight, so the bounds for dates are days too. A date without length takes up its day. */
const spanning = (calendars: 'all' | 'some', kind: 'timed' | 'date'): string => {
  const [from, to, notBefore, end, first] =
    kind === 'timed'
      ? ['@fromMs', '@toMs', '@notBeforeMs', 'end_ms > @fromMs', '@fromMs - longest']
      : ['@fromDay', '@toDay', '@notBeforeDay', 'end_ms >= @endDay', 'min(@fromDay, @endDay - longest)'];
  const offset = kind === 'timed' ? '' : `${DATE_CLASS} + `;
  return `SELECT key, start_ms, event_id, ${kind === 'date' ? 0 : 1} FROM classes CROSS JOIN events INDEXED BY events_spans
    WHERE ${spanClass} = ${offset}class AND start_ms >= max(${notBefore}, ${first}) AND start_ms < ${to}
      AND (${end} OR start_ms >= ${from}) ${inCalendars(calendars)}`;
};

/** The queries of this file, for the tests that check their plans. */
export const sliceSql = {
  brief: (calendars: 'all' | 'some') => `SELECT ${listedColumns} FROM events INDEXED BY events_short
    WHERE ${isBrief} AND start_date IS NULL ${inCalendars(calendars)}`,
  /** Returned as one JSON text: a hundred rows with one number each take longer. */
  briefStarts: (calendars: 'all' | 'some') => `SELECT json_group_array(start_ms) FROM (
    SELECT start_ms FROM events INDEXED BY events_short WHERE ${isBrief} ${inCalendars(calendars)}
    ORDER BY start_ms LIMIT @most)`,
  /** Dates and rows that are not brief, from the index alone. */
  spans: (calendars: 'all' | 'some') => `WITH classes (class, longest) AS (VALUES
      ${classLengths.map((length, index) => `(${index}, ${length})`).join(', ')})
    ${spanning(calendars, 'timed')} UNION ALL ${spanning(calendars, 'date')}`,
  byKeys: `SELECT ${listedColumns} FROM json_each(?) AS wanted CROSS JOIN events WHERE events.key = wanted.value`,
} as const;

interface TimeBounds {
  readonly fromMs: number;
  readonly toMs: number;
  readonly notBeforeMs: number;
  readonly calendars: string;
}

interface DayBounds {
  readonly fromDay: number;
  readonly toDay: number;
  readonly endDay: number;
  readonly notBeforeDay: number;
}

/** A row that is a date or not brief, as the index knows it. */
interface Span {
  readonly key: number;
  /** When it begins for the viewer. */
  readonly startMs: number;
  readonly order: 0 | 1;
  readonly eventId: EventId;
}

/** Key, start, id, order. As lists, because they are read faster than objects. */
type SpanRow = readonly [number, number, EventId, 0 | 1];

/** Which calendars a request covers: their keys as a JSON list, and whether all calendars are among them. */
export interface Covered {
  readonly keys: string;
  readonly all: boolean;
}

export interface SliceRows {
  /** The viewer's starts of the slice's first `most` rows, ascending. May contain a few that are not in the slice. */
  starts(slice: Slice, most: number): readonly number[];
  /** The slice's brief rows, and perhaps a few more. */
  brief(slice: Slice): readonly ListedRow[];
  /**
   * The slice's other rows. `needed` is given if all are in one calendar: rows that it does not contain are left out,
   * and `complete` is false.
   */
  spanning(
    slice: Slice,
    needed: Needed | null,
  ): { readonly rows: readonly ListedRow[]; readonly complete: boolean };
}

export const openSliceRows = (db: Database) => {
  const prepared = (calendars: 'all' | 'some') => ({
    brief: db.prepare<TimeBounds, ListedRow>(sliceSql.brief(calendars)),
    briefStarts: db
      .prepare<TimeBounds & { readonly most: number }, string>(sliceSql.briefStarts(calendars))
      .pluck(),
    spans: db.prepare<TimeBounds & DayBounds, SpanRow>(sliceSql.spans(calendars)).raw(),
  });
  const select = { all: prepared('all'), some: prepared('some') };
  const selectKeys: Statement<[string], ListedRow> = db.prepare(sliceSql.byKeys);

  /** For one request. */
  return (covered: Covered, viewer: Zone): SliceRows => {
    const { brief, briefStarts, spans } = covered.all ? select.all : select.some;
    const times = ({ fromMs, toMs, notBeforeMs }: Slice): TimeBounds => ({
      fromMs: bounded(fromMs),
      toMs: bounded(toMs),
      notBeforeMs: bounded(notBeforeMs),
      calendars: covered.keys,
    });
    const readSpans = (slice: Slice): readonly Span[] => {
      const day = (ms: number): number => firstDayFrom(viewer, ms) * DAY_MS;
      const found = spans.all({
        ...times(slice),
        fromDay: day(slice.fromMs),
        toDay: day(slice.toMs),
        endDay: day(slice.fromMs + 1),
        notBeforeDay: day(slice.notBeforeMs),
      });
      return found
        .map(([key, ms, eventId, order]): Span => {
          const startMs = order === 0 ? dayStartMs(viewer, ms / DAY_MS) : ms;
          return { key, startMs, order, eventId };
        })
        .toSorted((a, b) => a.startMs - b.startMs);
    };
    // A slice is asked for its starts first, and then read as far as the page needs it.
    let last: { readonly slice: Slice; readonly found: readonly Span[] } | null = null;
    const spansIn = (slice: Slice): readonly Span[] => {
      const isPart =
        last?.slice.fromMs === slice.fromMs &&
        last.slice.notBeforeMs === slice.notBeforeMs &&
        last.slice.toMs >= slice.toMs;
      if (!isPart) last = { slice, found: readSpans(slice) };
      return last?.found.filter(({ startMs }) => startMs < slice.toMs) ?? [];
    };

    return {
      starts(slice, most) {
        const found = spansIn(slice);
        const crowdedMs = found[most - 1]?.startMs ?? Infinity;
        const toMs = Math.min(slice.toMs, crowdedMs + 1);
        const starts = briefStarts.get({ ...times({ ...slice, toMs }), most });
        const all = JSON.parse(starts ?? '[]') as number[];
        for (const { startMs } of found.slice(0, most)) all.push(startMs);
        return [...Float64Array.from(all).sort().subarray(0, most)];
      },
      brief: (slice) => brief.all(times(slice)),
      spanning(slice, needed) {
        const found = spansIn(slice);
        const wanted = needed === null ? found : neededOf(found, needed);
        if (wanted.length === 0) return { rows: [], complete: found.length === 0 };
        const keys = JSON.stringify(wanted.map(({ key }) => key));
        return { rows: selectKeys.all(keys), complete: wanted.length === found.length };
      },
    };
  };
};

const compareTogether = (a: Span, b: Span): number =>
  a.order - b.order || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

/** Returns the first `most` rows after `after`, in the agenda's order within one calendar, and perhaps `after` itself. */
const neededOf = (found: readonly Span[], { after, most }: Needed): readonly Span[] => {
  if (after === null) return firstOf(found, most);
  const isAfter = ({ startMs, order, eventId }: Span): boolean =>
    (startMs - after.startMs || order - after.order || (eventId > after.eventId ? 1 : -1)) > 0;
  // What tells the parts of a split series follows the row's id (rows.ts), so another part may have this id too.
  const isUncertain = ({ eventId }: Span): boolean => after.eventId.startsWith(`${eventId} `);
  return [
    ...found.filter(isUncertain),
    ...firstOf(
      found.filter((span) => isAfter(span) && !isUncertain(span)),
      most,
    ),
  ];
};

/** `found` is in order of start already. */
const firstOf = (found: readonly Span[], most: number): readonly Span[] => {
  const lastMs = found[most - 1]?.startMs;
  if (lastMs === undefined) return found;
  const earlier = found.filter(({ startMs }) => startMs < lastMs);
  const together = found.filter(({ startMs }) => startMs === lastMs).toSorted(compareTogether);
  return [...earlier, ...together.slice(0, most - earlier.length)];
};
