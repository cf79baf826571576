/**
 * Operations: what a person asked for, as data [O4, O5]. Enough is in them to draw, compare, send and type them again
 * without the cache, which may be rebuilt at any time. `main/outbox/operationRow.ts` checks what comes from the file.
 */
import type { AccountId, CalendarId, EventId, EventTime, ResponseStatus } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Pending, PendingState } from '../../shared/pending.ts';
import type { CreateDraft, MoveDraft, Notify, RemoveDraft, RespondDraft } from '../../shared/writing.ts';
import type { RawEvent } from '../sync/ports.ts';

export type RespondWant = Pick<RespondDraft, 'kind' | 'scope' | 'response' | 'comment'>;
export type CreateWant = Omit<CreateDraft, 'accountId' | 'calendarId'>;
export type RemoveWant = Pick<RemoveDraft, 'kind' | 'scope'>;
/** `name`: of the other calendar, as the person saw it. */
export type MoveWant = Pick<MoveDraft, 'kind' | 'to'> & { readonly name: string };
export type Want = RespondWant | CreateWant | RemoveWant | MoveWant;

/** What the person saw when they decided, as far as it matters to what they decided [O8]. */
export interface Base {
  readonly title: string;
  readonly start: EventTime;
  readonly end: EventTime;
  /** The recurrence lines of a series that is answered, deleted or moved as a whole; otherwise empty. */
  readonly rule: readonly string[];
  readonly response: ResponseStatus | null;
  /** The event's etag then; null for something new. */
  readonly etag: string | null;
  /** The calendar's zone, for times without one. */
  readonly zone: string;
  /** For a deletion or a move: how many others were on the guest list, which is whom it was said that mail goes to [W41]. */
  readonly guests?: number;
}

/** What must survive a crash between two requests. */
export interface Steps {
  /** The guest list as Google sent it just before the write, to put right what a write should not have changed. */
  readonly guests?: readonly unknown[];
  /** How often the whole guest list was sent, because Google did not merge the own entry [W22]. */
  readonly repairs?: number;
  /** Identifies the call that is created with the event [W33]. */
  readonly requestId?: string;
  /** Google refused to create the call; the event is created without. */
  readonly withoutCall?: boolean;
  /** The event got another id, because the first one was taken [W14]. Done once. */
  readonly renamed?: boolean;
  /** How often the call has been asked for. */
  readonly polls?: number;
  /** The person said that it is still to be sent. */
  readonly confirmed?: boolean;
  /** How many listings that began after Google's answer did not show it [O14]. */
  readonly missed?: number;
  /** How often what must be there by now could not be read: a new event, or one that was moved. */
  readonly unread?: number;
  /** How many of the last attempts in a row found another etag. */
  readonly stale?: number;
}

/** Google's answer to the write [O14]. */
export interface WriteAnswer {
  readonly event: RawEvent | null;
  readonly etag: string | null;
  readonly atMs: number;
}

export type OperationState = PendingState | 'dropped';

export interface Operation {
  /** The order of submission. */
  readonly seq: number;
  readonly opId: string;
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  /** A single event's id, a series' id, or the id of our own that a new event gets. */
  readonly eventId: EventId;
  /** The slot in the series, as in `Occurrence.occurrenceStart`; null for a single event or a whole series. */
  readonly slot: string | null;
  readonly want: Want;
  readonly base: Base;
  /** The etag that the last write was conditional on. */
  readonly sentEtag: string | null;
  readonly notify: Notify;
  readonly state: OperationState;
  readonly steps: Steps;
  readonly attempts: number;
  /** Not to be sent before this time. For a held operation: the end of the undo. */
  readonly notBeforeMs: number;
  readonly problem: Problem | null;
  readonly madeAtMs: number;
  readonly answer: WriteAnswer | null;
}

/** Still to be sent, or sent without a confirmed outcome; not what Google has accepted. */
export const isUnsent = ({ state }: Operation): boolean => state !== 'accepted' && state !== 'dropped';

/** Shown and drawn over what is stored. */
export const isOpen = ({ state }: Operation): boolean => state !== 'dropped';

/** The wanted change is shown: not if Google refused it, and not while it is in question. */
export const isDrawn = ({ state }: Operation): boolean =>
  state !== 'dropped' && state !== 'refused' && state !== 'conflict';

/** Whether an event is on its way to another calendar, so that nothing else can be asked of it here. */
export const isMoving = (
  operations: readonly Operation[],
  { accountId, calendarId, eventId }: Pick<Operation, 'accountId' | 'calendarId' | 'eventId'>,
): boolean =>
  operations.some(
    (one) =>
      one.want.kind === 'move' &&
      isOpen(one) &&
      one.accountId === accountId &&
      one.calendarId === calendarId &&
      one.eventId === eventId,
  );

/** What an occurrence shows of an operation. */
export const pendingOf = (operation: Operation): Pending => ({
  opId: operation.opId,
  kind: operation.want.kind,
  state: operation.state as Pending['state'],
  ...(operation.want.kind === 'respond' && { response: operation.want.response }),
});

/** Nothing of it has left this machine, so it can be changed or taken back. */
export const isUntouched = ({ state, sentEtag, attempts }: Operation): boolean =>
  (state === 'held' || state === 'queued') && sentEtag === null && attempts === 0;
