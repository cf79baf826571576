/** Answering invitations in the app, and what has become of changes that are on their way to Google. */
import type { PendingState } from '../../pending.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

const states: Readonly<Record<PendingState, string>> = {
  held: 'Not sent yet',
  queued: 'Not sent yet',
  sending: 'Sending…',
  accepted: 'Sent',
  unknown: 'Checking with Google…',
  refused: 'Couldn’t send',
  conflict: 'Changed in Google Calendar',
  asks: 'Waiting for you',
};

export const answering = {
  going: 'Going?',
  /** For screen readers, where several invitations are listed. */
  goingTo: (title: string): string => `Going? ${title}`,
  choices: { accepted: 'Yes', tentative: 'Maybe', declined: 'No' },
  /** A tooltip. `answer`: `Yes`. */
  tells: (answer: string): string => `${answer}: tells the organiser`,
  tellsOne: (answer: string): string => `${answer}, this event only: tells the organiser`,
  scope: 'Which events',
  scopes: { one: 'This event', all: 'All events' },
  note: 'Note',
  addNote: 'Add note',
  noteHint: 'The organiser and other guests can see it. It is sent with your answer.',
  sendNote: 'Send',
  editNote: 'Edit note',
  removeNote: 'Remove note',
  yourNote: (text: string): string => `Your note: ${text}`,
  /** In a notice: `You answered “Yes” to “Budget call”`. */
  answered: (answer: string, title: string): string => `You answered “${answer}” to “${title}”`,
  undo: 'Undo',
  tooLate: 'It has already been sent.',
  states,
  /** Beside an invitation that is answered on Google's page until writing is turned on. */
  turnOn: 'Answer here…',
};

export const outbox = {
  title: 'Changes on their way',
  count: (count: number): string => `${plural(count, { one: 'change', other: 'changes' })} waiting`,
  decide: (count: number): string => `${plural(count, { one: 'change', other: 'changes' })} not sent`,
  tray: (count: number): string => `${plural(count, { one: 'change', other: 'changes' })} waiting…`,
  trayDecide: (count: number): string => `${plural(count, { one: 'change', other: 'changes' })} not sent…`,
  none: 'Everything has been sent.',
  hint: 'Changes are sent as soon as there is a connection. Closing the app doesn’t lose them.',
  /** What was asked for. `answer`: `Yes`. */
  answer: (answer: string): string => `Your answer: ${answer}`,
  answerAll: (answer: string): string => `Your answer to all events: ${answer}`,
  comment: (text: string): string => `Note: ${text}`,
  create: 'New event',
  remove: 'Delete event',
  removeAll: 'Delete all events of the series',
  move: (calendar: string): string => `Move to ${calendar}`,
  guests: (addresses: string): string => `Guests: ${addresses}`,
  choices: {
    retry: 'Try again',
    mine: 'Keep mine',
    theirs: 'Keep Google’s',
    discard: 'Discard…',
    copyText: 'Copy text',
    open: 'Open event',
    undo: 'Undo',
  },
  /** After an old change was found unsent: `Send now`. */
  sendNow: 'Send now',
  /** The accessible name of a button. `what`: `Try again`. */
  choiceFor: (what: string, title: string): string => `${what}: ${title}`,
  copied: 'Text copied',
  discardQuestion: (title: string): string => `Discard your change to “${title}”?`,
  discardAnswer: (answer: string): string =>
    `Your answer “${answer}” won’t be sent. The event stays as it is in Google Calendar.`,
  discardNote: (note: string): string => `Your note is lost: “${note}”`,
  discardCreate: 'The event won’t be created, and what you typed is lost.',
  discardUnknown: 'Google may already have this change. The app will no longer check.',
  discardRemove: 'The event won’t be deleted. It stays in Google Calendar.',
  discardMove: 'The event won’t be moved. It stays in its calendar.',
  discard: 'Discard',
  /** Before an account is disconnected. */
  sendFirst: 'Send first',
  disconnectHint:
    'Send them before disconnecting, or discard them. To copy their text, cancel and open the list in the status bar.',
};

export const writing = {
  title: 'Changing events',
  accounts: 'Accounts',
  accountsHint:
    'Until you turn this on, the app asks Google for permission to read only, and can’t change anything. Turning it off takes effect at once; what hasn’t been sent yet stays in the list.',
  none: 'Connect a Google account to answer invitations and to create, move and delete events here.',
  off: 'Off. The app only reads this account.',
  on: {
    own: 'On for the calendars you own',
    every: 'On for every calendar that you can change',
  },
  needsSignIn: 'Google’s permission is missing. Changes wait until you give it again.',
  allowAgain: 'Allow again',
  question: (account: string): string => `Change events of ${account}?`,
  possible:
    'The app can then answer invitations, and create, move and delete events, always after your click. Google asks you for this permission in the browser, together with the one to read.',
  back: 'You can turn it off here at any time. To take back the permission at Google too, remove the app from your Google Account’s third-party connections, then sign in here again.',
  reach: 'Calendars',
  reaches: { own: 'The ones I own', every: 'Every one I can change' },
  reachHints: {
    own: 'Enough to answer invitations.',
    every: 'Includes calendars that others share with you.',
  },
  continue: 'Continue to Google',
  continueSample: 'Turn on',
  waiting: 'Waiting for your permission in the browser…',
  declined: 'Google’s permission to change events wasn’t given. Reading goes on as before.',
  undo: 'Undo',
  undoSeconds: 'Time to undo',
  undoSecondsHint:
    'Answers, new events, moves and deletions are sent after this time. Mail can’t be called back.',
  seconds: (count: number): string => plural(count, { one: 'second', other: 'seconds' }),
};
