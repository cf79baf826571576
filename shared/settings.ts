/** What a person can set, and how the system answers to it. */
import type { ReminderSettings } from './reminders.ts';
import type { TimeFormat } from './text/createFormat.ts';
import type { FirstDayOfWeek } from './text/week.ts';

export type AppJoinService = 'zoom' | 'teams';
export type GlobalAction = 'showWindow' | 'joinNext';

export interface Settings extends ReminderSettings {
  /** Minutes between background passes before jitter: 1 to 120. */
  readonly syncIntervalMinutes: number;
  readonly reachBack: 'month' | 'year' | 'everything';
  readonly theme: 'system' | 'light' | 'dark';
  readonly timeFormat: TimeFormat;
  readonly firstDayOfWeek: FirstDayOfWeek;
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
