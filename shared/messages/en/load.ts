/** How much of a week is spent in meetings. */
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const load = {
  title: 'Time in meetings',
  previousWeek: 'Previous week',
  nextWeek: 'Next week',
  today: 'Today',
  thisWeek: 'This week',
  /** Over the figures of a week that is named above. */
  week: 'Week',
  inMeetings: 'In meetings',
  focus: 'Free for focus',
  longest: 'Longest stretch',
  /** `2 h 30 min in 2 blocks`. */
  inBlocks: (duration: string, count: number): string =>
    count === 1 ? duration : `${duration} in ${plural(count, { one: 'block', other: 'blocks' })}`,
  nothing: '–',
  empty: 'No meetings in this week',
  byDay: 'By day',
  day: 'Day',
  events: 'Events',
  hint: (from: string, to: string, minutes: number): string =>
    `Free for focus are blocks of an hour or more, Monday to Friday from ${from} to ${to}. The longest stretch is without a break of ${plural(minutes, { one: 'minute', other: 'minutes' })} or more.`,
};
