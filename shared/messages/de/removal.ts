/** Einen Termin löschen. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const removal: Messages['removal'] = {
  button: 'Termin löschen',
  question: 'Termin löschen?',
  questionSeries: 'Serientermin löschen?',
  scope: 'Welche Termine',
  scopes: { one: 'Dieser Termin', all: 'Alle Termine' },
  all: 'Die ganze Serie wird gelöscht, auch vergangene Termine.',
  mails: (count) =>
    `${plural(count, { one: 'Gast erhält', other: 'Gäste erhalten' })} eine Absage per E-Mail:`,
  guests: 'Gäste',
  external: (count) =>
    `${plural(count, { one: 'Gast gehört', other: 'Gäste gehören' })} nicht zu Ihrer Organisation.`,
  final: 'Eine gesendete E-Mail lässt sich nicht zurückholen.',
  none: 'Ohne Absage bleibt der Termin bei Gästen möglicherweise im Kalender. Google sendet eventuell trotzdem einzelne E-Mails.',
  send: 'Löschen und Absagen senden',
  dontSend: 'Ohne Absagen löschen',
  confirm: 'Löschen',
  deleted: (title) => `„${title}“ gelöscht`,
  undo: 'Rückgängig',
  mine: 'Trotzdem löschen',
  theirs: 'Termin behalten',
  states: {
    held: 'Gelöscht, noch nicht gesendet',
    queued: 'Gelöscht, noch nicht gesendet',
    sending: 'Wird gelöscht\u00a0…',
    accepted: 'Gelöscht',
    unknown: 'Wird bei Google geprüft\u00a0…',
    refused: 'Nicht gelöscht',
    conflict: 'Nicht gelöscht: in Google Kalender geändert',
    asks: 'Nicht gelöscht: wartet auf Sie',
  },
};
