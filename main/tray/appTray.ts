/**
 * The tray in the app's life: what it shows comes from the backend and the settings, what is chosen in it goes
 * to the app. How it is drawn and found is the keeper's.
 */
import type { Settings } from '../../shared/settings.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Occurrence } from '../../shared/model.ts';
import { pauseEnd } from '../../shared/reminders.ts';
import type { Words } from '../../shared/text/words.ts';
import { throttle } from '../platform/throttle.ts';
import { systemClock } from '../platform/clock.ts';
import type { Backend } from '../backend/types.ts';
import type { Log } from '../platform/log.ts';
import { createMeetingCache } from './meetingCache.ts';
import { showNotification } from '../platform/notification.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { keepTray } from './trayKeeper.ts';
import type { TrayKeeper } from './trayKeeper.ts';

export interface AppTrayOptions {
  /** Null until it is open. */
  readonly backend: () => Backend | null;
  readonly settings: { get(): Settings; set(change: Partial<Settings>): Settings };
  readonly words: () => Words;
  readonly onJoin: (occurrence: Occurrence) => void;
  readonly onShow: (occurrence: Occurrence) => void;
  readonly onOpen: () => void;
  readonly onSettings: () => void;
  readonly onSyncNow: () => void;
  readonly onQuit: () => void;
  /** The looks at the start found no place for an icon. */
  readonly onMissing: () => void;
  readonly log: Log;
}

export interface AppTray extends TrayKeeper {
  /** The agenda changed: reads it again and redraws, soon. */
  agendaChanged(): void;
  /** Today's and tomorrow's meetings, read again. */
  meetings(nowMs: number): readonly Occurrence[];
}

const redrawPauseMs = 1000;
const waitingStatus = { phase: 'idle' as const, lastSuccessAt: null, problems: [] };

export const createAppTray = (options: AppTrayOptions): AppTray => {
  const { backend, settings, words, log } = options;
  const meetings = createMeetingCache(backend);
  const keeper = keepTray({
    state: () => {
      const nowMs = Date.now();
      const { messages, format } = words();
      const { reminderRule, remindersPausedUntil } = settings.get();
      const remindersPausedUntilMs =
        reminderRule === 'off' ? null : Date.parse(remindersPausedUntil ?? new Date(0).toISOString());
      return {
        nowMs,
        meetings: meetings.at(nowMs, format),
        status: backend()?.status.current() ?? waitingStatus,
        remindersPausedUntilMs,
        messages,
        format,
      };
    },
    onJoin: options.onJoin,
    onShow: options.onShow,
    onAction: (action) => {
      if (action === 'quit') options.onQuit();
      else if (action === 'open') options.onOpen();
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

const pauseOf = (
  action: 'pauseRemindersHour' | 'pauseRemindersTomorrow' | 'resumeReminders',
  nowMs: number,
): string | null => {
  if (action === 'resumeReminders') return null;
  return pauseEnd(action === 'pauseRemindersHour' ? 'hour' : 'tomorrow', nowMs, systemTimeZone());
};

/** Said once, the first time the window closes and the app goes on. */
export const explainTray = (words: Messages['tray']): void => {
  showNotification({ title: words.closeExplainedTitle, body: words.closeExplained, silent: true });
};
