/**
 * Whose calendar an event was read from, and what its guest list says of the person. Pure.
 *
 * Google's `attendees[].self` means the calendar on which this copy appears [S28]: on a colleague's or a room's
 * calendar it is the colleague or the room. The person is the account, by its addresses; accounts that are
 * connected together are one person's. What is not the person's calendar speaks for them only where one of their
 * addresses is among the guests.
 */
import type { AccessRole, Attendee, Person, ResponseStatus } from '../../shared/model.ts';

/**
 * `primary`: an account's own calendar. `address`: the same calendar, seen from another of the person's accounts.
 * `owned`: a further calendar of theirs. `shared`: a group's, an imported or a public one. `other`: another
 * person's or a room's. `freeBusy`: whosever it is, it says nothing but when.
 */
export type Ownership = 'primary' | 'address' | 'owned' | 'shared' | 'other' | 'freeBusy';

export interface CalendarIdentity {
  readonly calendarId: string;
  readonly accessRole: AccessRole;
  readonly primary: boolean;
}

/** What reading an event depends on besides the event. */
export interface Viewpoint {
  readonly ownership: Ownership;
  /** The person's addresses, as `mailboxOf` writes them. */
  readonly mailboxes: readonly string[];
}

/**
 * An address as its mailbox: without case, and at Gmail without what Gmail ignores, which is dots, what follows a
 * plus, and the domain's second name. Null for what is no address.
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

/** Ids of calendars that are nobody's mailbox: groups, imports, holidays. Rooms are in the same domain. */
const isGoogleMade = (id: string): boolean => !id.includes('@') || id.endsWith('.calendar.google.com');
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
  return isGoogleMade(id) ? 'shared' : 'other';
};

/** An event's people, as far as they tell what it is to the person. */
export interface Invited {
  readonly attendees: readonly Pick<Attendee, 'email' | 'response' | 'self'>[];
  readonly organizer: Person | null;
}

const best: readonly ResponseStatus[] = ['accepted', 'tentative', 'needsAction', 'declined'];

/** The person among the guests; null where they are not. Invited at several addresses, the one they come by. */
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

/** Whether a text may hold an address of the person's; false only where it holds none. */
export const mayName = (text: string, { mailboxes }: Viewpoint): boolean => {
  const lower = text.toLowerCase();
  // At Gmail one mailbox has many spellings.
  return mailboxes.some((mailbox) =>
    mailbox.endsWith('@gmail.com') ? /@g(?:oogle)?mail\.com/.test(lower) : lower.includes(mailbox),
  );
};

/** What an event is to the person. */
export interface OwnPart {
  /** Their answer; null where they are not invited. */
  readonly response: ResponseStatus | null;
  readonly organizes: boolean;
  /** Somebody else's: not on a calendar of theirs, and they are not in it. */
  readonly isOthers: boolean;
}

export const ownPartOf = ({ attendees, organizer }: Invited, viewpoint: Viewpoint): OwnPart => {
  const response = selfAmong(attendees, viewpoint)?.response ?? null;
  const organizes = isOrganizer(organizer, viewpoint);
  const isIn = response !== null || organizes;
  return { response, organizes, isOthers: !isIn && belongsToOthers(viewpoint, attendees.length > 0) };
};

/** On a group's calendar an event without guests is for the group; with guests it is for these. */
export const belongsToOthers = ({ ownership }: Viewpoint, hasGuests: boolean): boolean =>
  ownership === 'freeBusy' || ownership === 'other' || (ownership === 'shared' && hasGuests);
