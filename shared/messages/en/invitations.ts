/** Invitations that the person has not answered. */
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const invitations = {
  title: 'Invitations',
  count: (count: number): string => `${plural(count, { one: 'invitation', other: 'invitations' })} to answer`,
  hint: 'Events in your calendars that you haven’t answered. Each one stays here until you answer or it is over.',
  none: 'No invitations to answer.',
  from: (name: string): string => `from ${name}`,
  /** One answer is for all of its dates. */
  series: 'Series',
  all: (count: number): string => `Show all ${count}`,
  more: (count: number): string => `and ${count} more`,
};
