/**
 * The IPC contract: every call the window can make, its request and its answer. Main registers exactly
 * these, the preload exposes exactly these as `window.jarvis`, and both fail to compile when one is
 * missing. Signals (`agenda.changed`, `sync.status`) carry no calendar data except the status itself.
 */
import type {
  Account,
  AccountId,
  Calendar,
  CalendarId,
  EventId,
  EventTime,
  IsoDate,
  IsoInstant,
  Occurrence,
  OccurrenceDetail,
  ResponseStatus,
} from './model.ts';
import type { Problem } from './problems.ts';
import type { ReminderAnswer, ReminderSettings, ShownReminder } from './reminders.ts';
import type { Result } from './result.ts';
import type { UpdateState } from './updates.ts';

export interface AgendaRange {
  /** Instants; `from` inclusive, `to` exclusive. An occurrence belongs when it overlaps the range. */
  readonly from: IsoInstant;
  readonly to: IsoInstant;
  readonly calendarIds?: readonly CalendarId[];
  /** 1 to 100; 100 when absent. */
  readonly limit?: number;
  /** `nextCursor` of the page before; null, as absent, is the first page. */
  readonly cursor?: string | null;
  /** The viewer's IANA zone, which places all-day dates; the system's when absent. */
  readonly timeZone?: string;
}

export interface AgendaPage {
  /** Sorted by start; all-day ones at their day's beginning in the viewer's zone, before timed ones. */
  readonly occurrences: readonly Occurrence[];
  readonly nextCursor: string | null;
}

export interface SearchRequest {
  /**
   * Words, at most 10,000 characters of them. An event is found when its title, place, people or description
   * hold all of them, each as the beginning of a word; from three letters on also inside the words of titles and
   * places, and words of one or two letters in a description only as a whole. Case, accents and everything that is
   * neither letter, digit nor pictograph do not count; `ü` is `u` and `ue`.
   */
  readonly query: string;
  /** 1 to 100; 20 when absent. */
  readonly limit?: number;
}

/** Why something was found: a text of the event, cut short, and what in it was asked for. Plain text, no markup. */
export interface FoundMatch {
  readonly field: 'title' | 'place' | 'people' | 'description';
  readonly text: string;
  /** UTF-16 offsets in `text`, the end exclusive; in order, none overlapping. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

export interface FoundOccurrence extends Occurrence {
  readonly matches: readonly FoundMatch[];
}

export interface Found {
  /**
   * What is coming up or running, soonest first, then what is over, latest first; visible calendars only. A series
   * once, by its next occurrence or its last one; the same meeting in two calendars once.
   */
  readonly occurrences: readonly FoundOccurrence[];
  /** False while so much is new that not all of it was searched; asked again later, more may be found. */
  readonly complete: boolean;
}

/** Names one occurrence. `accountId` is needed only where two accounts see the same calendar. */
export interface OccurrenceRef {
  readonly accountId?: AccountId;
  readonly calendarId: CalendarId;
  readonly eventId: EventId;
  /** Which instance, when `eventId` is a master's. */
  readonly occurrenceStart?: IsoInstant | IsoDate;
}

/** Names a link of an event. The window never sends a URL: main looks it up in the stored event. */
export interface LinkRef extends OccurrenceRef {
  readonly link:
    | { readonly kind: 'webPage' }
    | { readonly kind: 'map' }
    | { readonly kind: 'joinOption'; readonly index: number }
    | { readonly kind: 'attachment'; readonly index: number }
    /** The n-th link of the description, in the order `descriptionLinks` finds them. */
    | { readonly kind: 'description'; readonly index: number };
}

/** The n-th of `joinOptions`. */
export interface JoinOptionRef extends OccurrenceRef {
  readonly index: number;
}

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

/** From start to end, the end exclusive. */
export interface EventSpan {
  readonly start: EventTime;
  readonly end: EventTime;
}

/** What a change says besides whom it concerns. A series has one change, not one for each occurrence. */
export type ChangeWhat =
  | { readonly kind: 'new' }
  | { readonly kind: 'cancelled' }
  /** The start, the end or both are others. */
  | { readonly kind: 'moved'; readonly from: EventSpan; readonly to: EventSpan }
  | { readonly kind: 'placeChanged'; readonly from: string | null; readonly to: string | null }
  /** The link "Join" leads to. */
  | { readonly kind: 'linkChanged'; readonly from: string | null; readonly to: string | null }
  /** The person's own answer; null: not invited. */
  | {
      readonly kind: 'answerChanged';
      readonly from: ResponseStatus | null;
      readonly to: ResponseStatus | null;
    };
export type ChangeKind = ChangeWhat['kind'];

/**
 * Something a pass changed about what was then coming up. Together with `occurrenceStart` the ids are an
 * `OccurrenceRef`; a cancelled one leads nowhere any more.
 */
export type AgendaChange = ChangeWhat & {
  readonly noticedAt: IsoInstant;
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  /** The single's or the instance's id; of a series as a whole the master's. */
  readonly eventId: EventId;
  /** Set for everything that belongs to a series. */
  readonly masterId?: EventId;
  /** The slot concerned; of a series as a whole the next one that was to come. */
  readonly occurrenceStart?: IsoInstant | IsoDate;
  /** The series as a whole changed. */
  readonly wholeSeries: boolean;
  readonly title: string;
  /** Where it is now, and for a cancelled one where it was. */
  readonly start: EventTime;
  /** The person's own answer then, null when not invited; absent in what older versions noticed. */
  readonly selfResponse?: ResponseStatus | null;
};

export interface ChangesRequest {
  /** Only what was noticed at or after this instant; all of the last 30 days when absent. */
  readonly since?: IsoInstant;
  /** 1 to 100; 100 when absent. */
  readonly limit?: number;
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

export type AppJoinService = 'zoom' | 'teams';
export type GlobalAction = 'showWindow' | 'joinNext';

export interface Settings extends ReminderSettings {
  /** Minutes between background passes before jitter: 1 to 120. */
  readonly syncIntervalMinutes: number;
  readonly reachBack: 'month' | 'year' | 'everything';
  readonly theme: 'system' | 'light' | 'dark';
  /** `auto`: as the system's region has it. */
  readonly timeFormat: 'auto' | '12' | '24';
  readonly firstDayOfWeek: 'auto' | 'monday' | 'saturday' | 'sunday';
  /** Services whose meetings open in the app installed for them instead of the browser. */
  readonly joinInApps: readonly AppJoinService[];
  /** Notifications about what a pass changed of what is coming up soon. */
  readonly changeNotices: boolean;
  /** Started, without its window, when the person signs in to the system. */
  readonly startAtLogin: boolean;
  /** Keys that work in every program; null: none. In the form of Electron's accelerators. */
  readonly globalShortcuts: { readonly [Action in GlobalAction]: string | null };
  /** Looks for new versions and fetches them, where the app updates itself. */
  readonly automaticUpdates: boolean;
  /** What happens with sign-in tokens where the system has no keyring: `ask` keeps them in memory meanwhile. */
  readonly tokenStorage: 'ask' | 'memory' | 'file';
  /** The close-to-tray explanation was shown. */
  readonly closeToTrayExplained: boolean;
}

/**
 * What became of the keys for an action: `taken` by another program or another action, `invalid` when no keys
 * are meant or they are needed for typing, `unsupported` where the desktop lets no program have such keys.
 */
export type ShortcutState = 'off' | 'works' | 'taken' | 'invalid' | 'unsupported';

/** How the system answers to the settings in which it has a say. */
export interface SystemState {
  /** A place that keeps the app within reach while its window is closed. Where there is none, closing quits. */
  readonly hasTray: boolean;
  /** `unsupported` also for keys not chosen yet, where no keys would work. */
  readonly globalShortcuts: { readonly [Action in GlobalAction]: ShortcutState };
  /** Whether `startAtLogin` can be chosen here. That setting follows what the system has, whoever changed it. */
  readonly canStartAtLogin: boolean;
  /** The last change of `startAtLogin` could not be carried out. */
  readonly startAtLoginFailed: boolean;
}

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

/** Everything that the window's first paint shows, in one answer. */
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

/** request → answer, by channel. `void` means no argument. */
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
  /** Puts a text for a bug report on the clipboard and answers it: figures, no titles, no addresses. */
  'sync.copyDiagnostics': { request: void; answer: string };
  'accounts.list': { request: void; answer: readonly Account[] };
  /** Opens the browser and resolves when the account is connected. */
  'accounts.connectGoogle': { request: void; answer: Account };
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
  /** Asks for a new version; answers when that is known. A download may go on. */
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

/** Main → window. */
export interface Signals {
  'agenda.changed': void;
  'sync.statusChanged': SyncStatus;
  'settings.changed': Settings;
  /** `reminders.list` answers something else now. */
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
  /** Each answers the function that stops listening. */
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
