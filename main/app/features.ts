/**
 * Creates the features that run beside the window: reminders, tray, change notifications, shortcuts, start at login,
 * updates. Each listens to the events that concern it; none knows another.
 */
import { app } from 'electron';
import { refOf } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { ReminderAnswer } from '../../shared/reminders.ts';
import type { Settings } from '../../shared/settings.ts';
import type { RetryableOpen } from '../backend/retryableOpen.ts';
import type { Backend, BackendEvents } from '../backend/types.ts';
import { startChangeNotifications } from '../changeNotifications/startChangeNotifications.ts';
import { startDesktopIntegration } from '../desktop/desktopIntegration.ts';
import type { MeetingActions } from '../meetings/meetingActions.ts';
import { systemClock } from '../platform/clock.ts';
import { createEvent } from '../platform/event.ts';
import type { AppEvent } from '../platform/event.ts';
import { watchPower } from '../platform/power.ts';
import { systemTimeZone, watchZone } from '../platform/timeZone.ts';
import { createReminderPresenter } from '../reminders/presenter.ts';
import { createReminders } from '../reminders/scheduler.ts';
import { openReminderFile } from '../reminders/stateFile.ts';
import { createAppTray } from '../tray/appTray.ts';
import { startUpdates } from '../updates/startUpdates.ts';
import { askAboutLostPage } from '../window/lostPageDialog.ts';
import { sendSignal } from '../window/signals.ts';
import type { AppContext, Boot } from './context.ts';
import { createPassReport } from './passReport.ts';

export interface AppEvents extends BackendEvents {
  readonly settingsChanged: AppEvent<{ readonly before: Settings; readonly after: Settings }>;
}

export interface FeaturesOptions {
  readonly boot: Boot;
  readonly context: AppContext;
  readonly events: AppEvents;
  readonly backend: RetryableOpen<Backend>;
  readonly settings: { get(): Settings; set(change: Partial<Settings>): Settings };
  readonly meetings: MeetingActions;
  readonly syncNow: () => void;
}

/** The window paints and the first pass is sent before a reminder appears beside it. */
const quietStartMs = 4000;

export const createFeatures = (options: FeaturesOptions) => {
  const { boot, context, events, backend, settings, meetings } = options;
  const { appWindow, environment, page, profile } = boot;
  const { log, onBug, words, inProfile } = context;
  const join = (meeting: Occurrence): void => void meetings.join(refOf(meeting));

  const answered = createEvent<{ readonly id: string; readonly answer: ReminderAnswer }>();
  const reminderPresenter = createReminderPresenter({
    ...page,
    words,
    log,
    askAboutLostPage: askAboutLostPage(context.messages),
    answer: (id, answer) => answered.emit({ id, answer }),
  });
  const reminders = createReminders({
    clock: systemClock,
    timeZone: systemTimeZone,
    settings: settings.get,
    file: openReminderFile(inProfile('reminders.json')),
    quietMs: quietStartMs,
    source: () => backend.current()?.reminders ?? null,
    screen: reminderPresenter,
    join,
    log,
    onBug,
  });
  answered.on(({ id, answer }) => reminders.answer(id, answer));
  events.agendaChanged.on(reminders.agendaChanged);
  // A calendar's default reminders may have changed without any event.
  events.passEnded.on(reminders.agendaChanged);
  events.settingsChanged.on(reminders.replan);

  const tray = createAppTray({
    backend: backend.current,
    settings,
    words,
    onJoin: join,
    onShow: (occurrence) => appWindow.showOccurrence(refOf(occurrence)),
    onOpen: () => appWindow.show(),
    onSettings: () => appWindow.showSettings(),
    onSyncNow: options.syncNow,
    onQuit: () => app.quit(),
    onMissing: () => {
      // Started hidden with nothing that could bring it back: better seen than lost.
      if (environment.hidden) appWindow.show();
    },
    log,
  });
  appWindow.followTray(() => tray.bounds());
  events.agendaChanged.on(tray.agendaChanged);
  events.statusChanged.on(() => tray.redraw());
  events.settingsChanged.on(() => tray.redraw());

  const changeNotifications = startChangeNotifications({
    profile,
    settings: settings.get,
    source: () => backend.current()?.changeNotices ?? null,
    words,
    onOpen: (change) => (change === null ? appWindow.show() : appWindow.showOccurrence(refOf(change))),
    log,
    onBug,
  });
  events.passEnded.on(({ reason }) => changeNotifications.passEnded(reason));
  events.settingsChanged.on(changeNotifications.replan);

  const desktop = startDesktopIntegration({
    words,
    settings,
    hasTray: tray.isSeen,
    meetings: tray.meetings,
    showWindow: () => appWindow.show(),
    join,
    onChanged: (state) => sendSignal('system.changed', state),
    onBug,
  });
  events.settingsChanged.on(({ before, after }) => desktop.settingsChanged(before, after));

  // Days begin elsewhere now: in the tray, for reminders of whole days, and in the window [F16].
  const zone = watchZone(() => {
    log('zone.changed');
    reminders.replan();
    tray.agendaChanged();
    sendSignal('agenda.changed', undefined);
  });
  events.minute.on(zone.look);
  app.on('browser-window-focus', zone.look);
  const power = watchPower({
    onResume: () => {
      zone.look();
      backend.current()?.schedule.resumed();
      reminders.replan();
      changeNotifications.replan();
      tray.redraw();
    },
    onNetworkBack: () => backend.current()?.schedule.networkBack(),
  });
  events.passEnded.on(
    createPassReport({
      log,
      headless: environment.headless,
      words,
      meetings: (nowMs) => tray.meetings(nowMs),
      onUnreachable: (unreachable) => power.watchNetwork(unreachable),
    }),
  );

  const updates = startUpdates({ settings: settings.get, meetings: tray.meetings, log });
  events.passEnded.on(() => updates.consider());

  return {
    tray,
    reminders,
    reminderPresenter,
    desktop,
    updates,
    /** Called once the window has painted and the backend is open, or has failed to. */
    start: async (): Promise<void> => {
      changeNotifications.begin();
      backend.current()?.begin();
      reminders.replan();
      // A keyring that asks the person first, or fails, holds up neither of the others.
      void context.keyring.look().then(() => backend.current()?.status.changed());
      // Each by itself: the shortcuts work without a tray, and the tray without a backend.
      await tray.start().catch(onBug);
      desktop.start();
    },
    stop: (): void => {
      power.stop();
      reminders.stop();
      reminderPresenter.stop();
      tray.stop();
      desktop.stop();
      changeNotifications.stop();
    },
  };
};
