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
import { addDays, dateOf, daysBetween, startMsOf, startOfDate } from '../../shared/text/days.ts';
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

/** Forward the agenda is read in ranges of this many days, longer ones where nothing is found. */
const rangeDays = 28;
const earlierDays = 14;
/** How far it looks when nothing is found: two years ahead, and back a little over one. */
const lookAheadDays = 730;
const lookBackDays = 400;
/** No stretch grows beyond this many pages; it would mean a store that never ends. */
const maxPages = 400;

interface Range {
  readonly from: IsoDate;
  /** Exclusive. */
  readonly to: IsoDate;
}

/** A stretch as read so far. `tail` is the range being read at the frontier, `cursor` its next page. */
interface Stretch {
  readonly from: IsoDate;
  readonly tail: Range;
  readonly cursor: string | null;
  /** False while not even the first page of `tail` was read. */
  readonly tailBegun: boolean;
  readonly occurrences: readonly Occurrence[];
}

export const openAgendaReader = ({ list, today, timeZone }: Options): AgendaReader => {
  const listeners = new Set<() => void>();
  const begin = (from: IsoDate): Stretch => ({
    from,
    tail: { from, to: addDays(from, rangeDays) },
    cursor: null,
    tailBegun: false,
    occurrences: [],
  });
  let stretch = begin(today);
  let flags = { ready: false, loadingMore: false, loadingEarlier: false, begun: false };
  let problem: Problem | null = null;
  let current: AgendaSnapshot | null = null;
  let work: Promise<void> = Promise.resolve();
  let refreshQueued = false;

  const dateOfStart = (occurrence: Occurrence): IsoDate =>
    dateOf(startMsOf(occurrence.start, timeZone), timeZone);

  const frontierOf = (of: Stretch): { last: IsoDate; lastComplete: boolean } => {
    const lastRead = of.occurrences.at(-1);
    const lastOfTail = addDays(of.tail.to, -1);
    if (of.cursor === null || lastRead === undefined) return { last: lastOfTail, lastComplete: true };
    const date = dateOfStart(lastRead);
    return { last: date < of.tail.from ? of.tail.from : date, lastComplete: false };
  };
  const isEnded = (of: Stretch): boolean =>
    of.tailBegun && of.cursor === null && of.tail.to >= addDays(today, lookAheadDays);

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
      cursor,
    });
    problem = reply.ok ? null : reply.problem;
    return reply.ok ? reply.value : null;
  };

  /** What spans two ranges is in both; it stays where it came first. */
  const joined = (before: readonly Occurrence[], after: readonly Occurrence[]): readonly Occurrence[] => {
    const known = new Set(before.map(keyOf));
    return [...before, ...after.filter((occurrence) => !known.has(keyOf(occurrence)))];
  };

  /** The range to read at the frontier: the tail while it has pages, else what follows it. */
  const nextTail = ({ tail, cursor, tailBegun, occurrences }: Stretch): Range => {
    if (!tailBegun || cursor !== null) return tail;
    const last = occurrences.at(-1);
    const foundSome = last !== undefined && dateOfStart(last) >= tail.from;
    const days = foundSome ? rangeDays : 2 * daysBetween(tail.from, tail.to);
    const horizon = addDays(today, lookAheadDays);
    const to = addDays(tail.to, days);
    return { from: tail.to, to: to < horizon ? to : horizon };
  };

  /** One page further; null when it could not be had. */
  const advanced = async (of: Stretch): Promise<Stretch | null> => {
    const tail = nextTail(of);
    const page = await readPage(tail, of.cursor);
    if (page === null) return null;
    return {
      from: of.from,
      tail,
      cursor: page.nextCursor,
      tailBegun: true,
      occurrences: joined(of.occurrences, page.occurrences),
    };
  };

  const advancedUntil = async (
    of: Stretch,
    enough: (reached: Stretch) => boolean,
  ): Promise<Stretch | null> => {
    let reached: Stretch | null = of;
    for (let pages = 0; pages < maxPages; pages += 1) {
      reached = await advanced(reached);
      if (reached === null || isEnded(reached) || enough(reached)) break;
    }
    return reached;
  };

  const readMore = async (): Promise<void> => {
    const before = stretch.occurrences.length;
    const reached = await advancedUntil(stretch, (next) => next.occurrences.length > before);
    stretch = reached ?? stretch;
    set({ loadingMore: false });
  };

  const readEarlier = async (): Promise<void> => {
    for (let days = earlierDays; ; days *= 2) {
      const range: Range = { from: addDays(stretch.from, -days), to: stretch.from };
      const earlier = await advancedUntil(
        { from: range.from, tail: range, cursor: null, tailBegun: false, occurrences: [] },
        (reached) => reached.cursor === null,
      );
      if (earlier === null) return set({ loadingEarlier: false });
      const occurrences = joined(earlier.occurrences, stretch.occurrences);
      const found = occurrences.length > stretch.occurrences.length;
      stretch = { ...stretch, from: range.from, occurrences };
      const begun = range.from <= addDays(today, -lookBackDays);
      if (found || begun) return set({ loadingEarlier: false, begun });
    }
  };

  const readAgain = async (): Promise<void> => {
    const lastBefore = stretch.occurrences.at(-1);
    // The first time the first page is enough to paint; later, what was on the screen must be back.
    const target = lastBefore === undefined ? null : dateOfStart(lastBefore);
    const reached = await advancedUntil(begin(stretch.from), (next) => {
      const { last, lastComplete } = frontierOf(next);
      if (next.occurrences.length === 0) return false;
      return target === null || last > target || (last === target && lastComplete);
    });
    stretch = reached ?? stretch;
    set(reached === null ? {} : { ready: true });
  };

  /** One read at a time, in the order asked for. */
  const after = (next: () => Promise<void>): Promise<void> => {
    work = work.then(next, next);
    return work;
  };

  return {
    snapshot: () => {
      current ??= {
        ...flags,
        ...frontierOf(stretch),
        ended: isEnded(stretch),
        first: stretch.from,
        occurrences: stretch.occurrences,
        problem,
      };
      return current;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    loadMore: () => {
      if (!flags.ready || flags.loadingMore || isEnded(stretch)) return work;
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
