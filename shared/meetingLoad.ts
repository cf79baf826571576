/** How much of a week is spent in meetings: what main counts (main/agenda/meetingLoad.ts) and the window draws. */
import type { IsoDate } from './model.ts';

export interface LoadRequest {
  /** The first day of the week. */
  readonly from: IsoDate;
  /** The viewer's IANA zone; the system's by default. */
  readonly timeZone?: string;
}

export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

export interface Load {
  /** How many meetings there are. One that continues past midnight is counted on both days, but once in the week. */
  readonly meetings: number;
  /** The time in meetings; what overlaps counts once. */
  readonly meetingMs: number;
  /** The blocks of an hour and more without events within working hours, in order. */
  readonly focus: readonly TimeSpan[];
  /** The longest time without a break, the shortest breaks included; null without meetings. */
  readonly longest: TimeSpan | null;
}

export interface DayLoad extends Load {
  readonly date: IsoDate;
}

export interface WeekLoad extends Load {
  /** Seven, in order. */
  readonly days: readonly DayLoad[];
}

/** Less than this between two meetings is not a break. */
export const breakMinutes = 10;
/** Shorter free time is not long enough to work on something. */
export const focusMinutes = 60;
