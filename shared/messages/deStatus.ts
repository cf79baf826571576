/** Deutsch: die Statuszeile: wie frisch der Kalender ist. Ein Teil von `de`. */
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

export const sync: Messages['sync'] = {
  label: 'Abgleich',
  syncNow: 'Jetzt abgleichen',
  syncing: 'Abgleich läuft …',
  progress: (done, total) =>
    `Abgleich: ${done} von ${plural(total, { one: 'Kalender', other: 'Kalendern' })}`,
  progressEvents: (events) => `${events} Termine`,
  synced: (when) => `Abgeglichen ${when}`,
  nextTry: (time) => `nächster Versuch um ${time}`,
  never: 'Noch nicht abgeglichen',
  upToDate: 'Aktuell, nichts hatte sich geändert',
  upToDateAlone: 'Aktuell',
  changed: (count) => `Aktuell, ${plural(count, { one: 'Änderung', other: 'Änderungen' })}`,
  partly: 'Teilweise abgeglichen',
  failed: 'Abgleich nicht möglich',
  cancelled: 'Abgleich beendet',
  moreProblems: (count) => `${count} weitere`,
  fewerProblems: 'Weniger',
};
