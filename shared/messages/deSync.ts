/** Deutsch: was sich geändert hat, wie der Abgleich läuft, die Frage nach dem Entfernen. Ein Teil von `de`. */
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

export const changes: Messages['changes'] = {
  title: 'Was sich geändert hat',
  hint: 'Was Abgleiche an kommenden Terminen geändert haben, 30 Tage lang aufbewahrt.',
  none: 'An kommenden Terminen hat sich in den letzten 30 Tagen nichts geändert.',
  count: (count) => plural(count, { one: 'Änderung', other: 'Änderungen' }),
  show: (count) => `${plural(count, { one: 'Änderung', other: 'Änderungen' })} zeigen`,
  all: (count) => `Alle ${count} zeigen`,
  noticed: (what, when) => `${what}, ${when}`,
  anHourAgo: 'vor einer Stunde',
  daysAgo: (days) => `vor ${days} Tagen`,
  from: 'von',
  to: 'auf',
  wholeSeries: 'Ganze Serie',
  labels: {
    new: 'Neu',
    cancelled: 'Abgesagt',
    moved: 'Verschoben',
    endMoved: 'Neues Ende',
    placeChanged: 'Neuer Ort',
    placeAdded: 'Ort ergänzt',
    placeRemoved: 'Ort entfernt',
    linkChanged: 'Neuer Link',
    linkAdded: 'Link ergänzt',
    linkRemoved: 'Link entfernt',
    answerChanged: 'Ihre Antwort',
  },
  added: 'Neu',
  movedFrom: (from) => `Verschoben von ${from}`,
  seriesMovedFrom: (from) => `Die Serie wurde verschoben von ${from}`,
  endWas: (end) => `Neues Ende, vorher ${end}`,
  placeWas: (place) => `Neuer Ort, vorher „${place}“`,
  answerNow: (answer) => `Ihre Antwort ist jetzt „${answer}“`,
  notInvited: 'Nicht eingeladen',
  wasCancelled: (title, time) => `„${title}“ um ${time} wurde abgesagt`,
  allDayOn: (day) => `${day}, ganztägig`,
};

export const inspector: Messages['inspector'] = {
  title: 'Wie der Abgleich läuft',
  notReadable: 'Wie der Abgleich läuft, ließ sich nicht lesen.',
  nothingWrong: 'Keine Probleme',
  retryAt: (time) => `Nächster Versuch ${time}`,
  shown: (count) => plural(count, { one: 'Kalender', other: 'Kalender' }),
  hidden: 'Ausgeblendet, wird nicht abgeglichen',
  notSynced: 'Noch nicht abgeglichen',
  synced: (when) => `Abgeglichen ${when}`,
  events: (events, count) => `${events} ${count === 1 ? 'Termin' : 'Termine'}`,
  details: (calendar) => `Einzelheiten zu ${calendar}`,
  lastSuccess: 'Zuletzt abgeglichen',
  never: 'Nie',
  token: 'Ganze Liste',
  tokenSince: (when) => `${when}, seither nur Änderungen`,
  noToken: 'Der nächste Abgleich holt alles',
  stored: 'Gespeicherte Termine',
  lastProblem: 'Letztes Problem',
  noProblem: 'Keines',
  problemAt: (sentence, when) => `${sentence} (${when})`,
  flawed: 'Nicht ganz lesbar',
  flawedCounts: (flawed, quarantined) =>
    [
      flawed === 0 ? null : `${flawed} mit Auslassungen gezeigt`,
      quarantined === 0 ? null : `${quarantined} weggelassen`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  allReadable: 'Keine',
  kept: (count) =>
    `${plural(count, { one: 'Termin bleibt', other: 'Termine bleiben' })} erhalten, obwohl Google nichts mehr davon meldet.`,
  audit: 'Letzte Prüfung',
  notChecked: 'Noch nicht geprüft',
  checkedInStep: (when) => `Geprüft ${when}: stimmt überein`,
  checkedMended: (when, differences) =>
    `Geprüft ${when}: ${plural(differences, { one: 'Abweichung', other: 'Abweichungen' })} gefunden und behoben`,
  missing: (count) => `${count} fehlten hier`,
  extra: (count) => `${count} zu viel hier`,
  different: (count) => `${count} anders`,
  checkAll: 'Jetzt alles prüfen',
  check: 'Vollständige Prüfung',
  checkHint: 'Holt die vollständigen Listen und vergleicht jeden Termin mit dem, was hier gespeichert ist.',
  checking: 'Prüfung läuft …',
  checkingProgress: (done, total) =>
    `Prüfung: ${done} von ${plural(total, { one: 'Kalender', other: 'Kalendern' })}`,
  allInStep: (calendars) =>
    `${plural(calendars, { one: 'Kalender', other: 'Kalender' })} geprüft: stimmt überein`,
  mended: (differences, calendars) =>
    `${plural(calendars, { one: 'Kalender', other: 'Kalender' })} geprüft: ${plural(differences, { one: 'Abweichung', other: 'Abweichungen' })} gefunden und behoben`,
  notAllChecked: 'Nicht jeder Kalender konnte geprüft werden.',
  noneChecked: 'Es konnte nichts geprüft werden.',
  copy: 'Diagnose kopieren',
  diagnostics: 'Diagnose für einen Fehlerbericht',
  copyHint:
    'Kopiert Version, System, Einstellungen, Anzahlen, Zeiten und Arten von Problemen. Niemals Titel, Orte, Personen, Adressen, Kalendernamen oder Anmeldungen.',
  copied: 'In die Zwischenablage kopiert',
  showCopied: 'Was kopiert wurde',
  passes: 'Letzte Abgleiche',
  noPasses: 'Es gab noch keinen Abgleich.',
  allPasses: (count) => `Alle ${count} zeigen`,
  columns: {
    when: 'Wann',
    reason: 'Warum',
    listed: 'Geholt',
    changes: 'Geändert',
    took: 'Dauer',
    outcome: 'Ergebnis',
  },
  reasons: {
    launch: 'App-Start',
    timer: 'Im Hintergrund',
    resume: 'Nach dem Ruhezustand',
    networkBack: 'Wieder online',
    person: 'Jetzt abgleichen',
    signIn: 'Konto verbunden',
    calendarShown: 'Kalender eingeblendet',
    settingChanged: 'Einstellung geändert',
    audit: 'Prüfung',
    sweepResolved: 'Ihre Entscheidung',
  },
  outcomes: { succeeded: 'Fertig', partial: 'Teilweise', failed: 'Misslungen', cancelled: 'Beendet' },
  modes: { full: 'Alles', incremental: 'Nur Änderungen', none: 'Nichts' },
  listed: (calendars, pages) =>
    `${plural(calendars, { one: 'Kalender', other: 'Kalender' })}, ${plural(pages, { one: 'Seite', other: 'Seiten' })}`,
  unchanged: 'Nichts',
  written: (count) => `${count} geschrieben`,
  removed: (count) => `${count} entfernt`,
  leftOut: (count) => `${count} weggelassen`,
  milliseconds: (ms) => `${ms} ms`,
  seconds: (seconds) => `${seconds} s`,
};

export const sweep: Messages['sweep'] = {
  keep: 'Behalten',
  remove: 'Entfernen',
  question: (count, upcoming) =>
    `${upcoming > 0 ? plural(upcoming, { one: 'bevorstehenden Termin', other: 'bevorstehende Termine' }) : plural(count, { one: 'Termin', other: 'Termine' })} von diesem Computer entfernen?`,
  questionHint: 'Google führt sie nicht mehr auf. In Google Kalender ändert sich nichts.',
  confirm: (count) => `${count} entfernen`,
  working: 'Wird erledigt …',
  settled: 'Das hat sich inzwischen erledigt.',
  keptDone: 'Sie bleiben erhalten.',
  removedDone: 'Sie wurden entfernt.',
};
