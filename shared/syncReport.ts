/** What the sync reports: passes, status, and the results of an inspection and an audit. */
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
  /** A calendar file was saved. */
  | 'fileChanged'
  /** A self-audit, weekly or requested: full listings are compared with what is stored. */
  | 'audit'
  /** The person decided about a held sweep [S12]. */
  | 'sweepResolved'
  /** Google accepted a change of the person's, which the listing confirms. */
  | 'changeSent';

export interface PassCounts {
  readonly calendars: number;
  readonly pages: number;
  /** Rows written because they were new or different. */
  readonly upserted: number;
  /** Rows removed by tombstones. */
  readonly removed: number;
  /** Rows removed by the sweep of a full sync [S9]. */
  readonly swept: number;
  /** Events that were unusable and were cut off or left out [F23]. */
  readonly quarantined: number;
}

export interface PassOutcome {
  readonly outcome: 'succeeded' | 'partial' | 'failed' | 'cancelled';
  readonly reason: SyncReason;
  /** 'full' if at least one calendar was listed in full. */
  readonly mode: 'full' | 'incremental' | 'none';
  readonly startedAt: IsoInstant;
  readonly finishedAt: IsoInstant;
  readonly counts: PassCounts;
  readonly problems: readonly Problem[];
}

/** A pass in the history. */
export interface PassRecord extends PassOutcome {
  readonly durationMs: number;
}

/** Names a calendar. Without an account: in every account that has it. */
export interface CalendarRef {
  readonly accountId?: AccountId;
  readonly calendarId: CalendarId;
}

/** How much a calendar's rows differed from Google's at an audit, which has corrected them. */
export interface Drift {
  /** Events that Google has but the store lacked. */
  readonly missing: number;
  /** Events that the store had but Google does not have. */
  readonly extra: number;
  /** Events that were stored differently. */
  readonly different: number;
}

export interface CalendarAudit extends Drift {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly at: IsoInstant;
}

export interface AuditReport {
  readonly outcome: PassOutcome;
  /** One for each calendar that could be compared; `outcome.problems` has the others. */
  readonly audits: readonly CalendarAudit[];
}

export interface CalendarInspection {
  readonly calendarId: CalendarId;
  readonly name: string;
  readonly visible: boolean;
  readonly lastSuccessAt: IsoInstant | null;
  /** When the full listing that the sync token goes back to was completed; null without a token. */
  readonly tokenSince: IsoInstant | null;
  /** Rows: single events, masters, exceptions and cancelled instances. */
  readonly eventsStored: number;
  /** Stored events in which something unusable was replaced or cut off [F23]. */
  readonly flawed: number;
  /** Events that could not be read at all and were left out since the last full listing [F23]. */
  readonly quarantined: number;
  /** A sweep that waits for a decision or a confirmation [S12]. */
  readonly heldSweep: {
    readonly count: number;
    /** How many of them are upcoming, counting a series once. */
    readonly upcoming: number;
    readonly since: IsoInstant;
  } | null;
  /** How many rows the person chose to keep although Google's listing lacks them; null without such a choice. */
  readonly keptRows: number | null;
  /** The last problem of this calendar, even if it has been solved long since. */
  readonly lastProblem: { readonly problem: Problem; readonly at: IsoInstant } | null;
  readonly lastAudit: (Drift & { readonly at: IsoInstant }) | null;
}

export interface AccountInspection {
  readonly account: Account;
  readonly problems: readonly Problem[];
  /** No request before this time, because of Google's Retry-After or our own backoff; null: any time. */
  readonly retryAt: IsoInstant | null;
  /** Includes hidden ones. */
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

/** The status while there is no open store. */
export const closedStatus = (problem: Problem): SyncStatus => ({
  phase: 'idle',
  progress: null,
  lastSuccessAt: null,
  lastAttemptAt: null,
  nextAttemptAt: null,
  problems: [problem],
});

/** The status while a damaged database is replaced with a new one, which a full sync then fills. */
export const rebuildingStatus: SyncStatus = {
  ...closedStatus({ kind: 'storageFailed', cause: 'corrupt' }),
  phase: 'syncing',
};
