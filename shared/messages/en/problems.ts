/** One sentence for each problem, and what can be done about it. */
import type { NotEditable, WriteField } from '../../pending.ts';
import type {
  ExportCause,
  FeedCause,
  ProxyCause,
  SignInCause,
  SignInReason,
  StorageCause,
} from '../../problems.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

const signInReasons: Record<SignInReason, string> = {
  never: 'Sign in to Google to sync this calendar.',
  revoked: 'Your Google sign-in has expired. Showing events from the last sync.',
  scopeMissing: 'Google Calendar access wasn’t granted. Sign in again and select both calendar checkboxes.',
  vaultUnreadable:
    'The saved sign-in can no longer be read on this computer. Showing events from the last sync.',
  vaultBlocked:
    'The file with your saved sign-ins can’t be read right now. If you sign in again, it only lasts until you quit.',
  notKept:
    'You’re signed out because the sign-in is only kept until you quit. Showing events from the last sync.',
};

const someWritten = (written: number): string =>
  written === 0 ? '' : ` ${plural(written, { one: 'note is', other: 'notes are' })} already there.`;

const exportCauses: Record<ExportCause, (written: number) => string> = {
  full: (written) =>
    `The disk with this folder is full, so not all notes were exported.${someWritten(written)}`,
  readOnly: (written) => `The app can’t write to this folder. Choose another one.${someWritten(written)}`,
  other: (written) =>
    `The notes couldn’t be written to this folder. Choose another one.${someWritten(written)}`,
};

const storageCauses: Record<StorageCause, string> = {
  full: 'The disk is full, so changes can’t be saved. Your saved events are safe. Free up space and try again.',
  readOnly:
    'The app can’t write to its data folder, so changes can’t be saved. Your saved events are safe. Check the folder’s permissions.',
  corrupt:
    'The saved calendar was damaged. A copy was set aside, and your events are being downloaded again. Your online calendars aren’t affected.',
  damaged:
    'The saved calendar is damaged and couldn’t be restored. Restart the app to try again. Your online calendars aren’t affected.',
  locked: 'Another program is using the calendar’s data. Close it and try again.',
  fromTheFuture:
    'The saved calendar was created by a newer version of this app. It was set aside, and your events are being downloaded again.',
  other: 'The calendar’s data couldn’t be saved.',
};

const proxyCauses: Record<ProxyCause, (host: string | null) => string> = {
  unreachable: () => 'This computer’s proxy server isn’t responding. Check the network settings.',
  loginRequired: (host) =>
    host === null
      ? 'This computer’s proxy server requires a user name and password.'
      : `The proxy server ${host} requires a user name and password.`,
  loginRefused: (host) =>
    `${host === null ? 'This computer’s proxy server' : `The proxy server ${host}`} didn’t accept the user name or password.`,
};

const feedCauses: Record<FeedCause, string> = {
  badAddress: 'This isn’t the address of a calendar. Calendar addresses start with https:// or webcal://.',
  addressMissing: 'The calendar’s address is no longer on this computer. Paste it again.',
  addressBlocked: 'The file with the calendar’s address can’t be read right now.',
  notFound: 'There’s no calendar at this address. If it was reset, paste the new address.',
  gone: 'The calendar was permanently removed from this address. If it has a new address, paste it.',
  refused: 'The server denies access to this address. It may have been reset, or it may require a sign-in.',
  notACalendar:
    'This address leads to a web page or file that isn’t a calendar. Copy the address in iCal format.',
  cut: 'The calendar arrived incomplete, so nothing was changed.',
  tooLarge: 'The calendar is larger than 20\u00a0MB, the most this app can read.',
  certificate: 'The connection to the calendar’s server isn’t secure: its certificate can’t be trusted.',
  redirect: 'The address redirects to one that this app doesn’t follow.',
  timeout: 'The calendar’s server didn’t respond in time.',
  unreachable: 'The calendar’s server can’t be found. Check the address.',
  unavailable: 'The calendar’s server reported an error.',
  fileUnreadable:
    'The calendar file can’t be read. It may have been moved or deleted. Showing the events that were last read.',
  fileNotACalendar: 'This file isn’t a calendar. Choose a file in iCalendar format (.ics).',
};

const signInCauses: Record<SignInCause, string> = {
  denied: 'Access was declined on Google’s page.',
  orgPolicy: 'Your organisation doesn’t allow this app. Ask its administrator, or use another account.',
  timedOut: 'The sign-in in the browser timed out.',
  browserFailed: 'The browser couldn’t be opened to sign in.',
  partialConsent:
    'The calendar checkboxes on Google’s page weren’t selected. Both are needed to show your events.',
  otherAccount:
    'You signed in with another Google account. Nothing was changed. Choose the account that you want to turn this on for.',
  exchangeFailed: 'Google couldn’t complete the sign-in.',
};

const notEditable: Record<NotEditable, string> = {
  writingOff: 'Changing events is turned off for this account. You can turn it on in the settings.',
  readOnlyCalendar: 'You can’t change events in this calendar.',
  notOnGuestList:
    'Your address isn’t on the guest list; you may have been invited through a group. Answer in Google Calendar.',
  guestListHidden: 'The guest list is hidden. Answer in Google Calendar.',
  tooManyGuests: 'This event has too many guests to answer from here. Answer in Google Calendar.',
  organizer: 'You organize this event.',
  otherPerson: 'This event is in someone else’s calendar.',
  eventType: 'This kind of event can’t be changed here. Open it in Google Calendar.',
  cancelled: 'This event was cancelled.',
  notSynced: 'This calendar isn’t synced. Show it first.',
  notDeletable: 'Someone else organizes this event, so it can’t be deleted here. You can decline it.',
  notMovable: 'Only an ordinary event that you organize can be moved to another calendar.',
  moving: 'This event is being moved to another calendar. Wait until it is there.',
};

const writeFields: Record<WriteField, string> = {
  response: 'your answer',
  comment: 'your comment',
  title: 'title',
  time: 'time',
  repeat: 'repetition',
  place: 'place',
  description: 'description',
  guests: 'guests',
  other: 'other details',
};

const outboxCauses: Record<StorageCause, string> = {
  full: 'The disk is full, so your change couldn’t be saved and wasn’t sent. Free up space and try again.',
  readOnly:
    'The app can’t write to its data folder, so your change couldn’t be saved and wasn’t sent. Check the folder’s permissions.',
  corrupt:
    'The file with your unsent changes was damaged. A copy was set aside, and what could be read was kept. Check the list of unsent changes.',
  damaged:
    'The file with your unsent changes is damaged, so nothing can be sent. Restart the app to try again.',
  locked: 'Another program is using the file with your unsent changes. Close it and try again.',
  fromTheFuture:
    'The unsent changes were saved by a newer version of this app. They were left as they are, and nothing can be sent until you update.',
  other: 'Your change couldn’t be saved, so it wasn’t sent.',
};

const refusals = {
  gone: 'This event is no longer in Google Calendar.',
  removedMeanwhile: 'This event was created and then deleted in Google Calendar.',
  forbidden: 'Google doesn’t let you change this event.',
  requiredAccessLevel: 'You don’t have permission to change this calendar.',
  forbiddenForNonOrganizer: 'Only the organizer can change this event.',
  forbiddenForNonCreator: 'Only the person who created this event can change it.',
  cannotChangeOrganizer: 'The organizer of an event can’t be changed.',
  cannotChangeOrganizerOfInstance: 'The organizer of a single date can’t be changed.',
  participantIsNeitherOrganizerNorAttendee: 'You’re not on the guest list of this event.',
  notOnGuestList: 'You’re no longer on the guest list of this event.',
  eventTypeRestriction: 'This kind of event can’t be changed this way.',
  malformedWorkingLocationEvent: 'This kind of event can’t be changed this way.',
  timeRangeEmpty: 'The event ends before it starts.',
  eventDurationExceedsLimit: 'The event is too long.',
  invalid: 'Google didn’t accept what was entered.',
  required: 'Something that Google requires is missing.',
  callNotMade: 'The event was created, but without a video call: Google couldn’t add one.',
  duplicate: 'Google already has an event with this identifier.',
  unreadable: 'Google’s details of this event couldn’t be read, so nothing was changed.',
  movedOrRemoved:
    'The event is no longer in its old calendar, and it wasn’t found in the new one. Check in Google Calendar.',
  notCarriedOut: 'Google took the change but didn’t carry it out.',
};

export const problems = {
  proxyFailed: proxyCauses,
  offline: 'You’re offline. Showing events from the last sync.',
  signInRequired: signInReasons,
  ofAccount: (account: string, sentence: string): string => `${account}: ${sentence}`,
  rateLimited: (time: string): string =>
    `Google asked the app to wait until ${time}. Syncing resumes automatically.`,
  calendarForbidden: (calendar: string): string => `You no longer have access to ${calendar}.`,
  calendarGone: (calendar: string): string => `${calendar} no longer exists in Google Calendar.`,
  aCalendar: 'one of your calendars',
  aCalendarAtStart: 'One of your calendars',
  calendarNamed: (name: string): string => `“${name}”`,
  calendarOfAccount: (name: string, account: string): string => `“${name}” of ${account}`,
  accessNotConfigured:
    'The Google Calendar API isn’t enabled for this client file’s project. Enable it in Google Cloud or choose another file.',
  googleUnavailable: 'Google Calendar isn’t responding. The app will try again automatically.',
  unexpectedReply:
    'Something other than Google responded, such as a network’s sign-in page. Check your connection.',
  /** `upcoming` of the `count` are what a person counts of it; 0 also where that is not known. */
  sweepHeld: (count: number, upcoming: number, calendar: string): string =>
    `The new list for ${calendar} is missing ${upcoming > 0 ? plural(upcoming, { one: 'upcoming event', other: 'upcoming events' }) : plural(count, { one: 'event', other: 'events' })}. Nothing has been removed.`,
  feedFailed: feedCauses,
  exportFailed: exportCauses,
  storageFailed: storageCauses,
  signInFailed: signInCauses,
  clientIdMissing: 'To connect Google, add your own client file from Google Cloud.',
  clientFileInvalid: {
    webClient: 'This file is for a web application. Create a client of type “Desktop app” and use its file.',
    serviceAccount:
      'This is the key of a service account. Create an OAuth client of type “Desktop app” and use its file.',
    notJson: 'This isn’t a JSON file. Use the file that Google Cloud offers for download, unchanged.',
    notAClientFile: 'This isn’t a Google client file for a desktop app.',
  },
  noKeyring: 'No system keyring was found to store sign-ins and calendar addresses securely.',
  revocationOwed: {
    app: (account: string | null): string =>
      `The app’s access to ${account ?? 'the last account'} hasn’t been removed yet. This happens as soon as Google can be reached.`,
    person: (account: string | null): string =>
      `The sign-in for ${account ?? 'an account'} couldn’t be read, so the app’s access couldn’t be removed. You can remove it in your Google Account under “Security”.`,
  },
  writingOff: notEditable.writingOff,
  writeScopeMissing:
    'Google’s permission to change events is missing, so changes aren’t sent. Turn changing events on again in the settings.',
  eventNotEditable: notEditable,
  previewExpired: 'Too much time has passed, or this was sent already. Check it again before you send it.',
  writeFields,
  writeConflict: (fields: string): string =>
    `This event was changed in Google Calendar in the meantime: ${fields}. Decide which version to keep.`,
  writeOutdated: {
    waited: 'This change has been waiting for more than a day. Decide whether to send it.',
    begun: 'This event has already begun. Decide whether to send the change.',
  },
  writeRefused: {
    reasons: refusals,
    unknown: (code: string): string => `Google refused this change (${code}).`,
  },
  inviteLimit: (time: string): string =>
    `Google isn’t taking any more events or invitations from this account for now. The app will try again after ${time}.`,
  outboxFailed: outboxCauses,
  writesWaiting: (count: number): string =>
    `This account has ${plural(count, { one: 'change that hasn’t', other: 'changes that haven’t' })} been sent.`,
  noMailProgram: 'No mail program could be opened. You can copy the text instead.',
  notFound: 'This event is no longer in the calendar.',
  invalidRequest: 'That didn’t work. Try again.',
  cancelled: 'Stopped.',
  internal: 'Something went wrong. Try again.',
  hookRefused: {
    notAbsolute: 'Enter the full path of the program.',
    missing: 'There is no file at this path.',
    notExecutable: 'This file can’t be run as a program.',
    tooMany: 'No more programs can be added. Remove one first.',
  },
  hookFailed: (program: string): string => `The program “${program}” didn’t run as it should.`,
  actions: {
    showHooks: 'Show',
    decide: 'Review',
    logIn: 'Log in…',
    signIn: 'Sign in',
    signInAgain: 'Sign in again',
    enterAddress: 'Enter address',
    chooseFile: 'Choose file',
    chooseClientFile: 'Choose client file',
    chooseAnotherFile: 'Choose another file',
    enableApi: 'Enable API',
    chooseCalendars: 'Choose calendars',
    chooseTokenStorage: 'Choose',
  },
};
