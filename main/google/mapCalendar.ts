/** Maps Google's calendar list entries to the app's calendars, and reminders, which calendars and events have. Pure. */
import type { AccessRole, CalendarId, RemoteCalendar, Reminder } from '../../shared/model.ts';
import type { CalendarListPage } from '../sync/ports.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { toName } from './mapText.ts';
import type { WireReminder } from './wire.ts';
import { calendarResource } from './wire.ts';

/** The colour of a calendar without one. */
const defaultColor = '#4986e7';

const maxReminders = 20;

const accessRoles: ReadonlyMap<string, AccessRole> = new Map([
  ['freeBusyReader', 'freeBusyReader'],
  ['reader', 'reader'],
  ['writerWithoutPrivateAccess', 'writer'],
  ['writer', 'writer'],
  ['owner', 'owner'],
]);

/** Returns popup and e-mail reminders of 0 to 40320 minutes; others (the retired `sms`) are left out [S29]. */
export const toReminders = (wire: readonly WireReminder[] | undefined): readonly Reminder[] => {
  const reminders: Reminder[] = [];
  for (const { method, minutes } of wire ?? []) {
    const known = method === 'popup' || method === 'email';
    const sane = Number.isInteger(minutes) && minutes >= 0 && minutes <= 40_320;
    if (known && sane && reminders.length < maxReminders) reminders.push({ method, minutes });
  }
  return reminders;
};

/** Maps one entry of a listing: a calendar, or the notice that it was removed from the list [S32]. */
export const toCalendarListItem = (resource: unknown): Result<CalendarListPage['items'][number], string> => {
  const parsed = calendarResource.safeParse(resource);
  if (!parsed.success) return fail('notACalendar');
  const wire = parsed.data;
  const id = wire.id as CalendarId;
  if (wire.deleted === true) return ok({ type: 'deleted', id });
  const color = wire.backgroundColor?.toLowerCase() ?? '';
  return ok({
    type: 'calendar',
    calendar: {
      id,
      name: toName(wire.summaryOverride) ?? toName(wire.summary) ?? id,
      color: /^#[0-9a-f]{6}$/.test(color) ? color : defaultColor,
      zone: toName(wire.timeZone, 100) ?? 'UTC',
      // Unknown roles (and `none`) are treated as the lowest one.
      accessRole: accessRoles.get(wire.accessRole ?? '') ?? 'freeBusyReader',
      primary: wire.primary ?? false,
      selected: wire.selected ?? false,
      hidden: wire.hidden ?? false,
      defaultReminders: toReminders(wire.defaultReminders),
    },
  });
};

/** Maps one calendar of the list from plain JSON. Fails with a code: `notACalendar`, `deleted`. */
export const toRemoteCalendar = (resource: unknown): Result<RemoteCalendar, string> => {
  const item = toCalendarListItem(resource);
  if (!item.ok) return item;
  return item.value.type === 'calendar' ? ok(item.value.calendar) : fail('deleted');
};
