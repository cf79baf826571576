/**
 * One page of the agenda from plain rows and series. This folder owns what
 * recurrence, zones, agenda order and join links mean; it is pure and touches no clock, disk or network. Here
 * the rows come through a function, whose caller reads them from wherever they are.
 *
 * The window is walked in slices that widen while they bring too little, so a window to the year 9999 costs
 * no more than the page it fills. Every slice is complete up to some instant; only what begins up to there
 * is taken, which keeps the order and lets copies of one meeting be merged before the page is cut.
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
   * When the first `most` rows begin that begin within a slice, ascending, dates at their UTC midnight: tells
   * how crowded it is before any row is read.
   */
  readonly rowStarts: (slice: Slice, most: number) => readonly number[];
  /** Singles and moved exceptions of a slice, in any order. */
  readonly rowsIn: (slice: Slice) => readonly Drawn[];
  /** Whether there may be copies of one meeting (sameMeeting). */
  readonly mayMerge: boolean;
  /** About how many series go on in the window: tells how wide the first slice may be. */
  readonly seriesCount: number;
  /** Every series that may have something in a slice; what has nothing there may be left out. */
  readonly seriesIn: (slice: Slice) => readonly LiveSeries[];
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

/** A slot that may come onto the page; drawn only when it does. */
interface Candidate {
  readonly startMs: number;
  readonly slot: number;
  readonly live: LiveSeries;
}

interface Found {
  readonly drawn: readonly Drawn[];
  /** Everything that begins up to here is in it. */
  readonly completeMs: number;
}

/** Series' slots of a slice and up to when they are complete; at most `most` of each series. */
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
 * What begins earliest in a slice, about `most` of it, and everything that begins with the last of these.
 * Reading and drawing cost far more than finding, so the slice is cut where the page is full before either.
 */
function findSlice(source: AgendaSource, slice: Slice, viewer: Zone, most: number): Found {
  const beginMs = Math.max(slice.fromMs, slice.notBeforeMs);
  const rowStarts = source.rowStarts(slice, most);
  const crowdedMs = rowStarts[most - 1];
  let toMs = crowdedMs === undefined ? slice.toMs : Math.max(crowdedMs, beginMs) + 1;
  const { candidates, completeMs: slotsMs } = slotsOfSlice(source, { ...slice, toMs }, viewer, most);
  if (rowStarts.length + candidates.length > most) {
    const starts = new Float64Array(rowStarts.length + candidates.length);
    starts.set(rowStarts);
    candidates.forEach(({ startMs }, index) => (starts[rowStarts.length + index] = startMs));
    starts.sort();
    toMs = Math.min(toMs, Math.max(starts[most - 1] ?? toMs, beginMs) + 1);
  }
  const completeMs = Math.min(slotsMs, toMs - 1);
  const drawn = [...source.rowsIn({ ...slice, toMs: completeMs + 1 })];
  for (const { startMs, slot, live } of candidates) {
    if (startMs <= completeMs) drawn.push(live.draw(slot));
  }
  return { drawn, completeMs };
}

/** The page of a window that follows `after`. */
export function agendaPage(source: AgendaSource, window: AgendaWindow): Page {
  const { fromMs, toMs, viewer, limit, after } = window;
  const taken: Drawn[] = [];
  let notBeforeMs = after === null ? -Infinity : after.startMs;
  let width = firstWidth(source.seriesCount);

  while (taken.length <= limit && Math.max(notBeforeMs, fromMs) < toMs) {
    const begin = Math.max(notBeforeMs, fromMs);
    const slice = { fromMs, toMs: Math.min(begin + width, toMs), notBeforeMs };
    const wanted = limit + 1 - taken.length;
    // Some of what a slice gives lies on the cursor's instant or is merged away: hence a little more.
    const more = after !== null || source.mayMerge ? 8 : 0;
    const found = findSlice(source, slice, viewer, wanted + more);
    // Merged before the cursor cuts, so that a copy of what was given before is known as one.
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

/** Begins narrow where there are very many series, so that the first slice does not draw ten pages. */
const firstWidth = (series: number): number =>
  Math.max(NARROWEST_FIRST_MS, WIDEST_FIRST_MS * Math.min(1, USUAL_SERIES / Math.max(1, series)));

/** Widens by what the slice's density promises, between twice and sixteen times; a night is short. */
function nextWidth(width: number, got: number, wanted: number): number {
  if (got === 0) return width * 4;
  return width * Math.min(16, Math.max(2, ((wanted - got) / got) * 1.25));
}
