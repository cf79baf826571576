/** What to know before a meeting. */
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');
const keptDays = (days: number): string => `in the ${plural(days, { one: 'day', other: 'days' })} kept here`;

export const brief = {
  title: 'Brief',
  show: 'Show brief',
  hide: 'Hide brief',
  all: 'Whole brief',
  last: 'Last time',
  changed: (ago: string): string => `Changed since you last looked, ${ago}`,
  changedLately: 'Changed in the last 30 days',
  needed: 'Needed',
  nothing: 'Nothing to know in advance.',
  nothingElse: 'Nothing else to know in advance.',
  limits: {
    private: 'Private event: who was there isn’t kept.',
    guestsHidden: 'The guest list is hidden, so nothing is said about who comes or came.',
    timesOnly: 'This calendar shows only times.',
  },
  notKept: 'Past meetings aren’t kept on this computer, so nothing is said about them.',
  privateEvent: 'Private event',
  gone: 'no longer in your calendars',
  /** `names`: `Ada, Grace`. */
  andMore: (names: string, more: number): string => `${names} and ${more} more`,
  lastWith: (names: string): string => `Last time, with ${names}`,
  lastAlone: 'Last time, without other guests',
  lastUnknown: 'Last time; who was there wasn’t stored',
  noLast: (days: number): string => `Nothing of this series ${keptDays(days)}`,
  metBefore: (count: number, atLeast: boolean, days: number): string =>
    `${atLeast ? 'At least ' : ''}${plural(count, { one: 'meeting', other: 'meetings' })} with these people ${keptDays(days)}`,
  notMetBefore: (days: number): string => `No meeting with these people ${keptDays(days)}`,
  together: (names: string): string => `With ${names}`,
  newInSeries: (names: string): string => `Not invited then: ${names}`,
  newToMe: (names: string, days: number): string => `No meeting with ${names} ${keptDays(days)}`,
  guestsAdded: (names: string): string => `New guests: ${names}`,
  guestsRemoved: (names: string): string => `No longer guests: ${names}`,
  attachmentsAdded: (names: string): string => `New attachments: ${names}`,
  attachmentsRemoved: (names: string): string => `Attachments removed: ${names}`,
  descriptionChanged: 'Description',
  descriptionReordered: 'The lines of the description have another order',
  lineAdded: 'Added:',
  lineRemoved: 'Removed:',
  moreLines: (count: number): string => `and ${plural(count, { one: 'more line', other: 'more lines' })}`,
  unanswered: 'You haven’t answered this invitation.',
  collides: 'At the same time',
  agenda: 'Agenda',
  document: 'Document',
  moreItems: (count: number): string => `${count} more`,
  place: 'Place',
  dialIn: 'Dial in',
  code: (code: string): string => `code ${code}`,
  settings: {
    title: 'Brief before meetings',
    minutes: 'Show at the top of the window',
    minutesHint:
      'Last time, what changed, and what is needed. In a meeting’s details the brief is always there.',
    never: 'Off',
    before: (time: string): string => `${time} before`,
    history: 'Keep past meetings',
    historyHint:
      'Who was there, and what you saw of a meeting when you last opened it, for briefs. Only on this computer; hidden guest lists and private events aren’t kept.',
    historyOff: 'Off, and delete what is kept',
    days: { 30: '30 days', 90: '90 days', 365: 'A year', 1095: 'Three years' },
  },
};
