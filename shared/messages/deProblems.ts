/** Deutsch: ein Satz je Problem und was sich dagegen tun lässt. Ein Teil von `de`. */
import type { ProxyCause, SignInCause, SignInReason, StorageCause } from '../problems.ts';
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

const signInReasons: Record<SignInReason, string> = {
  never: 'Melden Sie sich bei Google an, um diesen Kalender abzugleichen.',
  revoked: 'Google hat diese App abgemeldet. Sie sehen den zuletzt abgeglichenen Stand.',
  scopeMissing:
    'Google durfte den Kalender nicht freigeben. Melden Sie sich erneut an und kreuzen Sie die Kalender-Kästchen an.',
  vaultUnreadable: 'Die gespeicherte Anmeldung lässt sich auf diesem Computer nicht mehr lesen.',
  notKept: 'Die Anmeldung lag nur im Arbeitsspeicher und endete mit der App.',
};

const storageCauses: Record<StorageCause, string> = {
  full: 'Der Datenträger ist voll, Neues kann nicht gespeichert werden. Vorhandenes bleibt erhalten.',
  readOnly: 'In den Ordner der Kalenderdaten kann nicht geschrieben werden. Vorhandenes bleibt erhalten.',
  corrupt:
    'Der gespeicherte Kalender war beschädigt. Er wurde beiseitegelegt und wird von Google neu geholt; dort ist nichts verloren.',
  locked: 'Ein anderes Programm hält die Kalenderdaten fest.',
  fromTheFuture:
    'Der gespeicherte Kalender stammt von einer neueren Version dieser App. Er wurde beiseitegelegt und wird von Google neu geholt.',
  other: 'Die Kalenderdaten konnten nicht gespeichert werden.',
};

const proxyCauses: Record<ProxyCause, string> = {
  unreachable: 'Der Proxy, über den dieser Computer ins Internet geht, antwortet nicht.',
  loginRequired:
    'Der Proxy, über den dieser Computer ins Internet geht, verlangt Benutzernamen und Passwort.',
};

const signInCauses: Record<SignInCause, string> = {
  denied: 'Bei Google wurde der Zugriff abgelehnt.',
  timedOut: 'Die Anmeldung im Browser wurde nicht rechtzeitig abgeschlossen.',
  browserFailed: 'Der Browser für die Anmeldung ließ sich nicht öffnen.',
  partialConsent:
    'Auf Googles Seite blieben die Kalender-Kästchen leer. Beide werden gebraucht, um Ihre Termine zu zeigen.',
  exchangeFailed: 'Google hat die Anmeldung nicht abgeschlossen.',
};

export const problems: Messages['problems'] = {
  proxyFailed: proxyCauses,
  offline: 'Sie sind offline. Sie sehen den zuletzt abgeglichenen Stand.',
  signInRequired: signInReasons,
  ofAccount: (account, sentence) => `${account}: ${sentence}`,
  rateLimited: (time) => `Google bittet, bis ${time} zu warten. Dann geht der Abgleich von selbst weiter.`,
  calendarForbidden: (calendar) => `Google lässt Sie ${calendar} nicht mehr sehen.`,
  calendarGone: (calendar) => `${calendar} gibt es in Google Kalender nicht mehr.`,
  aCalendar: 'einen Ihrer Kalender',
  aCalendarAtStart: 'Einen Ihrer Kalender',
  calendarNamed: (name) => `„${name}“`,
  calendarOfAccount: (name, account) => `„${name}“ von ${account}`,
  accessNotConfigured: 'Im Projekt dieser Client-Datei ist die Google Calendar API nicht eingeschaltet.',
  googleUnavailable: 'Google Kalender antwortet gerade nicht.',
  unexpectedReply: 'Statt Google hat etwas anderes geantwortet, vielleicht die Anmeldeseite eines Netzwerks.',
  sweepHeld: (count, upcoming, calendar) =>
    `In Googles Liste für ${calendar} ${(upcoming || count) === 1 ? 'fehlt' : 'fehlen'} ${upcoming > 0 ? plural(upcoming, { one: 'bevorstehender Termin', other: 'bevorstehende Termine' }) : plural(count, { one: 'Termin', other: 'Termine' })}. Nichts wurde entfernt.`,
  storageFailed: storageCauses,
  signInFailed: signInCauses,
  clientIdMissing:
    'Um Google zu verbinden, braucht diese App eine eigene Client-Datei von Ihnen aus Google Cloud.',
  clientFileInvalid: 'Diese Datei ist keine Google-Client-Datei für eine Desktop-App.',
  noKeyring: 'Dieses System hat keinen Schlüsselbund, um die Google-Anmeldung sicher zu verwahren.',
  revocationOwed: {
    app: (account) =>
      `Google führt diese App noch für ${account ?? 'die letzte Anmeldung'}. Der Zugriff wird entfernt, sobald Google erreichbar ist.`,
    person: (account) =>
      `Die Anmeldung von ${account ?? 'einem Konto'} war nicht lesbar, deshalb konnte ihr Zugriff nicht entfernt werden. Sie können ihn in Ihrem Google-Konto unter „Sicherheit“ entfernen.`,
  },
  notFound: 'Dieser Termin steht nicht mehr im Kalender.',
  invalidRequest: 'Das hat nicht geklappt. Bitte versuchen Sie es erneut.',
  cancelled: 'Beendet.',
  internal: 'In der App ist etwas schiefgegangen. Bitte versuchen Sie es erneut.',
  actions: {
    syncNow: 'Erneut versuchen',
    decide: 'Entscheiden',
    signIn: 'Anmelden',
    signInAgain: 'Erneut anmelden',
    chooseClientFile: 'Client-Datei wählen',
    chooseAnotherFile: 'Andere Datei wählen',
    chooseCalendars: 'Kalender wählen',
    chooseTokenStorage: 'Wählen',
  },
};
