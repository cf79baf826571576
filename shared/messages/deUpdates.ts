/** German: new versions of the app. A part of `de`. */
import type { Messages } from './en.ts';

export const updates: Messages['updates'] = {
  title: 'Neue Versionen',
  automatic: 'Selbst aktualisieren',
  automaticHint:
    'Fragt einmal am Tag bei GitHub nach und setzt eine neue Version beim Beenden ein. Nie während eines Termins.',
  development: 'Aus dem Quelltext gestartet aktualisiert sich die App nicht selbst.',
  packageManager: 'Von der Paketverwaltung Ihres Systems installiert, die auch neue Versionen bringt.',
  notAsked: 'Noch nicht nachgesehen.',
  newest: (checked) => `Beim letzten Nachsehen, ${checked}, war dies die neueste Version.`,
  checking: 'Wird nachgesehen …',
  fetching: (version, percent) => `Version ${version} wird geholt: ${percent} %`,
  ready: (version) => `Version ${version} ist da. Sie gilt ab dem nächsten Start.`,
  failed: (at) =>
    `Nach neuen Versionen konnte nicht gefragt werden (${at}). Die App versucht es später wieder.`,
  check: 'Jetzt nachsehen',
  install: 'Jetzt neu starten',
  notes: 'Was neu ist',
  later: 'Später',
};
