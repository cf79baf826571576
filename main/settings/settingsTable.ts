/** Every setting: what it is at first, and what it may be, in the file and in requests from the window alike. */
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import type { Settings } from '../../shared/settings.ts';
import {
  boolean,
  exactly,
  instant,
  listOf,
  matching,
  oneOf,
  orNull,
  string,
  whole,
} from '../platform/jsonReaders.ts';
import type { Reader } from '../platform/jsonReaders.ts';

interface Setting<T> {
  readonly initial: T;
  readonly read: Reader<T>;
}

const timeOfDay = matching(/^([01]\d|2[0-3]):[0-5]\d$/);
const accelerator = orNull(string(1, 60));

export const settingsTable: { readonly [Name in keyof Settings]: Setting<Settings[Name]> } = {
  syncIntervalMinutes: { initial: 5, read: whole(1, 120) },
  reachBack: { initial: 'month', read: oneOf('month', 'year', 'everything') },
  theme: { initial: 'system', read: oneOf('system', 'light', 'dark') },
  timeFormat: { initial: 'auto', read: oneOf('auto', '12', '24') },
  firstDayOfWeek: { initial: 'auto', read: oneOf('auto', 'monday', 'saturday', 'sunday') },
  joinInApps: { initial: [], read: listOf(oneOf('zoom', 'teams'), 0, 2) },
  changeNotices: { initial: true, read: boolean },
  startAtLogin: { initial: false, read: boolean },
  globalShortcuts: {
    initial: { showWindow: null, joinNext: null },
    read: exactly({ showWindow: accelerator, joinNext: accelerator }),
  },
  automaticUpdates: { initial: true, read: boolean },
  tokenStorage: { initial: 'ask', read: oneOf('ask', 'memory', 'file') },
  closeToTrayExplained: { initial: false, read: boolean },
  reminderRule: { initial: 'google', read: oneOf('google', 'fixed', 'off') },
  reminderMinutes: { initial: [10, 1], read: listOf(whole(0, MOST_REMINDER_MINUTES), 1, 5) },
  reminderAllDay: { initial: true, read: boolean },
  reminderOnlyWithLink: { initial: false, read: boolean },
  reminderHours: {
    initial: null,
    read: orNull(exactly({ from: timeOfDay, to: timeOfDay, days: listOf(whole(1, 7), 0, 7) })),
  },
  remindersPausedUntil: { initial: null, read: orNull(instant) },
};

export const defaultSettings = Object.fromEntries(
  Object.entries(settingsTable).map(([name, { initial }]) => [name, initial]),
) as unknown as Settings;
