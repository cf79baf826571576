/** English: one meeting with everything about it. A part of `en`. */
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

export const detail = {
  /** Headings that only screen readers are given. */
  parts: { joining: 'Join', place: 'Place', description: 'Description', attachments: 'Attachments' },
  openMap: 'Open map',
  join: (service: string): string => `Join with ${service}`,
  joinPlain: 'Join',
  joinOther: (service: string): string => `Or with ${service}`,
  moreWays: (host: string): string => `More ways to join (${host})`,
  phone: 'Phone',
  sip: 'SIP',
  pin: (pin: string): string => `PIN ${pin}`,
  passcode: (passcode: string): string => `Passcode ${passcode}`,
  showAllWays: (count: number): string => `Show all ${count} ways to join`,
  guests: (count: number): string => plural(count, { one: 'guest', other: 'guests' }),
  guestsHidden: 'and others whom Google does not list',
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
  ownAnswer: {
    accepted: 'You are coming',
    tentative: 'You may come',
    declined: 'You are not coming',
    needsAction: 'You have not answered',
  },
  you: 'you',
  organizer: 'organiser',
  organizedBy: (name: string): string => `Organised by ${name}`,
  optional: 'optional',
  rooms: 'Rooms and equipment',
  showAllGuests: (count: number): string => `Show all ${count}`,
  showAll: 'Show all',
  showLess: 'Show less',
  /** Beside a link whose text names another place than it leads to. */
  leadsTo: (host: string): string => `leads to ${host}`,
  calendar: 'Calendar',
  repeatsHint: 'Part of a series',
  visibility: { private: 'Private', confidential: 'Private', public: 'Public' },
  free: 'Shown as free',
  openInGoogle: 'Open in Google Calendar',
  copyLink: 'Copy link',
  copied: 'Link copied',
  copyDetails: 'Copy details',
  detailsCopied: 'Details copied',
  copyThis: (what: string): string => `Copy ${what}`,
  thisCopied: 'Copied',
  flaw: 'Parts of this event could not be read',
  gone: 'This meeting is no longer in the calendar.',
  inZone: (range: string, zone: string): string => `${range} in ${zone}`,
};
