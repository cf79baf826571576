/** Words that every part of the app uses: days, durations, “Close”, “Back”. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const app: Messages['app'] = {
  language: 'de',
  name: 'Jarvis Calendar',
  busy: 'Beschäftigt',
  noTitle: '(Kein Titel)',
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
  minutes: (minutes) => `${minutes}\u00a0Min.`,
  hours: (hours, minutes) =>
    minutes === 0 ? `${hours}\u00a0Std.` : `${hours}\u00a0Std. ${minutes}\u00a0Min.`,
  days: (days) => plural(days, { one: 'Tag', other: 'Tage' }),
  ago: (duration) => `vor ${duration}`,
  inTime: (duration) => `in ${duration}`,
  inDays: (days) => (days === 1 ? 'morgen' : `in ${days} Tagen`),
  yesterdayAt: (time) => `gestern um ${time}`,
  onDateAt: (date, time) => `${date}, ${time}`,
  close: 'Schließen',
  back: 'Zurück',
  cancel: 'Abbrechen',
};
