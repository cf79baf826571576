/** Which day is at the top of the scrolled list, and how to bring one there. */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { AgendaDay } from './agendaDays.ts';
import { holdPlace, onInput, type HeldPlace } from './holdPlace.ts';

const scrollerOf = (list: HTMLElement | null): HTMLElement | null =>
  list?.closest<HTMLElement>('[data-scroller]') ?? null;

/** About the height of a heading. */
const headingPx = 28;

/** Returns the day whose heading is at the top; null if the list is hidden or empty. */
const topDayOf = (scroller: HTMLElement): IsoDate | null => {
  if (scroller.clientHeight === 0) return null;
  const days = scroller.querySelectorAll<HTMLElement>('[data-day]');
  // While the next day's heading pushes the one at the top out, the one that shows more of itself counts.
  const edgePx = scroller.getBoundingClientRect().top + headingPx / 2;
  // The last day that begins above. There may be hundreds, so the range is halved.
  let [from, to] = [0, days.length - 1];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    const day = days[middle];
    if (day !== undefined && day.getBoundingClientRect().top <= edgePx) from = middle;
    else to = middle - 1;
  }
  return days[from]?.dataset.day ?? null;
};

/** Calls `onTopDay` with the day at the top, at most once a frame, when the list is scrolled or has changed. */
export const useTopDay = (
  list: RefObject<HTMLElement | null>,
  days: readonly AgendaDay[],
  onTopDay: (date: IsoDate) => void,
  onScrolled: () => void,
): void => {
  useEffect(() => {
    const scroller = scrollerOf(list.current);
    if (scroller === null) return;
    let frame: number | null = null;
    const look = (): void => {
      frame = null;
      const date = topDayOf(scroller);
      if (date !== null) onTopDay(date);
    };
    const ask = (): void => {
      frame ??= requestAnimationFrame(look);
    };
    ask();
    scroller.addEventListener('scroll', ask, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', ask);
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [list, days, onTopDay]);
  useEffect(() => {
    const scroller = scrollerOf(list.current);
    return scroller === null ? undefined : onInput(scroller, onScrolled);
  }, [list, onScrolled]);
};

/** A place in the list that the person asked to see. A new object asks again. */
export interface Wanted {
  readonly date: IsoDate;
  /** The row on that day; null for the start of the day. */
  readonly rowId: string | null;
}

interface WantedOptions {
  readonly list: RefObject<HTMLElement | null>;
  /** The end of the list. It is made long enough for the last days to be at the top. */
  readonly end: RefObject<HTMLElement | null>;
  readonly wanted: Wanted | null;
  readonly today: IsoDate;
  /** Returns whether a day has been read completely. */
  readonly isRead: (date: IsoDate) => boolean;
  readonly onScrolled: () => void;
}

/**
 * Scrolls to the wanted place once it has been rendered, and keeps it in view until the person scrolls: its day's heading
 * is exactly at the top.
 */
export const useWanted = (options: WantedOptions): void => {
  const { list, end, wanted, today, isRead, onScrolled } = options;
  const done = useRef<Wanted | null>(wanted);
  const held = useRef<HeldPlace | null>(null);
  // After each render, since anything in it may have moved the place.
  useLayoutEffect(() => {
    if (wanted === done.current) {
      held.current?.keep();
      return;
    }
    held.current?.stop();
    const scroller = scrollerOf(list.current);
    if (scroller === null || wanted === null) return;
    const { date, rowId } = wanted;
    const day = (): HTMLElement | null =>
      list.current?.querySelector<HTMLElement>(`[data-day="${date}"]`) ?? null;
    const row = (): HTMLElement | null =>
      rowId === null
        ? null
        : (list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId)}"]`) ?? null);
    if (day() === null || (rowId !== null && row() === null && !isRead(date))) return;
    done.current = wanted;
    // The next meeting is at the top of the list and belongs to today.
    const isTop = date === today && row() === null;
    held.current = holdPlace(
      scroller,
      () => {
        const place = day();
        if (place === null) return null;
        if (isTop) return 0;
        makeRoom(scroller, place, end.current);
        return topFor(scroller, place, row());
      },
      onScrolled,
    );
  });
  useEffect(() => () => held.current?.stop(), []);
};

/** Returns the `scrollTop` with the day at the top, or the end of the row in view if it is further down. */
const topFor = (scroller: HTMLElement, day: HTMLElement, row: HTMLElement | null): number => {
  const view = scroller.getBoundingClientRect();
  const abovePx = day.getBoundingClientRect().top - view.top;
  if (row === null) return Math.round(scroller.scrollTop + abovePx);
  const marginPx = Number.parseFloat(getComputedStyle(row).scrollMarginBottom) || 0;
  const belowPx = row.getBoundingClientRect().bottom + marginPx - view.bottom;
  return Math.round(scroller.scrollTop + Math.max(abovePx, belowPx));
};

/** Makes the end of the list as long as it must be for the day to be at the top, and no longer. */
const makeRoom = (scroller: HTMLElement, day: HTMLElement, end: HTMLElement | null): void => {
  if (end === null) return;
  const abovePx = end.getBoundingClientRect().top - day.getBoundingClientRect().top;
  end.style.minHeight = `${Math.max(0, scroller.clientHeight - abovePx)}px`;
};
