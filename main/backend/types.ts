/**
 * The seam between Electron's side of the app and the rooms behind it. The shell starts the app and hands
 * out its tools; `main/backend/createBackend.ts` builds the house from the rooms; the shell then asks only this face.
 */
import type { AgendaPage, AgendaRange, OccurrenceRef, SearchRequest, Found } from '../../shared/agenda.ts';
import type { AgendaChange, ChangesRequest } from '../../shared/agendaChanges.ts';
import type { Request } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AccountInspection, AuditReport, PassOutcome } from '../../shared/syncReport.ts';
import type { Account, Calendar, Occurrence } from '../../shared/model.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { Engine } from '../sync/engine.ts';
import type { Clock, StoreFailure } from '../sync/ports.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ChangeSource } from '../changeNotifications/notifier.ts';
import type { Endpoints, OAuthClient } from '../platform/environment.ts';
import type { Handlers } from '../ipc/dispatch.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import type { Log } from '../platform/log.ts';
import type { ReminderSource } from '../reminders/scheduler.ts';
import type { StatusFeed } from './syncStatusFeed.ts';
import type { Vault } from '../accounts/vault.ts';

/** What the shell gives to whoever builds the house. */
export interface HouseTools {
  /** Where the database lies. */
  readonly databasePath: string;
  readonly packaged: boolean;
  readonly clock: Clock;
  readonly timeZone: () => string;
  /** Called at least once a minute while the app is awake. */
  readonly onMinute: () => void;
  readonly messages: Messages;
  readonly settings: () => Settings;
  readonly vault: Vault;
  readonly endpoints: Endpoints;
  readonly client: () => OAuthClient | null;
  /** Knows the system's proxies. */
  readonly fetch: typeof globalThis.fetch;
  /** Opens a sign-in page; rejects when it must not or cannot be opened. */
  readonly openSignIn: (url: string) => Promise<void>;
  /** Problems of the shell's own that a person should hear about. */
  readonly standing: () => readonly Problem[];
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
  /** Called before every write to the store. */
  readonly onWrite: () => void;
  readonly onAgendaChanged: () => void;
  readonly onStatus: (status: ReturnType<StatusFeed['current']>) => void;
  readonly onPassEnd: (outcome: PassOutcome) => void;
}

/** The open store with everything that lives on it. */
export interface House {
  readonly engine: Pick<Engine, 'request'>;
  readonly accounts: Accounts;
  readonly status: Pick<StatusFeed, 'current' | 'changed'>;
  readonly schedule: { resumed(): void; networkBack(): void };
  readonly store: {
    accounts(): Result<readonly Account[], StoreFailure>;
    calendars(): Result<readonly Calendar[], StoreFailure>;
    setVisible(choice: Parameters<Handlers['calendars.setVisible']>[0]): Result<number, StoreFailure>;
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
  /** Meetings of today and tomorrow for the tray, sorted by start; empty when the store cannot answer. */
  meetings(nowMs: number, timeZone: string): readonly Occurrence[];
  readonly reminders: ReminderSource;
  readonly changeNotices: ChangeSource;
  /** Takes the sign-ins out of the vault and begins to sync. Once; what is stored can be shown before. */
  begin(): void;
  settingsChanged(before: Settings, after: Settings): void;
  /** Stops the sync and closes the store. */
  close(): Promise<void>;
}

export type OpenHouse = (tools: HouseTools) => Promise<Result<House, Problem>>;
