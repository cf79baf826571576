/** Moving an event to another calendar. */
import type { PendingState } from '../../pending.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

const states: Readonly<Record<PendingState, string>> = {
  held: 'Moved, not sent yet',
  queued: 'Moved, not sent yet',
  sending: 'Moving…',
  accepted: 'Moved',
  unknown: 'Checking with Google…',
  refused: 'Couldn’t move',
  conflict: 'Not moved: changed in Google Calendar',
  asks: 'Not moved: waiting for you',
};

export const moving = {
  button: 'Move to calendar…',
  question: 'Move to another calendar',
  calendar: 'Calendar',
  all: 'All events of the series are moved, including past events.',
  mails: (count: number): string =>
    `${plural(count, { one: 'guest can be told', other: 'guests can be told' })} by email:`,
  none: 'Untold guests may keep the event as it was in their calendars. Google may still send some emails.',
  send: 'Move and tell guests',
  dontSend: 'Move without telling',
  confirm: 'Move',
  moved: (title: string, calendar: string): string => `“${title}” moved to ${calendar}`,
  /** In the list of changes: keep the change over what others did. */
  mine: 'Move anyway',
  theirs: 'Leave it there',
  states,
};
