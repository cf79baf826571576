/** What the sync tells of itself: passes, status, and what an inspection and an audit found. */
import type { Account, AccountId, CalendarId, IsoInstant } from './model.ts';
import type { Problem } from './problems.ts';

export type SyncReason =
  | 'launch'
  | 'timer'
  | 'resume'
  | 'networkBack'
  | 'person'
  | 'signIn'
  | 'calendarShown'
  | 'settingChanged'
  /** A self-audit, weekly or asked for: full listings compared with what is stored. */
  | 'audit'
  /** The person decided about a held sweep [S12]. */
  | 'sweepResolved';

export interface PassCounts {
  readonly calendars: number;
  readonly pages: number;
  /** Rows written because they were new or different. */
  readonly upserted: number;
  /** Rows removed by tombstones. */
  readonly removed: number;
  /** Rows removed by the sweep of a full sync [S9]. */
  readonly swept: number;
  /** Events that were unusable and were capped or left out [F23]. */
  readonly quarantined: number;
}

export interface PassOutcome {
  readonly outcome: 'succeeded' | 'partial' | 'failed' | 'cancelled';
  readonly reason: SyncReason;
  /** 'full' when at least one calendar was listed in full. */
  readonly mode: 'full' | 'incremental' | 'none';
  readonly startedAt: IsoInstant;
  readonly finishedAt: IsoInstant;
  readonly counts: PassCounts;
  readonly problems: readonly Problem[];
}

/** A pass as the history shows it. */
export interface PassRecord extends PassOutcome {
  readonly durationMs: number;
}

/** Names a calendar. Without an account: in every account that sees it. */
export interface CalendarRef {
  readonly accountId?: AccountId;
  readonly calendarId: CalendarId;
}

/** How far a calendar's rows were from Google's at an audit; the audit has put them right. */
export interface Drift {
  /** Events that Google has and the store had not. */
  readonly missing: number;
  /** Events that the store had and Google has not. */
  readonly extra: number;
  /** Events that were stored otherwise than Google has them. */
  readonly different: number;
}

export interface CalendarAudit extends Drift {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly at: IsoInstant;
}

export interface AuditReport {
  readonly outcome: PassOutcome;
  /** One for each calendar that could be compared; `outcome.problems` tells of the others. */
  readonly audits: readonly CalendarAudit[];
}

export interface CalendarInspection {
  readonly calendarId: CalendarId;
  readonly name: string;
  readonly visible: boolean;
  readonly lastSuccessAt: IsoInstant | null;
  /** When the listing came in full that the sync token goes back to; null without a token. */
  readonly tokenSince: IsoInstant | null;
  /** Rows: singles, masters, exceptions and cancelled instances. */
  readonly eventsStored: number;
  /** Stored events in which something was unusable and was replaced or cut [F23]. */
  readonly flawed: number;
  /** Events that could not be read at all and were left out, since the last full listing [F23]. */
  readonly quarantined: number;
  /** A sweep that waits for a decision or a confirmation [S12]. */
  readonly heldSweep: {
    readonly count: number;
    /** What of that is coming up, a series counted once. */
    readonly upcoming: number;
    readonly since: IsoInstant;
  } | null;
  /** Rows that the person chose to keep although Google's listing lacks them; null: no such choice. */
  readonly keptRows: number | null;
  /** The last thing that went wrong here, also when it has long gone well again. */
  readonly lastProblem: { readonly problem: Problem; readonly at: IsoInstant } | null;
  readonly lastAudit: (Drift & { readonly at: IsoInstant }) | null;
}

export interface AccountInspection {
  readonly account: Account;
  readonly problems: readonly Problem[];
  /** Not asked before this, by Google's word or our own backoff; null: any time. */
  readonly retryAt: IsoInstant | null;
  /** Hidden ones too. */
  readonly calendars: readonly CalendarInspection[];
}

export interface SyncProgress {
  readonly calendarsDone: number;
  readonly calendarsTotal: number;
  readonly events: number;
}

export interface SyncStatus {
  readonly phase: 'idle' | 'syncing';
  readonly progress: SyncProgress | null;
  /** When a pass last brought every visible calendar up to date. */
  readonly lastSuccessAt: IsoInstant | null;
  readonly lastAttemptAt: IsoInstant | null;
  readonly nextAttemptAt: IsoInstant | null;
  readonly problems: readonly Problem[];
}

/** The status while there is no store to sync into. */
export const closedStatus = (problem: Problem): SyncStatus => ({
  phase: 'idle',
  progress: null,
  lastSuccessAt: null,
  lastAttemptAt: null,
  nextAttemptAt: null,
  problems: [problem],
});
