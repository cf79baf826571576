/** How much of a week is spent in meetings. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const load: Messages['load'] = {
  title: 'Zeit in Besprechungen',
  previousWeek: 'Vorherige Woche',
  nextWeek: 'Nächste Woche',
  today: 'Heute',
  thisWeek: 'Diese Woche',
  week: 'Woche',
  inMeetings: 'In Besprechungen',
  focus: 'Frei für Fokus',
  longest: 'Am Stück',
  inBlocks: (duration, count) =>
    count === 1 ? duration : `${duration} in ${plural(count, { one: 'Block', other: 'Blöcken' })}`,
  nothing: '–',
  empty: 'Keine Besprechungen in dieser Woche',
  byDay: 'Nach Tagen',
  day: 'Tag',
  events: 'Termine',
  hint: (from, to, minutes) =>
    `Frei für Fokus sind Blöcke ab einer Stunde, Montag bis Freitag von ${from} bis ${to}. Am Stück heißt: ohne eine Pause von ${plural(minutes, { one: 'Minute', other: 'Minuten' })} oder mehr.`,
};
