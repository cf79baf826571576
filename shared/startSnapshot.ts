/**
 * What one run stores for the first paint of the next: the reply to `app.start` that the page got or would have got,
 * and how it reads at a later time. Valid while nothing is written to the store. Pure.
 */
import type { AgendaPage } from './agenda.ts';
import type { AppStart } from './contract.ts';
import { listRange, upcomingRange, upcomingSinceMs } from './firstRanges.ts';
import type { Occurrence } from './model.ts';
import { addDays, dateOf, startMsOf } from './text/days.ts';

export interface StartSnapshot {
  /** The app's version; another one may draw and store other things. */
  readonly version: string;
  readonly timeZone: string;
  /** The language of the texts. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly start: AppStart;
}

export interface Moment {
  readonly nowMs: number;
  readonly timeZone: string;
  readonly locale: string;
}

/** The window as its code would draw it first. */
export interface PrerenderedView {
  /** The content of `#root`. */
  readonly markup: string;
  /** Style rules that it needs besides the page's own. */
  readonly rules: string;
}

/** Returns null if the snapshot does not contain everything that would be visible. */
export type Prerender = (kept: StartSnapshot, moment: Moment) => PrerenderedView | null;

/** More rows than fit into a window. */
const SCREENFUL = 24;
/** A day with more rows than this is cut off, so its counts are not shown. */
const MOST_ROWS = 40;
/** After more days than this, the list would have to show days that were not read. */
const LONGEST_DAYS = 14;

/**
 * Returns the snapshot as of `moment`, no longer than a screen. Null if it does not contain everything that would be
 * visible: for another zone or language, too long ago, or with nothing to show.
 */
export const startAgain = ({ timeZone, start }: StartSnapshot, moment: Moment): AppStart | null => {
  if (moment.timeZone !== timeZone || moment.locale !== start.locale) return null;
  const [list] = start.pages;
  if (list === undefined) return null;
  const today = dateOf(moment.nowMs, timeZone);
  const keptOn = dateOf(Date.parse(list.range.from), timeZone);
  if (today < keptOn || today > addDays(keptOn, LONGEST_DAYS)) return null;

  const range = listRange(today, timeZone);
  const left = endingAfter(list.page, Date.parse(range.from), timeZone);
  const isShort = left.nextCursor !== null && left.occurrences.length < SCREENFUL;
  if (left.occurrences.length === 0 || isShort) return null;
  const sinceMs = upcomingSinceMs(moment.nowMs);
  return {
    ...start,
    status: { ...start.status, phase: 'idle', progress: null },
    pages: [
      { range, page: cut(left, timeZone) },
      { range: upcomingRange(sinceMs, timeZone), page: endingAfter(left, sinceMs, timeZone) },
    ],
  };
};

/** Returns the part of the page that belongs to a range beginning at `ms`. */
const endingAfter = ({ occurrences, nextCursor }: AgendaPage, ms: number, zone: string): AgendaPage => ({
  occurrences: occurrences.filter(({ start, end }) => {
    const [startMs, endMs] = [startMsOf(start, zone), startMsOf(end, zone)];
    return endMs > ms || (endMs === startMs && endMs === ms);
  }),
  nextCursor,
});

/** Keeps as many of the first days as fill a screen. */
const cut = (page: AgendaPage, zone: string): AgendaPage => {
  const { occurrences } = page;
  const last = occurrences[SCREENFUL - 1];
  if (last === undefined) return page;
  const dayOf = ({ start }: Occurrence): string => dateOf(startMsOf(start, zone), zone);
  const lastDay = dayOf(last);
  const dayEnd = occurrences.findIndex((each) => dayOf(each) > lastDay);
  const rows = dayEnd === -1 ? occurrences.length : dayEnd;
  if (rows === occurrences.length && rows <= MOST_ROWS) return page;
  // Never used to read on; it only says that there is more.
  return { occurrences: occurrences.slice(0, rows > MOST_ROWS ? SCREENFUL : rows), nextCursor: '' };
};
