/** English: the status line: how fresh the calendar is. A part of `en`. */
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

export const sync = {
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
