/** The person's own notes on meetings. */
import type { StorageCause } from '../../problems.ts';
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');
const counted = (count: number): string => plural(count, { one: 'Notiz', other: 'Notizen' });

const problems: Record<StorageCause, string> = {
  full: 'Der Datenträger ist voll, daher ist diese Notiz nicht gespeichert. Ihr Text bleibt hier stehen. Sobald Platz frei ist, wird er gespeichert.',
  readOnly:
    'Die App darf nicht in ihren Datenordner schreiben, daher ist diese Notiz nicht gespeichert. Ihr Text bleibt hier stehen. Prüfen Sie die Berechtigungen des Ordners.',
  locked:
    'Ein anderes Programm verwendet die Notizen gerade, daher ist diese Notiz noch nicht gespeichert. Ihr Text bleibt hier stehen.',
  fromTheFuture:
    'Ihre Notizen wurden mit einer neueren Version dieser App geschrieben und lassen sich hier nicht ändern. Aktualisieren Sie die App. Ihr Text bleibt hier stehen.',
  corrupt:
    'Die Notizen sind beschädigt, daher ist diese Notiz nicht gespeichert. Ihr Text bleibt hier stehen. Starten Sie die App neu, um sie zu reparieren.',
  damaged:
    'Die Notizen sind beschädigt, daher ist diese Notiz nicht gespeichert. Ihr Text bleibt hier stehen. Starten Sie die App neu, um sie zu reparieren.',
  other: 'Diese Notiz konnte nicht gespeichert werden. Ihr Text bleibt hier stehen.',
};

export const notes: Messages['notes'] = {
  title: 'Notizen',
  thisEvent: 'Notiz zu diesem Termin',
  series: 'Notiz zur ganzen Serie',
  addSeries: 'Notiz zur ganzen Serie hinzufügen',
  placeholder: 'Notiz eingeben. Mit „- [ ]“ beginnt eine Aufgabe.',
  onlyHere: 'Nur auf diesem Computer. Gäste sehen sie nicht.',
  saving: 'Wird gespeichert\u00a0…',
  saved: 'Gespeichert',
  notSaved: 'Nicht gespeichert',
  problems,
  unreadable: 'Ihre Notizen können gerade nicht gelesen werden.',
  tooLong: (most, over) =>
    `Eine Notiz kann ${most} Zeichen haben. Die letzten ${over} sind nicht gespeichert. Kürzen Sie den Text, oder legen Sie einen Teil woanders ab.`,
  changed: 'Diese Notiz wurde in einem anderen Fenster geändert.',
  useOther: 'Andere Fassung verwenden',
  keepMine: 'Meine behalten',
  fromLast: (date) => `Vom letzten Mal, ${date}`,
  openTasks: 'Offene Aufgaben vom letzten Mal',
  tick: (task) => `Erledigt: ${task}`,
  showLast: 'Diese Notiz anzeigen',
  hideLast: 'Diese Notiz ausblenden',
  export: 'Exportieren\u00a0…',
  exportSeries: 'Serie exportieren\u00a0…',
  exportAll: 'Alle exportieren\u00a0…',
  exportTitle: 'Ordner für die Notizen auswählen',
  exportHere: 'Exportieren',
  exported: (count) => `${counted(count)} exportiert`,
  all: 'Alle Notizen',
  none: 'Noch keine Notizen',
  noneHint: 'Öffnen Sie einen Termin, und schreiben Sie unter „Notizen“.',
  count: counted,
  tasks: (count) => plural(count, { one: 'offene Aufgabe', other: 'offene Aufgaben' }),
  wholeSeries: 'Ganze Serie',
  seriesFile: 'Serie',
  orphan: 'Nicht mehr im Kalender',
  showMore: 'Mehr anzeigen',
  mark: 'Mit Notiz',
  found: 'Notizen',
  alsoFound: counted,
  notices: {
    restored: (count, date) =>
      `Ihre Notizen waren beschädigt. Sie wurden aus der Sicherung vom ${date} wiederhergestellt, ergänzt um das, was noch lesbar war: ${counted(count)}. Die beschädigte Datei wurde beiseitegelegt.`,
    restoredWithout: (count) =>
      `Ihre Notizen waren beschädigt, und es gab keine Sicherung. Noch lesbar: ${counted(count)}. Die beschädigte Datei wurde beiseitegelegt.`,
    readOnly:
      'Die App darf nicht in ihren Datenordner schreiben. Notizen können gelesen, aber nicht geändert werden.',
    fromTheFuture:
      'Ihre Notizen wurden mit einer neueren Version dieser App geschrieben. Sie können hier gelesen, aber nicht geändert werden. Aktualisieren Sie die App.',
  },
  settings: {
    title: 'Notizen',
    files: 'Ihre Notizen',
    filesHint:
      'Notizen bleiben auf diesem Computer, auch wenn ein Termin gelöscht oder ein Konto getrennt wird.',
    exportAll: 'Als Markdown-Dateien exportieren',
    exportAllHint:
      'Eine Datei für jede Notiz, in einem Ordner Ihrer Wahl. Vorhandene Dateien werden nicht überschrieben.',
    backups: 'Sicherungen',
    backupsHint:
      'An jedem Tag, an dem sich Notizen geändert haben, entsteht eine Sicherung. Die letzten 7 werden aufbewahrt.',
    noBackups: 'Noch keine Sicherungen.',
    restore: 'Wiederherstellen\u00a0…',
    restoreFrom: (date) => `Sicherung vom ${date} wiederherstellen`,
    restoreQuestion: (date) => `Alle Notizen durch die Sicherung vom ${date} ersetzen?`,
    restoreHint: 'Ihre jetzigen Notizen werden vorher gesichert, sodass Sie zurückkehren können.',
    restoreNow: 'Wiederherstellen',
    restored: 'Notizen wiederhergestellt',
  },
  disconnect: {
    label: (count) => `${counted(count)} zu Terminen dieses Kontos`,
    keep: 'Behalten',
    export: 'Exportieren und löschen',
    delete: 'Löschen',
    hint: {
      keep: 'Sie bleiben unter „Notizen“ und sind wieder da, wenn die Termine zurückkommen.',
      export: 'Sie wählen einen Ordner. Nach dem Export werden sie hier und in den Sicherungen gelöscht.',
      delete: 'Sie werden hier und in den Sicherungen gelöscht. Das lässt sich nicht rückgängig machen.',
    },
  },
};
