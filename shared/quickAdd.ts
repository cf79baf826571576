/** What a typed line means, as the window highlights it and the form shows it. */
import type { IsoDate } from './model.ts';
import type { DraftTime } from './writing.ts';

/** A longer line is not read. */
export const LONGEST_LINE = 500;

export type QuickPartKind = 'date' | 'time' | 'duration' | 'allDay' | 'repeat' | 'place' | 'guest';

/** A stretch of the text that was understood; UTF-16 offsets, the end exclusive. */
export interface QuickPart {
  readonly kind: QuickPartKind;
  readonly start: number;
  readonly end: number;
}

/** What the line leaves open, and how it was taken. */
export type QuickAssumption =
  /** A day without a time. */
  | 'allDay'
  /** An hour from 1 to 6 without a.m. or p.m. */
  | 'afternoon'
  /** A time that is over today, without a day. */
  | 'tomorrow'
  /** A weekday that is today, and its time is over. */
  | 'nextWeek'
  /** A day of the month or year that is over. */
  | 'nextMonth'
  | 'nextYear'
  /** `3/4`: the region decides which is the month. */
  | 'dayMonthOrder'
  /** “Next Friday” may be in this week or in the next one. */
  | 'nextWeekday'
  /** “Morning”, “abends”. */
  | 'partOfDay'
  /** Clocks skip the local time; it is that much later. */
  | 'clockChange'
  /** It is over. */
  | 'past';

export interface QuickLine {
  /** What is left of the text without its parts; may be empty. */
  readonly title: string;
  readonly when: DraftTime;
  /** One `RRULE:…` line, or null. */
  readonly repeat: string | null;
  /** Addresses, in lower case, each once. */
  readonly guests: readonly string[];
  readonly place: string;
  /** In order, without overlaps. */
  readonly parts: readonly QuickPart[];
  readonly assumed: readonly QuickAssumption[];
}

/** Someone whose address is known. */
export interface KnownPerson {
  readonly name: string;
  readonly email: string;
}

/** The time that was chosen before anything was typed, such as by dragging. It applies where the line says nothing. */
export interface QuickBase {
  readonly date: IsoDate;
  /** Minutes since midnight; absent: only the day was chosen. */
  readonly startMinute?: number;
  readonly endMinute?: number;
}

/** The window's request. */
export interface QuickRequest {
  readonly text: string;
  readonly base?: QuickBase;
}
