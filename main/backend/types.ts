/**
 * The backend's interface for the app: store, sync, accounts and providers, without Electron. createBackend.ts builds
 * it; tests build it too, with their own providers and clock.
 */
import type { AgendaPage, AgendaRange, OccurrenceRef, SearchRequest, Found } from '../../shared/agenda.ts';
import type { ListChangesRequest, ListedChange } from '../../shared/agendaChanges.ts';
import type { AttentionChoice, AttentionRule, MutedPart, RulePreview } from '../../shared/attention.ts';
import type { Request } from '../../shared/contract.ts';
import type { Invitations } from '../../shared/invitations.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AccountInspection, AuditReport, PassOutcome } from '../../shared/syncReport.ts';
import type { LoadRequest, WeekLoad } from '../../shared/meetingLoad.ts';
import type { Account, AccountId, Calendar, Occurrence } from '../../shared/model.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { AttentionView } from '../attention/attention.ts';
import type { Engine } from '../sync/engine.ts';
import type { Clock, StoreFailure } from '../sync/ports.ts';
import type { KnownPerson } from '../../shared/quickAdd.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ChangeSource } from '../changeNotifications/notifier.ts';
import type { Providers } from '../providers/registry.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import type { Log } from '../platform/log.ts';
import type { ReminderSource } from '../reminders/scheduler.ts';
import type { BackendEvents } from './backendEvents.ts';
import type { StatusFeed } from './syncStatusFeed.ts';
import type { Vault } from '../accounts/vault.ts';
import type { NoticeAnswers } from './noticeAnswers.ts';
import type { WritingCalls } from './writingCalls.ts';

/** What the backend needs from the system, and the events it emits. */
export interface BackendTools {
  /** Path of the database file. */
  readonly databasePath: string;
  readonly packaged: boolean;
  readonly clock: Clock;
  readonly providers: Providers;
  readonly vault: Vault;
  /** Called when another person signed in than the owner of the account. Returns true to add their account. */
  readonly confirmOther: (expected: string, signedIn: string) => Promise<boolean>;
  /** Returns true if the system has no keyring to encrypt sign-ins with. */
  readonly isKeyringMissing: () => boolean;
  /** Returns the problems of features, which stand until the person deals with them. None by default. */
  readonly otherProblems?: () => readonly Problem[];
  readonly settings: () => Settings;
  readonly attention: AttentionView;
  /** Returns the occurrences with the person's choices to join automatically. None by default. */
  readonly autoJoinChoices?: {
    over<Item extends Occurrence>(occurrences: readonly Item[]): readonly Item[];
  };
  readonly messages: () => Messages;
  readonly events: BackendEvents;
  readonly log: Log;
  /** The database must be rebuilt, even if it looks sound: damage was found while it was in use. */
  readonly isDamaged?: boolean;
  /** Called when damage shows in use. Returns whether this backend is now replaced by one with a new database. */
  readonly onDamage?: () => boolean;
  readonly onBug: (error: unknown) => void;
}

/** The open store with everything that uses it. */
export interface Backend {
  readonly engine: Pick<Engine, 'request'>;
  readonly accounts: Accounts;
  readonly status: Pick<StatusFeed, 'current' | 'changed'>;
  readonly schedule: { resumed(): void; networkBack(): void };
  readonly store: {
    accounts(): Result<readonly Account[], StoreFailure>;
    calendars(): Result<readonly Calendar[], StoreFailure>;
    setVisible(choice: Request<'calendars.setVisible'>): Result<number, StoreFailure>;
    agenda(range: AgendaRange): Result<AgendaPage, Problem>;
    /** Returns null if there is no such occurrence (any more). */
    occurrence(ref: OccurrenceRef): Result<LinkedOccurrence | null, StoreFailure>;
    search(request: SearchRequest): Promise<Result<Found, StoreFailure>>;
    /** What the person has not answered. */
    invitations(): Result<Invitations, StoreFailure>;
    /** Those whose name and address are known from recent events. */
    people(): Result<readonly KnownPerson[], StoreFailure>;
    /** Newest first, like `history`. */
    changes(request: ListChangesRequest): Result<readonly ListedChange[], StoreFailure>;
    /** What was noticed about a meeting or its series, newest first. */
    changesOf(meeting: Occurrence): Result<readonly ListedChange[], StoreFailure>;
    /** How much of a week is spent in meetings. */
    load(request: LoadRequest): Result<WeekLoad, Problem>;
    history(): Result<readonly PassOutcome[], StoreFailure>;
  };
  readonly sqliteVersion: string;
  inspect(): Result<readonly AccountInspection[], StoreFailure>;
  audit(scope: NonNullable<Request<'sync.audit'>>): Promise<AuditReport>;
  resolveSweep(decision: Request<'sync.resolveSweep'>): Promise<Result<PassOutcome, Problem>>;
  /** Returns meetings and all-day events of today and tomorrow for the tray, by start; empty if the store cannot be read. */
  meetings(nowMs: number, timeZone: string): readonly Occurrence[];
  /** Changes on their way to Google. */
  readonly writing: WritingCalls;
  /** Answers from a reminder's notification. */
  readonly noticeAnswers: NoticeAnswers;
  /** How many milliseconds the end of the app may take to send what is held. */
  closingMs(): number;
  readonly attention: {
    choose(ref: OccurrenceRef, choice: AttentionChoice): Result<null, Problem>;
    muted(): readonly MutedPart[];
    unmute(part: MutedPart): Result<null, Problem>;
    /** Called when an account was disconnected. */
    forget(account: AccountId): void;
    /** What the rule would hit in the next four weeks. */
    preview(rule: AttentionRule): Result<RulePreview, Problem>;
  };
  readonly reminders: ReminderSource;
  readonly changeNotices: ChangeSource;
  /** Reads the sign-ins from the vault and runs a single pass, in place of `begin`. */
  syncOnce(): Promise<PassOutcome>;
  /** Reads the sign-ins from the vault and starts syncing. Called once; what is stored can be shown before. */
  begin(): void;
  settingsChanged(before: Settings, after: Settings): void;
  /** Stops the sync and closes the store. */
  close(): Promise<void>;
}
