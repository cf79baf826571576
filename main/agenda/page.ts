/**
 * One page of the agenda, made from rows and series. This folder and main/recurrence define what recurrence, zones
 * and the agenda's order mean; they are pure and use no clock, disk or network. The caller passes functions that read
 * the rows.
 *
 * The window is read in slices, which get wider while they yield too little, so a window up to the year 9999 costs no
 * more than the page it fills. Every slice is complete up to some instant. Only what begins before then is used,
 * which keeps the order and allows copies of one meeting to be merged before the page is cut off.
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { Occurrence } from '../../shared/model.ts';
import { dayStartMs } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { compareKeys, writeCursor } from './cursor.ts';
import type { SortKey } from './cursor.ts';
import { mergeSameMeetings } from './mergeDuplicates.ts';
import type { Drawn } from './mergeDuplicates.ts';
import { slotsIn } from '../recurrence/slots.ts';
import type { Series } from '../recurrence/series.ts';
import type { TakenSlots } from '../recurrence/slots.ts';

/** A slice: everything that overlaps `[fromMs, toMs)` and begins at or after `notBeforeMs`. */
export interface Slice {
  readonly fromMs: number;
  readonly toMs: number;
  readonly notBeforeMs: number;
}

/** The part of a slice, in the agenda's order, that a page can use. */
export interface Needed {
  readonly after: SortKey | null;
  readonly most: number;
}

export interface LiveSeries {
  readonly series: Series;
  /** Slots that exceptions fill or cancel. */
  readonly taken: TakenSlots;
  readonly draw: (slot: number) => Drawn;
}

export interface AgendaSource {
  /**
   * Returns the viewer's starts of the first `most` rows of a slice, ascending, those that go on since before included.
   * Tells how crowded the slice is before any row is read.
   */
  readonly rowStarts: (slice: Slice, most: number) => readonly number[];
  /**
   * Returns the single events and moved exceptions of a slice, in any order. If nothing is merged, rows up to
   * `needed.after` and rows after the first `needed.most` beyond it may be left out.
   */
  readonly rowsIn: (slice: Slice, needed: Needed) => readonly Drawn[];
  /** Whether there can be copies of a meeting (mergeDuplicates). */
  readonly mayMerge: boolean;
  /** Roughly how many series run in the window. Determines the width of the first slice. */
  readonly seriesCount: number;
  /** Returns every series that may have occurrences in a slice. Series without any may be left out. */
  readonly seriesIn: (slice: Slice) => readonly LiveSeries[];
}

export interface AgendaWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly viewer: Zone;
  /** How many occurrences a page has. */
  readonly limit: number;
  /** The key of the last occurrence already returned; null for the first page. */
  readonly after: SortKey | null;
}

export interface Page {
  readonly occurrences: readonly Occurrence[];
  readonly nextCursor: string | null;
}

const WIDEST_FIRST_MS = 2 * DAY_MS;
const NARROWEST_FIRST_MS = DAY_MS / 8;
/** About so many series fill a page of 100 in two days. */
const USUAL_SERIES = 100;

/** Returns when an occurrence begins for the viewer. An all-day one begins with its day. */
export const startMsFor = (series: Series, slot: number, viewer: Zone): number =>
  series.allDay ? dayStartMs(viewer, slot) : slot;

/** Returns whether a time overlaps a slice: start < to and (end > from or start ≥ from). */
const overlapsSlice = (startMs: number, endMs: number, slice: Slice): boolean =>
  startMs < slice.toMs && startMs >= slice.notBeforeMs && (endMs > slice.fromMs || startMs >= slice.fromMs);

export interface PlacedRow {
  readonly drawn: Drawn;
  readonly endMs: number;
}

/** Returns the rows that lie in a slice once their dates are placed in the viewer's zone. */
export const rowsOfSlice = (rows: readonly PlacedRow[], slice: Slice): Drawn[] =>
  rows.filter((row) => overlapsSlice(row.drawn.key.startMs, row.endMs, slice)).map((row) => row.drawn);

/** A slot that may get onto the page. It is drawn only if it does. */
interface Candidate {
  readonly startMs: number;
  readonly slot: number;
  readonly live: LiveSeries;
}

interface Found {
  readonly drawn: readonly Drawn[];
  /** Everything that begins up to here is included. */
  readonly completeMs: number;
}

/** Returns the series' slots of a slice, at most `most` of each series, and up to when they are complete. */
function slotsOfSlice(
  source: AgendaSource,
  slice: Slice,
  viewer: Zone,
  most: number,
): { readonly candidates: readonly Candidate[]; readonly completeMs: number } {
  const candidates: Candidate[] = [];
  let completeMs = slice.toMs - 1;
  for (const live of source.seriesIn(slice)) {
    const { series, taken } = live;
    const slots = slotsIn(series, slice.fromMs, slice.toMs, viewer, most, taken, slice.notBeforeMs);
    let startMs = 0;
    for (const slot of slots) {
      startMs = startMsFor(series, slot, viewer);
      candidates.push({ startMs, slot, live });
    }
    if (slots.length >= most) completeMs = Math.min(completeMs, startMs);
  }
  return { candidates, completeMs };
}

/**
 * Returns the first events of a slice, about `most` of them, with everything that begins together with the last and is
 * needed. Reading and drawing cost far more than finding, so the slice is first cut off where the page is full, which
 * may be before its beginning: at a midnight, more may go on than fits on the page.
 */
function findSlice(source: AgendaSource, slice: Slice, viewer: Zone, most: number, needed: Needed): Found {
  const rowStarts = source.rowStarts(slice, most);
  const crowdedMs = rowStarts[most - 1];
  let toMs = crowdedMs === undefined ? slice.toMs : crowdedMs + 1;
  const searched = { ...slice, toMs: Math.max(toMs, slice.fromMs + 1) };
  const { candidates, completeMs: slotsMs } = slotsOfSlice(source, searched, viewer, most);
  if (rowStarts.length + candidates.length > most) {
    const starts = new Float64Array(rowStarts.length + candidates.length);
    starts.set(rowStarts);
    candidates.forEach(({ startMs }, index) => (starts[rowStarts.length + index] = startMs));
    starts.sort();
    toMs = Math.min(toMs, (starts[most - 1] ?? toMs) + 1);
  }
  const completeMs = Math.min(slotsMs, toMs - 1);
  const drawn = [...source.rowsIn({ ...slice, toMs: completeMs + 1 }, needed)];
  for (const { startMs, slot, live } of candidates) {
    if (startMs <= completeMs) drawn.push(live.draw(slot));
  }
  return { drawn, completeMs };
}

/** Returns the page of a window that follows `after`. */
export function agendaPage(source: AgendaSource, window: AgendaWindow): Page {
  const { fromMs, toMs, viewer, limit, after } = window;
  const taken: Drawn[] = [];
  let notBeforeMs = after === null ? -Infinity : after.startMs;
  let width = firstWidth(source.seriesCount);

  while (taken.length <= limit && Math.max(notBeforeMs, fromMs) < toMs) {
    const begin = Math.max(notBeforeMs, fromMs);
    const slice = { fromMs, toMs: Math.min(begin + width, toMs), notBeforeMs };
    const wanted = limit + 1 - taken.length;
    // Some results have the cursor's instant or are merged away, so a few more are fetched.
    const more = after !== null || source.mayMerge ? 8 : 0;
    const found = findSlice(source, slice, viewer, wanted + more, { after, most: wanted });
    // Merged before the cursor is applied, so that a copy of something already returned is recognized.
    const unmerged = source.mayMerge ? mergeSameMeetings(found.drawn) : found.drawn;
    const kept = unmerged.filter(({ key }) => after === null || compareKeys(key, after) > 0);
    for (const item of kept.toSorted((a, b) => compareKeys(a.key, b.key))) taken.push(item);

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

/** Starts with a narrow slice if there are very many series, so that the first slice does not draw ten pages. */
const firstWidth = (series: number): number =>
  Math.max(NARROWEST_FIRST_MS, WIDEST_FIRST_MS * Math.min(1, USUAL_SERIES / Math.max(1, series)));

/** Widens by two to sixteen times, depending on the slice's density. An empty night is short. */
function nextWidth(width: number, got: number, wanted: number): number {
  if (got === 0) return width * 4;
  return width * Math.min(16, Math.max(2, ((wanted - got) / got) * 1.25));
}
