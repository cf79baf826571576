/** Which reminders an occurrence has by the person's rule, and when to be quiet about it. Pure. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import type { RemindedOccurrence, ReminderHours, ReminderSettings } from '../../shared/reminders.ts';
import { dayAt, ianaZone, timeOfDay } from '../../shared/zone.ts';
import { weekdayOf } from '../recurrence/civil.ts';

/** Minutes before the start, in any order; none where nothing is to be shown. */
export function reminderMinutes(
  reminded: RemindedOccurrence,
  settings: ReminderSettings,
  timeZone: string,
): readonly number[] {
  const { occurrence, own, popupMinutes } = reminded;
  if (settings.reminderRule === 'off' || isQuiet(occurrence, settings, timeZone)) return [];
  // Minutes before midnight are nobody's wish but the person's own for this very event.
  if (occurrence.start.kind === 'date') {
    return settings.reminderRule === 'google' && settings.reminderAllDay && own ? popupMinutes : [];
  }
  if (settings.reminderRule === 'google') return popupMinutes;
  return isMeeting(occurrence) ? settings.reminderMinutes : [];
}

/** The most minutes ahead of a start that any reminder can be, given Google's furthest. */
export const furthestMinutes = (settings: ReminderSettings, googleFurthest: () => number): number => {
  if (settings.reminderRule === 'off') return 0;
  const furthest =
    settings.reminderRule === 'fixed' ? Math.max(0, ...settings.reminderMinutes) : googleFurthest();
  return Math.min(MOST_REMINDER_MINUTES, furthest);
};

function isQuiet(occurrence: Occurrence, settings: ReminderSettings, timeZone: string): boolean {
  const { eventType, joinUrl, selfResponse, start } = occurrence;
  if (selfResponse === 'declined') return true;
  if (eventType === 'workingLocation' || eventType === 'birthday') return true;
  if (settings.reminderOnlyWithLink && joinUrl === undefined) return true;
  const { reminderHours } = settings;
  return start.kind === 'timed' && reminderHours !== null && !isWithin(reminderHours, start.ms, timeZone);
}

/** Whether an instant lies in the hours; those after midnight belong to the day that they began on. */
export function isWithin(hours: ReminderHours, ms: number, timeZone: string): boolean {
  const zone = ianaZone(timeZone);
  const [today, time] = [dayAt(zone, ms), timeOfDay(zone, ms)];
  const [from, to] = [timeOfDayMs(hours.from), timeOfDayMs(hours.to)];
  if (from < to) return isOn(hours, today) && time >= from && time < to;
  return (isOn(hours, today) && time >= from) || (isOn(hours, today - 1) && time < to);
}

/** When the hours begin next after an instant; null when they hold no day. */
export function nextBeginning(hours: ReminderHours, ms: number, timeZone: string): number | null {
  const zone = ianaZone(timeZone);
  const today = dayAt(zone, ms);
  for (let day = today; day <= today + 7; day += 1) {
    const beginMs = zone.toMs(day * DAY_MS + timeOfDayMs(hours.from));
    if (beginMs > ms && isOn(hours, day)) return beginMs;
  }
  return null;
}

/** Since midnight, of `HH:MM`. */
const timeOfDayMs = (time: string): number =>
  Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3)) * MINUTE_MS;

/** The person's days go from 1, Monday, to 7. */
const isOn = (hours: ReminderHours, day: number): boolean => hours.days.includes(weekdayOf(day) + 1);
