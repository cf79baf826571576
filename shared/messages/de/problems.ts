/** One sentence for each problem, and what can be done about it. */
import type {
  ExportCause,
  FeedCause,
  ProxyCause,
  SignInCause,
  SignInReason,
  StorageCause,
} from '../../problems.ts';
import type { NotEditable, WriteField } from '../../pending.ts';
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

const signInReasons: Record<SignInReason, string> = {
  never: 'Melden Sie sich bei Google an, um diesen Kalender zu synchronisieren.',
  revoked: 'Ihre Google-Anmeldung ist abgelaufen. Angezeigt werden die Termine der letzten Synchronisierung.',
  scopeMissing:
    'Der Zugriff auf Google Kalender wurde nicht erlaubt. Melden Sie sich erneut an und aktivieren Sie beide Kalender-Kästchen.',
  vaultUnreadable:
    'Die gespeicherte Anmeldung kann auf diesem Computer nicht mehr gelesen werden. Angezeigt werden die Termine der letzten Synchronisierung.',
  vaultBlocked:
    'Die Datei mit Ihren gespeicherten Anmeldungen kann gerade nicht gelesen werden. Eine neue Anmeldung gilt nur, bis Sie die App beenden.',
  notKept:
    'Sie sind abgemeldet, weil die Anmeldung nur bis zum Beenden der App gespeichert wird. Angezeigt werden die Termine der letzten Synchronisierung.',
};

const someWritten = (written: number): string =>
  written === 0 ? '' : ` Bereits dort: ${plural(written, { one: 'Notiz', other: 'Notizen' })}.`;

const exportCauses: Record<ExportCause, (written: number) => string> = {
  full: (written) =>
    `Der Datenträger mit diesem Ordner ist voll, daher wurden nicht alle Notizen exportiert.${someWritten(written)}`,
  readOnly: (written) =>
    `Die App darf nicht in diesen Ordner schreiben. Wählen Sie einen anderen.${someWritten(written)}`,
  other: (written) =>
    `Die Notizen konnten nicht in diesen Ordner geschrieben werden. Wählen Sie einen anderen.${someWritten(written)}`,
};

const storageCauses: Record<StorageCause, string> = {
  full: 'Der Datenträger ist voll, Änderungen können nicht gespeichert werden. Ihre gespeicherten Termine sind sicher. Geben Sie Speicherplatz frei und versuchen Sie es erneut.',
  readOnly:
    'Die App kann nicht in ihren Datenordner schreiben, Änderungen können nicht gespeichert werden. Ihre gespeicherten Termine sind sicher. Prüfen Sie die Berechtigungen des Ordners.',
  corrupt:
    'Der gespeicherte Kalender war beschädigt. Eine Kopie wurde aufbewahrt und Ihre Termine werden neu heruntergeladen. Ihre Online-Kalender sind nicht betroffen.',
  damaged:
    'Der gespeicherte Kalender ist beschädigt und konnte nicht wiederhergestellt werden. Starten Sie die App neu. Ihre Online-Kalender sind nicht betroffen.',
  locked: 'Ein anderes Programm verwendet die Kalenderdaten. Schließen Sie es und versuchen Sie es erneut.',
  fromTheFuture:
    'Der gespeicherte Kalender stammt von einer neueren Version dieser App. Er wurde aufbewahrt und Ihre Termine werden neu heruntergeladen.',
  other: 'Die Kalenderdaten konnten nicht gespeichert werden.',
};

const proxyCauses: Record<ProxyCause, (host: string | null) => string> = {
  unreachable: () =>
    'Der Proxyserver dieses Computers antwortet nicht. Prüfen Sie die Netzwerkeinstellungen.',
  loginRequired: (host) =>
    `Der Proxyserver ${host ?? 'dieses Computers'} verlangt Benutzername und Passwort.`,
  loginRefused: (host) =>
    `Der Proxyserver ${host ?? 'dieses Computers'} hat Benutzername oder Passwort nicht akzeptiert.`,
};

const feedCauses: Record<FeedCause, string> = {
  badAddress: 'Das ist keine Kalenderadresse. Kalenderadressen beginnen mit https:// oder webcal://.',
  addressMissing:
    'Die Adresse des Kalenders ist nicht mehr auf diesem Computer gespeichert. Fügen Sie sie erneut ein.',
  addressBlocked: 'Die Datei mit der Adresse des Kalenders kann gerade nicht gelesen werden.',
  notFound:
    'Unter dieser Adresse gibt es keinen Kalender. Wenn sie zurückgesetzt wurde, fügen Sie die neue Adresse ein.',
  gone: 'Der Kalender wurde unter dieser Adresse endgültig entfernt. Wenn es eine neue Adresse gibt, fügen Sie sie ein.',
  refused:
    'Der Server verweigert den Zugriff auf diese Adresse. Vielleicht wurde sie zurückgesetzt oder verlangt eine Anmeldung.',
  notACalendar:
    'Diese Adresse führt zu einer Webseite oder Datei, die kein Kalender ist. Kopieren Sie die Adresse im iCal-Format.',
  cut: 'Der Kalender wurde unvollständig übertragen, deshalb wurde nichts geändert.',
  tooLarge: 'Der Kalender ist größer als 20\u00a0MB, mehr kann diese App nicht lesen.',
  certificate:
    'Die Verbindung zum Server des Kalenders ist nicht sicher: Sein Zertifikat ist nicht vertrauenswürdig.',
  redirect: 'Die Adresse leitet auf eine andere weiter, der diese App nicht folgt.',
  timeout: 'Der Server des Kalenders hat nicht rechtzeitig geantwortet.',
  unreachable: 'Der Server des Kalenders ist nicht zu finden. Prüfen Sie die Adresse.',
  unavailable: 'Der Server des Kalenders hat einen Fehler gemeldet.',
  fileUnreadable:
    'Die Kalenderdatei kann nicht gelesen werden. Vielleicht wurde sie verschoben oder gelöscht. Angezeigt werden die zuletzt gelesenen Termine.',
  fileNotACalendar: 'Diese Datei ist kein Kalender. Wählen Sie eine Datei im iCalendar-Format (.ics).',
};

const signInCauses: Record<SignInCause, string> = {
  denied: 'Der Zugriff wurde auf der Google-Seite abgelehnt.',
  orgPolicy:
    'Ihre Organisation lässt diese App nicht zu. Fragen Sie deren Administrator oder verwenden Sie ein anderes Konto.',
  timedOut: 'Zeitüberschreitung bei der Anmeldung im Browser.',
  browserFailed: 'Der Browser konnte für die Anmeldung nicht geöffnet werden.',
  partialConsent:
    'Auf der Google-Seite wurden nicht beide Kalender-Kästchen aktiviert. Beide sind nötig, um Ihre Termine anzuzeigen.',
  otherAccount:
    'Sie haben sich mit einem anderen Google-Konto angemeldet. Es wurde nichts geändert. Wählen Sie das Konto, für das Sie es einschalten möchten.',
  exchangeFailed: 'Google konnte die Anmeldung nicht abschließen.',
};

const notEditable: Record<NotEditable, string> = {
  writingOff:
    'Für dieses Konto ist das Ändern von Terminen ausgeschaltet. Sie können es in den Einstellungen einschalten.',
  readOnlyCalendar: 'In diesem Kalender können Sie keine Termine ändern.',
  notOnGuestList:
    'Ihre Adresse steht nicht auf der Gästeliste; vielleicht wurden Sie über eine Gruppe eingeladen. Antworten Sie in Google Kalender.',
  guestListHidden: 'Die Gästeliste ist ausgeblendet. Antworten Sie in Google Kalender.',
  tooManyGuests:
    'Dieser Termin hat zu viele Gäste, um von hier zu antworten. Antworten Sie in Google Kalender.',
  organizer: 'Sie organisieren diesen Termin.',
  otherPerson: 'Dieser Termin steht im Kalender einer anderen Person.',
  eventType: 'Diese Art von Termin kann hier nicht geändert werden. Öffnen Sie ihn in Google Kalender.',
  cancelled: 'Dieser Termin wurde abgesagt.',
  notSynced: 'Dieser Kalender wird nicht synchronisiert. Blenden Sie ihn zuerst ein.',
  notDeletable:
    'Diesen Termin organisiert jemand anderes; er kann hier nicht gelöscht werden. Sie können absagen.',
  notMovable:
    'In einen anderen Kalender lässt sich nur ein gewöhnlicher Termin verschieben, den Sie organisieren.',
  moving: 'Dieser Termin wird in einen anderen Kalender verschoben. Warten Sie, bis er dort ist.',
};

const writeFields: Record<WriteField, string> = {
  response: 'Ihre Antwort',
  comment: 'Ihr Kommentar',
  title: 'Titel',
  time: 'Zeit',
  repeat: 'Wiederholung',
  place: 'Ort',
  description: 'Beschreibung',
  guests: 'Gäste',
  other: 'weitere Angaben',
};

const outboxCauses: Record<StorageCause, string> = {
  full: 'Der Datenträger ist voll. Ihre Änderung konnte nicht gespeichert werden und wurde nicht gesendet. Geben Sie Speicherplatz frei und versuchen Sie es erneut.',
  readOnly:
    'Die App kann nicht in ihren Datenordner schreiben. Ihre Änderung konnte nicht gespeichert werden und wurde nicht gesendet. Prüfen Sie die Berechtigungen des Ordners.',
  corrupt:
    'Die Datei mit Ihren nicht gesendeten Änderungen war beschädigt. Eine Kopie wurde aufbewahrt und alles Lesbare übernommen. Prüfen Sie die Liste der nicht gesendeten Änderungen.',
  damaged:
    'Die Datei mit Ihren nicht gesendeten Änderungen ist beschädigt, deshalb kann nichts gesendet werden. Starten Sie die App neu.',
  locked:
    'Ein anderes Programm verwendet die Datei mit Ihren nicht gesendeten Änderungen. Schließen Sie es und versuchen Sie es erneut.',
  fromTheFuture:
    'Die nicht gesendeten Änderungen stammen von einer neueren Version dieser App. Sie bleiben unverändert, und bis zu einem Update wird nichts gesendet.',
  other: 'Ihre Änderung konnte nicht gespeichert werden und wurde nicht gesendet.',
};

const refusals: Messages['problems']['writeRefused']['reasons'] = {
  gone: 'Diesen Termin gibt es in Google Kalender nicht mehr.',
  removedMeanwhile: 'Dieser Termin wurde angelegt und dann in Google Kalender gelöscht.',
  forbidden: 'Google erlaubt Ihnen nicht, diesen Termin zu ändern.',
  requiredAccessLevel: 'Sie dürfen diesen Kalender nicht ändern.',
  forbiddenForNonOrganizer: 'Nur wer den Termin organisiert, kann ihn ändern.',
  forbiddenForNonCreator: 'Nur wer den Termin angelegt hat, kann ihn ändern.',
  cannotChangeOrganizer: 'Der Organisator eines Termins kann nicht geändert werden.',
  cannotChangeOrganizerOfInstance: 'Der Organisator eines einzelnen Termins kann nicht geändert werden.',
  participantIsNeitherOrganizerNorAttendee: 'Sie stehen nicht auf der Gästeliste dieses Termins.',
  notOnGuestList: 'Sie stehen nicht mehr auf der Gästeliste dieses Termins.',
  eventTypeRestriction: 'Diese Art von Termin kann so nicht geändert werden.',
  malformedWorkingLocationEvent: 'Diese Art von Termin kann so nicht geändert werden.',
  timeRangeEmpty: 'Der Termin endet, bevor er beginnt.',
  eventDurationExceedsLimit: 'Der Termin ist zu lang.',
  invalid: 'Google hat die Eingaben nicht angenommen.',
  required: 'Es fehlt etwas, das Google verlangt.',
  callNotMade: 'Der Termin wurde angelegt, aber ohne Videoanruf: Google konnte keinen hinzufügen.',
  duplicate: 'Bei Google gibt es schon einen Termin mit dieser Kennung.',
  unreadable: 'Googles Angaben zu diesem Termin waren nicht lesbar, deshalb wurde nichts geändert.',
  movedOrRemoved:
    'Der Termin ist nicht mehr im alten Kalender und wurde im neuen nicht gefunden. Sehen Sie in Google Kalender nach.',
  notCarriedOut: 'Google hat die Änderung entgegengenommen, aber nicht ausgeführt.',
};

export const problems: Messages['problems'] = {
  proxyFailed: proxyCauses,
  offline: 'Sie sind offline. Angezeigt werden die Termine der letzten Synchronisierung.',
  signInRequired: signInReasons,
  ofAccount: (account, sentence) => `${account}: ${sentence}`,
  rateLimited: (time) =>
    `Google bittet die App, bis ${time} zu warten. Danach wird automatisch weiter synchronisiert.`,
  calendarForbidden: (calendar) => `Sie haben keinen Zugriff mehr auf ${calendar}.`,
  calendarGone: (calendar) => `${calendar} gibt es in Google Kalender nicht mehr.`,
  aCalendar: 'einen Ihrer Kalender',
  aCalendarAtStart: 'Einen Ihrer Kalender',
  calendarNamed: (name) => `„${name}“`,
  calendarOfAccount: (name, account) => `„${name}“ von ${account}`,
  accessNotConfigured:
    'Im Projekt dieser Client-Datei ist die Google Calendar API nicht aktiviert. Aktivieren Sie sie in Google Cloud oder wählen Sie eine andere Datei aus.',
  googleUnavailable: 'Google Kalender antwortet nicht. Die App versucht es automatisch erneut.',
  unexpectedReply:
    'Statt Google hat etwas anderes geantwortet, z.\u00a0B. die Anmeldeseite eines Netzwerks. Prüfen Sie Ihre Verbindung.',
  sweepHeld: (count, upcoming, calendar) =>
    `In der neuen Liste für ${calendar} ${(upcoming || count) === 1 ? 'fehlt' : 'fehlen'} ${upcoming > 0 ? plural(upcoming, { one: 'bevorstehender Termin', other: 'bevorstehende Termine' }) : plural(count, { one: 'Termin', other: 'Termine' })}. Es wurde nichts entfernt.`,
  feedFailed: feedCauses,
  exportFailed: exportCauses,
  storageFailed: storageCauses,
  signInFailed: signInCauses,
  clientIdMissing: 'Fügen Sie eine eigene Client-Datei aus Google Cloud hinzu, um Google zu verbinden.',
  clientFileInvalid: {
    webClient:
      'Diese Datei gehört zu einer Webanwendung. Erstellen Sie einen Client vom Typ „Desktop-App“ und verwenden Sie dessen Datei.',
    serviceAccount:
      'Das ist der Schlüssel eines Dienstkontos. Erstellen Sie einen OAuth-Client vom Typ „Desktop-App“ und verwenden Sie dessen Datei.',
    notJson:
      'Das ist keine JSON-Datei. Verwenden Sie die Datei unverändert, wie Google Cloud sie zum Herunterladen anbietet.',
    notAClientFile: 'Diese Datei ist keine Google-Client-Datei für eine Desktop-App.',
  },
  noKeyring: 'Es wurde kein Schlüsselbund gefunden, um Anmeldungen und Kalenderadressen sicher zu speichern.',
  revocationOwed: {
    app: (account) =>
      `Der Zugriff der App auf ${account ?? 'das letzte Konto'} wurde noch nicht entfernt. Das geschieht, sobald Google erreichbar ist.`,
    person: (account) =>
      `Die Anmeldung für ${account ?? 'ein Konto'} konnte nicht gelesen werden, deshalb konnte der Zugriff der App nicht entfernt werden. Sie können ihn in Ihrem Google-Konto unter „Sicherheit“ entfernen.`,
  },
  writingOff: notEditable.writingOff,
  writeScopeMissing:
    'Google erlaubt der App nicht mehr, Termine zu ändern. Änderungen werden nicht gesendet. Schalten Sie das Ändern von Terminen in den Einstellungen wieder ein.',
  eventNotEditable: notEditable,
  previewExpired:
    'Es ist zu viel Zeit vergangen, oder dies wurde schon gesendet. Prüfen Sie es vor dem Senden noch einmal.',
  writeFields,
  writeConflict: (fields) =>
    `Dieser Termin wurde inzwischen in Google Kalender geändert: ${fields}. Entscheiden Sie, welche Fassung gelten soll.`,
  writeOutdated: {
    waited:
      'Diese Änderung wartet seit mehr als einem Tag. Entscheiden Sie, ob sie noch gesendet werden soll.',
    begun: 'Dieser Termin hat schon begonnen. Entscheiden Sie, ob die Änderung noch gesendet werden soll.',
  },
  writeRefused: {
    reasons: refusals,
    unknown: (code) => `Google hat diese Änderung abgelehnt (${code}).`,
  },
  inviteLimit: (time) =>
    `Google nimmt von diesem Konto vorerst keine weiteren Termine oder Einladungen an. Die App versucht es nach ${time} erneut.`,
  outboxFailed: outboxCauses,
  writesWaiting: (count) =>
    `Noch nicht gesendet: ${plural(count, { one: 'Änderung dieses Kontos', other: 'Änderungen dieses Kontos' })}.`,
  noMailProgram: 'Es konnte kein E-Mail-Programm geöffnet werden. Sie können stattdessen den Text kopieren.',
  notFound: 'Dieser Termin ist nicht mehr im Kalender.',
  invalidRequest: 'Das hat nicht geklappt. Versuchen Sie es erneut.',
  cancelled: 'Gestoppt.',
  internal: 'Etwas ist schiefgelaufen. Versuchen Sie es erneut.',
  hookRefused: {
    notAbsolute: 'Geben Sie den vollständigen Pfad des Programms ein.',
    missing: 'Unter diesem Pfad gibt es keine Datei.',
    notExecutable: 'Diese Datei kann nicht als Programm ausgeführt werden.',
    tooMany: 'Mehr Programme sind nicht möglich. Entfernen Sie zuerst eines.',
  },
  hookFailed: (program) => `Das Programm „${program}“ wurde nicht richtig ausgeführt.`,
  actions: {
    showHooks: 'Anzeigen',
    decide: 'Prüfen',
    logIn: 'Anmelden\u00a0…',
    signIn: 'Anmelden',
    signInAgain: 'Erneut anmelden',
    enterAddress: 'Adresse eingeben',
    chooseFile: 'Datei auswählen',
    chooseClientFile: 'Client-Datei auswählen',
    chooseAnotherFile: 'Andere Datei auswählen',
    enableApi: 'API aktivieren',
    chooseCalendars: 'Kalender auswählen',
    chooseTokenStorage: 'Auswählen',
  },
};
