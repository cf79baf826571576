/**
 * Whose calendar an event was read from, and what its guest list says about the person. Pure.
 *
 * Google's `attendees[].self` means the calendar that holds this copy [S28]: on a colleague's or a room's calendar it
 * is the colleague or the room. The person is the account, identified by its addresses; all connected accounts belong
 * to one person. An event on someone else's calendar applies to the person only if one of their addresses is among
 * the guests.
 */
import type { AccessRole, Attendee, Person, ResponseStatus } from '../../shared/model.ts';

/**
 * `primary`: an account's main calendar. `address`: the same calendar, seen from another of the person's accounts.
 * `owned`: another calendar of theirs. `shared`: a group's, an imported or a public one. `other`: another person's or
 * a room's. `freeBusy`: anyone's, showing only times.
 */
export type Ownership = 'primary' | 'address' | 'owned' | 'shared' | 'other' | 'freeBusy';

export interface CalendarIdentity {
  readonly calendarId: string;
  readonly accessRole: AccessRole;
  readonly primary: boolean;
}

/** What the reading of an event depends on, besides the event itself. */
export interface Viewpoint {
  readonly ownership: Ownership;
  /** The person's addresses, as `mailboxOf` returns them. */
  readonly mailboxes: readonly string[];
}

/**
 * Returns the mailbox of an address: in lower case and, for Gmail, without what Gmail ignores (dots, what follows a
 * plus, and the second domain name). Null if it is not an address.
 */
export const mailboxOf = (address: string): string | null => {
  const whole = address.trim().toLowerCase();
  const at = whole.lastIndexOf('@');
  if (at < 1 || at === whole.length - 1) return null;
  const [name, domain] = [whole.slice(0, at), whole.slice(at + 1)];
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return whole;
  const [kept = ''] = name.split('+', 1);
  return `${kept.replaceAll('.', '')}@gmail.com`;
};

/** Ids of calendars that are not a mailbox: groups, imports, holidays. Rooms have the same domain. */
const isNoMailbox = (id: string): boolean => !id.includes('@') || id.endsWith('.calendar.google.com');
const isRoom = (id: string): boolean => id.endsWith('@resource.calendar.google.com');

export const ownershipOf = (
  { calendarId, accessRole, primary }: CalendarIdentity,
  mailboxes: readonly string[],
): Ownership => {
  if (primary) return 'primary';
  if (accessRole === 'freeBusyReader') return 'freeBusy';
  const id = calendarId.toLowerCase();
  if (isRoom(id)) return 'other';
  const mailbox = mailboxOf(id);
  if (mailbox !== null && mailboxes.includes(mailbox)) return 'address';
  if (accessRole === 'owner') return 'owned';
  return isNoMailbox(id) ? 'shared' : 'other';
};

/** An event's people, as far as they tell the person's part in it. */
export interface Invited {
  readonly attendees: readonly Pick<Attendee, 'email' | 'response' | 'self'>[];
  readonly organizer: Person | null;
}

const best: readonly ResponseStatus[] = ['accepted', 'tentative', 'needsAction', 'declined'];

/**
 * Returns the person's entry among the guests; null without one. If several of their addresses are invited, the one
 * they are coming with.
 */
export const selfAmong = <One extends Invited['attendees'][number]>(
  attendees: readonly One[],
  { ownership, mailboxes }: Viewpoint,
): One | null => {
  const calendar = attendees.find(({ self }) => self) ?? null;
  if (ownership === 'primary' || ownership === 'address') {
    if (calendar !== null) return calendar;
  }
  const found = attendees
    .filter(({ email }) => mailboxes.includes(mailboxOf(email) ?? ''))
    .toSorted((a, b) => best.indexOf(a.response) - best.indexOf(b.response));
  return found[0] ?? (ownership === 'owned' ? calendar : null);
};

export const isOrganizer = (organizer: Person | null, { ownership, mailboxes }: Viewpoint): boolean => {
  if (organizer === null) return false;
  const isCalendar = ownership === 'primary' || ownership === 'address' || ownership === 'owned';
  return (isCalendar && organizer.self) || mailboxes.includes(mailboxOf(organizer.email ?? '') ?? '');
};

/** Returns whether a text may contain an address of the person. False is certain, true is not. */
export const mayName = (text: string, { mailboxes }: Viewpoint): boolean => {
  const lower = text.toLowerCase();
  // At Gmail an address can be spelled in many ways.
  return mailboxes.some((mailbox) =>
    mailbox.endsWith('@gmail.com') ? /@g(?:oogle)?mail\.com/.test(lower) : lower.includes(mailbox),
  );
};

/** The person's part in an event. */
export interface OwnPart {
  /** The person's response; null if they are not invited. */
  readonly response: ResponseStatus | null;
  readonly organizes: boolean;
  /** Someone else's event: not on the person's calendar, and they are not invited. */
  readonly isOthers: boolean;
}

export const ownPartOf = ({ attendees, organizer }: Invited, viewpoint: Viewpoint): OwnPart => {
  const response = selfAmong(attendees, viewpoint)?.response ?? null;
  const organizes = isOrganizer(organizer, viewpoint);
  const isIn = response !== null || organizes;
  return { response, organizes, isOthers: !isIn && belongsToOthers(viewpoint, attendees.length > 0) };
};

/** On a group's calendar, an event without guests is for the whole group, one with guests is for those. */
export const belongsToOthers = ({ ownership }: Viewpoint, hasGuests: boolean): boolean =>
  ownership === 'freeBusy' || ownership === 'other' || (ownership === 'shared' && hasGuests);
