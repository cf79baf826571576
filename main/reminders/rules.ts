/** Which reminders an occurrence has by the person's settings, and when none are shown. Pure. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import type {
  CalendarReminders,
  RemindedOccurrence,
  ReminderHours,
  ReminderSettings,
} from '../../shared/reminders.ts';
import { dayAt, ianaZone, timeOfDay } from '../../shared/zone.ts';
import { weekdayOf } from '../recurrence/civil.ts';

/** A reminder further ahead than this interrupts nothing. */
const FULL_SCREEN_AHEAD_MS = HOUR_MS;

/** Returns minutes before the start, in any order; empty if nothing is to be shown. */
export function reminderMinutes(
  reminded: RemindedOccurrence,
  settings: ReminderSettings,
  timeZone: string,
): readonly number[] {
  const { occurrence, own, silenced, popupMinutes } = reminded;
  const chosen = chosenFor(occurrence, settings);
  const rule = chosen?.rule ?? settings.reminderRule;
  if (isOffFor(occurrence, settings) || isExcluded(occurrence, settings, timeZone)) return [];
  // Minutes before midnight are only used if the person chose them for this event.
  if (occurrence.start.kind === 'date') {
    return rule === 'google' && settings.reminderAllDay && own ? popupMinutes : [];
  }
  if (rule === 'google') return popupMinutes;
  // The person's choice for one event outranks their choice for all of them.
  if (silenced) return [];
  if (chosen !== null) return chosen.minutes;
  return isMeeting(occurrence) ? settings.reminderMinutes : [];
}

/** Returns whether the person wants no reminders at all, or none of this calendar. */
export const isOffFor = (occurrence: Occurrence, settings: ReminderSettings): boolean =>
  settings.reminderRule === 'off' || chosenFor(occurrence, settings)?.rule === 'off';

const chosenFor = (
  { accountId, calendarId }: Occurrence,
  { reminderCalendars }: ReminderSettings,
): CalendarReminders | null =>
  reminderCalendars.find((each) => each.calendarId === calendarId && each.accountId === accountId) ?? null;

/**
 * Returns whether a reminder covers the screens: only if the person wants that, and not yet for what is far off or has
 * no time.
 */
export const fillsScreen = (
  { start }: Occurrence,
  { reminderFullScreen }: ReminderSettings,
  nowMs: number,
): boolean => reminderFullScreen && start.kind === 'timed' && start.ms - nowMs <= FULL_SCREEN_AHEAD_MS;

/** Returns the largest possible lead time of a reminder in minutes, given the largest of Google's. */
export const furthestMinutes = (settings: ReminderSettings, googleFurthest: () => number): number => {
  const { reminderRule, reminderMinutes, reminderCalendars } = settings;
  if (reminderRule === 'off') return 0;
  const rules = [{ rule: reminderRule, minutes: reminderMinutes }, ...reminderCalendars];
  const fixed = rules.flatMap(({ rule, minutes }) => (rule === 'fixed' ? minutes : []));
  const google = rules.some(({ rule }) => rule === 'google') ? googleFurthest() : 0;
  return Math.min(MOST_REMINDER_MINUTES, Math.max(0, google, ...fixed));
};

function isExcluded(occurrence: Occurrence, settings: ReminderSettings, timeZone: string): boolean {
  const { eventType, joinUrl, selfResponse, start } = occurrence;
  if (selfResponse === 'declined' || occurrence.attention !== undefined) return true;
  if (eventType === 'workingLocation' || eventType === 'birthday') return true;
  if (settings.reminderOnlyWithLink && joinUrl === undefined) return true;
  const { reminderHours } = settings;
  return start.kind === 'timed' && reminderHours !== null && !isWithin(reminderHours, start.ms, timeZone);
}

/**
 * Returns whether an instant is within the reminder hours. Hours after midnight belong to the day on which they
 * began.
 */
export function isWithin(hours: ReminderHours, ms: number, timeZone: string): boolean {
  const zone = ianaZone(timeZone);
  const [today, time] = [dayAt(zone, ms), timeOfDay(zone, ms)];
  const [from, to] = [timeOfDayMs(hours.from), timeOfDayMs(hours.to)];
  if (from < to) return isOn(hours, today) && time >= from && time < to;
  return (isOn(hours, today) && time >= from) || (isOn(hours, today - 1) && time < to);
}

/** Returns when the reminder hours next begin after an instant; null if they include no day. */
export function nextBeginning(hours: ReminderHours, ms: number, timeZone: string): number | null {
  const zone = ianaZone(timeZone);
  const today = dayAt(zone, ms);
  for (let day = today; day <= today + 7; day += 1) {
    const beginMs = zone.toMs(day * DAY_MS + timeOfDayMs(hours.from));
    if (beginMs > ms && isOn(hours, day)) return beginMs;
  }
  return null;
}

/** Converts `HH:MM` to milliseconds since midnight. */
const timeOfDayMs = (time: string): number =>
  Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3)) * MINUTE_MS;

/** The settings' days are numbered from 1, Monday, to 7. */
const isOn = (hours: ReminderHours, day: number): boolean => hours.days.includes(weekdayOf(day) + 1);
