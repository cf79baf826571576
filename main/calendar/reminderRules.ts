/** Which reminders an occurrence has by the person's rule, and when to be quiet about it. Pure. */
import { Temporal } from 'temporal-polyfill';
import { isMeeting } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import type { RemindedOccurrence, ReminderHours, ReminderSettings } from '../../shared/reminders.ts';

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
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const on = (day: number): boolean => hours.days.includes(day);
  if (hours.from < hours.to) return on(local.dayOfWeek) && time >= hours.from && time < hours.to;
  const yesterday = local.dayOfWeek === 1 ? 7 : local.dayOfWeek - 1;
  return (on(local.dayOfWeek) && time >= hours.from) || (on(yesterday) && time < hours.to);
}

/** When the hours begin next after an instant; null when they hold no day. */
export function nextBeginning(hours: ReminderHours, ms: number, timeZone: string): number | null {
  const today = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let away = 0; away <= 7; away += 1) {
    const date = today.add({ days: away });
    const beginMs = date.toZonedDateTime({ timeZone, plainTime: hours.from }).epochMilliseconds;
    if (beginMs > ms && hours.days.includes(date.dayOfWeek)) return beginMs;
  }
  return null;
}
