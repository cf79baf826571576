/** Words that every part of the app uses: days, durations, “Close”, “Back”. */
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const app = {
  /** The table's language, for dates and for `<html lang>`. */
  language: 'en',
  name: 'Jarvis Calendar',
  busy: 'Busy',
  noTitle: '(No title)',
  allDay: 'All day',
  today: 'Today',
  tomorrow: 'Tomorrow',
  yesterday: 'Yesterday',
  todayInSentence: 'today',
  tomorrowInSentence: 'tomorrow',
  justNow: 'just now',
  unit: {
    seconds: 'sec',
    minutes: 'min',
    hours: 'h',
    days: (count: number): string => (count === 1 ? 'day' : 'days'),
  },
  minutes: (minutes: number): string => `${minutes}\u00a0min`,
  hours: (hours: number, minutes: number): string =>
    minutes === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h ${minutes}\u00a0min`,
  days: (days: number): string => plural(days, { one: 'day', other: 'days' }),
  ago: (duration: string): string => `${duration} ago`,
  inTime: (duration: string): string => `in ${duration}`,
  inDays: (days: number): string => (days === 1 ? 'tomorrow' : `in ${days} days`),
  yesterdayAt: (time: string): string => `yesterday at ${time}`,
  onDateAt: (date: string, time: string): string => `${date}, ${time}`,
  close: 'Close',
  back: 'Back',
  cancel: 'Cancel',
};
