/**
 * Every text the app shows, in English. `en/` has one file for each part of the app. A text is a string, or a
 * function if something is inserted; times, dates and durations are passed in as formatted text
 * (shared/text/createFormat). This table is also the type that the other languages must match (`Messages`), so a
 * missing text does not compile.
 */
import { agenda, next, dates, search } from './en/agenda.ts';
import { answering, outbox, writing } from './en/answering.ts';
import { app } from './en/app.ts';
import { attention } from './en/attention.ts';
import { autoJoin } from './en/autoJoin.ts';
import { brief } from './en/brief.ts';
import { browsers } from './en/browsers.ts';
import { links, menu, system, tray } from './en/desktop.ts';
import { feeds } from './en/feeds.ts';
import { invitations } from './en/invitations.ts';
import { late } from './en/late.ts';
import { load } from './en/load.ts';
import { hooks } from './en/hooks.ts';
import { detail, repeat } from './en/meeting.ts';
import { moving } from './en/moving.ts';
import { newEvent } from './en/newEvent.ts';
import { notes } from './en/notes.ts';
import { onboarding, keyring } from './en/onboarding.ts';
import { problems } from './en/problems.ts';
import { proxyLogin } from './en/proxyLogin.ts';
import { reminders } from './en/reminders.ts';
import { removal } from './en/removal.ts';
import { assistants, settings, joining, updates, shortcuts } from './en/settings.ts';
import { sync, changes, inspector, sweep } from './en/sync.ts';

export const en = {
  app,
  agenda,
  attention,
  autoJoin,
  brief,
  browsers,
  dates,
  next,
  sync,
  changes,
  invitations,
  late,
  load,
  newEvent,
  answering,
  outbox,
  removal,
  moving,
  writing,
  inspector,
  sweep,
  problems,
  proxyLogin,
  search,
  settings,
  assistants,
  hooks,
  shortcuts,
  onboarding,
  feeds,
  keyring,
  detail,
  notes,
  joining,
  links,
  tray,
  menu,
  reminders,
  system,
  updates,
  repeat,
};

export type Messages = typeof en;
