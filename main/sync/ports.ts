/**
 * What the sync engine needs from outside. `sync` knows only these types. `main/backend/createBackend.ts` passes the
 * real implementations (google or sample as Source, store as SyncStore, the system's Clock), tests pass their own.
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
import type { FeedCause, Problem, ProxyCause, SignInReason, StorageCause } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `callback` once after `delayMs`. Returns the function that cancels it. */
  after(delayMs: number, callback: () => void): () => void;
  /** Uniform in [0, 1), for jitter. */
  random(): number;
}

/** Why a source failed, classified from Google's status and reason (google/classify). */
export type SourceFailure =
  /** 410, or 400 about the token itself [S7, S8]: drop the token and list in full. */
  | { readonly kind: 'fullSyncRequired' }
  | { readonly kind: 'signInRequired'; readonly reason: SignInReason }
  /** 403 with a rate reason, or 429 [S35]. `retryAfterMs` is what Google asked for; null without it. */
  | { readonly kind: 'rateLimited'; readonly retryAfterMs: number | null }
  /** 5xx, timeouts, resets [S36]. */
  | { readonly kind: 'unavailable'; readonly detail: string; readonly retryAfterMs: number | null }
  /** No route or no DNS: nothing was reached. */
  | { readonly kind: 'offline' }
  /** The system's proxy did not reply, or it requires a login that it did not get. */
  | { readonly kind: 'proxyFailed'; readonly cause: ProxyCause; readonly host?: string }
  /** Permanent 403 on this calendar [S35]. */
  | { readonly kind: 'forbidden'; readonly detail: string }
  /** The project or its scopes are wrong. Affects the whole account. */
  | { readonly kind: 'accessNotConfigured'; readonly detail: string }
  | { readonly kind: 'notFound' }
  /** Other 400s: permanent [S8]. */
  | { readonly kind: 'badRequest'; readonly detail: string }
  /** Not Google's JSON [S36]. */
  | { readonly kind: 'unexpectedReply'; readonly detail: string }
  /** A calendar's own address does not give the calendar; codes only. */
  | { readonly kind: 'feedFailed'; readonly cause: FeedCause }
  | { readonly kind: 'aborted' };

export interface CalendarListRequest {
  /** Present: only changes since then. Absent: everything. */
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
  /** Everything from `timeMinMs` on (null: from the beginning), or what changed since the token [S1]. */
  readonly range:
    | { readonly kind: 'full'; readonly timeMinMs: number | null }
    | { readonly kind: 'incremental'; readonly syncToken: string };
  readonly pageToken: string | null;
}

export interface EventsPage {
  readonly changes: readonly RemoteChange[];
  /** How many events could not be read at all and were left out [F23]. */
  readonly quarantined: number;
  /** Those of them that have a readable id. They are still listed, so their stored rows stay. */
  readonly unreadable: readonly EventId[];
  readonly nextPageToken: string | null;
  readonly nextSyncToken: string | null;
  readonly defaultReminders: readonly Reminder[] | null;
  /** The feed or file that is listed contains no event at all [S12]. */
  readonly isEmptyExport?: boolean;
}

/** Where one account's events come from. Never throws; an aborted call returns `aborted`. */
export interface Source {
  /** Not to be asked in the background before then; absent or null: at any time. */
  restsUntilMs?(): number | null;
  /** Returns whether the file that it reads has changed since the last call; absent: it reads none. */
  takeNews?(): boolean;
  listCalendars(
    request: CalendarListRequest,
    signal: AbortSignal,
  ): Promise<Result<CalendarListPage, SourceFailure>>;
  listEvents(request: EventsRequest, signal: AbortSignal): Promise<Result<EventsPage, SourceFailure>>;
  /** Returns one event in its current state; `notFound` is a failure like any other [S17]. */
  getEvent(
    request: { readonly calendarId: CalendarId; readonly eventId: EventId },
    signal: AbortSignal,
  ): Promise<Result<RemoteChange, SourceFailure>>;
}

/** An event as Google sends and takes it; checked only where it is read. */
export type RawEvent = Readonly<Record<string, unknown>>;

/** Whether Google mails the guests. Always sent, because it is told both ways what an absent choice does [W26]. */
export type NotifyGuests = 'all' | 'none';

/**
 * One request of a writer: the whole list of what it can ask for. A body contains only the fields that are to change;
 * null removes one, a list replaces the whole list [W12, W34].
 */
export type WriteRequest =
  /** Returns the event in its current state; one that was deleted has the status `cancelled` [W17]. */
  | { readonly verb: 'get'; readonly calendarId: CalendarId; readonly eventId: EventId }
  /** Returns one date of a series, also one that was never changed alone, by the start that the rule gives it [W28]. */
  | {
      readonly verb: 'instances';
      readonly calendarId: CalendarId;
      readonly eventId: EventId;
      /** RFC 3339 with an offset; for an all-day series its date. */
      readonly originalStart: string;
    }
  /** `body.id` is an id of our own: 5 to 1024 of `a`–`v` and `0`–`9` [W14]. */
  | {
      readonly verb: 'insert';
      readonly calendarId: CalendarId;
      readonly body: RawEvent;
      readonly notify: NotifyGuests;
    }
  /** `etag` is that of the event as it was just read [W15]. */
  | {
      readonly verb: 'patch';
      readonly calendarId: CalendarId;
      readonly eventId: EventId;
      readonly etag: string;
      readonly body: RawEvent;
      readonly notify: NotifyGuests;
    }
  | {
      readonly verb: 'delete';
      readonly calendarId: CalendarId;
      readonly eventId: EventId;
      readonly etag: string;
      readonly notify: NotifyGuests;
    }
  /** No condition guards it: it must not be sent again before both calendars were read [W32]. */
  | {
      readonly verb: 'move';
      readonly calendarId: CalendarId;
      readonly eventId: EventId;
      readonly destination: CalendarId;
      readonly notify: NotifyGuests;
    };

export interface WriteReply {
  /** Null after a reply without content [W17]. */
  readonly event: RawEvent | null;
  readonly etag: string | null;
  /** When the reply had arrived. Only a listing that began later certainly contains the write [W37]. */
  readonly atMs: number;
}

/** Why nothing reached Google, or no readable reply to a request that changes nothing came back. */
export type UnsentFailure = Extract<
  SourceFailure,
  { kind: 'offline' | 'proxyFailed' | 'unavailable' | 'unexpectedReply' | 'aborted' }
>;

/**
 * Why a request failed. After everything but `unknown` it is certain that this request wrote nothing. Of a copy that the
 * network sent before it [W19] nothing is said.
 */
export type WriteFailure =
  /** No byte of a write left this machine [W18]; of `get` and `instances`: there was no answer. */
  | { readonly kind: 'notSent'; readonly failure: UnsentFailure }
  /** The write left this machine, and no answer of Google's says what became of it [W18]. Reading the event does. */
  | { readonly kind: 'unknown'; readonly detail: string; readonly retryAfterMs: number | null }
  /** 412: the event has another etag by now, which alone is no conflict [W16]. */
  | { readonly kind: 'stale' }
  /** 409: there is or was an event with this id [W14]. */
  | { readonly kind: 'taken' }
  /** 404 or 410: there is no such event (any more), or no such calendar [W17]. */
  | { readonly kind: 'gone' }
  /** For good; `reason` is Google's code [W10]. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The sign-in does not permit writing (any more); reading goes on [W5]. */
  | { readonly kind: 'scopeMissing' }
  /** The account may write nothing for hours or longer [W21]. */
  | { readonly kind: 'quota'; readonly retryAfterMs: number | null }
  | Extract<SourceFailure, { kind: 'signInRequired' | 'rateLimited' | 'accessNotConfigured' }>;

/**
 * Sends one write to an account and checks what comes back. Never throws, repeats nothing but one request after one
 * refresh of the sign-in [S34]. One request is on the wire at a time; a second one waits [W19].
 */
export interface Writer {
  send(request: WriteRequest, signal: AbortSignal): Promise<Result<WriteReply, WriteFailure>>;
}

/** What the engine tells the outbox of changes on their way to Google. Never throws. */
export interface SyncOutbox {
  /** Sends what waits for an account, before its calendars are listed [O13]. Null: nothing waits. */
  flush(accountId: AccountId): Promise<void> | null;
  /** Called when a calendar's listing begins; returns what names this moment. */
  listing(): number;
  /** Called when that listing is complete [O14]. */
  listed(accountId: AccountId, calendarId: CalendarId, begun: number): void;
}

/** The parameters and code version that a token was made with [S2]. A different value requires a full sync. */
export type Fingerprint = string;

/** A calendar's row number in the store: short, and unique across accounts. */
export type CalendarKey = number;

/** The kind of failure that made an account wait. */
export type FailureKind = SourceFailure['kind'] | 'storageFailed' | 'internal';

/** When an account may be asked again. */
export interface AccountBackoff {
  /** Not before this time, because of Google's Retry-After. Kept across restarts [F11]. */
  readonly retryAtMs: number | null;
  /** Not before this time, because of our own backoff. "Sync now" may skip it. */
  readonly backoffUntilMs: number | null;
  /** Failures in a row, for the exponent of the backoff. */
  readonly failures: number;
  /** Why it waits. Shown after a restart too; also, when the network returns, only waits caused by it end [F14]. */
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
  /** A held sweep [S12]: how many rows the last full listing wanted to remove; null if none is held. */
  readonly heldSweep: number | null;
  readonly heldSinceMs: number | null;
  /** The person chose to keep about this many rows that the listing lacks; null without such a choice. */
  readonly keptRows: number | null;
  /** Whether the person wants the held sweep carried out. */
  readonly sweepAllowed: boolean;
  /** When the next audit is due; null before the first full listing of this version. */
  readonly auditDueAtMs: number | null;
}

export interface StoreFailure {
  readonly cause: StorageCause;
}

export interface ChangeCounts {
  /** New rows, and rows whose content changed. */
  readonly upserted: number;
  readonly removed: number;
  /** The rows written, if an audit asked for them. */
  readonly written?: readonly WrittenRow[];
}

/** Identifies a row. */
export interface RowName {
  readonly id: EventId;
  readonly masterId: EventId | null;
}

export interface WrittenRow extends RowName {
  /** Whether there was no row with this id. */
  readonly isNew: boolean;
}

export interface CommitOptions {
  /** The current time. Changes to upcoming events are recorded in the journal. */
  readonly nowMs: number;
  /** Whether to return the rows that were written. */
  readonly audit?: boolean;
}

export type SweepDecision =
  | { readonly action: 'sweep' }
  /** The rows stay, and the person is asked. `sinceMs`: since when. */
  | { readonly action: 'hold'; readonly sinceMs: number }
  /** The rows stay; the person has already been asked. */
  | { readonly action: 'keep' };

/** The stored state of a suspicious sweep [S12]. The person may answer at any time, even during a pass. */
export type SweepGuard = Pick<SyncCalendar, 'heldSweep' | 'heldSinceMs' | 'keptRows' | 'sweepAllowed'>;

export interface SweepPlan {
  /** Rows that ended before this stay, since the listing could not contain them; null: it contained everything [S9]. */
  readonly timeMinMs: number | null;
  readonly nowMs: number;
  /** Decides what to do from the counts and the guard's current state [S12]. Pure: sync/sweepGuard. */
  readonly decide: (counts: SweepCounts, guard: SweepGuard) => SweepDecision;
}

/** A sweep that waits for confirmation [S12]. */
export interface HeldSweep {
  /** How many rows it would remove. */
  readonly rows: number;
  /** How many of them are upcoming, counting a series once. */
  readonly upcoming: number;
}

export interface SweepSlice {
  readonly done: boolean;
  /** The rows removed, without cancelled slots of unknown series, which neither showed nor hid anything. */
  readonly removed: readonly RowName[];
}

export interface SweepCounts {
  /** Upcoming events in the calendar. */
  readonly upcoming: number;
  /** Upcoming events that the sweep would remove. */
  readonly upcomingSwept: number;
  /** All rows that the sweep would remove. */
  readonly swept: number;
}

/** The store's interface for the engine. Calls are synchronous and short; each is one transaction. */
export interface SyncStore {
  /** Awaited before each slice of a listing; resolves when the store can take more. Null: at once [F20]. */
  room(): Promise<void> | null;
  accounts(): Result<readonly SyncAccount[], StoreFailure>;
  /** Returns the visible calendars, which are the ones to sync. */
  visibleCalendars(accountId: AccountId): Result<readonly SyncCalendar[], StoreFailure>;
  /**
   * Applies a whole calendar listing at once, since it is small. A full one removes the calendars that it lacks
   * [S33]. Returns the number of calendars added, changed or removed.
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
   * Commits a slice of one page. `passId` stamps the rows that a full listing contains. Without `options` nothing is
   * recorded in the journal.
   */
  commitChanges(
    calendar: CalendarKey,
    passId: number,
    changes: readonly RemoteChange[],
    options?: CommitOptions,
  ): Result<ChangeCounts, StoreFailure>;
  /**
   * Does one slice of the sweep after the last page of a full listing [S9]. To be repeated until `done`, then
   * `finishCalendar` is called with the same plan. It reads everything first, decides, then removes. After a crash in
   * between, the next full listing corrects everything, since the token is written last [S10].
   */
  sweepSlice(calendar: CalendarKey, passId: number, plan: SweepPlan): Result<SweepSlice, StoreFailure>;
  /**
   * Completes a listing: the rest of the sweep (full only), token, fingerprint and time of success, in one
   * transaction [S10]. `held` is the held sweep, also from an earlier listing [S12].
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
      /** How many events were left out [F23]. */
      readonly quarantined?: number;
      /** For a full listing: when the calendar is to be audited next. */
      readonly auditDueAtMs?: number;
      /** What an audit found. */
      readonly audit?: Drift | null;
    },
  ): Result<{ readonly swept: number; readonly held: HeldSweep | null }, StoreFailure>;
  /**
   * Stamps the rows of events that a full listing contained but that could not be read; the rows stay as they are
   * [F23].
   */
  keepUnreadable(calendar: CalendarKey, passId: number, ids: readonly EventId[]): Result<null, StoreFailure>;
  /** Stores what went wrong in a calendar, for the inspector. */
  noteProblem(calendar: CalendarKey, problem: Problem, atMs: number): Result<null, StoreFailure>;
  /** Removes a slice of what the file still contains of removed calendars. `done`: nothing is left. */
  removePendingDeletions(): Result<{ readonly done: boolean }, StoreFailure>;
  /** Deletes only the token [S7]; rows stay visible. */
  dropToken(calendar: CalendarKey): Result<null, StoreFailure>;
  /** Returns masters that exceptions name and that were never requested by id [S17], at most `limit`. */
  missingMasters(calendar: CalendarKey, limit: number): Result<readonly EventId[], StoreFailure>;
  /** Records that a master could not be fetched, so that it is not requested again. */
  markMasterMissing(calendar: CalendarKey, masterId: EventId): Result<null, StoreFailure>;
  setAccountBackoff(accountId: AccountId, backoff: AccountBackoff): Result<null, StoreFailure>;
  /** Returns a new pass id, larger than every earlier one, also across restarts. */
  nextPassId(): Result<number, StoreFailure>;
  recordPass(outcome: PassOutcome): Result<null, StoreFailure>;
  lastSuccessAtMs(): Result<number | null, StoreFailure>;
}
