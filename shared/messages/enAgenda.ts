/** English: the agenda, its day timeline and what is now and next. A part of `en`. */
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

export const agenda = {
  label: 'Agenda',
  list: 'List',
  day: 'Day',
  show: 'Show',
  earlier: 'Earlier',
  backToToday: 'Back to today',
  previousDay: 'Previous day',
  nextDay: 'Next day',
  timeline: (day: string): string => `Timeline of ${day}`,
  meetings: (count: number): string => plural(count, { one: 'meeting', other: 'meetings' }),
  free: (duration: string): string => `${duration} free`,
  freeUntil: (time: string): string => `Free until ${time}`,
  dayOf: (day: number, days: number): string => `day ${day} of ${days}`,
  from: (time: string): string => `from ${time}`,
  until: (time: string): string => `until ${time}`,
  eventTypes: {
    default: 'Event',
    focusTime: 'Focus time',
    outOfOffice: 'Out of office',
    workingLocation: 'Working location',
    birthday: 'Birthday',
    fromGmail: 'From Gmail',
  },
  answers: {
    accepted: 'Accepted',
    declined: 'Declined',
    tentative: 'Maybe',
    needsAction: 'Not answered yet',
  },
  /** On the row's small label. */
  unanswered: '?',
  tentativeEvent: 'Not confirmed',
  join: 'Join',
  joinMeeting: (title: string): string => `Join ${title}`,
  now: 'Now',
  past: 'Past',
  loadingMore: 'Loading more days…',
  nothingUntil: (day: string, time: string): string => `Nothing until ${day} ${time}`,
  nothingToday: 'Nothing today',
  nothingThatDay: 'Nothing planned',
  nothingAtAll: 'Nothing in your calendar',
  nothingAtAllHint: 'What you add in Google Calendar shows up here with the next sync.',
  firstSync: 'Getting your calendar',
  firstSyncHint: 'The first sync takes a moment. Meetings appear here as they arrive.',
  noCalendars: 'No calendars are shown',
  noCalendarsHint: 'Choose which calendars to see.',
  chooseCalendars: 'Choose calendars',
  endOfList: 'Nothing more planned',
  moreAtOnce: (count: number): string => `+${count} more`,
  moreAtOnceLabel: (count: number, time: string): string => `${count} more at ${time}, show them in the list`,
};

export const next = {
  label: 'Now and next',
  coming: (accepted: number, total: number): string => `${accepted} of ${total} coming`,
  join: 'Join',
  overlaps: (title: string, duration: string): string => `Overlaps “${title}” by ${duration}`,
  overlapsMore: (count: number, duration: string): string =>
    `Overlaps ${count} meetings by up to ${duration}`,
  afterwards: (time: string, title: string): string => `Then ${time} ${title}`,
  stillRunning: (title: string, time: string): string => `“${title}” runs until ${time}`,
  nothingPlanned: 'Nothing planned',
  nothingPlannedHint: 'No meetings in the coming weeks.',
};
