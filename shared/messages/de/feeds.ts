/** Calendars that are added by their address or from a file. */
import type { Messages } from '../en.ts';

export const feeds: Messages['feeds'] = {
  address: 'Privatadresse eines Kalenders einfügen',
  addressHint: 'Von Google, Outlook, iCloud und anderen. Keine Anmeldung nötig, nur Lesezugriff.',
  add: 'Kalender hinzufügen',
  adding: 'Kalender wird gelesen\u00a0…',
  where: 'Wo finde ich sie?',
  places: [
    ['Google Kalender', 'Einstellungen → Name des Kalenders → Privatadresse im iCal-Format'],
    ['Outlook', 'Einstellungen → Kalender → Freigegebene Kalender → Kalender veröffentlichen → ICS'],
    ['iCloud', 'Freigeben-Taste neben dem Kalender → Öffentlicher Kalender → Link kopieren'],
  ],
  secretHint:
    'Wer diese Adresse hat, kann den Kalender lesen. Sie wird wie ein Passwort gespeichert und nicht mehr angezeigt.',
  own: 'Ihre E-Mail-Adressen (optional)',
  ownHint:
    'Die Adressen, an die Sie eingeladen werden, durch Kommas getrennt. Daran erkennt die App Ihre Antworten auf Einladungen.',
  ownInvalid: 'Geben Sie vollständige Adressen ein, durch Kommas getrennt.',
  from: (host, ending) => `Von ${host}; der private Teil der Adresse endet auf „${ending}“`,
  fromFile: (path) => `Aus der Datei ${path}`,
  another: 'Adresse oder Datei hinzufügen',
  openFile: 'Kalenderdatei öffnen\u00a0…',
  fileType: 'Kalenderdateien',
  offerFile: (name) => `Kalender „${name}“ hinzufügen?`,
  offerFileHint: (path) =>
    `Die App zeigt die Termine aus dieser Datei an und übernimmt spätere Änderungen. Die Datei selbst wird nicht verändert.\n\n${path}`,
  newFile: 'Andere Datei auswählen',
  newAddress: 'Neue Adresse eingeben',
  edit: 'Bearbeiten',
  editFeed: (name) => `${name} bearbeiten`,
  name: 'Name',
  color: 'Farbe',
  save: 'Speichern',
  remove: 'Entfernen',
  removeFeed: (name) => `${name} entfernen`,
  removeQuestion: (name) => `${name} entfernen?`,
  removeHint:
    'Die Termine und die Adresse werden aus der App entfernt. Am Kalender selbst ändert sich nichts.',
};
