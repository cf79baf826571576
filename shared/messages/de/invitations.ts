/** Invitations that the person has not answered. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const invitations: Messages['invitations'] = {
  title: 'Einladungen',
  count: (count) => plural(count, { one: 'offene Einladung', other: 'offene Einladungen' }),
  hint: 'Termine in Ihren Kalendern, auf die Sie noch nicht geantwortet haben. Jeder bleibt hier, bis Sie antworten oder er vorbei ist.',
  none: 'Keine offenen Einladungen.',
  from: (name) => `von ${name}`,
  series: 'Serie',
  all: (count) => `Alle ${count} anzeigen`,
  more: (count) => `und ${count} weitere`,
};
