/**
 * The IPC contract: every call the window can make, with its request and its reply. Main registers exactly these, the
 * preload exposes exactly these as `window.jarvis`, and neither compiles if one is missing. Signals
 * (`agenda.changed`, `sync.status`) contain no calendar data except the status itself.
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
import type { ListChangesRequest, ListedChange } from './agendaChanges.ts';
import type { AssistantCall } from './assistants.ts';
import type { AttentionChoice, AttentionRule, MutedPart, RulePreview } from './attention.ts';
import type { ComingJoin } from './autoJoin.ts';
import type { Brief, BriefRequest } from './brief.ts';
import type { InstalledBrowser } from './browsers.ts';
import type { FeedChange, FeedDetails, FeedRequest } from './feeds.ts';
import type { Invitations } from './invitations.ts';
import type { Hook, HookChoice } from './hooks.ts';
import type { LoadRequest, WeekLoad } from './meetingLoad.ts';
import type { Account, AccountId, Calendar, CalendarId, IsoDate, OccurrenceDetail } from './model.ts';
import type {
  FoundNote,
  MeetingNotes,
  Note,
  NotedMeeting,
  NoteList,
  NotesBackup,
  NotesToExport,
  NoteToSave,
  SavedNote,
} from './notes.ts';
import type { Problem } from './problems.ts';
import type { ProxyLoginRequest } from './proxyLogin.ts';
import type { QuickLine, QuickRequest } from './quickAdd.ts';
import type { ReminderAnswer, ReminderForm, ShownReminder } from './reminders.ts';
import type { Result } from './result.ts';
import type { SetupStep } from './setupSteps.ts';
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
import type { Draft, Notify, OutboxItem, Preview, Reach, SavedDraft, WritingState } from './writing.ts';

/** The app's state for the window's first paint and its onboarding. */
export interface AppInfo {
  readonly version: string;
  readonly packaged: boolean;
  readonly locale: string;
  readonly platform: string;
  readonly hasTray: boolean;
  /** True if there is a Google OAuth client id (from the environment, a chosen file or the build). */
  readonly hasGoogleClient: boolean;
  /** `none` means that tokens can be stored only in memory or in a plain file. */
  readonly keyring: 'available' | 'none';
}

/** The versions of what the app runs on, for a bug report. */
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
  /**
   * The first pages of the ranges that the window requests first (shared/firstRanges.ts); fewer if there is a
   * problem.
   */
  readonly pages: readonly { readonly range: AgendaRange; readonly page: AgendaPage }[];
}

/** Request and reply by channel. `void` means no argument. */
export interface Calls {
  'agenda.list': { request: AgendaRange; answer: AgendaPage };
  'agenda.get': { request: OccurrenceRef; answer: OccurrenceDetail };
  'agenda.search': { request: SearchRequest; answer: Found };
  /** What passes changed about upcoming events of visible calendars, newest first. */
  /** Newest first. */
  'agenda.changes': { request: ListChangesRequest | void; answer: readonly ListedChange[] };
  'agenda.load': { request: LoadRequest; answer: WeekLoad };
  /** The invitations that the person has not answered and that are not over. */
  'invitations.list': { request: void; answer: Invitations };
  'sync.request': {
    request: { readonly mode?: 'foreground' | 'background' } | void;
    answer: PassOutcome | null;
  };
  'sync.status': { request: void; answer: SyncStatus };
  /** The last passes, newest first. */
  'sync.history': { request: void; answer: readonly PassRecord[] };
  'sync.inspect': { request: void; answer: readonly AccountInspection[] };
  /** Audits the named calendars, by default all visible ones; resolves when that is done. */
  'sync.audit': {
    request: { readonly accountId?: AccountId; readonly calendarId?: CalendarId } | void;
    answer: AuditReport;
  };
  /** Decides about a held sweep; resolves when the decision has been carried out. `notFound` if none is held. */
  'sync.resolveSweep': {
    request: CalendarRef & { readonly choice: 'keep' | 'remove' };
    answer: PassOutcome;
  };
  /** Copies a text for a bug report to the clipboard and returns it: figures, no titles, no addresses. */
  'sync.copyDiagnostics': { request: void; answer: string };
  'accounts.list': { request: void; answer: readonly Account[] };
  /** Opens the browser and resolves when the account is connected. With `accountId`, that account signs in again. */
  'accounts.connectGoogle': { request: { readonly accountId?: AccountId } | void; answer: Account };
  'accounts.cancelConnect': { request: void; answer: null };
  /** Lets the person choose the client file downloaded from Google Cloud. */
  'accounts.chooseClientFile': { request: void; answer: { readonly chosen: boolean } };
  /** The content of such a file, dropped on the window or pasted. */
  'accounts.useClientFile': { request: { readonly text: string }; answer: null };
  /** Opens the page of Google's console for this step of creating a client file. */
  'accounts.openSetupPage': { request: { readonly step: SetupStep }; answer: null };
  'accounts.connectSample': { request: void; answer: Account };
  /** Asks an address for its calendar and resolves when it is added; a known one gets a new address. */
  'accounts.connectFeed': { request: FeedRequest; answer: Account };
  /** Lets the person choose a calendar file and adds it; a known calendar is read from it from then on. */
  'accounts.chooseFeedFile': { request: { readonly accountId?: AccountId } | void; answer: Account };
  'accounts.feedDetails': { request: { readonly accountId: AccountId }; answer: FeedDetails };
  'accounts.changeFeed': {
    request: { readonly accountId: AccountId; readonly change: FeedChange };
    answer: FeedDetails;
  };
  /** `writesWaiting` if changes of this account have not been sent, unless `waiting` says what becomes of them. */
  'accounts.disconnect': {
    request: { readonly accountId: AccountId; readonly waiting?: 'send' | 'discard' };
    answer: null;
  };
  'calendars.list': { request: void; answer: readonly Calendar[] };
  'calendars.setVisible': {
    request: { readonly accountId?: AccountId; readonly calendarId: CalendarId; readonly visible: boolean };
    answer: null;
  };
  /** Opens Google Calendar's page for a new event on that day. `notFound` without a Google account. */
  'calendars.newEvent': { request: { readonly date: IsoDate }; answer: null };
  'settings.get': { request: void; answer: Settings };
  'settings.set': { request: Partial<Settings>; answer: Settings };
  /** The reminders in that form of window, the earliest meeting first. */
  'reminders.list': { request: { readonly form: ReminderForm }; answer: readonly ShownReminder[] };
  'reminders.answer': {
    request: { readonly id: string; readonly answer: ReminderAnswer };
    answer: null;
  };
  /** The height of what the reminder window shows, in CSS pixels. */
  'reminders.fit': { request: { readonly height: number }; answer: null };
  /** Dismisses or mutes a meeting, its series or its calendar, or takes that back. */
  'attention.choose': { request: OccurrenceRef & { readonly choice: AttentionChoice }; answer: null };
  /** The muted series and calendars. */
  'attention.muted': { request: void; answer: readonly MutedPart[] };
  'attention.unmute': { request: { readonly part: MutedPart }; answer: null };
  /** What a rule hits in the next four weeks. */
  'attention.preview': { request: { readonly rule: AttentionRule }; answer: RulePreview };
  /** Chooses whether this meeting is joined automatically; `on` null: as the setting says. */
  'autoJoin.choose': { request: OccurrenceRef & { readonly on: boolean | null }; answer: null };
  /** The meeting that is about to be joined; null if none is. */
  'autoJoin.coming': { request: void; answer: ComingJoin | null };
  'autoJoin.cancel': { request: { readonly id: string }; answer: null };
  /** The browsers of this computer, by name. */
  'browsers.list': { request: void; answer: readonly InstalledBrowser[] };
  /** The last calls of AI assistants, newest first. */
  'assistants.calls': { request: void; answer: readonly AssistantCall[] };
  'hooks.list': { request: void; answer: readonly Hook[] };
  /** Lets the person choose a program; null if they choose none. */
  'hooks.chooseProgram': { request: void; answer: string | null };
  /**
   * Adds a hook, or changes the one with this id. Main asks the person before it does: `cancelled` if they do not
   * allow it. `hookRefused` if the program cannot be run.
   */
  'hooks.save': { request: HookChoice & { readonly id?: string }; answer: readonly Hook[] };
  /** Main asks the person before it switches one on. */
  'hooks.setOn': { request: { readonly id: string; readonly on: boolean }; answer: readonly Hook[] };
  'hooks.remove': { request: { readonly id: string }; answer: readonly Hook[] };
  /** Runs it with a made-up event; returns when it has ended. */
  'hooks.test': { request: { readonly id: string }; answer: readonly Hook[] };
  'meeting.join': { request: OccurrenceRef; answer: null };
  'meeting.openLink': { request: LinkRef; answer: null };
  /** Opens the event in Google Calendar, where an invitation can be answered. */
  'meeting.openToRespond': { request: OccurrenceRef; answer: null };
  /** The link to join, or otherwise to the event in Google Calendar. */
  'meeting.copyLink': { request: OccurrenceRef; answer: null };
  /** The link that opens this meeting in the app. */
  /** Prepares a mail to the guests in the person's mail program. `notFound` if there is nobody to write to. */
  'meeting.mailLate': { request: OccurrenceRef & { readonly minutes: number }; answer: null };
  'meeting.copyLate': { request: OccurrenceRef & { readonly minutes: number }; answer: null };
  'meeting.copyOwnLink': { request: OccurrenceRef; answer: null };
  /** Title, time with its zone, place and link, as plain text. */
  'meeting.copyDetails': { request: OccurrenceRef; answer: null };
  /** The number, address or link of another way to join, without its scheme unless that is https. */
  'meeting.copyJoinOption': { request: JoinOptionRef; answer: null };
  'meeting.copyJoinCode': { request: JoinCodeRef; answer: null };
  /** What to know before a meeting. Asked for after the page has painted. */
  'brief.of': { request: BriefRequest; answer: Brief };
  /** The person has opened the meeting: later briefs tell what changed since. */
  'brief.looked': { request: OccurrenceRef; answer: null };
  /** Shows a meeting that a brief names in the main window. */
  'brief.show': { request: OccurrenceRef; answer: null };
  /** The person's own notes on an occurrence and its series. */
  'notes.of': { request: { readonly meeting: NotedMeeting }; answer: MeetingNotes };
  'notes.read': { request: { readonly id: string }; answer: Note };
  /** Saves what was typed. A note without text counts as deleted. */
  'notes.save': { request: NoteToSave; answer: SavedNote };
  /** By the start of their meetings, the latest first. `limit`: 1 to 1000. */
  'notes.list': { request: { readonly limit: number }; answer: NoteList };
  'notes.search': {
    request: { readonly query: string; readonly limit: number };
    answer: readonly FoundNote[];
  };
  /** The keys (`noteKey`) of all notes, to mark their meetings in lists. */
  'notes.marks': { request: void; answer: readonly string[] };
  /** How many notes an account's meetings have. */
  'notes.count': { request: { readonly accountId: AccountId }; answer: number };
  /** Deletes these notes, also in the backups. */
  'notes.removeOf': { request: { readonly accountId: AccountId }; answer: null };
  /** Writes notes as Markdown files into a folder that the person chooses; `cancelled` if they choose none. */
  'notes.export': { request: NotesToExport; answer: { readonly written: number } };
  'notes.backups': { request: void; answer: readonly NotesBackup[] };
  /** Replaces all notes by those of a backup. */
  'notes.restore': { request: { readonly id: string }; answer: null };
  /** Called by the preload when the page begins to load. */
  'app.start': { request: void; answer: AppStart };
  'app.info': { request: void; answer: AppInfo };
  'app.versions': { request: void; answer: AppVersions };
  /** The licences of the app and everything in it, as text. */
  'app.licences': { request: void; answer: string };
  /** Shows the log folder in the system's file manager. */
  'app.openLogs': { request: void; answer: null };
  /** Asks the system again. */
  'system.state': { request: void; answer: SystemState };
  /** The login for a proxy that a problem named. `invalidRequest` for any other. */
  'system.loginToProxy': { request: ProxyLoginRequest; answer: null };
  'writing.state': { request: void; answer: WritingState };
  /** Opens the browser for Google's consent and resolves when it is given. Reading goes on if it is not [W4]. */
  'writing.enable': {
    request: { readonly accountId: AccountId; readonly reach: Reach };
    answer: WritingState;
  };
  'writing.cancel': { request: void; answer: null };
  /** From then on nothing is sent. What waits stays in the list. */
  'writing.disable': { request: { readonly accountId: AccountId }; answer: WritingState };
  /** Says what would be sent, and to whom. Sends nothing. */
  'edits.preview': { request: { readonly draft: Draft }; answer: Preview };
  /**
   * Puts the previewed change into the outbox. `opId`: a UUID made by the window; the same one again changes nothing.
   * `previewExpired` if the token is unknown, used or old.
   */
  'edits.submit': {
    request: { readonly opId: string; readonly token: string; readonly notify: Notify };
    answer: OutboxItem;
  };
  /** Keeps the text of an unfinished form; null removes it. */
  /** What a typed line means as a new event. Nothing leaves this computer. */
  'edits.parseQuick': { request: QuickRequest; answer: QuickLine };
  'edits.saveDraft': { request: { readonly draftId: string; readonly text: string | null }; answer: null };
  'edits.drafts': { request: void; answer: readonly SavedDraft[] };
  /** What is on its way, and what the person must decide; in the order in which it was asked for. */
  'outbox.list': { request: void; answer: readonly OutboxItem[] };
  /** Takes back what has not been sent yet. `notFound` once it has. */
  'outbox.undo': { request: { readonly opId: string }; answer: null };
  'outbox.retry': { request: { readonly opId: string }; answer: null };
  'outbox.resolve': { request: { readonly opId: string; readonly keep: 'mine' | 'theirs' }; answer: null };
  'outbox.discard': { request: { readonly opId: string }; answer: null };
  /** Copies what was typed as plain text. */
  'outbox.copyText': { request: { readonly opId: string }; answer: null };
  'updates.state': { request: void; answer: UpdateState };
  /** Checks for a new version; returns when the result is known. A download may still be running. */
  'updates.check': { request: void; answer: UpdateState };
  /** Quits and starts the new version. `notFound` if none is ready. */
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
  'agenda.load': 0,
  'invitations.list': 0,
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
  'accounts.useClientFile': 0,
  'accounts.openSetupPage': 0,
  'accounts.connectSample': 0,
  'accounts.connectFeed': 0,
  'accounts.chooseFeedFile': 0,
  'accounts.feedDetails': 0,
  'accounts.changeFeed': 0,
  'accounts.disconnect': 0,
  'calendars.list': 0,
  'calendars.setVisible': 0,
  'calendars.newEvent': 0,
  'settings.get': 0,
  'settings.set': 0,
  'reminders.list': 0,
  'reminders.answer': 0,
  'reminders.fit': 0,
  'attention.choose': 0,
  'attention.muted': 0,
  'attention.unmute': 0,
  'attention.preview': 0,
  'autoJoin.choose': 0,
  'autoJoin.coming': 0,
  'autoJoin.cancel': 0,
  'browsers.list': 0,
  'assistants.calls': 0,
  'hooks.list': 0,
  'hooks.chooseProgram': 0,
  'hooks.save': 0,
  'hooks.setOn': 0,
  'hooks.remove': 0,
  'hooks.test': 0,
  'meeting.join': 0,
  'meeting.openLink': 0,
  'meeting.openToRespond': 0,
  'meeting.copyLink': 0,
  'meeting.mailLate': 0,
  'meeting.copyLate': 0,
  'meeting.copyOwnLink': 0,
  'meeting.copyDetails': 0,
  'meeting.copyJoinOption': 0,
  'meeting.copyJoinCode': 0,
  'brief.of': 0,
  'brief.looked': 0,
  'brief.show': 0,
  'notes.of': 0,
  'notes.read': 0,
  'notes.save': 0,
  'notes.list': 0,
  'notes.search': 0,
  'notes.marks': 0,
  'notes.count': 0,
  'notes.removeOf': 0,
  'notes.export': 0,
  'notes.backups': 0,
  'notes.restore': 0,
  'app.start': 0,
  'app.info': 0,
  'app.versions': 0,
  'app.licences': 0,
  'app.openLogs': 0,
  'system.state': 0,
  'system.loginToProxy': 0,
  'writing.state': 0,
  'writing.enable': 0,
  'writing.cancel': 0,
  'writing.disable': 0,
  'edits.preview': 0,
  'edits.submit': 0,
  'edits.parseQuick': 0,
  'edits.saveDraft': 0,
  'edits.drafts': 0,
  'outbox.list': 0,
  'outbox.undo': 0,
  'outbox.retry': 0,
  'outbox.resolve': 0,
  'outbox.discard': 0,
  'outbox.copyText': 0,
  'updates.state': 0,
  'updates.check': 0,
  'updates.install': 0,
} satisfies Record<Channel, 0>) as readonly Channel[];

/**
 * From page to main, sent by the preload: the states that a page reports. `live`: it is drawn and handles input.
 * `failed`: its code could not be loaded, or threw so that nothing is drawn. The page dispatches an event with this
 * name on its window.
 */
export const pageStates = ['live', 'failed'] as const;
export type PageState = (typeof pageStates)[number];
/**
 * A calendar file that was dropped on the window. Only the preload sends it: the page never learns its path and cannot
 * name one.
 */
export const droppedFileChannel = 'file.dropped';

export const pageStateChannel = 'page.state';

/** From main to the windows. */
export interface Signals {
  'agenda.changed': void;
  'sync.statusChanged': SyncStatus;
  'settings.changed': Settings;
  /** Briefs have more to tell, or less: what is kept of passed meetings has changed. */
  'brief.changed': void;
  /** A note was written, or all were replaced. */
  'notes.changed': void;
  /** `reminders.list` returns something else now. */
  'reminders.changed': void;
  /** `autoJoin.coming` returns something else now. */
  'autoJoin.changed': void;
  'system.changed': SystemState;
  /** The tray asks the window to show the unanswered invitations. */
  'invitations.showRequested': void;
  /** The tray asks the window for a new event, or for a meeting that begins now. */
  'edits.newRequested': 'event' | 'meetNow';
  /** `hooks.list` returns something else now. */
  'hooks.changed': void;
  /** The tray asks the window to show the settings. */
  'settings.showRequested': void;
  'updates.changed': UpdateState;
  /** `writing.state` returns something else now. */
  'writing.changed': void;
  /** The tray asks the window to show what has not been sent. */
  'outbox.showRequested': void;
  /** `outbox.list` returns something else now. */
  'outbox.changed': void;
  /** The tray or a reminder asks the window to show this meeting. */
  'agenda.showRequested': OccurrenceRef;
  /** A link asks the window to show this day. */
  'agenda.showDayRequested': IsoDate;
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
  /** Each returns the function that removes the listener. */
  readonly agenda: {
    readonly onChanged: (listener: () => void) => () => void;
    /** Also called with the last request made before there was a listener. */
    readonly onShowRequested: (listener: (meeting: OccurrenceRef) => void) => () => void;
    /** The same for a day. */
    readonly onShowDayRequested: (listener: (date: IsoDate) => void) => () => void;
  };
  /** Also called for a request made before there was a listener. */
  /** Also called for a request made before there was a listener. */
  readonly edits: { readonly onNewRequested: (listener: (what: 'event' | 'meetNow') => void) => () => void };
  readonly invitations: { readonly onShowRequested: (listener: () => void) => () => void };
  readonly sync: { readonly onStatus: (listener: (status: SyncStatus) => void) => () => void };
  readonly settings: {
    readonly onChanged: (listener: (settings: Settings) => void) => () => void;
    /** Also called for a request made before there was a listener. */
    readonly onShowRequested: (listener: () => void) => () => void;
  };
  readonly brief: { readonly onChanged: (listener: () => void) => () => void };
  readonly notes: { readonly onChanged: (listener: () => void) => () => void };
  readonly reminders: { readonly onChanged: (listener: () => void) => () => void };
  readonly autoJoin: { readonly onChanged: (listener: () => void) => () => void };
  readonly hooks: { readonly onChanged: (listener: () => void) => () => void };
  readonly system: { readonly onChanged: (listener: (state: SystemState) => void) => () => void };
  readonly updates: { readonly onChanged: (listener: (state: UpdateState) => void) => () => void };
  readonly writing: { readonly onChanged: (listener: () => void) => () => void };
  readonly outbox: {
    readonly onChanged: (listener: () => void) => () => void;
    /** Also called for a request made before there was a listener. */
    readonly onShowRequested: (listener: () => void) => () => void;
  };
};
