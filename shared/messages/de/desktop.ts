/** What stands outside the window: the tray’s menu, notifications, and the dialogs of the system. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const tray: Messages['tray'] = {
  open: 'Jarvis Calendar öffnen',
  newEvent: 'Neuer Termin\u00a0…',
  invitations: (count) => `${plural(count, { one: 'offene Einladung', other: 'offene Einladungen' })}\u00a0…`,
  nextMeeting: (title, when) => `${title}, ${when}`,
  now: (title, until) => `Jetzt: ${title}, bis ${until}`,
  joinNext: (title, when) => `Teilnehmen: ${title}, ${when}`,
  rightNow: 'jetzt',
  nothingMoreToday: 'Heute keine weiteren Termine',
  today: 'Heute',
  tomorrow: 'Morgen',
  moreMeetings: (count) => `${plural(count, { one: 'weiterer', other: 'weitere' })}\u00a0…`,
  syncNow: (last) => `Synchronisieren · ${last}`,
  syncing: 'läuft\u00a0…',
  lastSynced: (when) => `zuletzt ${when}`,
  notSynced: 'noch nie',
  settings: 'Einstellungen\u00a0…',
  quit: 'Beenden',
  countdown: (title, when) => `${title} ${when}`,
  tooltip: (line) => `Jarvis Calendar: ${line}`,
  closeExplainedTitle: 'Jarvis Calendar läuft weiter',
  closeExplained:
    'Die App bleibt im Infobereich und synchronisiert Ihren Kalender. Zum Beenden das Menü im Infobereich verwenden.',
};

export const menu: Messages['menu'] = {
  file: 'Datei',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  window: 'Fenster',
  about: (name) => `Über ${name}`,
  services: 'Dienste',
  hide: (name) => `${name} ausblenden`,
  hideOthers: 'Andere ausblenden',
  showAll: 'Alle einblenden',
  quit: 'Beenden',
  quitApp: (name) => `${name} beenden`,
  close: 'Fenster schließen',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  cut: 'Ausschneiden',
  copy: 'Kopieren',
  paste: 'Einfügen',
  delete: 'Löschen',
  selectAll: 'Alles auswählen',
  actualSize: 'Originalgröße',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fullScreen: 'Vollbild',
  developerTools: 'Entwicklertools',
  minimise: 'Minimieren',
};

export const system: Messages['system'] = {
  autostartComment: 'Zeigt, was in Ihrem Kalender als Nächstes ansteht',
  nothingToJoin: 'Gerade kein Termin zum Teilnehmen',
  nextToJoin: (meeting) => `Nächster Termin mit Link: ${meeting}`,
  noneToJoin: 'Heute und morgen keine Termine mit Link.',
  noTray: {
    title: 'Kein Infobereich gefunden',
    text: 'Wenn Sie das Fenster schließen, wird Jarvis Calendar beendet und Sie werden nicht mehr erinnert. Lassen Sie es geöffnet oder minimieren Sie es.',
    understood: 'OK',
  },
  noSandbox: {
    message: 'Ohne Sandbox starten?',
    detail:
      'Dieses System erlaubt AppImages nicht, die Sandbox zu erstellen, die Einladungen von Ihren Dateien fernhält. Ohne sie könnte eine bösartige Einladung die Kontrolle über Ihr Benutzerkonto übernehmen.',
    command:
      'Ein AppArmor-Profil erlaubt die Sandbox für diese Datei: Kopieren Sie den Befehl, führen Sie ihn in einem Terminal aus, beenden Sie die App und starten Sie sie neu. Die .deb- und .rpm-Pakete enthalten das Profil.',
    copyCommand: 'Befehl kopieren',
    startAnyway: 'Ohne Sandbox starten',
    quit: 'Beenden',
  },
  lostPage: {
    message: 'Dieses Fenster konnte nicht angezeigt werden.',
    detail: 'Jarvis Calendar hat es mehrmals versucht. Ihre Kalender und Einstellungen sind nicht betroffen.',
    tryAgain: 'Erneut versuchen',
    quit: 'Beenden',
  },
  invited: 'Neue Einladung',
  meetingsChanged: (count) => `${plural(count, { one: 'Termin', other: 'Termine' })} geändert`,
  moreChanged: (count) => `und ${plural(count, { one: 'weiterer', other: 'weitere' })}`,
  ofSeries: (what) => `Ganze Serie: ${what}`,
  dayAndTime: (day, time) => `${capital(day)} ${time}`,
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export const links: Messages['links'] = {
  cannotOpen: 'Dieser Link kann nicht geöffnet werden',
  cannotOpenHint:
    'Jarvis Calendar öffnet Links zu einem Tag oder Termin und zur Teilnahme am nächsten Termin.',
  cannotShow: 'Dieser Termin kann nicht angezeigt werden',
  noSuchMeeting: 'Er ist in keinem der angezeigten Kalender.',
  joinQuestion: (meeting) => `An „${meeting}“ teilnehmen?`,
  joinHint: (range, host) => `${range}\nEin Link hat das angefordert. Geöffnet wird ${host}.`,
  cannotJoin: 'Die Teilnahme hat nicht geklappt',
  changedMeanwhile: 'Der Termin wurde inzwischen geändert.',
};
