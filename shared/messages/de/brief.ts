import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');
const keptDays = (days: number): string =>
  days === 1
    ? 'am einen hier gespeicherten Tag'
    : `in den hier gespeicherten ${plural(days, { one: 'Tag', other: 'Tagen' })}`;

export const brief: Messages['brief'] = {
  title: 'Überblick',
  show: 'Überblick einblenden',
  hide: 'Überblick ausblenden',
  all: 'Ganzer Überblick',
  last: 'Letztes Mal',
  changed: (ago) => `Geändert, seit Sie zuletzt nachgesehen haben (${ago})`,
  changedLately: 'Änderungen der letzten 30 Tage',
  needed: 'Wird gebraucht',
  nothing: 'Vorab gibt es nichts zu wissen.',
  nothingElse: 'Sonst ist vorher nichts zu wissen.',
  limits: {
    private: 'Privater Termin: Wer dabei war, wird nicht gespeichert.',
    guestsHidden: 'Die Gästeliste ist verborgen. Deshalb steht hier nicht, wer kommt oder dabei war.',
    timesOnly: 'Dieser Kalender zeigt nur Zeiten.',
  },
  notKept:
    'Vergangene Termine werden auf diesem Computer nicht gespeichert. Deshalb steht hier nichts über sie.',
  privateEvent: 'Privater Termin',
  gone: 'nicht mehr in Ihren Kalendern',
  andMore: (names, more) => `${names} und ${more} weitere`,
  lastWith: (names) => `Letztes Mal, mit ${names}`,
  lastAlone: 'Letztes Mal, ohne andere Gäste',
  lastUnknown: 'Letztes Mal; wer dabei war, wurde nicht gespeichert',
  noLast: (days) => `Kein Termin dieser Serie ${keptDays(days)}`,
  metBefore: (count, atLeast, days) =>
    `${atLeast ? 'Mindestens ' : ''}${plural(count, { one: 'Termin', other: 'Termine' })} mit diesen Personen ${keptDays(days)}`,
  notMetBefore: (days) => `Kein Termin mit diesen Personen ${keptDays(days)}`,
  together: (names) => `Mit ${names}`,
  newInSeries: (names) => `Damals nicht eingeladen: ${names}`,
  newToMe: (names, days) => `Kein Termin mit ${names} ${keptDays(days)}`,
  guestsAdded: (names) => `Neue Gäste: ${names}`,
  guestsRemoved: (names) => `Nicht mehr eingeladen: ${names}`,
  attachmentsAdded: (names) => `Neue Anhänge: ${names}`,
  attachmentsRemoved: (names) => `Entfernte Anhänge: ${names}`,
  descriptionChanged: 'Beschreibung',
  descriptionReordered: 'Die Zeilen der Beschreibung stehen in anderer Reihenfolge',
  lineAdded: 'Neu:',
  lineRemoved: 'Entfernt:',
  moreLines: (count) => `und ${plural(count, { one: 'weitere Zeile', other: 'weitere Zeilen' })}`,
  unanswered: 'Sie haben auf diese Einladung noch nicht geantwortet.',
  collides: 'Zur gleichen Zeit',
  agenda: 'Agenda',
  document: 'Dokument',
  moreItems: (count) => `${count} weitere`,
  place: 'Ort',
  dialIn: 'Einwahl',
  code: (code) => `Code ${code}`,
  settings: {
    title: 'Überblick vor Terminen',
    minutes: 'Oben im Fenster zeigen',
    minutesHint:
      'Letztes Mal, was sich geändert hat und was gebraucht wird. In den Details eines Termins steht der Überblick immer.',
    never: 'Aus',
    before: (time) => `${time} vorher`,
    history: 'Vergangene Termine speichern',
    historyHint:
      'Wer dabei war und was Sie von einem Termin gesehen haben, als Sie ihn zuletzt geöffnet haben. Nur auf diesem Computer; verborgene Gästelisten und private Termine werden nicht gespeichert.',
    historyOff: 'Aus, und Gespeichertes löschen',
    days: { 30: '30 Tage', 90: '90 Tage', 365: 'Ein Jahr', 1095: 'Drei Jahre' },
  },
};
