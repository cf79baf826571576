/** What stands outside the window: the tray’s menu, notifications, and the dialogs of the system. */
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

export const tray = {
  open: 'Open Jarvis Calendar',
  newEvent: 'New event…',
  invitations: (count: number): string =>
    `${plural(count, { one: 'invitation', other: 'invitations' })} to answer…`,
  nextMeeting: (title: string, when: string): string => `${title}, ${when}`,
  now: (title: string, until: string): string => `Now: ${title}, until ${until}`,
  /** `when`: `in 5 min`, `11:00`, `now`. */
  joinNext: (title: string, when: string): string => `Join ${title}, ${when}`,
  rightNow: 'now',
  nothingMoreToday: 'No more events today',
  today: 'Today',
  tomorrow: 'Tomorrow',
  moreMeetings: (count: number): string => `${count} more…`,
  /** `last`: `synced 08:55`. */
  syncNow: (last: string): string => `Sync now · ${last}`,
  syncing: 'syncing…',
  lastSynced: (when: string): string => `synced ${when}`,
  notSynced: 'not synced yet',
  settings: 'Settings…',
  quit: 'Quit',
  /** Beside the icon; `when`: `in 5 min`. */
  countdown: (title: string, when: string): string => `${title} ${when}`,
  tooltip: (line: string): string => `Jarvis Calendar: ${line}`,
  closeExplainedTitle: 'Jarvis Calendar is still running',
  closeExplained: 'It stays in the tray and keeps your calendar in sync. To quit, use the tray menu.',
};

/** The menu bar: on Windows and Linux when Alt is pressed, on macOS always. */
export const menu = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  about: (name: string): string => `About ${name}`,
  services: 'Services',
  hide: (name: string): string => `Hide ${name}`,
  hideOthers: 'Hide others',
  showAll: 'Show all',
  quit: 'Quit',
  quitApp: (name: string): string => `Quit ${name}`,
  close: 'Close window',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  delete: 'Delete',
  selectAll: 'Select all',
  actualSize: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
  developerTools: 'Developer tools',
  minimise: 'Minimise',
};

export const system = {
  /** Below the app's name in a desktop's list of what starts at login. */
  autostartComment: 'Shows what’s next in your calendar',
  nothingToJoin: 'No meeting to join right now',
  /** `meeting`: `Standup, tomorrow 09:30`. */
  nextToJoin: (meeting: string): string => `Next meeting with a link: ${meeting}`,
  noneToJoin: 'No meetings with a link today or tomorrow.',
  noTray: {
    title: 'No system tray found',
    text: 'Closing the window quits Jarvis Calendar and stops reminders. Keep it open or minimise it.',
    understood: 'Got it',
  },
  /** Asked before an AppImage starts without Chromium's sandbox. */
  noSandbox: {
    message: 'Start without the sandbox?',
    detail:
      'This system doesn’t let AppImages create the sandbox that keeps invitations away from your files. Without it, a malicious invitation could take control of your user account.',
    command:
      'To allow the sandbox for this file, add an AppArmor profile: copy the command, run it in a terminal, quit and start the app again. The .deb and .rpm packages include the profile.',
    copyCommand: 'Copy command',
    startAnyway: 'Start without sandbox',
    quit: 'Quit',
  },
  lostPage: {
    message: 'This window couldn’t be displayed.',
    detail: 'Jarvis Calendar tried several times. Your calendars and settings aren’t affected.',
    tryAgain: 'Try again',
    quit: 'Quit',
  },
  invited: 'New invitation',
  meetingsChanged: (count: number): string => `${plural(count, { one: 'event', other: 'events' })} changed`,
  moreChanged: (count: number): string => `and ${count} more`,
  /** `what`: `Moved`, `Cancelled`. */
  ofSeries: (what: string): string => `Whole series: ${what.toLowerCase()}`,
  /** `tomorrow 15:00`. */
  dayAndTime: (day: string, time: string): string => `${capital(day)} ${time}`,
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The dialogs about links that open the app. */
export const links = {
  cannotOpen: 'This link can’t be opened',
  cannotOpenHint: 'Jarvis Calendar opens links to a day or an event, and to join your next meeting.',
  cannotShow: 'This event can’t be shown',
  noSuchMeeting: 'It isn’t in any of the calendars that you show.',
  joinQuestion: (meeting: string): string => `Join “${meeting}”?`,
  /** `range`: `10:00–10:30`. */
  joinHint: (range: string, host: string): string => `${range}\nA link asked for this. It opens ${host}.`,
  cannotJoin: 'The meeting couldn’t be opened',
  changedMeanwhile: 'It changed in the meantime.',
};
