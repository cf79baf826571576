/** Deutsch: die Wörter, die jeder Ort braucht: Tage, Dauern, Schließen und Zurück. Ein Teil von `de`. */
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

export const app: Messages['app'] = {
  language: 'de',
  name: 'Jarvis Calendar',
  busy: 'Beschäftigt',
  noTitle: '(Ohne Titel)',
  allDay: 'Ganztägig',
  today: 'Heute',
  tomorrow: 'Morgen',
  yesterday: 'Gestern',
  todayInSentence: 'heute',
  tomorrowInSentence: 'morgen',
  justNow: 'gerade eben',
  unit: {
    seconds: 'Sek.',
    minutes: 'Min.',
    hours: 'Std.',
    days: (count) => (count === 1 ? 'Tag' : 'Tage'),
  },
  minutes: (minutes) => `${minutes} Min.`,
  hours: (hours, minutes) =>
    minutes === 0 ? `${hours} Std.` : `${hours} Std. ${String(minutes).padStart(2, '0')}`,
  days: (days) => plural(days, { one: 'Tag', other: 'Tage' }),
  ago: (duration) => `vor ${duration}`,
  inTime: (duration) => `in ${duration}`,
  inDays: (days) => (days === 1 ? 'morgen' : `in ${days} Tagen`),
  yesterdayAt: (time) => `gestern ${time}`,
  onDateAt: (date, time) => `${date}, ${time}`,
  close: 'Schließen',
  back: 'Zurück',
  cancel: 'Abbrechen',
};
