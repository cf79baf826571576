/** Answering invitations in the app, and what has become of changes that are on their way to Google. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const answering: Messages['answering'] = {
  going: 'Nehmen Sie teil?',
  goingTo: (title) => `Nehmen Sie teil? ${title}`,
  choices: { accepted: 'Ja', tentative: 'Vielleicht', declined: 'Nein' },
  tells: (answer) => `${answer}: benachrichtigt den Organisator`,
  tellsOne: (answer) => `${answer}, nur dieser Termin: benachrichtigt den Organisator`,
  scope: 'Welche Termine',
  scopes: { one: 'Dieser Termin', all: 'Alle Termine' },
  note: 'Notiz',
  addNote: 'Notiz hinzufügen',
  noteHint: 'Organisator und andere Gäste können sie sehen. Sie wird mit Ihrer Antwort gesendet.',
  sendNote: 'Senden',
  editNote: 'Notiz bearbeiten',
  removeNote: 'Notiz entfernen',
  yourNote: (text) => `Ihre Notiz: ${text}`,
  answered: (answer, title) => `Mit „${answer}“ geantwortet: „${title}“`,
  undo: 'Rückgängig',
  tooLate: 'Die Änderung wurde schon gesendet.',
  states: {
    held: 'Noch nicht gesendet',
    queued: 'Noch nicht gesendet',
    sending: 'Wird gesendet\u00a0…',
    accepted: 'Gesendet',
    unknown: 'Wird bei Google geprüft\u00a0…',
    refused: 'Nicht gesendet',
    conflict: 'In Google Kalender geändert',
    asks: 'Wartet auf Sie',
  },
  turnOn: 'Hier antworten\u00a0…',
};

export const outbox: Messages['outbox'] = {
  title: 'Änderungen unterwegs',
  count: (count) => `${plural(count, { one: 'Änderung wartet', other: 'Änderungen warten' })}`,
  decide: (count) => `${plural(count, { one: 'Änderung', other: 'Änderungen' })} nicht gesendet`,
  tray: (count) => `${plural(count, { one: 'Änderung wartet', other: 'Änderungen warten' })}\u00a0…`,
  trayDecide: (count) => `${plural(count, { one: 'Änderung', other: 'Änderungen' })} nicht gesendet\u00a0…`,
  none: 'Alles wurde gesendet.',
  hint: 'Änderungen werden gesendet, sobald eine Verbindung besteht. Beim Schließen der App gehen sie nicht verloren.',
  answer: (answer) => `Ihre Antwort: ${answer}`,
  answerAll: (answer) => `Ihre Antwort auf alle Termine: ${answer}`,
  comment: (text) => `Notiz: ${text}`,
  create: 'Neuer Termin',
  remove: 'Termin löschen',
  removeAll: 'Alle Termine der Serie löschen',
  move: (calendar) => `Nach ${calendar} verschieben`,
  guests: (addresses) => `Gäste: ${addresses}`,
  choices: {
    retry: 'Erneut versuchen',
    mine: 'Meine behalten',
    theirs: 'Die von Google behalten',
    discard: 'Verwerfen\u00a0…',
    copyText: 'Text kopieren',
    open: 'Termin öffnen',
    undo: 'Rückgängig',
  },
  sendNow: 'Jetzt senden',
  choiceFor: (what, title) => `${what}: ${title}`,
  copied: 'Text kopiert',
  discardQuestion: (title) => `Ihre Änderung an „${title}“ verwerfen?`,
  discardAnswer: (answer) =>
    `Ihre Antwort „${answer}“ wird nicht gesendet. Der Termin bleibt, wie er in Google Kalender ist.`,
  discardNote: (note) => `Ihre Notiz geht verloren: „${note}“`,
  discardCreate: 'Der Termin wird nicht angelegt, und Ihre Eingaben gehen verloren.',
  discardUnknown: 'Möglicherweise hat Google diese Änderung schon. Die App prüft das dann nicht mehr.',
  discardRemove: 'Der Termin wird nicht gelöscht. Er bleibt in Google Kalender.',
  discardMove: 'Der Termin wird nicht verschoben. Er bleibt in seinem Kalender.',
  discard: 'Verwerfen',
  sendFirst: 'Zuerst senden',
  disconnectHint:
    'Senden Sie sie vor dem Trennen, oder verwerfen Sie sie. Um den Text zu kopieren, brechen Sie ab und öffnen Sie die Liste in der Statusleiste.',
};

export const writing: Messages['writing'] = {
  title: 'Termine ändern',
  accounts: 'Konten',
  accountsHint:
    'Solange das ausgeschaltet ist, hat die App bei Google nur die Berechtigung zu lesen und kann nichts ändern. Ausschalten wirkt sofort; was noch nicht gesendet wurde, bleibt in der Liste.',
  none: 'Verbinden Sie ein Google-Konto, um hier auf Einladungen zu antworten und Termine anzulegen, zu verschieben oder zu löschen.',
  off: 'Aus. Die App liest dieses Konto nur.',
  on: {
    own: 'An für die Kalender, die Ihnen gehören',
    every: 'An für alle Kalender, die Sie ändern dürfen',
  },
  needsSignIn: 'Die Berechtigung von Google fehlt. Änderungen warten, bis Sie sie wieder erteilen.',
  allowAgain: 'Wieder erlauben',
  question: (account) => `Termine von ${account} ändern?`,
  possible:
    'Die App kann dann auf Einladungen antworten sowie Termine anlegen, in andere Kalender verschieben und löschen, immer erst nach Ihrem Klick. Google fragt Sie im Browser nach dieser Berechtigung, zusammen mit der zum Lesen.',
  back: 'Sie können es hier jederzeit ausschalten. Um auch die Berechtigung bei Google zurückzunehmen, entfernen Sie die App in Ihrem Google-Konto unter den Verknüpfungen mit Drittanbietern und melden Sie sich hier neu an.',
  reach: 'Kalender',
  reaches: { own: 'Eigene', every: 'Alle, die ich ändern darf' },
  reachHints: {
    own: 'Genügt, um auf Einladungen zu antworten.',
    every: 'Auch Kalender, die andere für Sie freigeben.',
  },
  continue: 'Weiter zu Google',
  continueSample: 'Einschalten',
  waiting: 'Wartet auf Ihre Berechtigung im Browser\u00a0…',
  declined: 'Die Berechtigung zum Ändern wurde nicht erteilt. Gelesen wird weiter wie bisher.',
  undo: 'Rückgängig machen',
  undoSeconds: 'Zeit zum Rückgängigmachen',
  undoSecondsHint:
    'Antworten, neue, verschobene und gelöschte Termine werden nach dieser Zeit gesendet. E-Mails lassen sich nicht zurückholen.',
  seconds: (count) => plural(count, { one: 'Sekunde', other: 'Sekunden' }),
};
