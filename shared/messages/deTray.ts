/** Deutsch: das Menü im Infobereich und was dort steht. Ein Teil von `de`. */
import type { Messages } from './en.ts';

export const tray: Messages['tray'] = {
  open: 'Jarvis Calendar öffnen',
  nextMeeting: (title, when) => `${title}, ${when}`,
  now: (title, until) => `Jetzt: ${title}, bis ${until}`,
  joinNext: (title) => `An ${title} teilnehmen`,
  joinNextPlain: 'Am nächsten Termin teilnehmen',
  nothingMoreToday: 'Heute nichts mehr',
  nothingToday: 'Heute nichts',
  today: 'Heute',
  tomorrow: 'Morgen',
  moreMeetings: (count) => `${count} weitere …`,
  syncNow: 'Jetzt abgleichen',
  syncing: 'Abgleich läuft …',
  lastSynced: (when) => `Abgeglichen ${when}`,
  notSynced: 'Noch nicht abgeglichen',
  settings: 'Einstellungen …',
  quit: 'Beenden',
  countdown: (title, when) => `${title} ${when}`,
  tooltip: (line) => `Jarvis Calendar: ${line}`,
  closeExplainedTitle: 'Jarvis Calendar läuft weiter',
  closeExplained:
    'Die App bleibt im Infobereich und gleicht Ihren Kalender ab. Beenden können Sie sie dort im Menü.',
};
