/** Deutsch: die Termine, die Zeitachse und was jetzt und als Nächstes kommt. Ein Teil von `de`. */
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

export const agenda: Messages['agenda'] = {
  label: 'Termine',
  list: 'Liste',
  day: 'Tag',
  show: 'Ansicht',
  earlier: 'Früher',
  backToToday: 'Zurück zu heute',
  previousDay: 'Vorheriger Tag',
  nextDay: 'Nächster Tag',
  timeline: (day) => `Zeitachse für ${day}`,
  meetings: (count) => plural(count, { one: 'Termin', other: 'Termine' }),
  free: (duration) => `${duration} frei`,
  freeUntil: (time) => `Frei bis ${time}`,
  dayOf: (day, days) => `Tag ${day} von ${days}`,
  from: (time) => `ab ${time}`,
  until: (time) => `bis ${time}`,
  eventTypes: {
    default: 'Termin',
    focusTime: 'Fokuszeit',
    outOfOffice: 'Abwesend',
    workingLocation: 'Arbeitsort',
    birthday: 'Geburtstag',
    fromGmail: 'Aus Gmail',
  },
  answers: {
    accepted: 'Zugesagt',
    declined: 'Abgelehnt',
    tentative: 'Vielleicht',
    needsAction: 'Noch nicht beantwortet',
  },
  unanswered: '?',
  tentativeEvent: 'Nicht bestätigt',
  join: 'Beitreten',
  joinMeeting: (title) => `An ${title} teilnehmen`,
  now: 'Jetzt',
  past: 'Vorbei',
  loadingMore: 'Weitere Tage werden geladen …',
  nothingUntil: (day, time) => `Nichts bis ${day} ${time}`,
  nothingToday: 'Heute nichts',
  nothingThatDay: 'Nichts geplant',
  nothingAtAll: 'Nichts im Kalender',
  nothingAtAllHint: 'Was Sie in Google Kalender eintragen, erscheint hier mit dem nächsten Abgleich.',
  firstSync: 'Ihr Kalender wird geholt',
  firstSyncHint: 'Der erste Abgleich dauert einen Moment. Termine erscheinen, sobald sie da sind.',
  noCalendars: 'Es werden keine Kalender angezeigt',
  noCalendarsHint: 'Wählen Sie, welche Kalender Sie sehen möchten.',
  chooseCalendars: 'Kalender wählen',
  endOfList: 'Nichts weiter geplant',
  moreAtOnce: (count) => `+${count} weitere`,
  moreAtOnceLabel: (count, time) => `${count} weitere um ${time}, in der Liste zeigen`,
};

export const next: Messages['next'] = {
  label: 'Jetzt und als Nächstes',
  coming: (accepted, total) => `${accepted} von ${total} kommen`,
  join: 'Beitreten',
  overlaps: (title, duration) => `Überschneidet „${title}“ um ${duration}`,
  overlapsMore: (count, duration) => `Überschneidet ${count} Termine um bis zu ${duration}`,
  afterwards: (time, title) => `Danach ${time} ${title}`,
  stillRunning: (title, time) => `„${title}“ läuft bis ${time}`,
  nothingPlanned: 'Nichts geplant',
  nothingPlannedHint: 'In den nächsten Wochen stehen keine Termine an.',
};
