/** Deutsch: der erste Start, und wo die Anmeldung bleibt. Ein Teil von `de`. */
import type { Messages } from './en.ts';

export const onboarding: Messages['onboarding'] = {
  welcome: 'Wissen, was als Nächstes kommt',
  lead: 'Ihr Google Kalender auf diesem Computer: was als Nächstes kommt, wann, wo und wie Sie teilnehmen. Sofort und auch offline.',
  connectGoogle: 'Google Kalender verbinden',
  connectHint: 'Öffnet Ihren Browser. Die App bittet darum, Ihre Kalender zu lesen, und ändert sie nie.',
  exploreSample: 'Mit einem Beispielkalender ausprobieren',
  sampleHint: 'Erfundene Termine, ohne Konto. Sie verschwinden, sobald Sie Google verbinden.',
  waiting: 'Weiter im Browser',
  waitingHint: 'Erlauben Sie den Zugriff auf Googles Seite und kommen Sie dann hierher zurück.',
  waitingCancel: 'Abbrechen',
  clientTitle: 'Zum Verbinden braucht es einmalig eine Client-Datei',
  clientLead:
    'Google möchte wissen, welche App fragt. Diese Ausgabe bringt keinen eigenen Client mit, nehmen Sie also Ihren:',
  clientSteps: [
    'Öffnen Sie console.cloud.google.com und legen Sie ein Projekt an.',
    'Schalten Sie darin die Google Calendar API ein.',
    'Erstellen Sie unter „Anmeldedaten“ einen OAuth-Client vom Typ „Desktop-App“ und laden Sie dessen JSON-Datei herunter.',
  ],
  chooseClientFile: 'Client-Datei wählen',
  privacy: 'Nichts verlässt diesen Computer außer den Anfragen an Google.',
  loadingSample: 'Das Beispiel wird vorbereitet …',
};

export const keyring: Messages['keyring'] = {
  title: 'Wo soll die Google-Anmeldung bleiben?',
  lead: 'Dieses System hat keinen Schlüsselbund, die App kann sie also nicht wegschließen.',
  memory: 'Im Arbeitsspeicher, bis Sie beenden',
  memoryHint: 'Am sichersten. Nach jedem Start melden Sie sich neu an.',
  file: 'In einer Datei, die nur Sie lesen können',
  fileHint: 'Sie bleiben angemeldet. Programme, die unter Ihrem Namen laufen, könnten sie lesen.',
  later: 'Später entscheiden',
};
