/**
 * The brief of a meeting: what to know before it. Main makes it (main/brief); a meeting's panel, the hero and the
 * reminder window show it. All texts are other people's: bounded here, and isolated where they are shown.
 *
 * A line is a kind of `BriefSays`. A new kind needs its words in `renderer/brief/sayLine.ts`; the compiler asks for them.
 */
import type { OccurrenceRef, LinkRef } from './agenda.ts';
import type { ChangeWhat, DetailWhat, Names } from './agendaChanges.ts';
import type { EventTime, IsoInstant } from './model.ts';

/** The meeting that a line comes from, and where it leads. */
export interface BriefMeeting {
  /** Empty if it has none, or if the meeting is private. */
  readonly title: string;
  readonly isPrivate: boolean;
  readonly start: EventTime;
  /** Null if it is in no calendar any more. */
  readonly ref: OccurrenceRef | null;
}

/** What a line says. `days`: how far back meetings are kept here; nothing is claimed about the time before. */
export type BriefSays =
  /** The series' last occurrence. `there`: those who had not declined; null if that is not known. */
  | { readonly kind: 'lastOccurrence'; readonly there: Names | null }
  | { readonly kind: 'noLastOccurrence'; readonly days: number }
  /** Meetings with (most of) these people, besides the series'. `atLeast`: there may be more. */
  | {
      readonly kind: 'metBefore';
      readonly count: number;
      readonly atLeast: boolean;
      readonly days: number;
    }
  /** One of them, the latest first. */
  | { readonly kind: 'earlierMeeting'; readonly together: Names }
  | { readonly kind: 'notMetBefore'; readonly days: number }
  /** Guests who were not invited to the series' last occurrence. */
  | { readonly kind: 'newInSeries'; readonly people: Names }
  /** Guests of none of the meetings kept here. */
  | { readonly kind: 'newToMe'; readonly people: Names; readonly days: number }
  /** What changed since the person last looked, or lately if they never did. */
  | { readonly kind: 'changed'; readonly what: ChangeWhat }
  | DetailWhat
  /** What is needed. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'collides' }
  | {
      readonly kind: 'document';
      readonly name: string;
      readonly host: string;
      readonly link: LinkRef['link'];
    }
  | { readonly kind: 'agenda'; readonly items: readonly string[]; readonly more: number }
  | { readonly kind: 'place'; readonly place: string; readonly online: boolean }
  | { readonly kind: 'dialIn'; readonly label: string; readonly code: string | null }
  /** Little time to get here from the meeting before, or on to the next one: the line's `from`. The places are short. */
  | { readonly kind: 'tightWay'; readonly minutes: number; readonly leave: string; readonly reach: string };

/** One line. `from`: the meeting it comes from; null: the meeting that the brief is about. */
export type BriefLine = BriefSays & { readonly from: BriefMeeting | null };

/**
 * What cannot be told, and why: `private`: who was there is not kept; `guestsHidden`: its guest list is hidden;
 * `timesOnly`: its calendar shows only times.
 */
export type BriefLimit = 'private' | 'guestsHidden' | 'timesOnly';

export interface Brief {
  readonly limits: readonly BriefLimit[];
  /** False if the person does not want passed meetings to be kept. */
  readonly isKept: boolean;
  /** When the person last looked at this meeting; null: not before, or it is not known. */
  readonly lookedAt: IsoInstant | null;
  /** Last time, and with these people. */
  readonly last: readonly BriefLine[];
  /** What changed since `lookedAt`; without that, what syncs noticed lately. */
  readonly changed: readonly BriefLine[];
  readonly needed: readonly BriefLine[];
}

/**
 * `comparedWith`: the `lookedAt` of an earlier answer, for a panel that stays open while things change: it compares with
 * what the person saw before they opened it. Absent: with what they saw last.
 */
export type BriefRequest = OccurrenceRef & { readonly comparedWith?: IsoInstant | null };

/** For how many days passed meetings may be kept; 0: not at all. */
export const historyChoices = [0, 30, 90, 365, 1095] as const;
/** How many minutes before a meeting the hero may show its brief; 0: never. */
export const briefMinuteChoices = [0, 5, 10, 15, 30, 60] as const;

export interface BriefSettings {
  readonly briefMinutes: (typeof briefMinuteChoices)[number];
  readonly historyDays: (typeof historyChoices)[number];
}
