/** Every setting: its default, and its valid values, in the file and in requests from the window alike. */
import type { SharedCalendar } from '../../shared/assistants.ts';
import { LONGEST_RULE_TEXT, MOST_ATTENTION_RULES } from '../../shared/attention.ts';
import type { AttentionRule } from '../../shared/attention.ts';
import { MOST_AUTO_JOIN_MINUTES } from '../../shared/autoJoin.ts';
import { briefMinuteChoices, historyChoices } from '../../shared/brief.ts';
import { LONGEST_BROWSER_ID, MOST_BROWSER_CHOICES } from '../../shared/browsers.ts';
import type { BrowserChoice } from '../../shared/browsers.ts';
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID } from '../../shared/idLengths.ts';
import { eventTypes } from '../../shared/model.ts';
import { MOST_REMINDER_CALENDARS, MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import type { CalendarReminders } from '../../shared/reminders.ts';
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
const calendarFields = {
  accountId: string(1, LONGEST_ACCOUNT_ID),
  calendarId: string(1, LONGEST_CALENDAR_ID),
};
const sharedCalendar = exactly(calendarFields) as Reader<SharedCalendar>;

const reminderRule = oneOf('google', 'fixed', 'off');
const reminderMinutes = listOf(whole(0, MOST_REMINDER_MINUTES), 1, 5);
const calendarReminders = exactly({
  ...calendarFields,
  rule: reminderRule,
  minutes: reminderMinutes,
}) as Reader<CalendarReminders>;

const browserChoice = exactly({
  accountId: string(1, LONGEST_ACCOUNT_ID),
  browser: string(1, LONGEST_BROWSER_ID),
  profile: orNull(string(1, LONGEST_BROWSER_ID)),
}) as Reader<BrowserChoice>;

const ruleText = string(0, LONGEST_RULE_TEXT);
export const readAttentionRule = exactly<AttentionRule>({
  id: string(1, 60),
  level: oneOf('muted', 'hidden'),
  words: ruleText,
  organizer: ruleText,
  calendar: orNull(sharedCalendar),
  eventType: orNull(oneOf(...eventTypes)),
  free: boolean,
  alone: boolean,
  unanswered: boolean,
  allDay: boolean,
});

export const settingsTable: { readonly [Name in keyof Settings]: Setting<Settings[Name]> } = {
  syncIntervalMinutes: { initial: 5, read: whole(1, 120) },
  reachBack: { initial: 'month', read: oneOf('month', 'year', 'everything') },
  theme: { initial: 'system', read: oneOf('system', 'light', 'dark') },
  density: { initial: 'comfortable', read: oneOf('comfortable', 'compact') },
  language: { initial: 'system', read: oneOf('system', 'en', 'de') },
  timeFormat: { initial: 'auto', read: oneOf('auto', '12', '24') },
  firstDayOfWeek: { initial: 'auto', read: oneOf('auto', 'monday', 'saturday', 'sunday') },
  joinInApps: { initial: [], read: listOf(oneOf('zoom', 'teams'), 0, 2) },
  autoJoin: { initial: false, read: boolean },
  autoJoinMinutes: { initial: 0, read: whole(0, MOST_AUTO_JOIN_MINUTES) },
  browsers: { initial: [], read: listOf(browserChoice, 0, MOST_BROWSER_CHOICES) },
  changeNotices: { initial: true, read: boolean },
  trayCountdown: { initial: 30, read: oneOf(0, 10, 30, 60) },
  startAtLogin: { initial: false, read: boolean },
  globalShortcuts: {
    initial: { showWindow: null, joinNext: null },
    read: exactly({ showWindow: accelerator, joinNext: accelerator }),
  },
  automaticUpdates: { initial: true, read: boolean },
  tokenStorage: { initial: 'ask', read: oneOf('ask', 'memory', 'file') },
  undoSeconds: { initial: 10, read: whole(5, 30) },
  defaultCalendar: { initial: null, read: orNull(sharedCalendar) },
  closeToTrayExplained: { initial: false, read: boolean },
  reminderRule: { initial: 'google', read: reminderRule },
  reminderMinutes: { initial: [10, 1], read: reminderMinutes },
  reminderCalendars: { initial: [], read: listOf(calendarReminders, 0, MOST_REMINDER_CALENDARS) },
  reminderAllDay: { initial: true, read: boolean },
  reminderOnlyWithLink: { initial: false, read: boolean },
  reminderHours: {
    initial: null,
    read: orNull(exactly({ from: timeOfDay, to: timeOfDay, days: listOf(whole(1, 7), 0, 7) })),
  },
  reminderFullScreen: { initial: false, read: boolean },
  remindersPausedUntil: { initial: null, read: orNull(instant) },
  attentionRules: { initial: [], read: listOf(readAttentionRule, 0, MOST_ATTENTION_RULES) },
  briefMinutes: { initial: 10, read: oneOf(...briefMinuteChoices) },
  historyDays: { initial: 365, read: oneOf(...historyChoices) },
  assistantCalendars: { initial: [], read: listOf(sharedCalendar, 0, 500) },
  assistantDetails: { initial: false, read: boolean },
  assistantPrivateEvents: { initial: false, read: boolean },
};

export const defaultSettings = Object.fromEntries(
  Object.entries(settingsTable).map(([name, { initial }]) => [name, initial]),
) as unknown as Settings;
