/** One meeting with everything about it, and how a series repeats. */
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const detail = {
  /** Headings that only screen readers are given. */
  parts: {
    joining: 'Join',
    place: 'Location',
    travel: 'Travel time',
    description: 'Description',
    attachments: 'Attachments',
  },
  openMap: 'Open map',
  /** The time to get from one place to the next. */
  travel: (duration: string, leave: string, reach: string): string =>
    `${duration} between ${leave} and ${reach}`,
  noTravel: (leave: string, reach: string): string => `No time between ${leave} and ${reach}`,
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
  guestsHidden: 'and others not listed by Google',
  answered: {
    accepted: (count: number): string => `${count} yes`,
    tentative: (count: number): string => `${count} maybe`,
    declined: (count: number): string => `${count} no`,
    needsAction: (count: number): string => `${count} awaiting`,
  },
  guestAnswers: {
    accepted: 'Yes',
    tentative: 'Maybe',
    declined: 'No',
    needsAction: 'Awaiting',
  },
  ownAnswer: {
    accepted: 'You’re going',
    tentative: 'You might go',
    declined: 'You’re not going',
    needsAction: 'You haven’t responded',
  },
  you: 'you',
  organizer: 'organiser',
  organizedBy: (name: string): string => `Organised by ${name}`,
  optional: 'optional',
  rooms: 'Rooms and resources',
  showAllGuests: (count: number): string => `Show all ${count}`,
  showAll: 'Show all',
  showLess: 'Show less',
  /** Beside a link whose text names another place than it leads to. */
  leadsTo: (host: string): string => `opens ${host}`,
  calendar: 'Calendar',
  repeatsHint: 'Part of a series',
  visibility: { private: 'Private', confidential: 'Private', public: 'Public' },
  free: 'Shown as free',
  more: 'More actions',
  openInGoogle: 'Open in Google Calendar',
  respond: 'Respond in Google Calendar',
  respondHint: 'Opens the event in your browser',
  copyLink: 'Copy link',
  copied: 'Link copied',
  copyOwnLink: 'Copy app link',
  ownLinkCopied: 'Link copied',
  copyDetails: 'Copy details',
  detailsCopied: 'Details copied',
  copyThis: (what: string): string => `Copy ${what}`,
  thisCopied: 'Copied',
  flaw: 'Parts of this event couldn’t be read',
  gone: 'This event is no longer in the calendar.',
  inZone: (range: string, zone: string): string => `${range} in ${zone}`,
};

const positions: Readonly<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
  [-2]: 'second to last',
};
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

export const repeat = {
  daily: (interval: number): string =>
    interval === 1 ? 'Daily' : `Every ${plural(interval, { one: 'day', other: 'days' })}`,
  workdays: 'Every weekday (Monday to Friday)',
  weekly: (interval: number, days: string): string =>
    `${interval === 1 ? 'Weekly' : `Every ${plural(interval, { one: 'week', other: 'weeks' })}`} on ${days}`,
  /** `days`: of `date`, `lastDay`, `weekday`, `workday`. */
  monthly: (interval: number, days: string): string =>
    `${interval === 1 ? 'Monthly' : `Every ${plural(interval, { one: 'month', other: 'months' })}`} on the ${days}`,
  /** `dates`: `24 November`. */
  yearly: (interval: number, dates: string): string =>
    `${interval === 1 ? 'Annually' : `Every ${plural(interval, { one: 'year', other: 'years' })}`} on ${dates}`,
  /** `first Monday of November`. */
  yearlyOf: (interval: number, days: string, months: string): string =>
    `${interval === 1 ? 'Annually' : `Every ${plural(interval, { one: 'year', other: 'years' })}`} on the ${days} of ${months}`,
  date: (date: number): string => `${date}${endings[ordinals.select(date)] ?? 'th'}`,
  lastDay: 'last day',
  weekday: (position: number, weekday: string): string => `${positions[position] ?? ''} ${weekday}`,
  workday: (position: number): string => `${positions[position] ?? ''} weekday`,
  until: (pattern: string, date: string): string => `${pattern} until ${date}`,
  times: (pattern: string, count: number): string =>
    `${pattern}, ${plural(count, { one: 'time', other: 'times' })}`,
  /** The weekdays and dates are those of this place. */
  inZone: (pattern: string, zone: string): string => `${pattern} (${zone} time)`,
  moreRules: (pattern: string): string => `${pattern}, plus other rules`,
  moreDates: (pattern: string): string => `${pattern}, plus other dates`,
  exceptions: (pattern: string): string => `${pattern}, with exceptions`,
  unsaid: 'Repeats on a custom schedule',
};
