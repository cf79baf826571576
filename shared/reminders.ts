/**
 * Types of the reminders, shared by the code that reads them from the store, plans and shows them (main/reminders),
 * and by the window, which answers them.
 */
import type { AccountId, CalendarId, EventId, IsoDate, IsoInstant, Occurrence } from './model.ts';
import type { Format } from './text/createFormat.ts';
import { addDays, dateOf, startOfDate } from './text/days.ts';

/** As set in Google [S29], a fixed number of minutes before the start, or not at all. */
export type ReminderRule = 'google' | 'fixed' | 'off';

/** When reminders are shown: a part of `Settings`. */
export interface ReminderSettings {
  /** For every calendar that is not in `reminderCalendars`. With `off`, nothing is shown for those either. */
  readonly reminderRule: ReminderRule;
  /** For the rule `fixed`: 1 to 5 numbers of minutes before the start, 0 to 40320 each. */
  readonly reminderMinutes: readonly number[];
  /** Calendars with a rule of their own. */
  readonly reminderCalendars: readonly CalendarReminders[];
  /** Whether to show reminders that the person set for an all-day event in Google. */
  readonly reminderAllDay: boolean;
  /** Only for meetings that can be joined online. */
  readonly reminderOnlyWithLink: boolean;
  /** Only for meetings that begin within these hours of the viewer's zone; null: at any time. */
  readonly reminderHours: ReminderHours | null;
  /** Reminders of what begins within the hour cover every screen until they are answered. */
  readonly reminderFullScreen: boolean;
  /** Nothing is shown before this instant. */
  readonly remindersPausedUntil: IsoInstant | null;
}

export interface CalendarReminders {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly rule: ReminderRule;
  /** As `reminderMinutes`; kept while the rule is another one. */
  readonly minutes: readonly number[];
}

export const MOST_REMINDER_CALENDARS = 500;

export interface ReminderHours {
  /** `HH:MM`; `to` is exclusive, and on the next day if it is not after `from`. */
  readonly from: string;
  readonly to: string;
  /** ISO weekdays, from 1 for Monday to 7 for Sunday. */
  readonly days: readonly number[];
}

/** Google's longest, four weeks [S29]. */
export const MOST_REMINDER_MINUTES = 40_320;

/** An occurrence with the reminders that Google would show. */
export interface RemindedOccurrence {
  readonly occurrence: Occurrence;
  /** Minutes of its popup reminders; Google itself sends e-mails. */
  readonly popupMinutes: readonly number[];
  /** Whether they are the event's own, not its calendar's defaults. */
  readonly own: boolean;
  /** The person chose "no notification" for this event in Google, not even an e-mail. */
  readonly silenced: boolean;
  readonly iCalUid: string | null;
}

/** One occurrence at one time: if it is moved, it has new reminders. */
export interface OccurrenceKey {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly eventId: EventId;
  /** Its start: an instant, or the date of an all-day event. */
  readonly start: IsoInstant | IsoDate;
  /** Not part of its identity: it recognizes the same meeting in another calendar [S23]. */
  readonly iCalUid: string | null;
}

/** A reminder that need not be shown any more, because it was shown or had passed [F21]. */
export interface SettledReminder extends OccurrenceKey {
  readonly minutes: number;
}

export interface Snooze extends OccurrenceKey {
  readonly untilMs: number;
}

export interface ReminderQuestion {
  /** In any order. */
  readonly occurrences: readonly RemindedOccurrence[];
  /** `occurrences` contains everything that overlaps `[fromMs, toMs)`. */
  readonly fromMs: number;
  readonly toMs: number;
  /** False until a first sync has filled the calendar: occurrences that are missing may still come. */
  readonly isComplete: boolean;
  readonly settings: ReminderSettings;
  readonly settled: readonly SettledReminder[];
  readonly snoozes: readonly Snooze[];
  /** Shown and not answered yet. */
  readonly onScreen: readonly OccurrenceKey[];
  readonly nowMs: number;
  /** Until when reminders were last checked. What became due since was missed during sleep [F16]. */
  readonly watchedUntilMs: number;
  /** The viewer's IANA zone. */
  readonly timeZone: string;
}

export interface DueReminder {
  readonly occurrence: Occurrence;
  readonly key: OccurrenceKey;
  readonly startMs: number;
  /** What is settled by showing it: the reminder itself and earlier ones that it replaces. Empty for a snooze. */
  readonly settles: readonly SettledReminder[];
}

export interface ReminderPlan {
  /** To be shown now, the earliest meeting first; at most one per occurrence. */
  readonly due: readonly DueReminder[];
  /** Passed without needing to be shown. */
  readonly passed: readonly SettledReminder[];
  /** When to plan again at the latest; null if nothing is known to become due. */
  readonly nextAtMs: number | null;
  /** Those of `onScreen` and `snoozes` that are over, deleted, moved or declined [F22]. */
  readonly obsolete: readonly OccurrenceKey[];
}

export type PlanReminders = (question: ReminderQuestion) => ReminderPlan;

/** The small window on top of the others, or the windows that cover the screens. */
export type ReminderForm = 'window' | 'fullScreen';

/** An unanswered reminder in a reminder window. */
export interface ShownReminder {
  /** Its id for `reminders.answer`. */
  readonly id: string;
  readonly occurrence: Occurrence;
}

/**
 * How an invitation can be answered from its notification: with its buttons, or only in the app, because it comes from
 * someone whose meetings the person has never accepted.
 */
export type NoticeAnswering = 'none' | 'direct' | 'inApp';

/** `snooze`: five minutes; `snoozeToStart`: until the meeting begins. */
export type ReminderAnswer = 'join' | 'snooze' | 'snoozeToStart' | 'dismiss';

/** Returns when a pause that begins now ends: after an hour, or at the beginning of the viewer's next day. */
export const pauseEnd = (pause: 'hour' | 'tomorrow', nowMs: number, timeZone: string): IsoInstant => {
  const endMs =
    pause === 'hour' ? nowMs + 3_600_000 : startOfDate(addDays(dateOf(nowMs, timeZone), 1), timeZone);
  return new Date(endMs).toISOString();
};

/** Returns when a pause ends, for a sentence: the time if it is today, otherwise the day. */
export const pauseEndText = (
  untilMs: number,
  nowMs: number,
  format: Pick<Format, 'dateOf' | 'dayInSentence' | 'time'>,
): string => {
  const [day, today] = [format.dateOf(untilMs), format.dateOf(nowMs)];
  return day === today ? format.time(untilMs) : format.dayInSentence(day, today);
};

export const keyOf = (
  { accountId, calendarId, eventId, start }: Occurrence,
  iCalUid: string | null,
): OccurrenceKey => ({
  accountId,
  calendarId,
  eventId,
  start: start.kind === 'date' ? start.date : new Date(start.ms).toISOString(),
  iCalUid,
});

/** Equal for the same occurrence at the same time. */
export const textOfKey = ({ accountId, calendarId, eventId, start }: OccurrenceKey): string =>
  [accountId, calendarId, eventId, start].join('\n');
