/**
 * One page of the agenda out of plain rows and series: the calendar room's main door. The room owns what
 * recurrence, zones, agenda order and join links mean; it is pure and touches no clock, disk or network. Here
 * the rows come through a function, whose caller reads them from wherever they are.
 *
 * The window is walked in slices that widen while they bring too little, so a window to the year 9999 costs
 * no more than the page it fills. Every slice is complete up to some instant; only what begins up to there
 * is taken, which keeps the order and lets copies of one meeting be merged before the page is cut.
 */
import type { Occurrence } from '../../shared/model.ts';
import { DAY_MS } from './civil.ts';
import { compareKeys, writeCursor } from './cursor.ts';
import type { SortKey } from './cursor.ts';
import { mergeSameMeetings } from './sameMeeting.ts';
import type { Drawn } from './sameMeeting.ts';
import { slotsIn } from './slots.ts';
import type { Series } from './series.ts';
import type { TakenSlots } from './slots.ts';
import { dayStartMs } from './zone.ts';
import type { Zone } from './zone.ts';

/** A slice: what overlaps `[fromMs, toMs)` and begins at or after `notBeforeMs`. */
export interface Slice {
  readonly fromMs: number;
  readonly toMs: number;
  readonly notBeforeMs: number;
}

export interface LiveSeries {
  readonly series: Series;
  /** Slots that exceptions fill or cancel. */
  readonly taken: TakenSlots;
  readonly draw: (slot: number) => Drawn;
}

export interface AgendaSource {
  /**
   * Singles and moved exceptions of a slice, in any order; may hold more than asked for (dates are placed
   * here). Null when there are more than `most`: a narrower slice will be asked for.
   */
  readonly rowsIn: (slice: Slice, most: number) => readonly Drawn[] | null;
  /** Every series that may have something in the window. */
  readonly series: readonly LiveSeries[];
}

export interface AgendaWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly viewer: Zone;
  /** Occurrences on the page. */
  readonly limit: number;
  /** The key of the last occurrence given before; null for the first page. */
  readonly after: SortKey | null;
}

export interface Page {
  readonly occurrences: readonly Occurrence[];
  readonly nextCursor: string | null;
}

const WIDEST_FIRST_MS = 2 * DAY_MS;
const NARROWEST_FIRST_MS = DAY_MS / 8;
/** About as many live series as fill a page of 100 in two days. */
const USUAL_SERIES = 100;
/** A slice with more rows is read narrower, so that a page never pays for a whole crowded year. */
const MOST_ROWS = 600;

/** When an occurrence begins for the viewer: an all-day one with its day. */
export const startMsFor = (series: Series, slot: number, viewer: Zone): number =>
  series.allDay ? dayStartMs(viewer, slot) : slot;

/** Whether something overlaps a slice: start < to and (end > from or start ≥ from). */
const overlapsSlice = (startMs: number, endMs: number, slice: Slice): boolean =>
  startMs < slice.toMs && startMs >= slice.notBeforeMs && (endMs > slice.fromMs || startMs >= slice.fromMs);

export interface PlacedRow {
  readonly drawn: Drawn;
  readonly endMs: number;
}

/** The rows that really lie in a slice, once their dates are placed in the viewer's zone. */
export const rowsOfSlice = (rows: readonly PlacedRow[], slice: Slice): Drawn[] =>
  rows.filter((row) => overlapsSlice(row.drawn.key.startMs, row.endMs, slice)).map((row) => row.drawn);

interface Found {
  readonly drawn: Drawn[];
  /** Everything that begins up to here is in it. */
  readonly completeMs: number;
}

function seriesOfSlice(
  source: AgendaSource,
  slice: Slice,
  viewer: Zone,
  most: number,
): { readonly drawn: Drawn[]; readonly completeMs: number } {
  const drawn: Drawn[] = [];
  let completeMs = slice.toMs - 1;
  for (const { series, taken, draw } of source.series) {
    const slots = slotsIn(series, slice.fromMs, slice.toMs, viewer, most, taken, slice.notBeforeMs);
    for (const slot of slots) drawn.push(draw(slot));
    const last = slots[slots.length - 1];
    if (last !== undefined && slots.length >= most) {
      completeMs = Math.min(completeMs, startMsFor(series, last, viewer));
    }
  }
  return { drawn, completeMs };
}

function findSlice(source: AgendaSource, slice: Slice, window: AgendaWindow, most: number): Found {
  let narrowed = slice;
  let rows = source.rowsIn(narrowed, MOST_ROWS);
  while (rows === null) {
    const width = narrowed.toMs - Math.max(narrowed.notBeforeMs, narrowed.fromMs);
    const toMs = narrowed.toMs - Math.ceil(width * 0.75);
    narrowed = { ...narrowed, toMs };
    rows = source.rowsIn(narrowed, width > DAY_MS ? MOST_ROWS : Infinity);
  }
  const found = seriesOfSlice(source, narrowed, window.viewer, most);
  found.drawn.push(...rows);
  return found;
}

/** The page of a window that follows `after`. */
export function agendaPage(source: AgendaSource, window: AgendaWindow): Page {
  const { fromMs, toMs, limit, after } = window;
  const taken: Drawn[] = [];
  let notBeforeMs = after === null ? -Infinity : after.startMs;
  let width = firstWidth(source.series.length);

  while (taken.length <= limit && Math.max(notBeforeMs, fromMs) < toMs) {
    const begin = Math.max(notBeforeMs, fromMs);
    const slice = { fromMs, toMs: Math.min(begin + width, toMs), notBeforeMs };
    const wanted = limit + 1 - taken.length;
    // Some of what a series gives lies on the cursor's instant or is merged away: hence a little more.
    const found = findSlice(source, slice, window, wanted + 8);
    // Merged before the cursor cuts, so that a copy of what was given before is known as one.
    const complete = found.drawn.filter(({ key }) => key.startMs <= found.completeMs);
    const kept = mergeSameMeetings(complete).filter(
      ({ key }) => after === null || compareKeys(key, after) > 0,
    );
    kept.sort((a, b) => compareKeys(a.key, b.key));
    for (const item of kept) taken.push(item);

    width = nextWidth(width, kept.length, wanted);
    notBeforeMs = Math.max(found.completeMs + 1, notBeforeMs);
  }

  const page = taken.slice(0, limit);
  const last = page[page.length - 1];
  const more = taken.length > limit && last !== undefined;
  return {
    occurrences: page.map((item) => item.occurrence),
    nextCursor: more ? writeCursor(last.key) : null,
  };
}

/** Begins narrow where there are very many series, so that the first slice does not draw ten pages. */
const firstWidth = (series: number): number =>
  Math.max(NARROWEST_FIRST_MS, WIDEST_FIRST_MS * Math.min(1, USUAL_SERIES / Math.max(1, series)));

/** Widens by what the slice's density promises, between twice and sixteen times. */
function nextWidth(width: number, got: number, wanted: number): number {
  if (got === 0) return width * 16;
  return width * Math.min(16, Math.max(2, ((wanted - got) / got) * 1.25));
}
