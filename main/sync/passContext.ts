/** What the parts of one pass share: the ports, how to stop, and the counts. */
import type { CalendarAudit, PassCounts, SyncProgress, SyncReason } from '../../shared/syncReport.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Mode, ReachBack } from './policy.ts';
import type { Pace } from './pace.ts';
import type {
  AccountBackoff,
  CalendarKey,
  Clock,
  Source,
  SyncCalendar,
  SyncOutbox,
  SyncStore,
} from './ports.ts';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface PassContext {
  readonly clock: Clock;
  readonly store: SyncStore;
  readonly sourceFor: (accountId: AccountId) => Source | null;
  readonly outbox: SyncOutbox | null;
  readonly reason: SyncReason;
  readonly reachBack: ReachBack;
  /** The problems of the previous pass by account, kept while the app runs. */
  readonly lastProblems: Map<AccountId, readonly Problem[]>;
  /** Backoffs that the store could not write. They apply while the app runs [F2, F11]. */
  readonly unsaved: Map<AccountId, AccountBackoff>;
  readonly paceOf: (accountId: AccountId) => Pace;
  /** Selects the calendars to audit in this pass from an account's. */
  readonly chooseAudits: (calendars: readonly SyncCalendar[]) => readonly SyncCalendar[];
  /** What audits found. */
  readonly audits: CalendarAudit[];
  /** Aborted: no more requests and no more writes. */
  readonly signal: AbortSignal;
  /** Ends the pass for all accounts, because the storage failed. */
  readonly abort: () => void;
  /** Resolves in a turn of the event loop of its own. Awaited before each write, so that no two share a turn [F20]. */
  readonly turn: () => Promise<void>;
  readonly counts: Mutable<PassCounts>;
  readonly progress: Mutable<SyncProgress>;
  readonly modes: Set<Mode>;
  /** The weight of the next transaction's changes, adjusted during the pass. */
  readonly slice: { size: number };
  readonly onProgress: () => void;
  readonly onChanged: (keys: readonly CalendarKey[]) => void;
  readonly onBug: (error: unknown) => void;
}
