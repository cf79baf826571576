/** What a command has found, before it takes a form. */
import type { TimedOccurrence } from '../../../shared/meetings.ts';
import type { IsoDate, Occurrence } from '../../../shared/model.ts';
import type { Words } from '../../../shared/text/words.ts';
import type { FreeTime } from '../../agenda/freeTime.ts';

export type Answer =
  | {
      readonly command: 'next';
      readonly meeting: TimedOccurrence | null;
      /** The rest of the day: all-day events, and what is running or coming. */
      readonly today: readonly Occurrence[];
    }
  | {
      readonly command: 'agenda';
      readonly dates: readonly IsoDate[];
      readonly occurrences: readonly Occurrence[];
    }
  | { readonly command: 'search'; readonly occurrences: readonly Occurrence[]; readonly complete: boolean }
  | { readonly command: 'free'; readonly free: readonly FreeTime[] };

export interface OutputContext {
  readonly nowMs: number;
  readonly words: Words;
  /** Returns the name of an occurrence's calendar. */
  readonly calendarOf: (occurrence: Occurrence) => string;
  /** Headings are set in bold. */
  readonly isColored: boolean;
}

export const isEmpty = (answer: Answer): boolean => {
  if (answer.command === 'next') return answer.meeting === null;
  return answer.command === 'free' ? answer.free.length === 0 : answer.occurrences.length === 0;
};

/** The events that an answer lists. */
export const occurrencesOf = (answer: Exclude<Answer, { command: 'free' }>): readonly Occurrence[] => {
  if (answer.command !== 'next') return answer.occurrences;
  return answer.meeting === null ? [] : [answer.meeting.occurrence];
};
