/**
 * The IPC contract: every call the window can make, its request and its reply. Main registers exactly
 * these, the preload exposes exactly these as `window.jarvis`, and both fail to compile when one is
 * missing. Signals (`agenda.changed`, `sync.status`) carry no calendar data except the status itself.
 */
import type {
  AgendaPage,
  AgendaRange,
  Found,
  JoinCodeRef,
  JoinOptionRef,
  LinkRef,
  OccurrenceRef,
  SearchRequest,
} from './agenda.ts';
import type { AgendaChange, ChangesRequest } from './agendaChanges.ts';
import type { Account, AccountId, Calendar, CalendarId, OccurrenceDetail } from './model.ts';
import type { Problem } from './problems.ts';
import type { ReminderAnswer, ShownReminder } from './reminders.ts';
import type { Result } from './result.ts';
import type { Settings, SystemState } from './settings.ts';
import type {
  AccountInspection,
  AuditReport,
  CalendarRef,
  PassOutcome,
  PassRecord,
  SyncStatus,
} from './syncReport.ts';
import type { UpdateState } from './updates.ts';

/** How things stand for the window's first paint and its onboarding. */
export interface AppInfo {
  readonly version: string;
  readonly packaged: boolean;
  readonly locale: string;
  readonly platform: string;
  readonly hasTray: boolean;
  /** True when a Google OAuth client id is known (environment, chosen file or baked in). */
  readonly hasGoogleClient: boolean;
  /** The keyring's state: `none` means tokens can only be kept in memory or in a plain file. */
  readonly keyring: 'available' | 'none';
}

/** What the app runs on, for whoever reports a fault. */
export interface AppVersions {
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  /** Null while the database cannot be opened. */
  readonly sqlite: string | null;
}

/** Everything that the window's first paint shows, in one reply. */
export interface AppStart {
  readonly locale: string;
  readonly platform: string;
  readonly settings: Settings;
  readonly accounts: Result<readonly Account[], Problem>;
  readonly calendars: Result<readonly Calendar[], Problem>;
  readonly status: SyncStatus;
  /** The first pages of the stretches that the window asks for first (shared/firstRanges.ts); fewer in trouble. */
  readonly pages: readonly { readonly range: AgendaRange; readonly page: AgendaPage }[];
}

/** request → reply, by channel. `void` means no argument. */
export interface Calls {
  'agenda.list': { request: AgendaRange; answer: AgendaPage };
  'agenda.get': { request: OccurrenceRef; answer: OccurrenceDetail };
  'agenda.search': { request: SearchRequest; answer: Found };
  /** What passes changed about what was coming up, newest first; visible calendars only. */
  'agenda.changes': { request: ChangesRequest | void; answer: readonly AgendaChange[] };
  'sync.request': {
    request: { readonly mode?: 'foreground' | 'background' } | void;
    answer: PassOutcome | null;
  };
  'sync.status': { request: void; answer: SyncStatus };
  /** The last passes, newest first. */
  'sync.history': { request: void; answer: readonly PassRecord[] };
  'sync.inspect': { request: void; answer: readonly AccountInspection[] };
  /** Audits the calendars named, all visible ones when nothing is; resolves when that is done. */
  'sync.audit': {
    request: { readonly accountId?: AccountId; readonly calendarId?: CalendarId } | void;
    answer: AuditReport;
  };
  /** Decides about a held sweep; resolves when the decision was carried out. `notFound` when none is held. */
  'sync.resolveSweep': {
    request: CalendarRef & { readonly choice: 'keep' | 'remove' };
    answer: PassOutcome;
  };
  /** Puts a text for a bug report on the clipboard and returns it: figures, no titles, no addresses. */
  'sync.copyDiagnostics': { request: void; answer: string };
  'accounts.list': { request: void; answer: readonly Account[] };
  /** Opens the browser and resolves when the account is connected: the one named, where it is to sign in again. */
  'accounts.connectGoogle': { request: { readonly accountId?: AccountId } | void; answer: Account };
  'accounts.cancelConnect': { request: void; answer: null };
  /** Lets the person pick the client file that Google Cloud offers for download. */
  'accounts.chooseClientFile': { request: void; answer: { readonly chosen: boolean } };
  'accounts.connectSample': { request: void; answer: Account };
  'accounts.disconnect': { request: { readonly accountId: AccountId }; answer: null };
  'calendars.list': { request: void; answer: readonly Calendar[] };
  'calendars.setVisible': {
    request: { readonly accountId?: AccountId; readonly calendarId: CalendarId; readonly visible: boolean };
    answer: null;
  };
  'settings.get': { request: void; answer: Settings };
  'settings.set': { request: Partial<Settings>; answer: Settings };
  /** The reminders in the reminder window, the earliest meeting first. */
  'reminders.list': { request: void; answer: readonly ShownReminder[] };
  'reminders.answer': {
    request: { readonly id: string; readonly answer: ReminderAnswer };
    answer: null;
  };
  'meeting.join': { request: OccurrenceRef; answer: null };
  'meeting.openLink': { request: LinkRef; answer: null };
  /** The link to join, else to the event in Google Calendar. */
  'meeting.copyLink': { request: OccurrenceRef; answer: null };
  /** Title, time with its zone, place and link, as plain text. */
  'meeting.copyDetails': { request: OccurrenceRef; answer: null };
  /** The number, address or link of a further way in, without its scheme where that is not https. */
  'meeting.copyJoinOption': { request: JoinOptionRef; answer: null };
  'meeting.copyJoinCode': { request: JoinCodeRef; answer: null };
  /** Asked for as the page begins to load, by the preload. */
  'app.start': { request: void; answer: AppStart };
  'app.info': { request: void; answer: AppInfo };
  'app.versions': { request: void; answer: AppVersions };
  /** The app's licence and those of everything in it, as text. */
  'app.licences': { request: void; answer: string };
  /** Shows the folder of the logs in the system's file manager. */
  'app.openLogs': { request: void; answer: null };
  /** Asks the system anew. */
  'system.state': { request: void; answer: SystemState };
  'updates.state': { request: void; answer: UpdateState };
  /** Asks for a new version; returns when that is known. A download may go on. */
  'updates.check': { request: void; answer: UpdateState };
  /** Quits and starts the new version. `notFound` when none is ready. */
  'updates.install': { request: void; answer: null };
}

export type Channel = keyof Calls;
export type Request<C extends Channel> = Calls[C]['request'];
export type Answer<C extends Channel> = Calls[C]['answer'];
export type Reply<C extends Channel> = Result<Answer<C>, Problem>;

/** Every channel once; the compiler checks that none is missing. */
export const channels = Object.keys({
  'agenda.list': 0,
  'agenda.get': 0,
  'agenda.search': 0,
  'agenda.changes': 0,
  'sync.request': 0,
  'sync.status': 0,
  'sync.history': 0,
  'sync.inspect': 0,
  'sync.audit': 0,
  'sync.resolveSweep': 0,
  'sync.copyDiagnostics': 0,
  'accounts.list': 0,
  'accounts.connectGoogle': 0,
  'accounts.cancelConnect': 0,
  'accounts.chooseClientFile': 0,
  'accounts.connectSample': 0,
  'accounts.disconnect': 0,
  'calendars.list': 0,
  'calendars.setVisible': 0,
  'settings.get': 0,
  'settings.set': 0,
  'reminders.list': 0,
  'reminders.answer': 0,
  'meeting.join': 0,
  'meeting.openLink': 0,
  'meeting.copyLink': 0,
  'meeting.copyDetails': 0,
  'meeting.copyJoinOption': 0,
  'meeting.copyJoinCode': 0,
  'app.start': 0,
  'app.info': 0,
  'app.versions': 0,
  'app.licences': 0,
  'app.openLogs': 0,
  'system.state': 0,
  'updates.state': 0,
  'updates.check': 0,
  'updates.install': 0,
} satisfies Record<Channel, 0>) as readonly Channel[];

/**
 * Page → main, sent by the preload: what a page reports of itself. `live`: it is drawn and handles input. `failed`: its
 * code could not be loaded, or threw so that nothing is drawn. The page dispatches an event of this name on its window.
 */
export const pageStates = ['live', 'failed'] as const;
export type PageState = (typeof pageStates)[number];
export const pageStateChannel = 'page.state';

/** Main → window. */
export interface Signals {
  'agenda.changed': void;
  'sync.statusChanged': SyncStatus;
  'settings.changed': Settings;
  /** `reminders.list` returns something else now. */
  'reminders.changed': void;
  'system.changed': SystemState;
  /** The tray asks the window for the settings. */
  'settings.showRequested': void;
  'updates.changed': UpdateState;
  /** The tray or a reminder asks the window to show this meeting. */
  'agenda.showRequested': OccurrenceRef;
}
export type Signal = keyof Signals;

type Nouns = Channel extends `${infer Noun}.${string}` ? Noun : never;
type Verbs<Noun extends string> =
  Extract<Channel, `${Noun}.${string}`> extends infer C
    ? C extends `${Noun}.${infer Verb}`
      ? Verb
      : never
    : never;

/** What the window sees: `jarvis.agenda.list({from, to})`, `jarvis.sync.onStatus(listener)`. */
export type Jarvis = {
  readonly [Noun in Nouns]: {
    readonly [Verb in Verbs<Noun>]: `${Noun}.${Verb}` extends infer C extends Channel
      ? (request: Request<C>) => Promise<Reply<C>>
      : never;
  };
} & {
  /** Each returns the function that stops listening. */
  readonly agenda: {
    readonly onChanged: (listener: () => void) => () => void;
    /** Also hears the last request made before anyone listened. */
    readonly onShowRequested: (listener: (meeting: OccurrenceRef) => void) => () => void;
  };
  readonly sync: { readonly onStatus: (listener: (status: SyncStatus) => void) => () => void };
  readonly settings: {
    readonly onChanged: (listener: (settings: Settings) => void) => () => void;
    /** Also hears a request made before anyone listened. */
    readonly onShowRequested: (listener: () => void) => () => void;
  };
  readonly reminders: { readonly onChanged: (listener: () => void) => () => void };
  readonly system: { readonly onChanged: (listener: (state: SystemState) => void) => () => void };
  readonly updates: { readonly onChanged: (listener: (state: UpdateState) => void) => () => void };
};
