/** How much attention a meeting gets: dismissed and muted meetings, and the rules that mute or hide them. */
import type { AccountId, CalendarId, EventId, EventType, IsoDate, IsoInstant, Occurrence } from './model.ts';

interface CalendarKey {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
}

/** `uid`: what the meeting's copies in other calendars share, so that none of them brings it back; null if unknown. */
interface MeetingKey extends CalendarKey {
  readonly uid: string | null;
}

/**
 * A stored choice. An occurrence's choice holds only for its start: a meeting that moves gets full attention again.
 * `normal` exempts one occurrence from what its series, its calendar or a rule says.
 */
export type AttentionMark =
  | (MeetingKey & {
      readonly scope: 'occurrence';
      readonly eventId: EventId;
      readonly start: IsoInstant | IsoDate;
      readonly level: 'done' | 'muted' | 'normal';
    })
  /** `seriesId`: what the ids of all parts of a split series begin with [S21]. */
  | (MeetingKey & { readonly scope: 'series'; readonly seriesId: EventId; readonly title: string })
  | (CalendarKey & { readonly scope: 'calendar' });

/** A muted series or calendar. */
export type MutedPart = Exclude<AttentionMark, { readonly scope: 'occurrence' }>;

/** What the person chooses for a meeting; `level` null takes the choice back. */
export type AttentionChoice =
  | { readonly scope: 'occurrence'; readonly level: 'done' | 'muted' | 'normal' | null }
  | { readonly scope: 'series'; readonly level: 'muted' | null }
  | { readonly scope: 'calendar'; readonly level: 'muted' | null };

/** A rule hits what meets every condition that it names. One without conditions hits nothing. */
export interface AttentionRule {
  readonly id: string;
  readonly level: 'muted' | 'hidden';
  /** Words that the title contains, in any order; case and accents are ignored. Empty: any title. */
  readonly words: string;
  /** Part of the organizer's name or address. Empty: anyone. */
  readonly organizer: string;
  readonly calendar: CalendarKey | null;
  readonly eventType: EventType | null;
  /** Only what is shown as free. */
  readonly free: boolean;
  /** Only what has no other guests. */
  readonly alone: boolean;
  /** Only invitations without a response. */
  readonly unanswered: boolean;
  readonly allDay: boolean;
}

/** What a rule hits: the first of them, by start, and how many there are. */
export interface RulePreview {
  readonly occurrences: readonly Occurrence[];
  readonly total: number;
}

export interface AttentionSettings {
  readonly attentionRules: readonly AttentionRule[];
}

export const MOST_ATTENTION_RULES = 50;
export const LONGEST_RULE_TEXT = 200;
/** Titles of muted series are cut to this length; it is enough to tell them apart in a list. */
export const LONGEST_MUTED_TITLE = 200;

/** Returns a rule that names no condition yet. */
export const emptyRule = (id: string): AttentionRule => ({
  id,
  level: 'muted',
  words: '',
  organizer: '',
  calendar: null,
  eventType: null,
  free: false,
  alone: false,
  unanswered: false,
  allDay: false,
});

/** Returns whether the rule names a condition. */
export const hasCondition = (rule: AttentionRule): boolean =>
  rule.words.trim() !== '' ||
  rule.organizer.trim() !== '' ||
  rule.calendar !== null ||
  rule.eventType !== null ||
  rule.free ||
  rule.alone ||
  rule.unanswered ||
  rule.allDay;
