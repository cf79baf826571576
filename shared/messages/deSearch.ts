/** Deutsch: Termine suchen. Ein Teil von `de`. */
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

export const search: Messages['search'] = {
  title: 'Suche',
  label: 'Termine suchen',
  placeholder: 'Titel, Person, Ort, Beschreibung',
  clear: 'Suche leeren',
  results: 'Gefundene Termine',
  upcoming: 'Kommende',
  past: 'Vergangene',
  hint: 'Findet Termine aller eingeblendeten Kalender, vergangene wie künftige, auch ohne Netz.',
  searching: 'Suche läuft …',
  none: (query) => `Nichts gefunden zu „${query}“`,
  noneHint:
    'Alle Wörter müssen in Titel, Personen, Ort oder Beschreibung eines Termins vorkommen. Ausgeblendete Kalender werden nicht durchsucht.',
  count: (count) => `${plural(count, { one: 'Termin', other: 'Termine' })} gefunden`,
  first: (count) =>
    count === 1
      ? 'Der erste Termin: mehr Wörter finden weniger'
      : `Die ersten ${count} Termine: mehr Wörter finden weniger`,
  indexing: 'Neue Termine werden noch eingelesen: Hier kann noch etwas hinzukommen.',
  fields: { title: 'Titel', place: 'Ort', people: 'Personen', description: 'Beschreibung' },
  keys: { choose: 'wählen', open: 'öffnen', join: 'beitreten' },
};
