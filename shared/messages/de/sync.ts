/** How fresh the calendar is, what changed, and the report on syncs. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const sync: Messages['sync'] = {
  label: 'Synchronisierung',
  syncNow: 'Synchronisieren',
  syncing: 'Wird synchronisiert\u00a0…',
  progress: (done, total) =>
    `Synchronisierung: ${done} von ${plural(total, { one: 'Kalender', other: 'Kalendern' })}`,
  progressEvents: (events) => `${events} Termine`,
  synced: (when) => `Stand: ${when}`,
  lastSynced: (when) => `Stand: ${when}`,
  offline: (when) => `Offline · Stand: ${when}`,
  offlineNever: 'Offline · noch nicht synchronisiert',
  nextTry: (time) => `neuer Versuch um ${time}`,
  never: 'Noch nicht synchronisiert',
  upToDate: 'Aktuell, keine Änderungen',
  upToDateAlone: 'Aktuell',
  changed: (count) => `Aktuell, ${plural(count, { one: 'Änderung', other: 'Änderungen' })}`,
  partly: 'Teilweise synchronisiert',
  failed: 'Synchronisierung fehlgeschlagen',
  cancelled: 'Synchronisierung gestoppt',
  moreProblems: (count) => plural(count, { one: 'weiteres', other: 'weitere' }),
  fewerProblems: 'Weniger anzeigen',
};

export const changes: Messages['changes'] = {
  title: 'Letzte Änderungen',
  hint: 'Änderungen an anstehenden Terminen, 30 Tage lang gespeichert.',
  none: 'Keine Änderungen an anstehenden Terminen in den letzten 30 Tagen.',
  count: (count) => plural(count, { one: 'Änderung', other: 'Änderungen' }),
  show: (count) => `${plural(count, { one: 'Änderung', other: 'Änderungen' })} anzeigen`,
  all: (count) => `Alle ${count} anzeigen`,
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
    endMoved: 'Neue Endzeit',
    placeChanged: 'Neuer Ort',
    placeAdded: 'Ort hinzugefügt',
    placeRemoved: 'Ort entfernt',
    linkChanged: 'Neuer Link',
    linkAdded: 'Link hinzugefügt',
    linkRemoved: 'Link entfernt',
    answerChanged: 'Ihre Antwort',
  },
  detailLabels: {
    guestsChanged: 'Gäste',
    guestsAnswered: 'Antworten',
    descriptionChanged: 'Beschreibung',
    attachmentsChanged: 'Anhänge',
    conferenceChanged: 'Neue Einwahldaten',
  },
  movedOnto: (moved, other) => `${moved}, jetzt gleichzeitig mit ${other}`,
  andOverlaps: (what, other) => `${what}, überschneidet sich jetzt mit ${other}`,
  nowOverlaps: (other) => `Überschneidet sich jetzt mit ${other}`,
  collidesWith: (title, others) =>
    others === 0
      ? `„${title}“`
      : `„${title}“ und ${plural(others, { one: 'weiteren Termin', other: 'weiteren Terminen' })}`,
  added: 'Neu',
  movedFrom: (from) => `Verschoben von ${from}`,
  seriesMovedFrom: (from) => `Serie verschoben von ${from}`,
  endWas: (end) => `Neue Endzeit, vorher ${end}`,
  placeWas: (place) => `Neuer Ort, vorher „${place}“`,
  answerNow: (answer) => `Ihre Antwort ist jetzt „${answer}“`,
  notInvited: 'Nicht eingeladen',
  wasCancelled: (title, time) => `„${title}“ um ${time} wurde abgesagt`,
  allDayOn: (day) => `${day}, ganztägig`,
};

export const inspector: Messages['inspector'] = {
  title: 'Synchronisierungsstatus',
  notReadable: 'Der Synchronisierungsstatus konnte nicht gelesen werden.',
  nothingWrong: 'Keine Probleme',
  retryAt: (time) => `Nächster Versuch: ${time}`,
  shown: (count) => plural(count, { one: 'Kalender', other: 'Kalender' }),
  hidden: 'Ausgeblendet, wird nicht synchronisiert',
  notSynced: 'Noch nicht synchronisiert',
  synced: (when) => `Synchronisiert: ${when}`,
  events: (events, count) => `${events} ${count === 1 ? 'Termin' : 'Termine'}`,
  details: (calendar) => `Details zu ${calendar}`,
  lastSuccess: 'Zuletzt synchronisiert',
  never: 'Nie',
  token: 'Letzte vollständige Synchronisierung',
  tokenSince: (when) => `${when}, seitdem nur Änderungen`,
  noToken: 'Die nächste Synchronisierung lädt alles herunter',
  stored: 'Gespeicherte Termine',
  lastProblem: 'Letztes Problem',
  noProblem: 'Keins',
  problemAt: (sentence, when) => `${sentence} (${when})`,
  flawed: 'Nicht lesbare Termine',
  flawedCounts: (flawed, quarantined) =>
    [
      flawed === 0 ? null : `${flawed} unvollständig angezeigt`,
      quarantined === 0 ? null : `${quarantined} übersprungen`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  allReadable: 'Keine',
  kept: (count) =>
    `${plural(count, { one: 'Termin, der online nicht mehr aufgelistet ist, bleibt', other: 'Termine, die online nicht mehr aufgelistet sind, bleiben' })} erhalten.`,
  audit: 'Letzte Prüfung',
  notChecked: 'Noch nicht geprüft',
  checkedInStep: (when) => `Geprüft ${when}: keine Abweichungen`,
  checkedMended: (when, differences) =>
    `Geprüft ${when}: ${plural(differences, { one: 'Abweichung', other: 'Abweichungen' })} gefunden und behoben`,
  missing: (count) => plural(count, { one: 'fehlt hier', other: 'fehlen hier' }),
  extra: (count) => `${count} zusätzlich hier`,
  different: (count) => `${count} abweichend`,
  checkAll: 'Vollständig prüfen',
  check: 'Vollständige Prüfung',
  checkHint: 'Lädt alle Termine neu herunter und vergleicht sie mit den hier gespeicherten.',
  checking: 'Wird geprüft\u00a0…',
  checkingProgress: (done, total) =>
    `Prüfung: ${done} von ${plural(total, { one: 'Kalender', other: 'Kalendern' })}`,
  allInStep: (calendars) =>
    `${plural(calendars, { one: 'Kalender', other: 'Kalender' })} geprüft: keine Abweichungen`,
  mended: (differences, calendars) =>
    `${plural(calendars, { one: 'Kalender', other: 'Kalender' })} geprüft: ${plural(differences, { one: 'Abweichung', other: 'Abweichungen' })} gefunden und behoben`,
  notAllChecked: 'Einige Kalender konnten nicht geprüft werden.',
  noneChecked: 'Es konnten keine Kalender geprüft werden.',
  copy: 'Diagnose kopieren',
  diagnostics: 'Diagnose für einen Fehlerbericht',
  copyHint:
    'Kopiert Version, System, Einstellungen, Anzahlen, Zeiten und Arten von Problemen. Nie Titel, Orte, Personen, Adressen, Kalendernamen oder Anmeldungen.',
  copied: 'In die Zwischenablage kopiert',
  showCopied: 'Kopierten Text ansehen',
  passes: 'Letzte Synchronisierungen',
  noPasses: 'Noch keine Synchronisierungen.',
  allPasses: (count) => `Alle ${count} anzeigen`,
  columns: {
    when: 'Wann',
    reason: 'Grund',
    listed: 'Heruntergeladen',
    changes: 'Änderungen',
    took: 'Dauer',
    outcome: 'Ergebnis',
  },
  reasons: {
    launch: 'App-Start',
    timer: 'Im Hintergrund',
    resume: 'Nach dem Ruhezustand',
    networkBack: 'Wieder online',
    person: 'Synchronisieren',
    signIn: 'Konto verbunden',
    calendarShown: 'Kalender eingeblendet',
    settingChanged: 'Einstellung geändert',
    fileChanged: 'Kalenderdatei geändert',
    audit: 'Vollständige Prüfung',
    sweepResolved: 'Ihre Entscheidung',
    changeSent: 'Änderung gesendet',
  },
  outcomes: { succeeded: 'Fertig', partial: 'Teilweise', failed: 'Fehlgeschlagen', cancelled: 'Gestoppt' },
  modes: { full: 'Alles', incremental: 'Nur Änderungen', none: 'Nichts' },
  listed: (calendars, pages) =>
    `${plural(calendars, { one: 'Kalender', other: 'Kalender' })}, ${plural(pages, { one: 'Seite', other: 'Seiten' })}`,
  unchanged: 'Keine',
  written: (count) => `${count} gespeichert`,
  removed: (count) => `${count} entfernt`,
  leftOut: (count) => `${count} übersprungen`,
  milliseconds: (ms) => `${ms}\u00a0ms`,
  seconds: (seconds) => `${seconds}\u00a0s`,
};

export const sweep: Messages['sweep'] = {
  keep: 'Termine behalten',
  remove: 'Termine entfernen',
  question: (count, upcoming) =>
    `${upcoming > 0 ? plural(upcoming, { one: 'bevorstehenden Termin', other: 'bevorstehende Termine' }) : plural(count, { one: 'Termin', other: 'Termine' })} von diesem Computer entfernen?`,
  questionHint: 'In der neuen Liste fehlen sie. Am Online-Kalender ändert sich nichts.',
  confirm: (count) => `${count} entfernen`,
  working: 'Wird ausgeführt\u00a0…',
  settled: 'Das wurde bereits geklärt.',
  keptDone: 'Die Termine wurden behalten.',
  removedDone: 'Die Termine wurden entfernt.',
};
