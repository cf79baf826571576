/** What reminders say, in English; a part of en.ts. */

export const reminders = {
  label: 'Reminders',
  startsIn: (duration: string): string => `Starts in ${duration}`,
  startsNow: 'Starts now',
  /** `ago`: `4 min ago`. */
  started: (ago: string): string => `Started ${ago}`,
  allDay: (day: string): string => `All day, ${day}`,
  answers: {
    join: 'Join',
    snooze: 'Again in 5 min',
    snoozeToStart: 'Again at the start',
    dismiss: 'Dismiss',
  },
  tray: {
    pauseHour: 'Pause reminders for 1 hour',
    pauseTomorrow: 'Pause reminders until tomorrow',
    pausedUntil: (when: string): string => `Reminders paused until ${when}`,
    resume: 'Resume reminders',
  },
  settings: {
    title: 'Reminders',
    rule: 'Remind',
    rules: {
      google: 'As set in Google Calendar',
      fixed: 'At times of my own',
      off: 'Never',
    },
    ruleHint: 'Google’s reminders by e-mail stay with Google.',
    minutes: 'Minutes before the start',
    minutesHint: 'One to five numbers, such as 10, 1. 0 is the start itself.',
    allDay: 'All-day events',
    allDayHint: 'With the reminders they have in Google Calendar.',
    onlyWithLink: 'Only meetings with a link to join',
    onlyWithLinkHint: 'Declined meetings never remind.',
    hours: 'Only in working hours',
    hoursHint: 'Counted by when the meeting begins.',
    from: 'From',
    to: 'To',
    days: 'Working days',
    pause: 'Pause',
    notPaused: 'Reminders are on.',
    hour: 'For 1 hour',
    tomorrow: 'Until tomorrow',
    resume: 'Resume',
  },
};
