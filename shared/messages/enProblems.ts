/** English: one sentence for each problem and what can be done about it. A part of `en`. */
import type { ProxyCause, SignInCause, SignInReason, StorageCause } from '../problems.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

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

const proxyCauses: Record<ProxyCause, string> = {
  unreachable: 'The proxy that this computer uses for the internet does not answer.',
  loginRequired: 'The proxy that this computer uses for the internet asks for a user name and password.',
};

const signInCauses: Record<SignInCause, string> = {
  denied: 'Google was told not to allow access.',
  timedOut: 'The sign-in in the browser was not finished in time.',
  browserFailed: 'The browser could not be opened for the sign-in.',
  partialConsent:
    'The calendar boxes were left empty on Google’s page. Both are needed to show your meetings.',
  exchangeFailed: 'Google did not complete the sign-in.',
};

export const problems = {
  proxyFailed: proxyCauses,
  offline: 'You are offline. What you see is the last synced state.',
  signInRequired: signInReasons,
  ofAccount: (account: string, sentence: string): string => `${account}: ${sentence}`,
  rateLimited: (time: string): string => `Google asks to wait until ${time}. Syncing goes on by itself then.`,
  calendarForbidden: (calendar: string): string => `Google no longer lets you see ${calendar}.`,
  calendarGone: (calendar: string): string => `${calendar} is gone from Google Calendar.`,
  aCalendar: 'one of your calendars',
  aCalendarAtStart: 'One of your calendars',
  calendarNamed: (name: string): string => `“${name}”`,
  calendarOfAccount: (name: string, account: string): string => `“${name}” of ${account}`,
  accessNotConfigured: 'The Google Calendar API is not switched on for this client file’s project.',
  googleUnavailable: 'Google Calendar is not answering at the moment.',
  unexpectedReply: 'Something else answered instead of Google, perhaps a network’s sign-in page.',
  /** `upcoming` of the `count` are what a person counts of it; 0 also where that is not known. */
  sweepHeld: (count: number, upcoming: number, calendar: string): string =>
    `Google’s list for ${calendar} is missing ${upcoming > 0 ? plural(upcoming, { one: 'upcoming event', other: 'upcoming events' }) : plural(count, { one: 'event', other: 'events' })}. Nothing was removed.`,
  storageFailed: storageCauses,
  signInFailed: signInCauses,
  clientIdMissing: 'To connect Google, this app needs a client file of your own from Google Cloud.',
  clientFileInvalid: 'That file is not a Google client file for a desktop app.',
  noKeyring: 'This system has no keyring to keep the Google sign-in safe.',
  revocationOwed: {
    app: (account: string | null): string =>
      `Google still lists this app for ${account ?? 'the last sign-in'}. Its access is removed as soon as Google can be reached.`,
    person: (account: string | null): string =>
      `The sign-in of ${account ?? 'an account'} could not be read, so its access could not be removed. You can remove it in your Google Account under Security.`,
  },
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
