/** Was Erinnerungen sagen, auf Deutsch; ein Teil von de.ts. */
import type { Messages } from './en.ts';

export const reminders: Messages['reminders'] = {
  label: 'Erinnerungen',
  startsIn: (duration) => `Beginnt in ${duration}`,
  startsNow: 'Beginnt jetzt',
  started: (ago) => `Begann ${ago}`,
  allDay: (day) => `Ganztägig, ${day}`,
  answers: {
    join: 'Beitreten',
    snooze: 'In 5 Min. erneut',
    snoozeToStart: 'Zu Beginn erneut',
    dismiss: 'Schließen',
  },
  tray: {
    pauseHour: 'Erinnerungen 1 Stunde pausieren',
    pauseTomorrow: 'Erinnerungen bis morgen pausieren',
    pausedUntil: (when) => `Erinnerungen pausiert bis ${when}`,
    resume: 'Wieder erinnern',
  },
  settings: {
    title: 'Erinnerungen',
    rule: 'Erinnern',
    rules: {
      google: 'Wie in Google Kalender eingestellt',
      fixed: 'Zu eigenen Zeiten',
      off: 'Nie',
    },
    ruleHint: 'Erinnerungen per E-Mail verschickt Google selbst.',
    minutes: 'Minuten vor Beginn',
    minutesHint: 'Eine bis fünf Zahlen, etwa 10, 1. 0 ist der Beginn selbst.',
    allDay: 'Ganztägige Termine',
    allDayHint: 'Mit den Erinnerungen, die sie in Google Kalender haben.',
    onlyWithLink: 'Nur Termine mit einem Link zum Beitreten',
    onlyWithLinkHint: 'An abgelehnte Termine wird nie erinnert.',
    hours: 'Nur in der Arbeitszeit',
    hoursHint: 'Es zählt, wann der Termin beginnt.',
    from: 'Von',
    to: 'Bis',
    days: 'Arbeitstage',
    pause: 'Pause',
    notPaused: 'Erinnerungen sind an.',
    hour: 'Für 1 Stunde',
    tomorrow: 'Bis morgen',
    resume: 'Fortsetzen',
  },
};
