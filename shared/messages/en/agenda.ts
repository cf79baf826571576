/** The list of events, the timeline, what is next, choosing a date, and the search. */
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const agenda = {
  label: 'Agenda',
  list: 'List',
  day: 'Day',
  show: 'View',
  earlier: 'Earlier',
  earlierHint: 'Show earlier days',
  backToToday: 'Back to today',
  previousDay: 'Previous day',
  nextDay: 'Next day',
  timeline: (day: string): string => `Timeline for ${day}`,
  meetings: (count: number): string => plural(count, { one: 'event', other: 'events' }),
  free: (duration: string): string => `${duration} free`,
  /** Explains the free time in a day's heading. */
  freeBetween: (from: string, to: string): string => `Free time between ${from} and ${to}`,
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
    needsAction: 'Not responded',
  },
  /** On the row's small label. */
  unanswered: '?',
  respondTo: (title: string): string => `Respond in Google Calendar: ${title}`,
  tentativeEvent: 'Not confirmed',
  join: 'Join',
  joinMeeting: (title: string): string => `Join ${title}`,
  now: 'Now',
  past: 'Past',
  loadingMore: 'Loading more days…',
  nothingUntil: (day: string, time: string): string => `No events until ${day} at ${time}`,
  nothingToday: 'No events today',
  nothingThatDay: 'No events',
  nothingAtAll: 'Your calendar is empty',
  nothingAtAllHint: 'Events you add in Google Calendar appear here after the next sync.',
  loading: 'Loading your calendar…',
  loadingHint: 'Events appear here as they arrive.',
  notLoaded: 'Your calendar hasn’t loaded yet',
  notLoadedHint: 'It loads as soon as the problem below is solved.',
  noCalendars: 'No calendars selected',
  noCalendarsHint: 'Choose which calendars to show.',
  chooseCalendars: 'Choose calendars',
  endOfList: 'No more events',
  /** On a small chip of the timeline. */
  moreCount: (count: number): string => `+${count}`,
  moreAllDay: (count: number): string =>
    `Show ${count} more ${count === 1 ? 'all-day event' : 'all-day events'}`,
  fewer: 'Show fewer',
  moreAt: (count: number, time: string): string => `${count} more at ${time}`,
};

export const next = {
  label: 'Now and next',
  /** Around the time in the ring: `in 12 min`, `22 min left`. */
  timeUntil: { before: 'in', after: '' },
  timeLeft: { before: '', after: 'left' },
  coming: (accepted: number, total: number): string => `${accepted} of ${total} going`,
  join: 'Join',
  overlaps: (title: string, duration: string): string => `Overlaps “${title}” by ${duration}`,
  overlapsMore: (count: number, duration: string): string => `Overlaps ${count} events by up to ${duration}`,
  afterwards: (time: string, title: string): string => `Then ${time} ${title}`,
  stillRunning: (title: string, time: string): string => `“${title}” ends at ${time}`,
  nothingPlanned: 'No upcoming events',
  nothingPlannedHint: 'The coming weeks are free.',
};

export const dates = {
  choose: 'Go to date',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  previousYear: 'Previous year',
  nextYear: 'Next year',
};

export const search = {
  title: 'Search',
  label: 'Search events',
  placeholder: 'Title, person, location, description, note',
  clear: 'Clear search',
  results: 'Search results',
  upcoming: 'Upcoming',
  past: 'Past',
  hint: 'Searches past and upcoming events in all calendars that are shown, and your notes. Works offline too.',
  searching: 'Searching…',
  none: (query: string): string => `No results for “${query}”`,
  noneHint:
    'Every word must appear in an event’s title, guests, location or description. Hidden calendars aren’t searched.',
  count: (count: number): string => `${plural(count, { one: 'event', other: 'events' })} found`,
  /** As many as are shown; there are more. */
  first: (count: number): string =>
    `First ${plural(count, { one: 'event', other: 'events' })}: add words to narrow results`,
  indexing: 'New events are still being indexed, so more results may appear.',
  /** What a text below the title is, for screen readers. */
  fields: { title: 'Title', place: 'Location', people: 'People', description: 'Description' },
  keys: { choose: 'select', open: 'open', join: 'join' },
};
