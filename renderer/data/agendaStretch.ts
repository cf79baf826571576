/**
 * The unbroken stretch of days that the list holds, from its first day to the frontier, and how it grows
 * and shrinks at both ends. Pure: what was read comes in as pages.
 */
import { LIST_DAYS } from '../../shared/firstRanges.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { addDays, dateOf, dateSpan, daysBetween, startMsOf } from '../../shared/text/days.ts';
import { keyOf } from './occurrence.ts';

export interface Range {
  readonly from: IsoDate;
  /** Exclusive. */
  readonly to: IsoDate;
}

/** A stretch as read so far. `tail` is the range being read at the frontier, `cursor` its next page. */
export interface Stretch {
  readonly from: IsoDate;
  readonly tail: Range;
  readonly cursor: string | null;
  /** False while not even the first page of `tail` was read. */
  readonly tailBegun: boolean;
  readonly occurrences: readonly Occurrence[];
}

export interface Frontier {
  /** The last day read, inclusive. */
  readonly last: IsoDate;
  /** False while more of the last day may follow on the next page. */
  readonly lastComplete: boolean;
}

/** Where nothing is found the next range is longer by this. */
const widerBy = 4;
/** As far as calendars go: a list without end would still end somewhere. */
export const earliestDate: IsoDate = '1970-01-01';
const endOfDates: IsoDate = '2101-01-01';
/** More than this is dropped at the other end, to be read again when it is wanted. */
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

/** Nothing more ahead. */
export const isEnded = ({ tail, cursor, tailBegun }: Stretch): boolean =>
  tailBegun && cursor === null && tail.to >= endOfDates;

/** Whether a day was read to its end. */
export const holds = (stretch: Stretch, date: IsoDate, zone: string): boolean => {
  if (!stretch.tailBegun || date < stretch.from) return false;
  const { last, lastComplete } = frontierOf(stretch, zone);
  return date < last || (date === last && lastComplete) || isEnded(stretch);
};

/** The range to read at the frontier: the tail while it has pages, else what follows it. */
export const nextTail = ({ tail, cursor, tailBegun, occurrences }: Stretch, zone: string): Range => {
  if (!tailBegun || cursor !== null) return tail;
  const last = occurrences.at(-1);
  const foundSome = last !== undefined && dateOfStart(last, zone) >= tail.from;
  const days = foundSome ? LIST_DAYS : widerBy * daysBetween(tail.from, tail.to);
  return { from: tail.to, to: within(addDays(tail.to, days)) };
};

/**
 * The stretch with a tail to be read from its last day on, for a cursor that is refused: what is known of that day
 * comes again. From the day after it, when the day alone had been read anew already.
 */
export const withoutCursor = (stretch: Stretch, zone: string): Stretch => {
  const { tail } = stretch;
  const { last } = frontierOf(stretch, zone);
  const from = last > tail.from ? last : addDays(tail.from, 1);
  const to = from < tail.to ? tail.to : within(addDays(from, LIST_DAYS));
  return { ...stretch, tail: { from, to }, cursor: null, tailBegun: false };
};

/** What spans two ranges is in both; it stays where it came first. */
export const joined = (
  before: readonly Occurrence[],
  after: readonly Occurrence[],
): readonly Occurrence[] => {
  const known = new Set(before.map(keyOf));
  return [...before, ...after.filter((occurrence) => !known.has(keyOf(occurrence)))];
};

/** The stretch without the days before `date`, which it holds. */
export const withoutBefore = (stretch: Stretch, date: IsoDate, zone: string): Stretch => ({
  ...stretch,
  from: date,
  occurrences: stretch.occurrences.filter((occurrence) => dateSpan(occurrence, zone).last >= date),
});

/** The stretch without its first days, once it has grown too long. */
export const cutInFront = (stretch: Stretch, zone: string): Stretch => {
  const first = stretch.occurrences.at(-mostKept);
  if (first === undefined || stretch.occurrences.length === mostKept) return stretch;
  const date = dateOfStart(first, zone);
  return date <= stretch.from ? stretch : withoutBefore(stretch, date, zone);
};

/** The stretch without its last days, likewise. */
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

/** What was read again, by the objects that were there where nothing differs, so that nothing is drawn anew. */
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
