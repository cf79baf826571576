/**
 * Connects the tray to the app: its content comes from the backend and the settings, and what is chosen in it goes to
 * the app. trayKeeper.ts draws it and finds its place.
 */
import type { Settings } from '../../shared/settings.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Occurrence } from '../../shared/model.ts';
import { pauseEnd } from '../../shared/reminders.ts';
import { needsDecision } from '../../shared/pending.ts';
import type { Words } from '../../shared/text/words.ts';
import { throttle } from '../platform/throttle.ts';
import { systemClock } from '../platform/clock.ts';
import type { Backend } from '../backend/types.ts';
import type { Log } from '../platform/log.ts';
import { createInvitationCount } from './invitationCount.ts';
import { createMeetingCache } from './meetingCache.ts';
import { showNotification } from '../platform/notification.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { keepTray } from './trayKeeper.ts';
import type { TrayKeeper } from './trayKeeper.ts';
import type { TrayState } from './trayMenu.ts';

export interface AppTrayOptions {
  /** Null until it is open. */
  readonly backend: () => Backend | null;
  readonly settings: { get(): Settings; set(change: Partial<Settings>): Settings };
  readonly words: () => Words;
  readonly onJoin: (occurrence: Occurrence) => void;
  readonly onShow: (occurrence: Occurrence) => void;
  readonly onOpen: () => void;
  readonly onNewEvent: () => void;
  readonly onMeetNow: () => void;
  readonly onInvitations: () => void;
  readonly onOutbox: () => void;
  readonly onSettings: () => void;
  readonly onSyncNow: () => void;
  readonly onQuit: () => void;
  /** Called if the attempts at the start found no place for an icon. */
  readonly onMissing: () => void;
  readonly log: Log;
}

export interface AppTray extends TrayKeeper {
  /** Called when the agenda changed. Reads it again and redraws soon. */
  agendaChanged(): void;
  /** Reads today's and tomorrow's meetings again. */
  meetings(nowMs: number): readonly Occurrence[];
}

const redrawPauseMs = 1000;
const waitingStatus = { phase: 'idle' as const, lastSuccessAt: null, problems: [] };

export const createAppTray = (options: AppTrayOptions): AppTray => {
  const { backend, settings, words, log } = options;
  const meetings = createMeetingCache(backend);
  const invitations = createInvitationCount(backend);
  const keeper = keepTray({
    state: () => {
      const nowMs = Date.now();
      const { messages, format } = words();
      const { reminderRule, remindersPausedUntil, trayCountdown } = settings.get();
      const remindersPausedUntilMs =
        reminderRule === 'off' ? null : Date.parse(remindersPausedUntil ?? new Date(0).toISOString());
      return {
        nowMs,
        meetings: meetings.at(nowMs, format),
        invitations: invitations.at(nowMs),
        outbox: outboxOf(backend()),
        status: backend()?.status.current() ?? waitingStatus,
        remindersPausedUntilMs,
        countdownAhead: trayCountdown,
        canCreateEvents: canCreate(backend()),
        canMeetNow: backend()?.accounts.writingState().anyOn === true,
        messages,
        format,
      };
    },
    onJoin: options.onJoin,
    onShow: options.onShow,
    onAction: (action) => {
      if (action === 'quit') options.onQuit();
      else if (action === 'open') options.onOpen();
      else if (action === 'newEvent') options.onNewEvent();
      else if (action === 'meetNow') options.onMeetNow();
      else if (action === 'invitations') options.onInvitations();
      else if (action === 'outbox') options.onOutbox();
      else if (action === 'settings') options.onSettings();
      else if (action === 'syncNow') options.onSyncNow();
      else settings.set({ remindersPausedUntil: pauseOf(action, Date.now()) });
    },
    onFound: () => log('tray.shown'),
    onMissing: () => {
      log('tray.missing');
      options.onMissing();
    },
  });
  const redraws = throttle(systemClock, redrawPauseMs, () => {
    meetings.forget();
    invitations.forget();
    keeper.redraw();
  });
  return {
    ...keeper,
    agendaChanged: redraws.ask,
    meetings: (nowMs) => {
      meetings.forget();
      return meetings.at(nowMs, words().format);
    },
    stop: () => {
      redraws.stop();
      keeper.stop();
    },
  };
};

const outboxOf = (backend: Backend | null): TrayState['outbox'] => {
  const items = (backend?.writing.list() ?? []).filter(({ state }) => state !== 'accepted');
  return { waiting: items.length, undecided: items.filter(needsDecision).length };
};

/** In this app, or on Google Calendar's page. */
const canCreate = (backend: Backend | null): boolean => {
  if (backend === null) return false;
  const accounts = backend.store.accounts();
  const hasGoogle = accounts.ok && accounts.value.some(({ kind }) => kind === 'google');
  return hasGoogle || backend.accounts.writingState().anyOn;
};

const pauseOf = (
  action: 'pauseRemindersHour' | 'pauseRemindersTomorrow' | 'resumeReminders',
  nowMs: number,
): string | null => {
  if (action === 'resumeReminders') return null;
  return pauseEnd(action === 'pauseRemindersHour' ? 'hour' : 'tomorrow', nowMs, systemTimeZone());
};

/** Shown once, the first time the window is closed and the app keeps running. */
export const explainTray = (words: Messages['tray']): void => {
  showNotification({ title: words.closeExplainedTitle, body: words.closeExplained, silent: true });
};
