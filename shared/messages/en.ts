/**
 * Every text the app shows, in English. Strings, and functions where something is put in. This table is
 * also the type the other languages must match (`Messages`), so a forgotten text does not compile.
 * Times, dates and durations arrive formatted (shared/text/createFormat).
 */
import type { SignInReason, SignInCause, StorageCause } from '../problems.ts';
import { changes, inspector, sweep } from './enSync.ts';
import { reminders } from './enReminders.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

const app = {
  /** The table's language, for dates and for `<html lang>`. */
  language: 'en',
  name: 'Jarvis Calendar',
  busy: 'Busy',
  noTitle: '(No title)',
  allDay: 'All day',
  today: 'Today',
  tomorrow: 'Tomorrow',
  yesterday: 'Yesterday',
  todayInSentence: 'today',
  tomorrowInSentence: 'tomorrow',
  justNow: 'just now',
  unit: {
    seconds: 'sec',
    minutes: 'min',
    hours: 'h',
    days: (count: number): string => (count === 1 ? 'day' : 'days'),
  },
  minutes: (minutes: number): string => `${minutes} min`,
  hours: (hours: number, minutes: number): string =>
    minutes === 0 ? `${hours} h` : `${hours} h ${String(minutes).padStart(2, '0')}`,
  days: (days: number): string => plural(days, { one: 'day', other: 'days' }),
  ago: (duration: string): string => `${duration} ago`,
  inTime: (duration: string): string => `in ${duration}`,
  inDays: (days: number): string => (days === 1 ? 'tomorrow' : `in ${days} days`),
  yesterdayAt: (time: string): string => `yesterday ${time}`,
  onDateAt: (date: string, time: string): string => `${date}, ${time}`,
  close: 'Close',
  back: 'Back',
  cancel: 'Cancel',
};

const agenda = {
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

const next = {
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

const sync = {
  label: 'Sync',
  syncNow: 'Sync now',
  syncing: 'Syncing…',
  progress: (done: number, total: number): string =>
    `Syncing, ${done} of ${plural(total, { one: 'calendar', other: 'calendars' })}`,
  progressEvents: (events: string): string => `${events} events`,
  synced: (when: string): string => `Synced ${when}`,
  nextTry: (time: string): string => `next try at ${time}`,
  never: 'Not synced yet',
  upToDate: 'Up to date, nothing had changed',
  upToDateAlone: 'Up to date',
  changed: (count: number): string => `Up to date, ${plural(count, { one: 'change', other: 'changes' })}`,
  partly: 'Synced in part',
  failed: 'Could not sync',
  cancelled: 'Sync stopped',
  moreProblems: (count: number): string => `${count} more`,
  fewerProblems: 'Fewer',
};

const signInReasons: Record<SignInReason, string> = {
  never: 'Sign in to Google to sync this calendar.',
  revoked: 'Google signed this app out. What you see is the last synced state.',
  scopeMissing: 'Google was not allowed to share the calendar. Sign in again and tick the calendar boxes.',
  vaultUnreadable: 'The saved sign-in cannot be read on this computer any more.',
  notKept: 'The sign-in was kept in memory only and ended with the app.',
};

const storageCauses: Record<StorageCause, string> = {
  full: 'The disk is full, so nothing new can be saved. What is already here stays.',
  readOnly: 'The folder for the calendar’s data cannot be written to. What is already here stays.',
  corrupt:
    'The saved calendar was damaged. It was set aside and is being rebuilt from Google; nothing is lost there.',
  locked: 'Another program is holding the calendar’s data.',
  fromTheFuture:
    'The saved calendar comes from a newer version of this app. It was set aside and is being rebuilt from Google.',
  other: 'The calendar’s data could not be saved.',
};

const signInCauses: Record<SignInCause, string> = {
  denied: 'Google was told not to allow access.',
  timedOut: 'The sign-in in the browser was not finished in time.',
  browserFailed: 'The browser could not be opened for the sign-in.',
  partialConsent:
    'The calendar boxes were left empty on Google’s page. Both are needed to show your meetings.',
  exchangeFailed: 'Google did not complete the sign-in.',
};

const problems = {
  offline: 'You are offline. What you see is the last synced state.',
  signInRequired: signInReasons,
  ofAccount: (account: string, sentence: string): string => `${account}: ${sentence}`,
  rateLimited: (time: string): string => `Google asks to wait until ${time}. Syncing goes on by itself then.`,
  calendarForbidden: (calendar: string): string => `Google no longer lets you see ${calendar}.`,
  calendarGone: (calendar: string): string => `${calendar} is gone from Google Calendar.`,
  aCalendar: 'one of your calendars',
  aCalendarAtStart: 'One of your calendars',
  calendarNamed: (name: string): string => `“${name}”`,
  accessNotConfigured: 'The Google Calendar API is not switched on for this client file’s project.',
  googleUnavailable: 'Google Calendar is not answering at the moment.',
  unexpectedReply: 'Something else answered instead of Google, perhaps a network’s sign-in page.',
  /** `total`: how many are stored here; null where that is not known. */
  sweepHeld: (count: number, calendar: string, total: number | null): string =>
    `Google’s list for ${calendar} is missing ${total === null ? plural(count, { one: 'event', other: 'events' }) : `${count} of ${plural(total, { one: 'event', other: 'events' })}`}. Nothing was removed.`,
  storageFailed: storageCauses,
  signInFailed: signInCauses,
  clientIdMissing: 'To connect Google, this app needs a client file of your own from Google Cloud.',
  clientFileInvalid: 'That file is not a Google client file for a desktop app.',
  noKeyring: 'This system has no keyring to keep the Google sign-in safe.',
  notFound: 'This meeting is no longer in the calendar.',
  invalidRequest: 'That did not work. Please try again.',
  cancelled: 'Stopped.',
  internal: 'Something went wrong in the app. Please try again.',
  actions: {
    syncNow: 'Try again',
    decide: 'Decide',
    signIn: 'Sign in',
    signInAgain: 'Sign in again',
    chooseClientFile: 'Choose client file',
    chooseAnotherFile: 'Choose another file',
    chooseCalendars: 'Choose calendars',
    chooseTokenStorage: 'Choose',
  },
};

const settings = {
  title: 'Settings',
  syncing: 'Sync',
  interval: 'Sync every',
  intervalHint: 'In the background, while the app runs.',
  everyMinutes: (minutes: number): string => plural(minutes, { one: 'minute', other: 'minutes' }),
  everyHours: (hours: number): string => plural(hours, { one: 'hour', other: 'hours' }),
  reachBack: 'Keep past meetings',
  reachBackHint: 'A longer reach makes the next sync longer, once.',
  reachBackChoices: { month: 'The last 30 days', year: 'The last year', everything: 'Everything' },
  appearance: 'Appearance',
  theme: 'Theme',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  accounts: 'Accounts',
  connectedSince: (date: string): string => `Connected since ${date}`,
  sampleAccount: 'Sample calendar',
  sampleAccountHint: 'Made-up meetings to try the app with',
  noAccounts: 'No account is connected.',
  connectGoogle: 'Connect Google',
  connectAnother: 'Connect another Google account',
  actionFor: (action: string, account: string): string => `${action}: ${account}`,
  addSample: 'Explore the sample',
  disconnect: 'Disconnect',
  disconnectAccount: (account: string): string => `Disconnect ${account}`,
  disconnectQuestion: (account: string): string => `Disconnect ${account}?`,
  disconnectHint:
    'Its meetings are removed from this computer and the sign-in is given back to Google. Nothing changes in Google Calendar.',
  disconnectSampleHint: 'The made-up meetings are removed from this computer.',
  calendars: 'Calendars',
  calendarsOf: (account: string): string => `Calendars of ${account}`,
  calendarsHint: 'Hidden calendars are neither shown nor synced.',
  noCalendars: 'The calendars appear here after the first sync.',
  primary: 'Main calendar',
  readOnly: 'Read only',
  busyOnly: 'Only busy times',
  signInStorage: 'Google sign-in',
  tokenStorage: 'Keep the sign-in',
  tokenStorageHint: 'This system has no keyring.',
  tokenStorageChoices: {
    ask: 'Not decided',
    memory: 'In memory until you quit',
    file: 'In a file only you can read',
  },
  about: 'About',
  version: (version: string): string => `Version ${version}`,
  aboutText: 'Your calendar stays on this computer. The app talks to Google and to nobody else.',
  timesIn: (zone: string): string => `Times are shown for ${zone}.`,
  shortcuts: 'Keyboard',
  shortcutList: [
    ['↑ ↓ or J K', 'Move through the agenda'],
    ['Enter', 'Open a meeting'],
    ['Esc', 'Close'],
    ['S or Ctrl R', 'Sync now'],
    ['T', 'Back to today'],
    ['← →', 'Previous and next day'],
  ] as readonly (readonly [keys: string, what: string])[],
  notSaved: 'The change could not be saved.',
};

const onboarding = {
  welcome: 'Know what is next',
  lead: 'Your Google Calendar, kept on this computer: what is next, when, where and how to join. At once, and offline too.',
  connectGoogle: 'Connect Google Calendar',
  connectHint: 'Opens your browser. The app asks to read your calendars and never to change them.',
  exploreSample: 'Explore with a sample calendar',
  sampleHint: 'Made-up meetings, no account needed.',
  waiting: 'Finish in your browser',
  waitingHint: 'Allow access on Google’s page, then come back here.',
  waitingCancel: 'Cancel',
  clientTitle: 'Connecting needs a client file, once',
  clientLead: 'Google wants to know which app asks. This build has no client of its own, so use yours:',
  clientSteps: [
    'Open console.cloud.google.com and make a project.',
    'Switch on the Google Calendar API in it.',
    'Under Credentials, create an OAuth client of the type “Desktop app” and download its JSON file.',
  ] as readonly string[],
  chooseClientFile: 'Choose client file',
  privacy: 'Nothing leaves this computer but the calls to Google.',
  loadingSample: 'Preparing the sample…',
};

const keyring = {
  title: 'Where should the Google sign-in be kept?',
  lead: 'This system has no keyring, so the app cannot lock the sign-in away.',
  memory: 'In memory until you quit',
  memoryHint: 'Safest. You sign in again after each start.',
  file: 'In a file only you can read',
  fileHint: 'Stays signed in. Programs running as you could read it.',
  later: 'Decide later',
};

const detail = {
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

const tray = {
  open: 'Open Jarvis Calendar',
  nextMeeting: (title: string, when: string): string => `${title}, ${when}`,
  now: (title: string, until: string): string => `Now: ${title}, until ${until}`,
  joinNext: (title: string): string => `Join ${title}`,
  joinNextPlain: 'Join next meeting',
  nothingMoreToday: 'Nothing more today',
  nothingToday: 'Nothing today',
  today: 'Today',
  tomorrow: 'Tomorrow',
  moreMeetings: (count: number): string => `${count} more…`,
  syncNow: 'Sync now',
  syncing: 'Syncing…',
  lastSynced: (when: string): string => `Synced ${when}`,
  notSynced: 'Not synced yet',
  settings: 'Settings…',
  quit: 'Quit',
  tooltip: (line: string): string => `Jarvis Calendar: ${line}`,
  closeExplainedTitle: 'Jarvis Calendar keeps running',
  closeExplained: 'It stays in the tray and keeps your calendar in sync. Quit it from the tray’s menu.',
};

export const en = {
  app,
  agenda,
  next,
  sync,
  changes,
  inspector,
  sweep,
  problems,
  settings,
  onboarding,
  keyring,
  detail,
  tray,
  reminders,
};

export type Messages = typeof en;
