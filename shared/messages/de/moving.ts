/** Einen Termin in einen anderen Kalender verschieben. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const moving: Messages['moving'] = {
  button: 'In Kalender verschieben\u00a0…',
  question: 'In anderen Kalender verschieben',
  calendar: 'Kalender',
  all: 'Alle Termine der Serie werden verschoben, auch vergangene.',
  mails: (count) =>
    `${plural(count, { one: 'Gast kann', other: 'Gäste können' })} per E-Mail benachrichtigt werden:`,
  none: 'Ohne Benachrichtigung behalten Gäste den Termin in ihren Kalendern möglicherweise, wie er war. Google sendet eventuell trotzdem einzelne E-Mails.',
  send: 'Verschieben und Gäste benachrichtigen',
  dontSend: 'Ohne Benachrichtigung verschieben',
  confirm: 'Verschieben',
  moved: (title, calendar) => `„${title}“ nach ${calendar} verschoben`,
  mine: 'Trotzdem verschieben',
  theirs: 'Dort lassen',
  states: {
    held: 'Verschoben, noch nicht gesendet',
    queued: 'Verschoben, noch nicht gesendet',
    sending: 'Wird verschoben\u00a0…',
    accepted: 'Verschoben',
    unknown: 'Wird bei Google geprüft\u00a0…',
    refused: 'Nicht verschoben',
    conflict: 'Nicht verschoben: in Google Kalender geändert',
    asks: 'Nicht verschoben: wartet auf Sie',
  },
};
