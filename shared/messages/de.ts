/** Alle Texte auf Deutsch, je Ort eine Datei. Der Typ verlangt dieselben Einträge wie die englische Tabelle. */
import type { Messages } from './en.ts';
import { agenda, next } from './deAgenda.ts';
import { app } from './deApp.ts';
import { dates } from './deDates.ts';
import { detail } from './deDetail.ts';
import { joining } from './deJoining.ts';
import { onboarding, keyring } from './deOnboarding.ts';
import { problems } from './deProblems.ts';
import { reminders } from './deReminders.ts';
import { repeat } from './deRepeat.ts';
import { search } from './deSearch.ts';
import { settings } from './deSettings.ts';
import { shortcuts } from './deShortcuts.ts';
import { sync } from './deStatus.ts';
import { changes, inspector, sweep } from './deSync.ts';
import { system } from './deSystem.ts';
import { tray } from './deTray.ts';
import { updates } from './deUpdates.ts';

export const de: Messages = {
  app,
  agenda,
  dates,
  next,
  sync,
  changes,
  inspector,
  sweep,
  problems,
  search,
  settings,
  shortcuts,
  onboarding,
  keyring,
  detail,
  joining,
  tray,
  reminders,
  system,
  updates,
  repeat,
};
