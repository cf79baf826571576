/**
 * The unbroken stretch of days in the list, from its first day to the frontier, and how it grows and shrinks at both
 * ends. Pure: pages that were read are passed in.
 */
import { LIST_DAYS } from '../../shared/firstRanges.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { addDays, dateOf, dateSpan, daysBetween, startMsOf } from '../../shared/text/days.ts';
import { keyOf } from '../occurrence/occurrence.ts';

export interface Range {
  readonly from: IsoDate;
  /** Exclusive. */
  readonly to: IsoDate;
}

/** A stretch as read so far. `tail` is the range being read at the frontier, `cursor` leads to its next page. */
export interface Stretch {
  readonly from: IsoDate;
  readonly tail: Range;
  readonly cursor: string | null;
  /** False until the first page of `tail` has been read. */
  readonly tailBegun: boolean;
  readonly occurrences: readonly Occurrence[];
}

export interface Frontier {
  /** The last day read, inclusive. */
  readonly last: IsoDate;
  /** False if the next page may contain more of the last day. */
  readonly lastComplete: boolean;
}

/** After an empty range, the next one is longer by this factor. */
const widerBy = 4;
/** No day before this one is read, so that reading backwards ends. */
export const earliestDate: IsoDate = '1970-01-01';
const endOfDates: IsoDate = '2101-01-01';
/** Occurrences beyond this number are dropped at the other end and read again when needed. */
export const mostKept = 3000;

const within = (date: IsoDate): IsoDate => (date < endOfDates ? date : endOfDates);

export const beginAt = (from: IsoDate): Stretch => ({
  from,
  tail: { from, to: within(addDays(from, LIST_DAYS)) },
  cursor: null,
  tailBegun: false,
  occurrences: [],
});

const dateOfStart = (occurrence: Occurrence, zone: string): IsoDate =>
  dateOf(startMsOf(occurrence.start, zone), zone);

export const frontierOf = ({ tail, cursor, occurrences }: Stretch, zone: string): Frontier => {
  const lastRead = occurrences.at(-1);
  if (cursor === null || lastRead === undefined) return { last: addDays(tail.to, -1), lastComplete: true };
  const date = dateOfStart(lastRead, zone);
  return { last: date < tail.from ? tail.from : date, lastComplete: false };
};

/** Returns whether there is nothing after the stretch. */
export const isEnded = ({ tail, cursor, tailBegun }: Stretch): boolean =>
  tailBegun && cursor === null && tail.to >= endOfDates;

/** Returns whether a day has been read completely. */
export const holds = (stretch: Stretch, date: IsoDate, zone: string): boolean => {
  if (!stretch.tailBegun || date < stretch.from) return false;
  const { last, lastComplete } = frontierOf(stretch, zone);
  return date < last || (date === last && lastComplete) || isEnded(stretch);
};

/** Returns the range to read at the frontier: the tail while it has pages, otherwise the range after it. */
export const nextTail = ({ tail, cursor, tailBegun, occurrences }: Stretch, zone: string): Range => {
  if (!tailBegun || cursor !== null) return tail;
  const last = occurrences.at(-1);
  const foundSome = last !== undefined && dateOfStart(last, zone) >= tail.from;
  const days = foundSome ? LIST_DAYS : widerBy * daysBetween(tail.from, tail.to);
  return { from: tail.to, to: within(addDays(tail.to, days)) };
};

/**
 * Returns the stretch for the case that its cursor is refused: its tail is read again from the last day on, including
 * what is known of that day. If that day alone has been read again already, from the day after it.
 */
export const withoutCursor = (stretch: Stretch, zone: string): Stretch => {
  const { tail } = stretch;
  const { last } = frontierOf(stretch, zone);
  const from = last > tail.from ? last : addDays(tail.from, 1);
  const to = from < tail.to ? tail.to : within(addDays(from, LIST_DAYS));
  return { ...stretch, tail: { from, to }, cursor: null, tailBegun: false };
};

/** Joins two ranges. An occurrence in both stays where it came first. */
export const joined = (
  before: readonly Occurrence[],
  after: readonly Occurrence[],
): readonly Occurrence[] => {
  const known = new Set(before.map(keyOf));
  return [...before, ...after.filter((occurrence) => !known.has(keyOf(occurrence)))];
};

/** Returns the stretch without the days before `date`, which is one of its days. */
export const withoutBefore = (stretch: Stretch, date: IsoDate, zone: string): Stretch => ({
  ...stretch,
  from: date,
  occurrences: stretch.occurrences.filter((occurrence) => dateSpan(occurrence, zone).last >= date),
});

/** Returns the stretch without its first days if it has grown too long. */
export const cutInFront = (stretch: Stretch, zone: string): Stretch => {
  const first = stretch.occurrences.at(-mostKept);
  if (first === undefined || stretch.occurrences.length === mostKept) return stretch;
  const date = dateOfStart(first, zone);
  return date <= stretch.from ? stretch : withoutBefore(stretch, date, zone);
};

/** Returns the stretch without its last days if it has grown too long. */
export const cutBehind = (stretch: Stretch, zone: string): Stretch => {
  const over = stretch.occurrences[mostKept];
  if (over === undefined) return stretch;
  const date = dateOfStart(over, zone);
  if (date <= addDays(stretch.from, 1)) return stretch;
  return {
    from: stretch.from,
    tail: { from: addDays(date, -LIST_DAYS), to: date },
    cursor: null,
    tailBegun: true,
    occurrences: stretch.occurrences.filter((occurrence) => dateOfStart(occurrence, zone) < date),
  };
};

/** Returns a function that replaces equal occurrences by the previous objects, so that they are not rendered again. */
export const keepingSame = (
  before: readonly Occurrence[],
): ((read: readonly Occurrence[]) => readonly Occurrence[]) => {
  const known = new Map(before.map((occurrence) => [keyOf(occurrence), occurrence]));
  return (read) =>
    read.map((occurrence) => {
      const old = known.get(keyOf(occurrence));
      return old !== undefined && JSON.stringify(old) === JSON.stringify(occurrence) ? old : occurrence;
    });
};
