/** Deutsch: wie sich eine Serie wiederholt. Ein Teil von `de`. */
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');
/** Mit „am“ davor: am ersten Montag. */
const positions: Readonly<Record<number, string>> = {
  1: 'ersten',
  2: 'zweiten',
  3: 'dritten',
  4: 'vierten',
  5: 'fünften',
  [-1]: 'letzten',
  [-2]: 'vorletzten',
};

export const repeat: Messages['repeat'] = {
  daily: (interval) =>
    interval === 1 ? 'Täglich' : `Alle ${plural(interval, { one: 'Tag', other: 'Tage' })}`,
  workdays: 'Werktags (Montag bis Freitag)',
  weekly: (interval, days) =>
    `${interval === 1 ? 'Wöchentlich' : `Alle ${plural(interval, { one: 'Woche', other: 'Wochen' })}`} am ${days}`,
  monthly: (interval, days) =>
    `${interval === 1 ? 'Monatlich' : `Alle ${plural(interval, { one: 'Monat', other: 'Monate' })}`} am ${days}`,
  yearly: (interval, dates) =>
    `${interval === 1 ? 'Jährlich' : `Alle ${plural(interval, { one: 'Jahr', other: 'Jahre' })}`} am ${dates}`,
  yearlyOf: (interval, days, months) =>
    `${interval === 1 ? 'Jährlich' : `Alle ${plural(interval, { one: 'Jahr', other: 'Jahre' })}`} am ${days} im ${months}`,
  date: (date) => `${date}.`,
  lastDay: 'letzten Tag',
  weekday: (position, weekday) => `${positions[position] ?? ''} ${weekday}`,
  workday: (position) => `${positions[position] ?? ''} Tag von Montag bis Freitag`,
  until: (pattern, date) => `${pattern} bis ${date}`,
  times: (pattern, count) => `${pattern}, ${count}-mal`,
  inZone: (pattern, zone) => `${pattern} (Ortszeit ${zone})`,
  moreRules: (pattern) => `${pattern} und nach weiteren Regeln`,
  moreDates: (pattern) => `${pattern} und an weiteren Tagen`,
  exceptions: (pattern) => `${pattern}, mit Ausnahmen`,
  unsaid: 'Wiederholt sich nach einer Regel, die sich nicht kurz sagen lässt',
};
