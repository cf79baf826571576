/** What the app says through the system, outside its window, in English; a part of en.ts. */

import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

export const system = {
  /** Below the app's name in a desktop's list of what starts at login. */
  autostartComment: 'Shows what is next in your calendar',
  nothingToJoin: 'Nothing to join right now',
  /** `meeting`: `Standup, tomorrow 09:30`. */
  nextToJoin: (meeting: string): string => `Next with a link: ${meeting}`,
  noneToJoin: 'No meeting with a link today or tomorrow.',
  noTray: {
    title: 'This desktop shows no tray.',
    text: 'Closing the window quits Jarvis Calendar, and with it your reminders. Keep it open, or minimise it.',
    understood: 'Got it',
  },
  lostPage: {
    message: 'This window could not be shown.',
    detail: 'Jarvis Calendar has tried several times. Your calendars and settings are not affected.',
    tryAgain: 'Try again',
    quit: 'Quit',
  },
  invited: 'New invitation',
  meetingsChanged: (count: number): string =>
    `${plural(count, { one: 'meeting', other: 'meetings' })} changed`,
  moreChanged: (count: number): string => `and ${count} more`,
  /** `what`: `Moved`, `Cancelled`. */
  ofSeries: (what: string): string => `Whole series: ${what.toLowerCase()}`,
  /** `tomorrow 15:00`. */
  dayAndTime: (day: string, time: string): string => `${capital(day)} ${time}`,
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
