/**
 * What the sync engine needs from the world. `sync` knows only these types; `main/backend/createBackend.ts` supplies the
 * real ones (google or sample as Source, store as SyncStore, the system's Clock), tests supply theirs.
 */
import type { Drift, PassOutcome } from '../../shared/syncReport.ts';
import type {
  AccountId,
  CalendarId,
  EventId,
  RemoteCalendar,
  RemoteChange,
  Reminder,
} from '../../shared/model.ts';
import type { Problem, ProxyCause, SignInReason, StorageCause } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once after `delayMs`; returns the function that cancels it. */
  after(delayMs: number, callback: () => void): () => void;
  /** Uniform in [0, 1): jitter. */
  random(): number;
}

/** Why a source failed: Google's status and reason, already decided upon (google/classify). */
export type SourceFailure =
  /** 410, or 400 about the token itself [S7, S8]: drop the token, list in full. */
  | { readonly kind: 'fullSyncRequired' }
  | { readonly kind: 'signInRequired'; readonly reason: SignInReason }
  /** 403 rate reasons and 429 [S35]. `retryAfterMs` as Google asked, null when it did not say. */
  | { readonly kind: 'rateLimited'; readonly retryAfterMs: number | null }
  /** 5xx, timeouts, resets [S36]. */
  | { readonly kind: 'unavailable'; readonly detail: string; readonly retryAfterMs: number | null }
  /** No route, no DNS: nothing was reached. */
  | { readonly kind: 'offline' }
  /** The system's proxy stands between: no answer from it, or it wants a login that it did not get. */
  | { readonly kind: 'proxyFailed'; readonly cause: ProxyCause }
  /** Permanent 403 on this calendar [S35]. */
  | { readonly kind: 'forbidden'; readonly detail: string }
  /** The project or its scopes are wrong: concerns the whole account. */
  | { readonly kind: 'accessNotConfigured'; readonly detail: string }
  | { readonly kind: 'notFound' }
  /** Other 400s: permanent [S8]. */
  | { readonly kind: 'badRequest'; readonly detail: string }
  /** Not Google's JSON [S36]. */
  | { readonly kind: 'unexpectedReply'; readonly detail: string }
  | { readonly kind: 'aborted' };

export interface CalendarListRequest {
  /** Present: only changes since. Absent: everything. */
  readonly syncToken: string | null;
  readonly pageToken: string | null;
}

export interface CalendarListPage {
  readonly items: readonly (
    | { readonly type: 'calendar'; readonly calendar: RemoteCalendar }
    | { readonly type: 'deleted'; readonly id: CalendarId }
  )[];
  readonly nextPageToken: string | null;
  readonly nextSyncToken: string | null;
}

export interface EventsRequest {
  readonly calendarId: CalendarId;
  /** Full from `timeMinMs` on (null: everything), or what changed since the token [S1]. */
  readonly range:
    | { readonly kind: 'full'; readonly timeMinMs: number | null }
    | { readonly kind: 'incremental'; readonly syncToken: string };
  readonly pageToken: string | null;
}

export interface EventsPage {
  readonly changes: readonly RemoteChange[];
  /** Events that could not be read at all and were left out [F23]. */
  readonly quarantined: number;
  /** Those of them that have a readable id: still listed, so what is stored of them stays. */
  readonly unreadable: readonly EventId[];
  readonly nextPageToken: string | null;
  readonly nextSyncToken: string | null;
  readonly defaultReminders: readonly Reminder[] | null;
}

/** Where one account's events come from. Never throws; an abort returns `aborted`. */
export interface Source {
  listCalendars(
    request: CalendarListRequest,
    signal: AbortSignal,
  ): Promise<Result<CalendarListPage, SourceFailure>>;
  listEvents(request: EventsRequest, signal: AbortSignal): Promise<Result<EventsPage, SourceFailure>>;
  /** One event as it is now; `notFound` is a failure like any other [S17]. */
  getEvent(
    request: { readonly calendarId: CalendarId; readonly eventId: EventId },
    signal: AbortSignal,
  ): Promise<Result<RemoteChange, SourceFailure>>;
}

/** The parameters and code version a token was made with [S2]; a different one means a full sync. */
export type Fingerprint = string;

/** A calendar's row number in the store: short, unique over all accounts. */
export type CalendarKey = number;

/** What kind of failure made an account wait. */
export type FailureKind = SourceFailure['kind'] | 'storageFailed' | 'internal';

/** When an account may be asked again. */
export interface AccountBackoff {
  /** Not before this, because Google said so (Retry-After). Kept across restarts [F11]. */
  readonly retryAtMs: number | null;
  /** Not before this by our own backoff; "Sync now" may pass it. */
  readonly backoffUntilMs: number | null;
  /** Failures in a row, for the backoff's exponent. */
  readonly failures: number;
  /** What it waits for: said after a restart too, and the network's return ends only what it can end [F14]. */
  readonly cause: FailureKind | null;
}

export interface SyncAccount extends AccountBackoff {
  readonly id: AccountId;
  readonly listSyncToken: string | null;
  readonly listFingerprint: Fingerprint | null;
  readonly listFullAtMs: number | null;
}

export interface SyncCalendar {
  readonly key: CalendarKey;
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly syncToken: string | null;
  readonly fingerprint: Fingerprint | null;
  readonly lastSuccessAtMs: number | null;
  /** A held sweep [S12]: how many rows the last full listing wanted to remove; null when none is held. */
  readonly heldSweep: number | null;
  readonly heldSinceMs: number | null;
  /** The person chose to keep about this many rows that the listing lacks; null: no such choice. */
  readonly keptRows: number | null;
  /** The person wants the held sweep done. */
  readonly sweepAllowed: boolean;
  /** When the next audit is due; null before the first full listing of this version. */
  readonly auditDueAtMs: number | null;
}

export interface StoreFailure {
  readonly cause: StorageCause;
}

export interface ChangeCounts {
  /** New rows, and rows whose content differs from what was stored. */
  readonly upserted: number;
  readonly removed: number;
  /** The rows written, when an audit asked for them. */
  readonly written?: readonly WrittenRow[];
}

/** A row by its ids. */
export interface RowName {
  readonly id: EventId;
  readonly masterId: EventId | null;
}

export interface WrittenRow extends RowName {
  /** There was no row of this id. */
  readonly isNew: boolean;
}

export interface CommitOptions {
  /** When it happens: what it changes about what is coming up is noted in the journal. */
  readonly nowMs: number;
  /** Name the rows that were written. */
  readonly audit?: boolean;
}

export type SweepDecision =
  | { readonly action: 'sweep' }
  /** The rows stay, and the person is asked; since when. */
  | { readonly action: 'hold'; readonly sinceMs: number }
  /** The rows stay: the person was asked already. */
  | { readonly action: 'keep' };

/** What is remembered of a sweep that was suspicious [S12]. The person may answer at any time, within a pass too. */
export type SweepGuard = Pick<SyncCalendar, 'heldSweep' | 'heldSinceMs' | 'keptRows' | 'sweepAllowed'>;

export interface SweepPlan {
  /** Rows the listing could not have contained (ended before this) stay; null: it contained everything [S9]. */
  readonly timeMinMs: number | null;
  readonly nowMs: number;
  /** Decides, from counts and what is remembered by then, what to do [S12]. Pure: sync/sweepGuard. */
  readonly decide: (counts: SweepCounts, guard: SweepGuard) => SweepDecision;
}

/** A sweep that waits [S12]. */
export interface HeldSweep {
  /** Rows that it would remove. */
  readonly rows: number;
  /** What of that is coming up, as a person counts it: a series is one. */
  readonly upcoming: number;
}

export interface SweepSlice {
  readonly done: boolean;
  /** Rows removed; not named are cancelled slots of no series, which neither showed nor hid anything. */
  readonly removed: readonly RowName[];
}

export interface SweepCounts {
  /** Upcoming events the calendar holds. */
  readonly upcoming: number;
  /** Upcoming ones among those that the sweep would remove. */
  readonly upcomingSwept: number;
  /** All rows that the sweep would remove. */
  readonly swept: number;
}

/** The store as the engine sees it. Calls are synchronous and short; each is one transaction. */
export interface SyncStore {
  /** To be waited for before each slice of a listing: when the store can take more. Null: now [F20]. */
  room(): Promise<void> | null;
  accounts(): Result<readonly SyncAccount[], StoreFailure>;
  /** Visible calendars: those to sync. */
  visibleCalendars(accountId: AccountId): Result<readonly SyncCalendar[], StoreFailure>;
  /**
   * Applies a whole calendar listing at once (it is small). A full one removes the calendars that it
   * lacks [S33]; returns the number of calendars added, changed or removed.
   */
  commitCalendarList(
    accountId: AccountId,
    listing: {
      readonly items: CalendarListPage['items'];
      readonly full: boolean;
      readonly syncToken: string;
      readonly fingerprint: Fingerprint;
      readonly nowMs: number;
    },
  ): Result<number, StoreFailure>;
  dropCalendarListToken(accountId: AccountId): Result<null, StoreFailure>;
  /**
   * A slice of one page. `passId` stamps the rows a full listing contained. Without `options` nothing goes
   * into the journal.
   */
  commitChanges(
    calendar: CalendarKey,
    passId: number,
    changes: readonly RemoteChange[],
    options?: CommitOptions,
  ): Result<ChangeCounts, StoreFailure>;
  /**
   * One slice of the sweep of a full listing whose last page is in [S9]: to be repeated until `done`, then
   * `finishCalendar` with the same plan. Looks at everything first, decides, then removes. A crash in between
   * is right again after the next full listing, since the token comes last [S10].
   */
  sweepSlice(calendar: CalendarKey, passId: number, plan: SweepPlan): Result<SweepSlice, StoreFailure>;
  /**
   * The last page's end: what is left of the sweep (full only), token, fingerprint, success time, in one
   * transaction [S10]. `held`: the sweep that waits, also from an earlier listing [S12].
   */
  finishCalendar(
    calendar: CalendarKey,
    finish: {
      readonly passId: number;
      readonly sweep: SweepPlan | null;
      readonly syncToken: string;
      readonly fingerprint: Fingerprint;
      readonly defaultReminders: readonly Reminder[] | null;
      readonly nowMs: number;
      /** Events that were left out [F23]. */
      readonly quarantined?: number;
      /** Of a full listing: when it is to be audited next. */
      readonly auditDueAtMs?: number;
      /** What an audit found. */
      readonly audit?: Drift | null;
    },
  ): Result<{ readonly swept: number; readonly held: HeldSweep | null }, StoreFailure>;
  /**
   * Events that a full listing contained but that could not be read: their rows take the pass's stamp and stay
   * as they are [F23].
   */
  keepUnreadable(calendar: CalendarKey, passId: number, ids: readonly EventId[]): Result<null, StoreFailure>;
  /** Remembers what went wrong in a calendar, for the inspector. */
  noteProblem(calendar: CalendarKey, problem: Problem, atMs: number): Result<null, StoreFailure>;
  /** Removes a slice of what calendars that have left still have in the file; `done` when there is nothing. */
  removePendingDeletions(): Result<{ readonly done: boolean }, StoreFailure>;
  /** Forgets the token only [S7]; rows stay visible. */
  dropToken(calendar: CalendarKey): Result<null, StoreFailure>;
  /** Masters that exceptions name and that were never asked for by id [S17], at most `limit`. */
  missingMasters(calendar: CalendarKey, limit: number): Result<readonly EventId[], StoreFailure>;
  /** Remembers that a master could not be had, so that it is not asked for again. */
  markMasterMissing(calendar: CalendarKey, masterId: EventId): Result<null, StoreFailure>;
  setAccountBackoff(accountId: AccountId, backoff: AccountBackoff): Result<null, StoreFailure>;
  /** A new id for a pass, larger than every one before, across restarts. */
  nextPassId(): Result<number, StoreFailure>;
  recordPass(outcome: PassOutcome): Result<null, StoreFailure>;
  lastSuccessAtMs(): Result<number | null, StoreFailure>;
}
