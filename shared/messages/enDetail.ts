/** English: one meeting with everything about it. A part of `en`. */
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

export const detail = {
  openMap: 'Open map',
  join: (service: string): string => `Join with ${service}`,
  joinPlain: 'Join',
  pin: (pin: string): string => `PIN ${pin}`,
  kinds: { video: 'Video', phone: 'Phone', sip: 'SIP', more: 'More ways to join' },
  guests: (count: number): string => plural(count, { one: 'guest', other: 'guests' }),
  guestsHidden: 'Google does not share the whole guest list.',
  answered: {
    accepted: (count: number): string => `${count} coming`,
    tentative: (count: number): string => `${count} maybe`,
    declined: (count: number): string => `${count} not coming`,
    needsAction: (count: number): string => `${count} not answered`,
  },
  guestAnswers: {
    accepted: 'Coming',
    tentative: 'Maybe',
    declined: 'Not coming',
    needsAction: 'Not answered',
  },
  you: 'you',
  organizer: 'organiser',
  optional: 'optional',
  rooms: 'Rooms and equipment',
  showAllGuests: (count: number): string => `Show all ${count}`,
  repeatsHint: 'Part of a series',
  private: 'Private',
  free: 'Shown as free',
  openInGoogle: 'Open in Google Calendar',
  copyLink: 'Copy link',
  copied: 'Link copied',
  flaw: 'Parts of this event could not be read',
  gone: 'This meeting is no longer in the calendar.',
  inZone: (range: string, zone: string): string => `${range} in ${zone}`,
};
