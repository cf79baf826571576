/** The list of events, the timeline, what is next, choosing a date, and the search. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const agenda: Messages['agenda'] = {
  label: 'Terminübersicht',
  list: 'Liste',
  day: 'Tag',
  show: 'Ansicht',
  earlier: 'Früher',
  earlierHint: 'Frühere Tage anzeigen',
  backToToday: 'Zurück zu heute',
  previousDay: 'Vorheriger Tag',
  nextDay: 'Nächster Tag',
  timeline: (day) => `Zeitachse für ${day}`,
  meetings: (count) => plural(count, { one: 'Termin', other: 'Termine' }),
  free: (duration) => `${duration} frei`,
  freeBetween: (from, to) => `Freie Zeit zwischen ${from} und ${to}`,
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
    declined: 'Abgesagt',
    tentative: 'Vielleicht',
    needsAction: 'Noch nicht beantwortet',
  },
  unanswered: '?',
  respondTo: (title) => `In Google Kalender antworten: ${title}`,
  tentativeEvent: 'Nicht bestätigt',
  join: 'Teilnehmen',
  joinMeeting: (title) => `Teilnehmen: ${title}`,
  now: 'Jetzt',
  past: 'Vorbei',
  loadingMore: 'Weitere Tage werden geladen\u00a0…',
  nothingUntil: (day, time) => `Keine Termine bis ${day} um ${time}`,
  nothingToday: 'Heute keine Termine',
  nothingThatDay: 'Keine Termine',
  nothingAtAll: 'Ihr Kalender ist leer',
  nothingAtAllHint:
    'Was Sie in Google Kalender eintragen, erscheint hier nach der nächsten Synchronisierung.',
  loading: 'Ihr Kalender wird geladen\u00a0…',
  loadingHint: 'Termine erscheinen hier nach und nach.',
  notLoaded: 'Ihr Kalender wurde noch nicht geladen',
  notLoadedHint: 'Er wird geladen, sobald das Problem unten behoben ist.',
  noCalendars: 'Keine Kalender ausgewählt',
  noCalendarsHint: 'Wählen Sie aus, welche Kalender angezeigt werden.',
  chooseCalendars: 'Kalender auswählen',
  endOfList: 'Keine weiteren Termine',
  moreCount: (count) => `+${count}`,
  moreAllDay: (count) =>
    `${count} ${count === 1 ? 'weiteren ganztägigen Termin' : 'weitere ganztägige Termine'} anzeigen`,
  fewer: 'Weniger anzeigen',
  moreAt: (count, time) => `${plural(count, { one: 'weiterer', other: 'weitere' })} um ${time}`,
};

export const next: Messages['next'] = {
  label: 'Jetzt und als Nächstes',
  timeUntil: { before: 'in', after: '' },
  timeLeft: { before: 'noch', after: '' },
  coming: (accepted, total) => `${accepted} von ${total} ${accepted === 1 ? 'nimmt' : 'nehmen'} teil`,
  join: 'Teilnehmen',
  overlaps: (title, duration) => `Überschneidet sich ${duration} mit „${title}“`,
  overlapsMore: (count, duration) => `Überschneidet sich bis zu ${duration} mit ${count} Terminen`,
  afterwards: (time, title) => `Danach ${time} ${title}`,
  stillRunning: (title, time) => `„${title}“ endet um ${time}`,
  nothingPlanned: 'Keine anstehenden Termine',
  nothingPlannedHint: 'Die nächsten Wochen sind frei.',
};

export const dates: Messages['dates'] = {
  choose: 'Zu Datum springen',
  previousMonth: 'Vorheriger Monat',
  nextMonth: 'Nächster Monat',
  previousYear: 'Vorheriges Jahr',
  nextYear: 'Nächstes Jahr',
};

export const search: Messages['search'] = {
  title: 'Suche',
  label: 'Termine suchen',
  placeholder: 'Titel, Person, Ort, Beschreibung, Notiz',
  clear: 'Suche löschen',
  results: 'Suchergebnisse',
  upcoming: 'Anstehend',
  past: 'Vergangen',
  hint: 'Durchsucht vergangene und anstehende Termine in allen eingeblendeten Kalendern und Ihre Notizen, auch offline.',
  searching: 'Suche läuft\u00a0…',
  none: (query) => `Keine Ergebnisse für „${query}“`,
  noneHint:
    'Jedes Wort muss in Titel, Gästen, Ort oder Beschreibung eines Termins vorkommen. Ausgeblendete Kalender werden nicht durchsucht.',
  count: (count) => `${plural(count, { one: 'Termin', other: 'Termine' })} gefunden`,
  first: (count) =>
    `${count === 1 ? 'Erster Termin' : `Erste ${count} Termine`}: weitere Wörter grenzen die Suche ein`,
  indexing: 'Neue Termine werden noch erfasst. Es können weitere Ergebnisse erscheinen.',
  fields: { title: 'Titel', place: 'Ort', people: 'Personen', description: 'Beschreibung' },
  keys: { choose: 'auswählen', open: 'öffnen', join: 'teilnehmen' },
};
