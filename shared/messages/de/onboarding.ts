/** The first start, and where sign-ins are kept. */
import type { Messages } from '../en.ts';

export const onboarding: Messages['onboarding'] = {
  welcome: 'Wissen, was als Nächstes ansteht',
  lead: 'Ihre Kalender auf diesem Computer: was als Nächstes ansteht, wann, wo und wie Sie teilnehmen. Sofort, auch offline.',
  connectGoogle: 'Google Kalender verbinden',
  connectHint:
    'Alle Ihre Google-Kalender, in wenigen Minuten aktuell. Die App kann sie ansehen, aber nie ändern.',
  exploreSample: 'Mit einem Beispielkalender ausprobieren',
  sampleHint: 'Erfundene Termine, kein Konto nötig. Werden entfernt, sobald Sie einen Kalender hinzufügen.',
  waiting: 'Weiter im Browser',
  waitingHint: 'Erlauben Sie den Zugriff auf der Google-Seite und kommen Sie dann hierher zurück.',
  waitingCancel: 'Abbrechen',
  clientTitle: 'Einmalige Einrichtung: Client-Datei hinzufügen',
  clientLead:
    'Bei Google muss sich jede App ausweisen. Diese Version enthält keinen Client, fügen Sie also einen eigenen hinzu:',
  clientSteps: {
    project: { title: 'Projekt erstellen', text: 'Mit beliebigem Namen.' },
    api: { title: 'Google Calendar API aktivieren', text: 'In diesem Projekt.' },
    consent: {
      title: 'Zustimmungsbildschirm einrichten',
      text: 'Geben Sie einen App-Namen und Ihre eigene Adresse an. Wählen Sie als Zielgruppe „Extern“ oder in einer Google-Workspace-Organisation „Intern“.',
    },
    audience: {
      title: 'Sich als Testnutzer eintragen, dann veröffentlichen',
      text: 'Ohne Testnutzer blockiert Google die Anmeldung (403: access_denied). Und solange die App im Test ist, endet jede Anmeldung nach sieben Tagen: „App veröffentlichen“ verhindert das. Für die eigene Nutzung ist keine Prüfung nötig.',
    },
    client: {
      title: 'OAuth-Client erstellen und Datei herunterladen',
      text: 'Der Anwendungstyp muss „Desktop-App“ sein. Laden Sie die JSON-Datei herunter, sobald der Client erstellt ist.',
    },
  },
  openPage: 'Seite öffnen',
  openPageOf: (title) => `Seite öffnen: ${title}`,
  addFile: 'Datei hier hinzufügen',
  addFileHint: 'Hierher ziehen, auswählen oder den Inhalt einfügen.',
  chooseClientFile: 'Client-Datei auswählen',
  pasteFile: 'Inhalt der Datei',
  help: {
    title: 'Google zeigt eine Warnung oder einen Fehler?',
    unverified: {
      title: '„Google hat diese App nicht überprüft“',
      text: 'Bei einem eigenen Client normal: „Erweitert“ auswählen und fortfahren.',
    },
    notTester: {
      title: '„Zugriff blockiert“, 403: access_denied',
      text: 'Ihre Adresse ist kein Testnutzer des Projekts. Tragen Sie sie unter „Zielgruppe“ ein oder veröffentlichen Sie dort die App.',
    },
    organisation: {
      title: '„org_internal“ oder „admin_policy_enforced“',
      text: 'Die Zielgruppe ist eine einzelne Organisation, oder Ihre lässt die App nicht zu. Wählen Sie „Extern“ als Zielgruppe oder fragen Sie Ihren Administrator.',
    },
    wrongClient: {
      title: '„redirect_uri_mismatch“ oder „invalid_client“',
      text: 'Der Client ist nicht vom Typ „Desktop-App“ oder wurde gelöscht. Erstellen Sie einen neuen und fügen Sie dessen Datei hinzu.',
    },
  },
  privacy:
    'Ihre Daten werden nur zwischen diesem Computer, Google und den von Ihnen hinzugefügten Adressen übertragen.',
  loadingSample: 'Beispielkalender wird vorbereitet\u00a0…',
};

export const keyring: Messages['keyring'] = {
  title: 'Wo sollen Anmeldungen und Kalenderadressen gespeichert werden?',
  lead: 'Es wurde kein Schlüsselbund gefunden, deshalb können sie nicht verschlüsselt gespeichert werden.',
  memory: 'Im Arbeitsspeicher, bis zum Beenden',
  memoryHint: 'Am sichersten. Nach jedem Start melden Sie sich neu an oder fügen die Adresse erneut ein.',
  file: 'In einer Datei, die nur Sie lesen können',
  fileHint:
    'Sie müssen nichts erneut eingeben. Andere Programme, die unter Ihrem Benutzerkonto laufen, könnten die Datei lesen.',
  later: 'Später entscheiden',
};
