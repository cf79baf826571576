/** Deleting an event. */
import type { PendingState } from '../../pending.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

const states: Readonly<Record<PendingState, string>> = {
  held: 'Deleted, not sent yet',
  queued: 'Deleted, not sent yet',
  sending: 'Deleting…',
  accepted: 'Deleted',
  unknown: 'Checking with Google…',
  refused: 'Couldn’t delete',
  conflict: 'Not deleted: changed in Google Calendar',
  asks: 'Not deleted: waiting for you',
};

export const removal = {
  button: 'Delete event',
  question: 'Delete event?',
  questionSeries: 'Delete recurring event?',
  scope: 'Which events',
  scopes: { one: 'This event', all: 'All events' },
  all: 'The whole series is deleted, including past events.',
  mails: (count: number): string =>
    `${plural(count, { one: 'guest gets', other: 'guests get' })} a cancellation by email:`,
  guests: 'Guests',
  external: (count: number): string =>
    `${plural(count, { one: 'guest is', other: 'guests are' })} outside your organization.`,
  final: 'An email can’t be recalled after it has been sent.',
  none: 'Without cancellations, guests may keep the event in their calendars. Google may still send some emails.',
  send: 'Delete and send cancellations',
  dontSend: 'Delete without sending',
  confirm: 'Delete',
  deleted: (title: string): string => `“${title}” deleted`,
  undo: 'Undo',
  /** In the list of changes: keep the change over what others did. */
  mine: 'Delete anyway',
  theirs: 'Keep event',
  states,
};
