/** What may be a day in a typed line, and the arithmetic that its readers share. Pure: today is an argument. */
import type { IsoDate } from '../../shared/model.ts';
import type { QuickAssumption } from '../../shared/quickAdd.ts';
import { addDays, addMonths, daysBetween } from '../../shared/text/days.ts';
import type { Language } from './vocabulary.ts';

export interface FoundDay {
  readonly first: IsoDate;
  /** Inclusive; null: no range. */
  readonly last: IsoDate | null;
  /** What the day is if its time is over already: another one was not excluded by the text. */
  readonly again: 'week' | 'month' | 'year' | null;
  readonly assumed: readonly QuickAssumption[];
  readonly language: Language | null;
  /** A time that was read with the day ("tomorrow 10", `2026-12-01T09:00`), in minutes since midnight. */
  readonly minute: number | null;
}

export interface Candidate extends FoundDay {
  readonly start: number;
  readonly end: number;
  /** A weekday and nothing else; it may belong to another candidate. */
  readonly weekday: number | null;
  /** "Next week": a weekday beside it is one of that week. */
  readonly isWeek: boolean;
  readonly strength: number;
}

export interface DayOptions {
  readonly today: IsoDate;
  /** In `3/4`, the month comes first. */
  readonly monthFirst: boolean;
  /** The language to prefer where a line can be read in either. */
  readonly language: Language;
}

export const exists = (year: number, month: number, day: number): IsoDate | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1970 && year <= 2199 ? date.toISOString().slice(0, 10) : null;
};

/** Returns the first such day from today on. 29 February may be years away. */
export const nextOfYear = (today: IsoDate, month: number, day: number): IsoDate | null => {
  const year = Number(today.slice(0, 4));
  for (let later = 0; later <= 8; later += 1) {
    const date = exists(year + later, month, day);
    if (date !== null && date >= today) return date;
  }
  return null;
};

export const nextOfMonth = (today: IsoDate, day: number): IsoDate | null => {
  for (let later = 0; later < 12; later += 1) {
    const month = addMonths(`${today.slice(0, 7)}-01`, later);
    const date = exists(Number(month.slice(0, 4)), Number(month.slice(5, 7)), day);
    if (date !== null && date >= today) return date;
  }
  return null;
};

/** 0 = Monday. */
export const weekdayOfDate = (date: IsoDate): number => ((daysBetween('1970-01-05', date) % 7) + 7) % 7;

export const nextWeekday = (from: IsoDate, weekday: number): IsoDate =>
  addDays(from, (weekday - weekdayOfDate(from) + 7) % 7);

/** A candidate as long as nothing more is known about it. */
export const plain = {
  weekday: null,
  isWeek: false,
  last: null,
  again: null,
  assumed: [],
  language: null,
  minute: null,
} as const;
