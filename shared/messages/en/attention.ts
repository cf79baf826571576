/** Done, muted and hidden events, and the rules for them. */
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const attention = {
  done: 'Done',
  doneHint: 'Mark as done: no more reminders, and not shown as next',
  markDone: (title: string): string => `Mark “${title}” as done`,
  /** After it was done; beside Undo. */
  marked: (title: string): string => `“${title}” marked as done`,
  mutedNow: {
    occurrence: (title: string): string => `“${title}” muted`,
    series: (title: string): string => `All “${title}” events muted`,
    calendar: (_title: string): string => 'Calendar muted',
  },
  mute: 'Mute',
  muteHint: 'Muted events stay in the list, without reminders, and are never shown as next.',
  muteThis: 'This event',
  muteSeries: 'All events in this series',
  muteCalendar: (calendar: string): string => `Everything in “${calendar}”`,
  /** In a row, an icon's text. */
  levels: { done: 'Done', muted: 'Muted', hidden: 'Hidden by a rule' },
  /** What the panel says, by what decided it. */
  states: {
    done: 'Marked as done',
    muted: 'Muted',
    series: 'This series is muted',
    calendar: 'This calendar is muted',
    mutedByRule: 'Muted by a rule',
    hiddenByRule: 'Hidden by a rule',
  },
  /** The buttons beside these. */
  undo: {
    done: 'Not done',
    muted: 'Unmute',
    series: 'Unmute series',
    calendar: 'Unmute calendar',
    rule: 'Except this event',
  },
  hiddenCount: (count: number): string => `${count} hidden`,
  showHidden: (count: number): string =>
    `Show ${plural(count, { one: 'event', other: 'events' })} hidden by your rules`,
  hideAgain: 'Hide again',
  page: 'Mute & hide',
  rules: 'Rules',
  rulesHint:
    'Muted events stay in the list, without reminders. Hidden events leave the list, which says how many they are.',
  noRules: 'No rules yet',
  addRule: 'Add rule',
  editRule: (rule: string): string => `Edit rule: ${rule}`,
  edit: 'Edit',
  removeRule: (rule: string): string => `Remove rule: ${rule}`,
  remove: 'Remove',
  save: 'Save',
  cancel: 'Cancel',
  newRule: 'New rule',
  level: 'Matching events are',
  levelNames: { muted: 'Muted', hidden: 'Hidden' },
  words: 'Title contains',
  wordsHint: 'All of these words, in any order',
  organizer: 'Organizer',
  organizerHint: 'Part of a name or an email address',
  calendar: 'Calendar',
  anyCalendar: 'Any calendar',
  type: 'Type',
  anyType: 'Any type',
  only: 'Only events that are',
  conditions: {
    free: 'Shown as free',
    alone: 'Without other guests',
    unanswered: 'Not responded to',
    allDay: 'All day',
  },
  needsCondition: 'Choose at least one condition.',
  preview: (count: number): string =>
    count === 0
      ? 'Matches no events in the next four weeks'
      : `Matches ${plural(count, { one: 'event', other: 'events' })} in the next four weeks`,
  /** Joins the conditions of a rule to one line. */
  sentence: {
    words: (words: string): string => `“${words}”`,
    organizer: (organizer: string): string => `from ${organizer}`,
  },
  muted: 'Muted series and calendars',
  noneMuted: 'None',
  series: 'Series',
  unmute: 'Unmute',
  unmuteNamed: (name: string): string => `Unmute ${name}`,
};
