/** What the parts of one pass share: the world, how to stop, and what is counted. */
import type { CalendarAudit, PassCounts, SyncProgress, SyncReason } from '../../shared/syncReport.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Mode, ReachBack } from './policy.ts';
import type { Pace } from './pace.ts';
import type { AccountBackoff, CalendarKey, Clock, Source, SyncCalendar, SyncStore } from './ports.ts';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface PassContext {
  readonly clock: Clock;
  readonly store: SyncStore;
  readonly sourceFor: (accountId: AccountId) => Source | null;
  readonly reason: SyncReason;
  readonly reachBack: ReachBack;
  /** What the pass before met in each account, for as long as the app runs. */
  readonly memory: Map<AccountId, readonly Problem[]>;
  /** Backoffs that the store could not take: they hold for as long as the app runs [F2, F11]. */
  readonly unsaved: Map<AccountId, AccountBackoff>;
  readonly paceOf: (accountId: AccountId) => Pace;
  /** Of an account's calendars those to audit in this pass. */
  readonly chooseAudits: (calendars: readonly SyncCalendar[]) => readonly SyncCalendar[];
  /** What audits found. */
  readonly audits: CalendarAudit[];
  /** Aborted: nothing more is asked, and nothing more is written. */
  readonly signal: AbortSignal;
  /** Ends the pass for all accounts: the storage failed. */
  readonly abort: () => void;
  /** Resolves in an own turn of the event loop: before each write, so that no two share one [F20]. */
  readonly turn: () => Promise<void>;
  readonly counts: Mutable<PassCounts>;
  readonly progress: Mutable<SyncProgress>;
  readonly modes: Set<Mode>;
  /** The weight of the next transaction's changes: found out as the pass goes. */
  readonly slice: { size: number };
  readonly onProgress: () => void;
  readonly onChanged: (keys: readonly CalendarKey[]) => void;
  readonly onBug: (error: unknown) => void;
}
