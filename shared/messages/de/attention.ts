/** Erledigte, stummgeschaltete und ausgeblendete Termine und die Regeln dafür. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const attention: Messages['attention'] = {
  done: 'Erledigt',
  doneHint: 'Als erledigt markieren: keine Erinnerungen mehr, nicht mehr als Nächstes angezeigt',
  markDone: (title) => `„${title}“ als erledigt markieren`,
  marked: (title) => `„${title}“ als erledigt markiert`,
  mutedNow: {
    occurrence: (title) => `„${title}“ stummgeschaltet`,
    series: (title) => `Alle Termine „${title}“ stummgeschaltet`,
    calendar: () => 'Kalender stummgeschaltet',
  },
  mute: 'Stummschalten',
  muteHint:
    'Stummgeschaltete Termine bleiben in der Liste, ohne Erinnerungen, und werden nie als Nächstes angezeigt.',
  muteThis: 'Diesen Termin',
  muteSeries: 'Alle Termine dieser Serie',
  muteCalendar: (calendar) => `Alles in „${calendar}“`,
  levels: { done: 'Erledigt', muted: 'Stumm', hidden: 'Durch eine Regel ausgeblendet' },
  states: {
    done: 'Als erledigt markiert',
    muted: 'Stummgeschaltet',
    series: 'Diese Serie ist stummgeschaltet',
    calendar: 'Dieser Kalender ist stummgeschaltet',
    mutedByRule: 'Durch eine Regel stummgeschaltet',
    hiddenByRule: 'Durch eine Regel ausgeblendet',
  },
  undo: {
    done: 'Nicht erledigt',
    muted: 'Stummschaltung aufheben',
    series: 'Für die Serie aufheben',
    calendar: 'Für den Kalender aufheben',
    rule: 'Diesen Termin ausnehmen',
  },
  hiddenCount: (count) => `${count} ausgeblendet`,
  showHidden: (count) =>
    `${plural(count, { one: 'Termin', other: 'Termine' })} anzeigen, die Ihre Regeln ausblenden`,
  hideAgain: 'Wieder ausblenden',
  page: 'Stumm & ausgeblendet',
  rules: 'Regeln',
  rulesHint:
    'Stummgeschaltete Termine bleiben in der Liste, ohne Erinnerungen. Ausgeblendete verlassen die Liste, die angibt, wie viele es sind.',
  noRules: 'Noch keine Regeln',
  addRule: 'Regel hinzufügen',
  editRule: (rule) => `Regel bearbeiten: ${rule}`,
  edit: 'Bearbeiten',
  removeRule: (rule) => `Regel entfernen: ${rule}`,
  remove: 'Entfernen',
  save: 'Speichern',
  cancel: 'Abbrechen',
  newRule: 'Neue Regel',
  level: 'Zutreffende Termine',
  levelNames: { muted: 'Stumm', hidden: 'Ausblenden' },
  words: 'Titel enthält',
  wordsHint: 'Alle diese Wörter, in beliebiger Reihenfolge',
  organizer: 'Organisator',
  organizerHint: 'Teil eines Namens oder einer E-Mail-Adresse',
  calendar: 'Kalender',
  anyCalendar: 'Beliebiger Kalender',
  type: 'Art',
  anyType: 'Beliebige Art',
  only: 'Nur Termine, die so sind',
  conditions: {
    free: 'Als verfügbar angezeigt',
    alone: 'Ohne weitere Gäste',
    unanswered: 'Noch nicht beantwortet',
    allDay: 'Ganztägig',
  },
  needsCondition: 'Wählen Sie mindestens eine Bedingung.',
  preview: (count) =>
    count === 0
      ? 'Trifft auf keinen Termin der nächsten vier Wochen zu'
      : `Trifft auf ${plural(count, { one: 'Termin', other: 'Termine' })} der nächsten vier Wochen zu`,
  sentence: {
    words: (words) => `„${words}“`,
    organizer: (organizer) => `von ${organizer}`,
  },
  muted: 'Stummgeschaltete Serien und Kalender',
  noneMuted: 'Keine',
  series: 'Serie',
  unmute: 'Aufheben',
  unmuteNamed: (name) => `Stummschaltung aufheben: ${name}`,
};
