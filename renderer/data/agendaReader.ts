/**
 * Reads the agenda page by page and keeps what was read in step with the store.
 *
 * It holds one unbroken stretch of days. Scrolling extends it by small pages, then by further ranges. "Earlier" adds
 * days before it. A day far away starts a new stretch there. A stretch that grows too long is cut at the other end.
 * When the store changes, the whole stretch is read again and replaced in one step; until then the old one stays on the
 * screen. Reads run one at a time, in the order of the requests.
 */
import type { AgendaPage } from '../../shared/agenda.ts';
import type { Jarvis } from '../../shared/contract.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { addDays, daysBetween, startOfDate } from '../../shared/text/days.ts';
import {
  beginAt,
  cutBehind,
  cutInFront,
  earliestDate,
  frontierOf,
  holds,
  isEnded,
  joined,
  keepingSame,
  nextTail,
  withoutBefore,
  withoutCursor,
  type Range,
  type Stretch,
} from './agendaStretch.ts';

export interface AgendaSnapshot {
  /** False until the first reply. */
  readonly ready: boolean;
  /** In the store's order. */
  readonly occurrences: readonly Occurrence[];
  readonly first: IsoDate;
  /** The last day read, inclusive. */
  readonly last: IsoDate;
  /** False if the next page may contain more of the last day. */
  readonly lastComplete: boolean;
  readonly loadingMore: boolean;
  readonly loadingEarlier: boolean;
  /** There are no later occurrences. */
  readonly ended: boolean;
  /** There are no earlier occurrences. */
  readonly begun: boolean;
  readonly problem: Problem | null;
}

export interface AgendaReader {
  snapshot(): AgendaSnapshot;
  subscribe(listener: () => void): () => void;
  /** Reads the next page, or the next range if this one has been read completely. */
  loadMore(): Promise<void>;
  /** Reads the nearest earlier days that are not empty. */
  loadEarlier(): Promise<void>;
  /** Makes the stretch contain `date`: reads up to it if it is near, otherwise starts a new stretch there. */
  reach(date: IsoDate): Promise<void>;
  /** Makes the stretch begin at `date`. */
  beginWith(date: IsoDate): Promise<void>;
  /** Reads the whole stretch again. Calls during a read lead to one more read after it. */
  refresh(): Promise<void>;
}

interface Options {
  readonly list: Jarvis['agenda']['list'];
  readonly today: IsoDate;
  readonly timeZone: string;
  /** The first page from `today` on, if it is known already. */
  readonly first?: AgendaPage | null;
}

const earlierDays = 14;
/** For new rows: as many as can be rendered within a frame or two. */
const smallPage = 30;
/** For rows that are on the screen already. */
const largePage = 100;
/** A re-read ends after this many more rows than before; the rest is read on scroll. */
const mostNew = 100;
/** A day within this many days of the stretch extends it; a day further away starts a new one. */
const nearDays = 45;
/** A read stops after this many pages, in case the store never ends. */
const maxPages = 400;

/** The objects from before a re-read, to be reused (`keepingSame`). */
type Before = ReturnType<typeof keepingSame>;

const nothingRead = (range: Range): Stretch => ({ ...beginAt(range.from), tail: range });

export const openAgendaReader = ({ list, today, timeZone, first = null }: Options): AgendaReader => {
  const listeners = new Set<() => void>();
  let stretch = beginAt(today);
  // An empty page is not used as the start: `refresh` reads further.
  const isTold = first !== null && first.occurrences.length > 0;
  if (isTold) {
    const { occurrences, nextCursor } = first;
    stretch = { ...stretch, tailBegun: true, cursor: nextCursor, occurrences };
  }
  let flags = { ready: isTold, loadingMore: false, loadingEarlier: false, begun: false };
  let problem: Problem | null = null;
  let current: AgendaSnapshot | null = null;
  let work: Promise<void> = Promise.resolve();
  let refreshQueued = false;

  const set = (next: Partial<typeof flags>): void => {
    flags = { ...flags, ...next };
    current = null;
    listeners.forEach((listener) => listener());
  };

  const readPage = async (
    range: Range,
    cursor: string | null,
    limit = smallPage,
  ): Promise<AgendaPage | null> => {
    const reply = await list({
      from: new Date(startOfDate(range.from, timeZone)).toISOString(),
      to: new Date(startOfDate(range.to, timeZone)).toISOString(),
      timeZone,
      cursor,
      limit,
    });
    problem = reply.ok ? null : reply.problem;
    return reply.ok ? reply.value : null;
  };

  /** Returns the stretch with one more page; null if reading failed. */
  const advanced = async (of: Stretch, before?: Before): Promise<Stretch | null> => {
    const tail = nextTail(of, timeZone);
    const page = await readPage(tail, of.cursor, before === undefined ? smallPage : largePage);
    if (page === null) return isCursorRefused(of) ? advanced(withoutCursor(of, timeZone), before) : null;
    const occurrences = joined(of.occurrences, before?.(page.occurrences) ?? page.occurrences);
    return { from: of.from, tail, cursor: page.nextCursor, tailBegun: true, occurrences };
  };

  const isCursorRefused = ({ cursor }: Stretch): boolean =>
    cursor !== null && problem?.kind === 'invalidRequest';

  const advancedUntil = async (
    of: Stretch,
    enough: (reached: Stretch) => boolean,
    before?: Before,
  ): Promise<Stretch | null> => {
    let reached: Stretch | null = of;
    for (let pages = 0; pages < maxPages; pages += 1) {
      reached = await advanced(reached, before);
      if (reached === null || isEnded(reached) || enough(reached)) break;
    }
    return reached;
  };

  const readMore = async (): Promise<void> => {
    const before = stretch.occurrences.length;
    const reached = await advancedUntil(stretch, (next) => next.occurrences.length > before);
    const { from } = stretch;
    stretch = cutInFront(reached ?? stretch, timeZone);
    set({ loadingMore: false, ...(stretch.from === from ? {} : { begun: false }) });
  };

  /** Adds the days of a range before the others. Returns false if reading failed. */
  const putBefore = async (range: Range): Promise<boolean> => {
    const earlier = await advancedUntil(nothingRead(range), (reached) => reached.cursor === null);
    if (earlier === null) return false;
    const occurrences = joined(earlier.occurrences, stretch.occurrences);
    stretch = cutBehind({ ...stretch, from: range.from, occurrences }, timeZone);
    return true;
  };

  /**
   * Reads backwards in ranges that get longer while they are empty. A range with more than one page is halved: the store
   * sorts forwards only, so a long range would return its far end first.
   */
  const readEarlier = async (): Promise<void> => {
    const size = stretch.occurrences.length;
    let { from: to } = stretch;
    for (let [days, halved] = [earlierDays, false]; to > earliestDate;) {
      const back = addDays(to, -days);
      const range = { from: back < earliestDate ? earliestDate : back, to };
      const page = await readPage(range, null);
      if (page === null) return set({ loadingEarlier: false });
      if (page.nextCursor !== null && days > 1) {
        [days, halved] = [Math.ceil(days / 2), true];
        continue;
      }
      // Occurrences that reach into the range from later days were known before.
      const found = joined(stretch.occurrences, page.occurrences).length > size;
      if (found) {
        await putBefore({ from: range.from, to: stretch.from });
        return set({ loadingEarlier: false, begun: range.from === earliestDate });
      }
      to = range.from;
      if (!halved) days *= 4;
    }
    stretch = { ...stretch, from: earliestDate };
    set({ loadingEarlier: false, begun: true });
  };

  const readAt = async (date: IsoDate): Promise<void> => {
    const anew = await advanced(beginAt(date));
    if (anew === null) return set({});
    stretch = anew;
    set({ ready: true, begun: false });
  };

  const readUpTo = async (date: IsoDate): Promise<void> => {
    if (holds(stretch, date, timeZone)) return;
    const { last } = frontierOf(stretch, timeZone);
    if (date < stretch.from && daysBetween(date, stretch.from) <= nearDays) {
      await putBefore({ from: date, to: stretch.from });
      return set({});
    }
    if (date < stretch.from || daysBetween(last, date) > nearDays) return readAt(date);
    const reached = await advancedUntil(stretch, (next) => holds(next, date, timeZone));
    stretch = cutInFront(reached ?? stretch, timeZone);
    set({});
  };

  const readAgain = async (): Promise<void> => {
    // The first time, one page is enough to paint. Later, everything that was on the screen must be read.
    const shownCount = stretch.occurrences.length;
    const target = shownCount === 0 ? null : frontierOf(stretch, timeZone);
    const reached = await advancedUntil(
      beginAt(stretch.from),
      (next) => {
        const { last, lastComplete } = frontierOf(next, timeZone);
        if (next.occurrences.length === 0) return false;
        // While a first sync fills the calendar, the same days hold many times more than was on the screen.
        if (next.occurrences.length >= shownCount + mostNew) return true;
        return target === null || last > target.last || (last === target.last && lastComplete);
      },
      target === null ? undefined : keepingSame(stretch.occurrences),
    );
    stretch = reached ?? stretch;
    set(reached === null ? {} : { ready: true });
  };

  const after = (next: () => Promise<void>): Promise<void> => {
    work = work.then(next, next);
    return work;
  };

  return {
    snapshot: () => {
      current ??= {
        ...flags,
        ...frontierOf(stretch, timeZone),
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
    reach: (date) => after(() => readUpTo(date)),
    beginWith: (date) =>
      after(() => {
        if (!holds(stretch, date, timeZone)) return readAt(date);
        if (date === stretch.from) return Promise.resolve();
        stretch = withoutBefore(stretch, date, timeZone);
        set({ begun: false });
        return Promise.resolve();
      }),
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
