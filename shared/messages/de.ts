/** Every text the app shows, in German; `de/` has the same files as `en/`. */
import type { Messages } from './en.ts';
import { agenda, next, dates, search } from './de/agenda.ts';
import { answering, outbox, writing } from './de/answering.ts';
import { app } from './de/app.ts';
import { attention } from './de/attention.ts';
import { autoJoin } from './de/autoJoin.ts';
import { brief } from './de/brief.ts';
import { browsers } from './de/browsers.ts';
import { links, menu, system, tray } from './de/desktop.ts';
import { feeds } from './de/feeds.ts';
import { invitations } from './de/invitations.ts';
import { late } from './de/late.ts';
import { load } from './de/load.ts';
import { hooks } from './de/hooks.ts';
import { detail, repeat } from './de/meeting.ts';
import { moving } from './de/moving.ts';
import { newEvent } from './de/newEvent.ts';
import { notes } from './de/notes.ts';
import { onboarding, keyring } from './de/onboarding.ts';
import { problems } from './de/problems.ts';
import { proxyLogin } from './de/proxyLogin.ts';
import { reminders } from './de/reminders.ts';
import { removal } from './de/removal.ts';
import { assistants, settings, joining, updates, shortcuts } from './de/settings.ts';
import { sync, changes, inspector, sweep } from './de/sync.ts';

export const de: Messages = {
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
