/**
 * A change that is on its way to Google, as events and problems name it; writing.ts has the rest. Imports nothing,
 * because the model does.
 */

export type AnswerChoice = 'accepted' | 'tentative' | 'declined';
export type PendingKind = 'respond' | 'create' | 'remove' | 'move';

/**
 * What has become of a change. `held`: can still be undone. `accepted`: Google has it, and it has not come back with a
 * listing yet. `unknown`: sent, and the reply was lost; Google is asked before anything is sent again. `refused`,
 * `conflict`, `asks`: the person decides.
 */
export type PendingState =
  | 'held'
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'refused'
  | 'conflict'
  | 'unknown'
  | 'asks';

/** A change on its way, at the occurrence that it concerns. */
export interface Pending {
  readonly opId: string;
  readonly kind: PendingKind;
  readonly state: PendingState;
  /** The wanted answer, which `selfResponse` already shows. */
  readonly response?: AnswerChoice;
}

/** Why an event cannot be changed or answered in this app. */
export type NotEditable =
  | 'writingOff'
  /** Google gives this account no right to change this calendar, or the reach does not include it [W6]. */
  | 'readOnlyCalendar'
  /** The person is not on the guest list themselves: invited through a group or an alias, or not at all [W23]. */
  | 'notOnGuestList'
  /** Google left people out of the guest list. */
  | 'guestListHidden'
  | 'tooManyGuests'
  | 'organizer'
  /** The calendar belongs to someone else. */
  | 'otherPerson'
  /** A kind of event that cannot be answered, such as a birthday. */
  | 'eventType'
  | 'cancelled'
  /** Someone else organises it, so the person declines instead. */
  | 'notDeletable'
  /** Only who organises an ordinary event can move it to another calendar [W32]. */
  | 'notMovable'
  /** It is on its way to another calendar. */
  | 'moving'
  | 'notSynced';

/** What the person may do with an event in this app. */
export interface May {
  readonly respond: boolean;
  /** Why not. */
  readonly why?: NotEditable;
  /** The event can be deleted here. */
  readonly remove?: boolean;
  /** The event can be moved to another calendar here. */
  readonly move?: boolean;
}

/** What two versions of an event differ in. */
export type WriteField =
  | 'response'
  | 'comment'
  | 'title'
  | 'time'
  | 'repeat'
  | 'place'
  | 'description'
  | 'guests'
  /** Something that is not named. */
  | 'other';

/** Whether a change waits for the person, not for Google. */
export const needsDecision = ({ state }: Pick<Pending, 'state'>): boolean =>
  state === 'refused' || state === 'conflict' || state === 'asks';
