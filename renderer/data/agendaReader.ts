/**
 * Reads the agenda page by page and keeps what was read in step with the store.
 *
 * It holds one unbroken stretch of days, `from` to the frontier. Scrolling moves the frontier on by pages
 * of 100, then by further ranges; "Earlier" puts days before it. When the store changes, the whole
 * stretch is read again and replaced at once: what is on the screen stays until then, and answers that a
 * newer read has overtaken are dropped.
 */
import type { AgendaPage, Jarvis } from '../../shared/contract.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { addDays, dateOf, startMsOf, startOfDate } from '../../shared/text/days.ts';
import { keyOf } from './occurrence.ts';

export interface AgendaSnapshot {
  /** False until the first answer. */
  readonly ready: boolean;
  /** Sorted as the store sorts. */
  readonly occurrences: readonly Occurrence[];
  readonly first: IsoDate;
  /** The last day read, inclusive. */
  readonly last: IsoDate;
  /** False while more of the last day may follow on the next page. */
  readonly lastComplete: boolean;
  readonly loadingMore: boolean;
  readonly loadingEarlier: boolean;
  /** Nothing more ahead, as far as the agenda looks. */
  readonly ended: boolean;
  /** Nothing more behind. */
  readonly begun: boolean;
  readonly problem: Problem | null;
}

export interface AgendaReader {
  snapshot(): AgendaSnapshot;
  subscribe(listener: () => void): () => void;
  /** The next page, or the next range when this one is read to its end. */
  loadMore(): Promise<void>;
  loadEarlier(): Promise<void>;
  /** Reads the whole stretch again; calls during a read become one more read after it. */
  refresh(): Promise<void>;
}

interface Options {
  readonly list: Jarvis['agenda']['list'];
  readonly today: IsoDate;
  readonly timeZone: string;
}

const rangeDays = 28;
const earlierDays = 14;
/** How far the agenda looks when nothing is found: two years ahead, and back a little over one. */
const lookAheadDays = 730;
const lookBackDays = 400;
const maxPages = 200;

interface Range {
  readonly from: IsoDate;
  /** Exclusive. */
  readonly to: IsoDate;
}

/** A stretch as read so far. `cursor` belongs to `tail`, the range being read at the frontier. */
interface Stretch {
  readonly from: IsoDate;
  readonly tail: Range;
  readonly cursor: string | null;
  readonly occurrences: readonly Occurrence[];
}

export const openAgendaReader = ({ list, today, timeZone }: Options): AgendaReader => {
  const listeners = new Set<() => void>();
  const firstTail: Range = { from: today, to: addDays(today, rangeDays) };
  let stretch: Stretch = { from: today, tail: firstTail, cursor: null, occurrences: [] };
  let flags = { ready: false, loadingMore: false, loadingEarlier: false, ended: false, begun: false };
  let problem: Problem | null = null;
  let current: AgendaSnapshot | null = null;
  let work: Promise<void> = Promise.resolve();
  let refreshQueued = false;

  const frontier = (): { last: IsoDate; lastComplete: boolean } => {
    const lastRead = stretch.occurrences.at(-1);
    const lastOfTail = addDays(stretch.tail.to, -1);
    if (stretch.cursor === null || lastRead === undefined) return { last: lastOfTail, lastComplete: true };
    const date = dateOf(startMsOf(lastRead.start, timeZone), timeZone);
    const last = date < stretch.tail.from ? stretch.tail.from : date;
    return { last: last > lastOfTail ? lastOfTail : last, lastComplete: false };
  };

  const changed = (): void => {
    current = null;
    listeners.forEach((listener) => listener());
  };
  const set = (next: Partial<typeof flags>): void => {
    flags = { ...flags, ...next };
    changed();
  };

  const readPage = async (range: Range, cursor: string | null): Promise<AgendaPage | null> => {
    const reply = await list({
      from: new Date(startOfDate(range.from, timeZone)).toISOString(),
      to: new Date(startOfDate(range.to, timeZone)).toISOString(),
      timeZone,
      ...(cursor === null ? {} : { cursor }),
    });
    problem = reply.ok ? null : reply.problem;
    return reply.ok ? reply.value : null;
  };

  /** Pages of a range until `enough` or the range's end; null when a page could not be had. */
  const readRange = async (
    range: Range,
    enough: (last: Occurrence) => boolean,
  ): Promise<{ occurrences: readonly Occurrence[]; cursor: string | null } | null> => {
    const occurrences: Occurrence[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < maxPages; pages += 1) {
      const page: AgendaPage | null = await readPage(range, cursor);
      if (page === null) return null;
      occurrences.push(...page.occurrences);
      cursor = page.nextCursor;
      const last = page.occurrences.at(-1);
      if (cursor === null || (last !== undefined && enough(last))) break;
    }
    return { occurrences, cursor };
  };

  /** What spans two ranges is in both; it stays where it came first. */
  const joined = (before: readonly Occurrence[], after: readonly Occurrence[]): readonly Occurrence[] => {
    const known = new Set(before.map(keyOf));
    return [...before, ...after.filter((occurrence) => !known.has(keyOf(occurrence)))];
  };

  const readMore = async (): Promise<void> => {
    const extended = stretch.cursor === null && flags.ready;
    let tail = stretch.tail;
    if (extended) {
      // Empty stretches are crossed in ever longer strides.
      const wide = Math.max(rangeDays, 2 * daysIn(stretch.tail));
      const found = stretch.occurrences.some(
        (each) => startMsOf(each.start, timeZone) >= startOfDate(stretch.tail.from, timeZone),
      );
      tail = { from: stretch.tail.to, to: addDays(stretch.tail.to, found ? rangeDays : wide) };
    }
    const page = await readPage(tail, stretch.cursor);
    if (page === null) return set({ loadingMore: false });
    stretch = {
      ...stretch,
      tail,
      cursor: page.nextCursor,
      occurrences: joined(stretch.occurrences, page.occurrences),
    };
    const ended = page.nextCursor === null && tail.to >= addDays(today, lookAheadDays);
    set({ ready: true, loadingMore: false, ended });
  };

  const readEarlier = async (): Promise<void> => {
    let to = stretch.from;
    for (let days = earlierDays; ; days *= 2) {
      const range: Range = { from: addDays(to, -days), to };
      const read = await readRange(range, () => false);
      if (read === null) return set({ loadingEarlier: false });
      const occurrences = joined(read.occurrences, stretch.occurrences);
      const found = occurrences.length > stretch.occurrences.length;
      stretch = { ...stretch, from: range.from, occurrences };
      to = range.from;
      const begun = to <= addDays(today, -lookBackDays);
      if (found || begun) return set({ loadingEarlier: false, begun });
    }
  };

  const readAgain = async (): Promise<void> => {
    const { last } = frontier();
    const target = stretch;
    const range: Range = { from: target.from, to: target.tail.to };
    const lastMs = startOfDate(addDays(last, 1), timeZone);
    const partly = target.cursor !== null || !flags.ready;
    const read = await readRange(
      range,
      (occurrence) => !flags.ready || (partly && startMsOf(occurrence.start, timeZone) >= lastMs),
    );
    if (read === null) return set({});
    // The cursor now belongs to the whole range, so that becomes the tail.
    stretch = {
      from: target.from,
      tail: read.cursor === null ? target.tail : range,
      cursor: read.cursor,
      occurrences: read.occurrences,
    };
    // What was empty may have filled up.
    set({ ready: true, ended: flags.ended && read.cursor === null });
  };

  /** One read at a time, in the order asked for. */
  const after = (next: () => Promise<void>): Promise<void> => {
    work = work.then(next, next);
    return work;
  };

  return {
    snapshot: () => {
      current ??= { ...flags, ...frontier(), first: stretch.from, occurrences: stretch.occurrences, problem };
      return current;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    loadMore: () => {
      if (!flags.ready || flags.loadingMore || flags.ended) return work;
      set({ loadingMore: true });
      return after(readMore);
    },
    loadEarlier: () => {
      if (!flags.ready || flags.loadingEarlier || flags.begun) return work;
      set({ loadingEarlier: true });
      return after(readEarlier);
    },
    refresh: () => {
      if (refreshQueued) return work;
      refreshQueued = true;
      return after(() => {
        refreshQueued = false;
        return readAgain();
      });
    },
  };
};

const daysIn = (range: Range): number =>
  Math.round((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000);
