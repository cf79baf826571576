/**
 * A calendar's copy of an event as the person sees it. In Google's `attendees[].self` and `organizer.self`, "self" is
 * the calendar on which this copy appears [S28], not the person: on a colleague's or a room's calendar it is the
 * colleague or the room. The person is the account. So `self` is moved to the person's own entry, and taken away where
 * there is none; every response, reminder and change that is told as the person's rests on it.
 */
import type { AccessRole, CalendarEvent } from '../../shared/model.ts';

/** Whose calendar a copy comes from. */
export interface CalendarOwnership {
  /** The person's primary calendar, or one that they own. */
  readonly isOwn: boolean;
  readonly accessRole: AccessRole;
  /** The person's addresses in all accounts, as `normalAddress` writes them. */
  readonly addresses: ReadonlySet<string>;
}

/** One spelling for an address: Gmail ignores dots and what follows a plus, and googlemail.com is gmail.com. */
export const normalAddress = (address: string): string => {
  const [local = '', domain = ''] = address.trim().toLowerCase().split('@');
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`;
  return `${(local.split('+')[0] ?? '').replaceAll('.', '')}@gmail.com`;
};

export const viewerCopy = (event: CalendarEvent, calendar: CalendarOwnership): CalendarEvent => {
  const { attendees, organizer } = event;
  const isMe = (email: string | undefined): boolean =>
    email !== undefined && email !== '' && calendar.addresses.has(normalAddress(email));
  const namesMe = attendees.some(({ email }) => isMe(email));
  const isSelf = ({ email, self, resource }: CalendarEvent['attendees'][number]): boolean =>
    namesMe ? isMe(email) : calendar.isOwn && self && !resource;
  // Google's own apps call what a free/busy calendar says nothing about "Busy" [S26].
  const saysOnlyBusy = calendar.accessRole === 'freeBusyReader' && event.title.trim() === '';
  return {
    ...event,
    visibility: saysOnlyBusy ? 'private' : event.visibility,
    attendees: attendees.map((one) => (one.self === isSelf(one) ? one : { ...one, self: isSelf(one) })),
    organizer: organizer && {
      ...organizer,
      self: isMe(organizer.email) || (calendar.isOwn && organizer.self),
    },
  };
};
