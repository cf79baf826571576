/**
 * Writing to a calendar, as main and window share it: what a person asks for, what is shown before it is sent, and
 * what has become of it. docs/WRITE.md lists the rules. Plain JSON, like the model.
 */
import type { OccurrenceRef } from './agenda.ts';
import type { AccountId, CalendarId, EventTime, IsoDate, IsoInstant, Reminder } from './model.ts';
import type { AnswerChoice, PendingState } from './pending.ts';
import type { Problem } from './problems.ts';

/** Which calendars may be written to: those that the person owns, or every one that Google lets them change [W1]. */
export type Reach = 'own' | 'every';

export interface WritingAccount {
  readonly accountId: AccountId;
  readonly email: string;
  /** The person has turned writing on, and nothing has taken it back. */
  readonly on: boolean;
  /** Null: never turned on. */
  readonly reach: Reach | null;
  /** Writing is on, but Google's consent for it is missing: what is to be sent waits. */
  readonly needsSignIn: boolean;
}

export interface WritingState {
  /** The accounts that can be written to. Calendars by address have none. */
  readonly accounts: readonly WritingAccount[];
  readonly anyOn: boolean;
}

/** One occurrence, or the whole series. Google has no "this and following" for answers [W25]. */
export type Scope = 'one' | 'all';
/** Whom Google tells by mail [W26]. */
export type Notify = 'all' | 'none';

export interface RespondDraft {
  readonly kind: 'respond';
  readonly ref: OccurrenceRef;
  readonly scope: Scope;
  readonly response: AnswerChoice;
  /** Null: the comment stays as it is. Empty: it is removed. */
  readonly comment: string | null;
}

/** When a new event takes place. Ends are exclusive. */
export type DraftTime =
  | { readonly allDay: true; readonly from: IsoDate; readonly to: IsoDate }
  /** `start` and `end` are local times in `zone`: `2026-11-24T09:00`. */
  | { readonly allDay: false; readonly start: string; readonly end: string; readonly zone: string };

export interface CreateDraft {
  readonly kind: 'create';
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly title: string;
  readonly when: DraftTime;
  /** One `RRULE:…` line, or null. */
  readonly repeat: string | null;
  /** Addresses. */
  readonly guests: readonly string[];
  readonly place: string;
  readonly description: string;
  /** Adds a Google Meet call. */
  readonly addMeet: boolean;
  /** Null: the calendar's default reminders. */
  readonly reminders: readonly Reminder[] | null;
}

/** Deletes an event, one date of a series, or the whole series. */
export interface RemoveDraft {
  readonly kind: 'remove';
  readonly ref: OccurrenceRef;
  readonly scope: Scope;
}

/** Moves an event, or the whole series that it belongs to, to another calendar of the same account [W32]. */
export interface MoveDraft {
  readonly kind: 'move';
  readonly ref: OccurrenceRef;
  readonly to: CalendarId;
}

export type Draft = RespondDraft | CreateDraft | RemoveDraft | MoveDraft;

/** What the person should know before sending. */
export type PreviewWarning =
  /** The event could not be read afresh; it is shown as it was last synced. */
  | 'notFresh'
  /** It is over already. */
  | 'past'
  /** Google does not pass on answers at meetings with more than 200 guests [W24]. */
  | 'manyGuests'
  /** Google may send mail even if nobody is to be told, and others may keep an outdated copy [W26]. */
  | 'guestsNotTold';

export interface Collision {
  readonly title: string;
  readonly start: EventTime;
  readonly end: EventTime;
}

/** What would be sent [W41]. */
export interface Preview {
  /** Needed once, to submit. Valid for ten minutes. */
  readonly token: string;
  readonly title: string;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly calendarName: string;
  /** Full addresses of those who are told, without characters that change the direction of text; 50 at most. */
  readonly recipients: readonly string[];
  /** How many people get mail if all are told. For an answer: the organizer. */
  readonly mails: number;
  /** How many of them are outside the person's organisation. */
  readonly external: number;
  readonly warnings: readonly PreviewWarning[];
  /** What takes place at the same time, soonest first; ten at most. */
  readonly collisions: readonly Collision[];
}

/** What the person can do about a change. */
export type OutboxChoice = 'retry' | 'mine' | 'theirs' | 'discard' | 'copyText' | 'open' | 'undo';

/** One change that has not been carried out and confirmed yet. */
export interface OutboxItem {
  readonly opId: string;
  readonly kind: Draft['kind'];
  readonly state: PendingState;
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  /** The event, if it can be shown. */
  readonly ref: OccurrenceRef | null;
  readonly title: string;
  readonly start: EventTime;
  readonly end: EventTime;
  /** What was asked for: enough to type it again. */
  readonly what:
    | Pick<RespondDraft, 'kind' | 'scope' | 'response' | 'comment'>
    | Omit<CreateDraft, 'accountId' | 'calendarId'>
    | Pick<RemoveDraft, 'kind' | 'scope'>
    /** `name`: the other calendar's. */
    | (Pick<MoveDraft, 'kind' | 'to'> & { readonly name: string });
  readonly problem: Problem | null;
  readonly choices: readonly OutboxChoice[];
  /** Until when it can be undone; null: no longer. Epoch milliseconds. */
  readonly undoUntilMs: number | null;
  readonly madeAtMs: number;
}

/** The text of an unfinished form, kept so that a crash loses none of it. Opaque to main. */
export interface SavedDraft {
  readonly draftId: string;
  readonly text: string;
  readonly savedAt: IsoInstant;
}

/** Where new events go. */
export interface CalendarChoice {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
}

export const LONGEST_TITLE = 1024;
export const LONGEST_PLACE = 1024;
export const LONGEST_DESCRIPTION = 8192;
export const LONGEST_COMMENT = 1024;
export const LONGEST_GUEST = 254;
export const MOST_GUESTS = 50;
export const MOST_EVENT_REMINDERS = 5;
export const LONGEST_REPEAT = 500;
export const LONGEST_SAVED_DRAFT = 32_768;
