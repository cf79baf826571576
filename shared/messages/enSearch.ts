/** English: searching for meetings. A part of `en`. */
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

export const search = {
  title: 'Search',
  label: 'Search meetings',
  placeholder: 'Title, person, place, description',
  clear: 'Clear the search',
  results: 'Meetings found',
  upcoming: 'Upcoming',
  past: 'Past',
  hint: 'Finds meetings of all the calendars that are shown, past and future, also offline.',
  searching: 'Searching…',
  none: (query: string): string => `Nothing found for “${query}”`,
  noneHint:
    'All words must occur in a meeting’s title, people, place or description. Hidden calendars are not searched.',
  count: (count: number): string => `${plural(count, { one: 'meeting', other: 'meetings' })} found`,
  /** As many as are shown; there are more. */
  first: (count: number): string =>
    `The first ${plural(count, { one: 'meeting', other: 'meetings' })}: more words find fewer`,
  indexing: 'New meetings are still being read in: more may turn up here.',
  /** What a text below the title is, for screen readers. */
  fields: { title: 'Title', place: 'Place', people: 'People', description: 'Description' },
  keys: { choose: 'choose', open: 'open', join: 'join' },
};
