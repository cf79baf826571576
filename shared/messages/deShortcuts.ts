/** Deutsch: die Tasten und was sie tun. Ein Teil von `de`. */
import type { Messages } from './en.ts';

export const shortcuts: Messages['shortcuts'] = {
  title: 'Tastenkürzel',
  groups: { everywhere: 'Überall', days: 'Tage', list: 'In der Liste', meeting: 'In einem Termin' },
  what: {
    syncNow: 'Jetzt abgleichen',
    settings: 'Einstellungen',
    sheet: 'Diese Liste zeigen',
    close: 'Schließen, zurück',
    today: 'Zurück zu heute',
    previousDay: 'Vorheriger Tag',
    nextDay: 'Nächster Tag',
    nextRow: 'Nächster Termin',
    previousRow: 'Vorheriger Termin',
    rowsDown: 'Mehrere Termine weiter',
    rowsUp: 'Mehrere Termine zurück',
    firstRow: 'Erster Termin',
    lastRow: 'Letzter Termin',
    openRow: 'Termin öffnen',
  },
  names: {
    ctrl: 'Strg',
    enter: 'Eingabe',
    escape: 'Esc',
    home: 'Pos 1',
    end: 'Ende',
    pageUp: 'Bild auf',
    pageDown: 'Bild ab',
  },
  or: 'oder',
  withKey: (label, key) => `${label} (${key})`,
};
