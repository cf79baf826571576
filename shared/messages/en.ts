/**
 * Every text the app shows, in English: one file for each place, put together here. Strings, and functions
 * where something is put in. This table is also the type the other languages must match (`Messages`), so a
 * forgotten text does not compile. Times, dates and durations arrive formatted (shared/text/createFormat).
 */
import { agenda, next } from './enAgenda.ts';
import { app } from './enApp.ts';
import { dates } from './enDates.ts';
import { detail } from './enDetail.ts';
import { joining } from './enJoining.ts';
import { onboarding, keyring } from './enOnboarding.ts';
import { problems } from './enProblems.ts';
import { reminders } from './enReminders.ts';
import { repeat } from './enRepeat.ts';
import { search } from './enSearch.ts';
import { settings } from './enSettings.ts';
import { shortcuts } from './enShortcuts.ts';
import { sync } from './enStatus.ts';
import { changes, inspector, sweep } from './enSync.ts';
import { system } from './enSystem.ts';
import { tray } from './enTray.ts';
import { updates } from './enUpdates.ts';

export const en = {
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

export type Messages = typeof en;
