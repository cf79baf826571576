/**
 * The backend as the app sees it: store, sync, accounts and providers behind one interface, without Electron.
 * createBackend.ts builds it; tests build it too, with providers and a clock of their own.
 */
import type { AgendaPage, AgendaRange, OccurrenceRef, SearchRequest, Found } from '../../shared/agenda.ts';
import type { AgendaChange, ChangesRequest } from '../../shared/agendaChanges.ts';
import type { Request } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AccountInspection, AuditReport, PassOutcome, SyncStatus } from '../../shared/syncReport.ts';
import type { Account, Calendar, Occurrence } from '../../shared/model.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { Engine } from '../sync/engine.ts';
import type { Clock, StoreFailure } from '../sync/ports.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ChangeSource } from '../changeNotifications/notifier.ts';
import type { AppEvent } from '../platform/event.ts';
import type { Providers } from '../providers/registry.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import type { Log } from '../platform/log.ts';
import type { ReminderSource } from '../reminders/scheduler.ts';
import type { StatusFeed } from './syncStatusFeed.ts';
import type { Vault } from '../accounts/vault.ts';

/** What the backend needs from the system and tells the app. */
export interface BackendTools {
  /** Path of the database file. */
  readonly databasePath: string;
  readonly packaged: boolean;
  readonly clock: Clock;
  readonly providers: Providers;
  readonly vault: Vault;
  /** Another person signed in than the one whose account was meant: true to add their account. */
  readonly confirmOther: (expected: string, signedIn: string) => Promise<boolean>;
  /** True where the system has no keyring to seal sign-ins with. */
  readonly isKeyringMissing: () => boolean;
  readonly settings: () => Settings;
  readonly messages: Messages;
  readonly events: BackendEvents;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
}

export interface BackendEvents {
  /** Before every write to the store. */
  readonly writing: AppEvent;
  readonly agendaChanged: AppEvent;
  readonly statusChanged: AppEvent<SyncStatus>;
  readonly passEnded: AppEvent<PassOutcome>;
  /** At least once a minute while the app is awake. */
  readonly minute: AppEvent;
}

/** The open store with everything that lives on it. */
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
    /** Null when there is no such occurrence (any more). */
    occurrence(ref: OccurrenceRef): Result<LinkedOccurrence | null, StoreFailure>;
    search(request: SearchRequest): Promise<Result<Found, StoreFailure>>;
    /** Newest first, like `history`. */
    changes(request: ChangesRequest): Result<readonly AgendaChange[], StoreFailure>;
    history(): Result<readonly PassOutcome[], StoreFailure>;
  };
  readonly sqliteVersion: string;
  inspect(): Result<readonly AccountInspection[], StoreFailure>;
  audit(scope: NonNullable<Request<'sync.audit'>>): Promise<AuditReport>;
  resolveSweep(decision: Request<'sync.resolveSweep'>): Promise<Result<PassOutcome, Problem>>;
  /** Meetings of today and tomorrow for the tray, sorted by start; empty when the store cannot be read. */
  meetings(nowMs: number, timeZone: string): readonly Occurrence[];
  readonly reminders: ReminderSource;
  readonly changeNotices: ChangeSource;
  /** Takes the sign-ins out of the vault and begins to sync. Once; what is stored can be shown before. */
  begin(): void;
  settingsChanged(before: Settings, after: Settings): void;
  /** Stops the sync and closes the store. */
  close(): Promise<void>;
}
