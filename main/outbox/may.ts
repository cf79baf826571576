/** Whether an event can be answered, deleted or moved in this app [O19, W6, W23]. Pure. */
import type { May, NotEditable } from '../../shared/pending.ts';
import type { Reach } from '../../shared/writing.ts';
import type { StoredCalendar, StoredEvent } from '../store/agenda/storedEvent.ts';
import type { WritingOf } from './tools.ts';

const no = (why: NotEditable): May => ({ respond: false, why });

/** Returns whether a calendar is within what the person allowed, and Google allows it [W6]. */
export const isWritable = ({ accessRole }: Pick<StoredCalendar, 'accessRole'>, reach: Reach): boolean =>
  accessRole === 'owner' || (reach === 'every' && accessRole === 'writer');

export const mayRespond = (event: StoredEvent, calendar: StoredCalendar, writing: WritingOf | null): May => {
  if (writing === null || !writing.on) return no('writingOff');
  if (!calendar.visible) return no('notSynced');
  // `self` means the calendar's person: an answer for someone else is accepted and vanishes.
  if (calendar.ownership !== 'primary' && calendar.ownership !== 'address') return no('otherPerson');
  if (!isWritable(calendar, writing.reach)) return no('readOnlyCalendar');
  if (event.kind === 'cancelled') return no('cancelled');
  if (event.eventType !== 'default' && event.eventType !== 'fromGmail') return no('eventType');
  if (event.attendees.some(({ self }) => self)) return { respond: true };
  if (event.organizer?.self === true) return no('organizer');
  return no(event.attendeesOmitted ? 'guestListHidden' : 'notOnGuestList');
};

/**
 * Whether an event can be deleted: the person organises it, or it is in a calendar of theirs and has no guests. A guest
 * declines instead.
 */
export const mayRemove = (
  event: StoredEvent,
  calendar: StoredCalendar,
  writing: WritingOf | null,
): boolean => {
  const { kind, eventType, organizer, attendees, attendeesOmitted } = event;
  const isOwn = owned.has(calendar.ownership) && kind !== 'cancelled' && eventType === 'default';
  if (writing?.on !== true || !calendar.visible || !isWritable(calendar, writing.reach) || !isOwn)
    return false;
  return organizer?.self === true || (attendees.length === 0 && !attendeesOmitted);
};

const owned: ReadonlySet<StoredCalendar['ownership']> = new Set(['primary', 'address', 'owned']);

/** Whether an event can be moved to another calendar: only who organises it can do that [W32]. */
export const mayMove = (...about: Parameters<typeof mayRemove>): boolean =>
  mayRemove(...about) && about[0].organizer?.self !== false;

/** Returns what may be done with an event here. */
export const mayOf = (event: StoredEvent, calendar: StoredCalendar, writing: WritingOf | null): May => ({
  ...mayRespond(event, calendar, writing),
  ...(mayRemove(event, calendar, writing) && { remove: true }),
  ...(mayMove(event, calendar, writing) && { move: true }),
});
