/** What the outbox needs from outside. */
import type { AccountId, CalendarId, Occurrence } from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import type { Reach, RespondDraft } from '../../shared/writing.ts';
import type { LinkedDetail } from '../store/agenda/detail.ts';
import type { StoredCalendar, StoredEvent, StoredEventName } from '../store/agenda/storedEvent.ts';
import type { Clock, StoreFailure, Writer } from '../sync/ports.ts';

export interface WritingOf {
  readonly on: boolean;
  readonly reach: Reach;
}

/** What the outbox reads of the store. */
export interface OutboxReads {
  get(ref: RespondDraft['ref']): Result<LinkedDetail | null, StoreFailure>;
  event(name: StoredEventName): Result<StoredEvent | null, StoreFailure>;
  calendar(accountId: AccountId, calendarId: CalendarId): Result<StoredCalendar | null, StoreFailure>;
  /** What takes place between two instants, as it is shown. */
  between(fromMs: number, toMs: number): readonly Occurrence[];
}

export interface OutboxTools {
  readonly path: string;
  readonly clock: Clock;
  readonly reads: OutboxReads;
  readonly writerFor: (accountId: AccountId) => Promise<Writer> | null;
  /** Null: writing was never turned on for this account. */
  readonly writingOf: (accountId: AccountId) => WritingOf | null;
  readonly undoSeconds: () => number;
  /** Called before each commit: what was kept for the next start no longer applies. */
  readonly onWrite: () => void;
  /** Called after each change of what is on its way. */
  readonly onChanged: () => void;
  /** Called when Google has accepted a change, which the next listing confirms. */
  readonly onAccepted: () => void;
  readonly onBug: (error: unknown) => void;
}
