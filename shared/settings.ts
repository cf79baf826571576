/** The person's settings, and how the system responds to them. */
import type { AssistantSettings } from './assistants.ts';
import type { AttentionSettings } from './attention.ts';
import type { AutoJoinSettings } from './autoJoin.ts';
import type { BriefSettings } from './brief.ts';
import type { BrowserSettings } from './browsers.ts';
import type { LanguageChoice } from './messages/messagesFor.ts';
import type { ReminderSettings } from './reminders.ts';
import type { TimeFormat } from './text/createFormat.ts';
import type { FirstDayOfWeek } from './text/week.ts';
import type { CalendarChoice } from './writing.ts';

export type AppJoinService = 'zoom' | 'teams';
export type GlobalAction = 'showWindow' | 'joinNext';

export interface Settings
  extends
    ReminderSettings,
    AssistantSettings,
    AttentionSettings,
    AutoJoinSettings,
    BriefSettings,
    BrowserSettings {
  /** Minutes between background passes before jitter: 1 to 120. */
  readonly syncIntervalMinutes: number;
  readonly reachBack: 'month' | 'year' | 'everything';
  readonly theme: 'system' | 'light' | 'dark';
  /** How much room a meeting takes in the list. */
  readonly density: 'comfortable' | 'compact';
  /** The language of texts and dates; the time format and the first day of the week follow the region. */
  readonly language: LanguageChoice;
  readonly timeFormat: TimeFormat;
  readonly firstDayOfWeek: FirstDayOfWeek;
  /** Services whose meetings open in their installed app instead of the browser. */
  readonly joinInApps: readonly AppJoinService[];
  /** Notifications about changes to what is coming up soon. */
  readonly changeNotices: boolean;
  /** For how many minutes before a meeting the tray counts down; 0: never. */
  readonly trayCountdown: 0 | 10 | 30 | 60;
  /** Start without a window when the person logs in to the system. */
  readonly startAtLogin: boolean;
  /** Global shortcuts; null: none. In the format of Electron's accelerators. */
  readonly globalShortcuts: { readonly [Action in GlobalAction]: string | null };
  /** Checks for new versions and downloads them, if the app updates itself here. */
  readonly automaticUpdates: boolean;
  /** Where sign-in tokens are stored if the system has no keyring; `ask` keeps them in memory meanwhile. */
  readonly tokenStorage: 'ask' | 'memory' | 'file';
  /** For how many seconds a change that mails someone can be undone before it is sent: 5 to 30. */
  readonly undoSeconds: number;
  /** Where new events go; null: the first calendar that can be written to. */
  readonly defaultCalendar: CalendarChoice | null;
  /** The explanation about closing to the tray has been shown. */
  readonly closeToTrayExplained: boolean;
}

/**
 * The state of a shortcut: `taken` by another program or another action; `invalid` if the text is not a shortcut or
 * the keys are needed for typing; `unsupported` if the desktop has no global shortcuts.
 */
export type ShortcutState = 'off' | 'works' | 'taken' | 'invalid' | 'unsupported';

/** How the system responds to the settings that depend on it. */
export interface SystemState {
  /** Whether the app can be reached while its window is closed. If not, closing the window quits. */
  readonly hasTray: boolean;
  /** `unsupported` also for actions without keys, if no keys would work. */
  readonly globalShortcuts: { readonly [Action in GlobalAction]: ShortcutState };
  /** Whether `startAtLogin` is supported here. That setting follows the system's list, whoever changed it. */
  readonly canStartAtLogin: boolean;
  /** The last change of `startAtLogin` could not be carried out. */
  readonly startAtLoginFailed: boolean;
}
