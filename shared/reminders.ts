/**
 * What reminders are made of: the words shared by those who read them from the store, plan them
 * and show them (main/reminders) and answer them (the window).
 */
import type { AccountId, CalendarId, EventId, IsoDate, IsoInstant, Occurrence } from './model.ts';
import type { Format } from './text/createFormat.ts';
import { addDays, dateOf, startOfDate } from './text/days.ts';

/** When to remind and when to be quiet: the person's part of `Settings`. */
export interface ReminderSettings {
  /** As Google says [S29], `reminderMinutes` before each meeting, or not at all. */
  readonly reminderRule: 'google' | 'fixed' | 'off';
  /** For the rule `fixed`: 1 to 5 numbers of minutes before the start, 0 to 40320 each. */
  readonly reminderMinutes: readonly number[];
  /** Whether reminders that a person gave an all-day event in Google are shown. */
  readonly reminderAllDay: boolean;
  /** Only of meetings that can be joined online. */
  readonly reminderOnlyWithLink: boolean;
  /** Only of meetings that begin in these hours of the viewer's zone; null: at any time. */
  readonly reminderHours: ReminderHours | null;
  /** Nothing is shown before this instant. */
  readonly remindersPausedUntil: IsoInstant | null;
}

export interface ReminderHours {
  /** `HH:MM`; `to` is exclusive, and lies on the next day when it is not after `from`. */
  readonly from: string;
  readonly to: string;
  /** ISO weekdays, Monday 1 to Sunday 7. */
  readonly days: readonly number[];
}

/** Google's longest, four weeks [S29]. */
export const MOST_REMINDER_MINUTES = 40_320;

/** An occurrence with what Google would remind of. */
export interface RemindedOccurrence {
  readonly occurrence: Occurrence;
  /** Minutes of its popup reminders; e-mails are Google's own to send. */
  readonly popupMinutes: readonly number[];
  /** They are the event's own, not its calendar's defaults. */
  readonly own: boolean;
  readonly iCalUid: string | null;
}

/** One occurrence at one place in time: moved elsewhere it is another one to remind of. */
export interface OccurrenceKey {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly eventId: EventId;
  /** Where it begins: an instant, or the date of an all-day one. */
  readonly start: IsoInstant | IsoDate;
  /** No part of its identity: it knows the same meeting again in another calendar [S23]. */
  readonly iCalUid: string | null;
}

/** A reminder that needs no showing any more, since it was shown or had passed [F21]. */
export interface SettledReminder extends OccurrenceKey {
  readonly minutes: number;
}

export interface Snooze extends OccurrenceKey {
  readonly untilMs: number;
}

export interface ReminderQuestion {
  /** In any order. */
  readonly occurrences: readonly RemindedOccurrence[];
  /** `occurrences` holds everything that overlaps `[fromMs, toMs)`. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly settings: ReminderSettings;
  readonly settled: readonly SettledReminder[];
  readonly snoozes: readonly Snooze[];
  /** What was shown and not yet answered. */
  readonly onScreen: readonly OccurrenceKey[];
  readonly nowMs: number;
  /** Until when reminders were last watched over: what fell due since was slept through [F16]. */
  readonly watchedUntilMs: number;
  /** The viewer's IANA zone. */
  readonly timeZone: string;
}

export interface DueReminder {
  readonly occurrence: Occurrence;
  readonly key: OccurrenceKey;
  readonly startMs: number;
  /** What its showing settles: the reminder itself and earlier ones that it stands for. Empty for a snooze. */
  readonly settles: readonly SettledReminder[];
}

export interface ReminderPlan {
  /** To be shown now, the earliest meeting first; one for each occurrence at most. */
  readonly due: readonly DueReminder[];
  /** Passed without having to be shown. */
  readonly passed: readonly SettledReminder[];
  /** When to plan again at the latest; null when nothing is known to come. */
  readonly nextAtMs: number | null;
  /** Of `onScreen` and `snoozes`: what is over, gone, moved or declined [F22]. */
  readonly obsolete: readonly OccurrenceKey[];
}

export type PlanReminders = (question: ReminderQuestion) => ReminderPlan;

/** An unanswered reminder as its window shows it. */
export interface ShownReminder {
  /** Names it for `reminders.answer`. */
  readonly id: string;
  readonly occurrence: Occurrence;
}

/** `snooze`: five minutes; `snoozeToStart`: until the meeting begins. */
export type ReminderAnswer = 'join' | 'snooze' | 'snoozeToStart' | 'dismiss';

/** Until when a pause that begins now lasts: an hour, or to the beginning of the viewer's next day. */
export const pauseEnd = (pause: 'hour' | 'tomorrow', nowMs: number, timeZone: string): IsoInstant => {
  const endMs =
    pause === 'hour' ? nowMs + 3_600_000 : startOfDate(addDays(dateOf(nowMs, timeZone), 1), timeZone);
  return new Date(endMs).toISOString();
};

/** When a pause ends, for a sentence: its time today, else its day. */
export const pauseEndText = (
  untilMs: number,
  nowMs: number,
  format: Pick<Format, 'dateOf' | 'dayInSentence' | 'time'>,
): string => {
  const [day, today] = [format.dateOf(untilMs), format.dateOf(nowMs)];
  return day === today ? format.time(untilMs) : format.dayInSentence(day, today);
};

/** Equal for one occurrence at one place in time. */
export const textOfKey = ({ accountId, calendarId, eventId, start }: OccurrenceKey): string =>
  [accountId, calendarId, eventId, start].join('\n');
